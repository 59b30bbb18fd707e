# SPDX-License-Identifier: EUPL-1.2
"""Figures of all signatories together, per indicator: sum and mean of a group that stays the same over time and that nobody dominates.

Article 56(5): outcomes measured against indicators. Who did not report a figure is in no group; a figure that lacks is never nought.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from adhere.monitoring.cohorts import Cohort, cohorts
from adhere.monitoring.publication import Limits, dominated, limits
from adhere.reporting.report import SIZES


class FigureRow(NamedTuple):
    """One figure that one signatory reported over one period."""

    measure: str
    indicator: str
    unit: str
    period: str
    signatory: str
    size: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """The figures of signatories of some sizes over one period; ``total`` is None where one or two dominate every group of them."""

    measure: str
    indicator: str
    unit: str
    period: str
    sizes: tuple[str, ...]
    members: int
    total: Decimal | None

    @property
    def mean(self) -> Decimal | None:
        """The mean, to three places."""
        return None if self.total is None else round(self.total / self.members, 3)


def sums(rows: Iterable[FigureRow], periods: Sequence[str], limit: Limits | None = None) -> Iterator[Sum]:
    """Yield what is shown of figures, which come in the order of measure, indicator and unit."""
    for _, group in groupby(rows, key=lambda row: row[:3]):
        by_period: dict[str, dict[str, FigureRow]] = {name: {} for name in periods}
        for row in group:
            if row.period in by_period:
                by_period[row.period][row.signatory] = row
        yield from sums_of(by_period, periods, limit)


def sums_of(
    by_period: Mapping[str, Mapping[str, FigureRow]], shown: Collection[str], limit: Limits | None = None
) -> Iterator[Sum]:
    """Yield what is shown of the figures on one indicator by period and signatory; periods come in order of time.

    Groups are formed in every period, and yielded of those in ``shown`` alone.
    """
    limit = limit or limits()
    named = next((row for found in by_period.values() for row in found.values()), None)
    present = [{name: row.size for name, row in found.items()} for found in by_period.values()]
    formed = cohorts(present, SIZES, least=limit.least, block=limit.least)
    for (name, found), groups in zip(by_period.items(), formed, strict=True):
        if named is None or name not in shown:
            continue
        same: dict[tuple[str, ...], list[Cohort]] = {}
        for one in groups:
            same.setdefault(one.sizes, []).append(one)
        for sizes in sorted(same, key=lambda one: (len(one), SIZES.index(one[0]))):
            yield _sum(named, name, same[sizes], found, limit)


def _sum(
    named: FigureRow, period: str, groups: list[Cohort], found: Mapping[str, FigureRow], limit: Limits
) -> Sum:
    """Add up the groups of the same sizes that nobody dominates."""
    values = [[found[name].value for name in group.members] for group in groups]
    free = [one for one in values if not dominated(one, limit)]
    return Sum(
        measure=named.measure,
        indicator=named.indicator,
        unit=named.unit,
        period=period,
        sizes=groups[0].sizes,
        members=sum(map(len, free or values)),
        total=sum((sum(one, Decimal()) for one in free), Decimal()) if free else None,
    )
