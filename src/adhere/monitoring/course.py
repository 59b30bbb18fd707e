# SPDX-License-Identifier: EUPL-1.2
"""One signatory over time: how each measure moved, what fell back, over which periods it kept silent, and how figures went.

Article 56(6): monitoring of what participants achieve. Everything is read off the two integers of each report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from adhere.kernel.text import Text
from adhere.monitoring.figures import FigureRow
from adhere.monitoring.portfolio import Row
from adhere.monitoring.states import NOTHING, State, set_places
from adhere.monitoring.words import word


class Trend(StrEnum):
    """Where a measure went between the first and the last period in which it was known."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"
    UNKNOWN = "unknown"

    @property
    def label(self) -> Text:
        """How people say it."""
        return word("trend", self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCourse:
    """One measure over the periods in which the signatory adhered to it; ``states`` has one for each period, None outside scope."""

    measure: str
    states: tuple[State | None, ...]

    @property
    def trend(self) -> Trend:
        """Where it went; unknown where it was known fewer than two times."""
        known = [one for one in self.states if one in (State.MET, State.NOT_MET)]
        if len(known) < 2:
            return Trend.UNKNOWN
        if known[0] is known[-1]:
            return Trend.STEADY
        return Trend.BETTER if known[-1] is State.MET else Trend.WORSE


@dataclass(frozen=True, slots=True)
class Regression:
    """A measure that was met over one period and is not in the next report."""

    measure: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCourse:
    """One indicator over time; None where it was not reported, which is never nought."""

    measure: str
    indicator: str
    unit: str
    values: tuple[Decimal | None, ...]

    @property
    def change(self) -> Decimal | None:
        """The last value less the first; None where there are fewer than two."""
        known = [one for one in self.values if one is not None]
        return known[-1] - known[0] if len(known) > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A signatory over the periods in which it adhered."""

    periods: tuple[str, ...]
    silent: tuple[str, ...]
    measures: tuple[MeasureCourse, ...]
    regressions: tuple[Regression, ...]
    figures: tuple[FigureCourse, ...] = ()


def course(rows: Sequence[Row], measures: Sequence[str], figures: Iterable[FigureRow] = ()) -> Course:
    """Return how a signatory went; ``rows`` are those of one signatory, earliest first."""
    periods = tuple(row.period for row in rows)
    ever = 0
    for row in rows:
        ever |= row.scope
    return Course(
        periods=periods,
        silent=tuple(row.period for row in rows if row.bits is None),
        measures=tuple(
            MeasureCourse(
                measure=measures[place],
                states=tuple(
                    (row.bits or NOTHING).state(place) if row.scope >> place & 1 else None for row in rows
                ),
            )
            for place in set_places(ever)
        ),
        regressions=regressions(rows, measures),
        figures=tuple(_figures(figures, periods)),
    )


def regressions(rows: Sequence[Row], measures: Sequence[str]) -> tuple[Regression, ...]:
    """Return what fell back from one report to the next, over periods without a report."""
    reported = [(row.period, row.scope, row.bits) for row in rows if row.bits is not None]
    found = []
    for (was, earlier, before), (now, later, after) in pairwise(reported):
        fell = before.within(earlier, State.MET) & after.within(later, State.NOT_MET)
        found += [Regression(measures[place], was, now) for place in set_places(fell)]
    return tuple(found)


def _figures(rows: Iterable[FigureRow], periods: tuple[str, ...]) -> list[FigureCourse]:
    values: dict[tuple[str, str, str], dict[str, Decimal]] = {}
    for row in rows:
        values.setdefault((row.measure, row.indicator, row.unit), {})[row.period] = row.value
    return [
        FigureCourse(
            measure=measure,
            indicator=indicator,
            unit=unit,
            values=tuple(found.get(name) for name in periods),
        )
        for (measure, indicator, unit), found in sorted(values.items())
    ]
