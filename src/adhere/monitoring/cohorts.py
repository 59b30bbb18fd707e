# SPDX-License-Identifier: EUPL-1.2
"""Groups of signatories whose figures may be shown together, so that no set of shown figures tells about fewer than ``least``.

A group stays as it was formed: it is shown whole or not at all, and it holds at least ``least`` members who were in no group before. So in
any sums and differences of what is shown, over sizes and periods, the newcomers of the group formed last stay together: ``least`` or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Present = Mapping[str, str]
"""Signatories that count in a period, each with its size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """A group as it was formed; ``sizes`` are those of its members then."""

    sizes: tuple[str, ...]
    members: frozenset[str]


def cohorts(
    periods: Iterable[Present], sizes: Sequence[str], *, least: int, block: int
) -> list[tuple[Cohort, ...]]:
    """Return the groups that may be shown in each period, in order of time; ``sizes`` is the order of sizes.

    ``block`` is about how large a group becomes where there are many: a member that leaves takes its whole group along.
    """
    forming = _Forming(sizes=tuple(sizes), least=least, block=block)
    return [forming.next(present) for present in periods]


class _Forming:
    def __init__(self, *, sizes: tuple[str, ...], least: int, block: int) -> None:
        self.sizes, self.least, self.block = sizes, least, block
        self.formed: list[Cohort] = []
        self.ever: set[str] = set()

    def next(self, present: Present) -> tuple[Cohort, ...]:
        """Return the groups of the next period.

        A group of which nobody counts, since none of its members was asked to report, is kept; one that is broken is not.
        """
        names = present.keys()
        self.formed = [one for one in self.formed if one.members <= names or names.isdisjoint(one.members)]
        whole = [one for one in self.formed if one.members <= names]
        waiting = sorted(names - frozenset().union(*(one.members for one in whole)))
        new = [self._cohort(group, present) for group in self._groups(waiting, present)]
        self.formed += new
        self.ever.update(*(one.members for one in new))
        return (*whole, *new)

    def _cohort(self, group: frozenset[str], present: Present) -> Cohort:
        held = {present[name] for name in group}
        return Cohort(sizes=tuple(size for size in self.sizes if size in held), members=group)

    def _groups(self, waiting: list[str], present: Present) -> Iterator[frozenset[str]]:
        """Yield groups of each size that has enough newcomers, then of all that is left over, if those are enough."""
        left: list[str] = []
        for size in self.sizes:
            here = [name for name in waiting if present[name] == size]
            groups = list(self._split(here))
            yield from groups
            left += [] if groups else here
        yield from self._split(left)

    def _split(self, names: list[str]) -> Iterator[frozenset[str]]:
        """Yield names in groups, newcomers spread evenly; nothing where newcomers are too few for one."""
        fresh = [name for name in names if name not in self.ever]
        known = [name for name in names if name in self.ever]
        count = min(len(fresh) // self.least, max(len(names) // self.block, 1))
        for number in range(count):
            yield frozenset(fresh[number::count] + known[number::count])
