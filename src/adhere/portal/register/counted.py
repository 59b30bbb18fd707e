# SPDX-License-Identifier: EUPL-1.2
"""What the signatories of a code reported on each indicator together; what may be shown of it is said by ``adhere.monitoring``. Article 56(5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from adhere.codes.catalogue import UnknownCodeError
from adhere.kernel.text import Text
from adhere.models.reasons import readable
from adhere.monitoring.figures import Sum
from adhere.monitoring.moments import Published
from adhere.monitoring.words import sizes_text
from adhere.portal import codes
from adhere.portal.register.counting import standing
from adhere.reporting.figures import unit_text
from adhere.reporting.indicators import Indicator, indicators
from adhere.reporting.periods import due_day, period_around
from adhere.reporting.report import SIZES

COURSE = 4
"""Periods that are shown beside each other."""
COLUMNS = ("indicator", "title_en", "title_nl", "measure", "unit", "period", "reported", "sizes", "members", "mean")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the table of an indicator: a group of signatories over a period, or that none is shown; ``share`` is its bar, of 100."""

    told: Published
    group: Sum | None
    share: int

    @property
    def sizes(self) -> Text | str:
        """The sizes in the group, in words."""
        return sizes_text(self.group.sizes) if self.group else ""

    @property
    def mean(self) -> str | None:
        """The mean in figures, None where it is not shown."""
        mean = self.group.mean if self.group else None
        return None if mean is None else f"{mean.normalize():f}"

    @property
    def spoken(self) -> Text | None:
        """The mean with its unit as people write it, None where it is not shown."""
        if self.mean is None:
            return None
        number, unit = readable(Decimal(self.mean)), unit_text(self.told.unit)
        return Text(f"{number.en} {unit.en}", f"{number.nl} {unit.nl}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """An indicator, how many signatories reported it over the period chosen, and its lines, earliest period first."""

    indicator: Indicator
    reported: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Everything that is shown of a code until a period; ``moment`` is the last day for reports on which it stood so.

    ``counting`` where a later one has passed whose figures are being counted.
    """

    code: str
    period: str | None
    periods: tuple[str, ...]
    moment: date | None
    counting: bool
    reported: tuple[Reported, ...]

    @property
    def empty(self) -> bool:
        """Whether no report on any period shown came in by its last day."""
        return not any(one.lines for one in self.reported)

    def cells(self) -> Iterator[tuple[Any, ...]]:
        """Yield the lines as cells under ``COLUMNS``."""
        for one in self.reported:
            title = one.indicator.title
            for line in one.lines:
                told, group = line.told, line.group
                named = (one.indicator.id, title.en, title.nl, told.measure, told.unit, told.period)
                sizes = " ".join(group.sizes) if group else None
                yield (*named, told.reported, sizes, group.members if group else None, line.mean)


def counted(code_id: str, period: str, day: date, course: int = COURSE) -> Counted | None:
    """Return what is shown of a code on a day until a period, the last where none is named; None where there is no such code or period.

    ``course`` is how many periods there are beside each other at most.
    """
    try:
        known = indicators(codes.code(code_id))
    except (UnknownCodeError, FileNotFoundError):
        return None
    found = standing(code_id, day)
    shown = found.shown
    periods = shown.periods if shown else ()
    if period and period not in periods:
        return None
    chosen = period or (periods[-1] if periods else None)
    until = periods[: periods.index(chosen) + 1][-course:] if chosen else ()
    told = shown.indicators if shown else ()
    return Counted(
        code=code_id,
        period=chosen,
        periods=periods,
        moment=shown.moment if shown else None,
        counting=found.counting,
        reported=tuple(
            _reported(one, [row for row in told if row.indicator == one.id and row.period in until], chosen)
            for one in known.values()
        ),
    )


def next_moment(day: date) -> date:
    """Return the first last day for reports that has not passed on a day, of signatories of whatever size."""
    here = {period_around(day, size) for size in SIZES}
    before = {period_around(one.since - timedelta(days=1), size) for one in here for size in SIZES}
    return min(due for due in map(due_day, here | before) if due >= day)


def _reported(indicator: Indicator, told: list[Published], chosen: str | None) -> Reported:
    means = [group.mean for row in told for group in row.groups if group.mean is not None]
    most = max(means, default=Decimal())
    return Reported(
        indicator=indicator,
        reported=sum(row.reported for row in told if row.period == chosen),
        lines=tuple(
            Line(told=row, group=group, share=round(100 * group.mean / most) if group and group.mean else 0)
            for row in told
            for group in row.groups or (None,)
        ),
    )
