# SPDX-License-Identifier: EUPL-1.2
"""A code over all its signatories: per period and measure how many met it, shown so that it cannot be traced to one provider.

Article 56(6). Rows stream in, period after period, and are counted as columns of bits; who may be shown is for ``cohorts``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from adhere.monitoring.cohorts import Cohort, cohorts
from adhere.monitoring.publication import Counts, Limits, added, limits, shown_counts
from adhere.monitoring.states import NOTHING, Bits, State, tallies
from adhere.reporting.report import SIZES


class Row(NamedTuple):
    """One signatory in one period: which measures it adheres to and what it reported; ``bits`` is None where it did not."""

    period: str
    signatory: str
    size: str
    scope: int
    bits: Bits | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What is shown of one group of signatories on one measure."""

    sizes: tuple[str, ...]
    members: int
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePeriod:
    """What is shown on one measure over one period: its groups, how many adhere to the measure, and the sum of the groups."""

    measure: str
    period: str
    adhering: int
    groups: tuple[Group, ...]

    @property
    def shown(self) -> int:
        """How many signatories are in the groups."""
        return sum(one.members for one in self.groups)

    @property
    def total(self) -> Counts:
        """The sum of the groups, made of nothing else."""
        return added(one.counts for one in self.groups)


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """A code over all signatories; ``adhering`` and ``reported`` count signatories per period."""

    measures: tuple[str, ...]
    periods: tuple[str, ...]
    adhering: Mapping[str, int]
    reported: Mapping[str, int]
    results: tuple[MeasurePeriod, ...]

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], MeasurePeriod]:
        return {(one.measure, one.period): one for one in self.results}

    def of(self, measure: str, period: str) -> MeasurePeriod:
        """Return what is shown on a measure over a period."""
        return self._by_name[measure, period]


def portfolio(
    rows: Iterable[Row], measures: Sequence[str], periods: Sequence[str], limit: Limits | None = None
) -> Portfolio:
    """Count rows, which come in the order of the periods; ``measures`` are those of the code in its order."""
    counting = _Counting(tuple(measures), limit or limits())
    found = {name: list(group) for name, group in groupby(rows, key=lambda row: row.period)}
    for name in periods:
        counting.take(found.pop(name, []))
    return Portfolio(
        measures=tuple(measures),
        periods=tuple(periods),
        adhering=dict(zip(periods, counting.adhering, strict=True)),
        reported=dict(zip(periods, counting.reported, strict=True)),
        results=tuple(counting.results(periods)),
    )


_Counted = tuple[Cohort, dict[State, list[int]]]


class _Counting:
    def __init__(self, measures: tuple[str, ...], limit: Limits) -> None:
        self.measures, self.limit = measures, limit
        self.periods: list[list[Row]] = []
        self.adhering: list[int] = []
        self.reported: list[int] = []

    def take(self, rows: list[Row]) -> None:
        self.periods.append(rows)
        self.adhering.append(len(rows))
        self.reported.append(sum(row.bits is not None for row in rows))

    def results(self, periods: Sequence[str]) -> Iterator[MeasurePeriod]:
        """Yield what is shown, measure by measure; measures that the same signatories adhere to share their groups."""
        found: dict[tuple[int, int], MeasurePeriod] = {}
        limit = self.limit
        for places in self._alike():
            present = [self._present(rows, places[0]) for rows in self.periods]
            formed = cohorts(present, SIZES, least=limit.least, block=limit.block)
            for number, groups in enumerate(formed):
                counted = self._counted(number, groups, places)
                for column, place in enumerate(places):
                    found[place, number] = MeasurePeriod(
                        measure=self.measures[place],
                        period=periods[number],
                        adhering=len(present[number]),
                        groups=tuple(self._groups(counted, column)),
                    )
        for place in range(len(self.measures)):
            yield from (found[place, number] for number in range(len(periods)))

    def _alike(self) -> Iterator[list[int]]:
        """Yield the places of measures that go together in every scope."""
        scopes = sorted({row.scope for rows in self.periods for row in rows})
        together: dict[tuple[int, ...], list[int]] = {}
        for place in range(len(self.measures)):
            together.setdefault(tuple(scope >> place & 1 for scope in scopes), []).append(place)
        yield from together.values()

    @staticmethod
    def _present(rows: list[Row], place: int) -> dict[str, str]:
        return {row.signatory: row.size for row in rows if row.scope >> place & 1}

    def _counted(self, number: int, groups: Iterable[Cohort], places: list[int]) -> list[_Counted]:
        """Return each group with how many of its members stand how, by place of the measure."""
        bits = {row.signatory: row.bits or NOTHING for row in self.periods[number]}
        return [(group, tallies([bits[name] for name in group.members], places)) for group in groups]

    def _groups(self, counted: list[_Counted], column: int) -> Iterator[Group]:
        """Yield what is shown per size: groups of the same sizes are added up after each was made fit to show."""
        same: dict[tuple[int, tuple[str, ...]], list[_Counted]] = {}
        for one in counted:
            order = SIZES.index(one[0].sizes[0]) if len(one[0].sizes) == 1 else len(SIZES)
            same.setdefault((order, one[0].sizes), []).append(one)
        for (_, sizes), members in sorted(same.items()):
            shown = (
                shown_counts({state: numbers[column] for state, numbers in counts.items()}, self.limit.alike)
                for _, counts in members
            )
            yield Group(
                sizes=sizes, members=sum(len(group.members) for group, _ in members), counts=added(shown)
            )
