# SPDX-License-Identifier: EUPL-1.2
"""What clause of a newer version is which of an older one: the same id, a number that is said to have moved, or the same requirement.

Article 56(8): versions follow one another, and what was said about a clause must stay findable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from adhere.codes.clauses import clauses, requirement_id
from adhere.codes.code import Code, Measure, Requirement

LIKE = 0.5
"""How alike two requirements are, from 0 to 1, for one to count as a new wording of the other."""
MOST = 10_000
"""Pairs of requirements of one measure that are held against each other; of more, none is taken for a new wording."""
_PARTS = ".-(#"
"""What stands between the id of a clause and what names a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbering:
    """For each clause of the older version its id in the newer, None where it is gone; ``declared`` are the ids said to have moved."""

    ids: Mapping[str, str | None]
    declared: Mapping[str, str]

    def now(self, clause: str) -> str | None:
        """Return the id a clause of the older version has in the newer."""
        return self.ids.get(clause)

    def moved(self, name: str) -> str:
        """Return a name, such as that of a period, with the numbers that are said to have moved."""
        return moved(name, self.declared)

    def was(self) -> dict[str, str]:
        """Return for each clause of the newer version that stood in the older one the id it had."""
        return {new: old for old, new in self.ids.items() if new is not None}


def renumbering(before: Code, after: Code) -> Renumbering:
    """Return what clause is which; numbers that are said to have moved count only between the versions they were said of."""
    declared = _declared(before, after)
    here = clauses(after)
    names = {old: moved(old, declared) for old, one in clauses(before).items() if one.kind != "requirement"}
    taken = {new for old, new in names.items() if new != old and new in here}
    ids: dict[str, str | None] = {
        old: new if new in here and (new != old or new not in taken) else None for old, new in names.items()
    }
    ids[before.id] = after.id
    newer = {one.id: one for one in after.measures}
    for measure in before.measures:
        now = ids.get(measure.id)
        counterpart = newer.get(now) if now else None
        ids |= dict(_requirements(measure, counterpart))
    return Renumbering(ids=ids, declared=declared)


def follows(newer: Code, older: Code) -> bool:
    """Whether a version says that it succeeds another."""
    return newer.succeeds in (older.id, f"{older.id}@{older.version}") and newer.succeeds is not None


def _declared(before: Code, after: Code) -> dict[str, str]:
    if follows(before, after) and not follows(after, before):  # the newer one was named first
        return {one.new: one.old for one in before.renumbered}
    if after.succeeds is None or follows(after, before):
        return {one.old: one.new for one in after.renumbered}
    return {}


def moved(name: str, declared: Mapping[str, str]) -> str:
    """Return a name with the longest beginning of it that is said to have moved put in its new place.

    ``declared`` has the old ids with the new.
    """
    for old in sorted(declared, key=len, reverse=True):
        if name == old or (name.startswith(old) and name[len(old)] in _PARTS):
            return declared[old] + name[len(old) :]
    return name


def _requirements(old: Measure, new: Measure | None) -> Iterator[tuple[str, str | None]]:
    pairs = dict(_pairs(old.requires, new.requires)) if new is not None else {}
    for place in range(len(old.requires)):
        other = pairs.get(place)
        now = requirement_id(new, other) if new is not None and other is not None else None
        yield requirement_id(old, place), now


def _pairs(old: tuple[Requirement, ...], new: tuple[Requirement, ...]) -> Iterator[tuple[int, int]]:
    """Yield which requirement became which, by place: those of the same words, then of the same number, then the most alike."""
    free = dict(enumerate(new))
    rest: dict[int, Requirement] = {}
    for place, one in enumerate(old):
        same = next((at for at, other in free.items() if other.content == one.content), None)
        if same is None:
            rest[place] = one
        else:
            del free[same]
            yield place, same
    for place, one in list(rest.items()):
        same = next((at for at, other in free.items() if one.number and other.number == one.number), None)
        if same is not None:
            del rest[place], free[same]
            yield place, same
    for place, one in rest.items() if len(rest) * len(free) <= MOST else ():
        alike = max(free, key=lambda at: _likeness(one, free[at]), default=None)
        if alike is not None and _likeness(one, free[alike]) >= LIKE:
            del free[alike]
            yield place, alike


def _likeness(one: Requirement, other: Requirement) -> float:
    return SequenceMatcher(None, one.content.en.split(), other.content.en.split(), autojunk=False).ratio()
