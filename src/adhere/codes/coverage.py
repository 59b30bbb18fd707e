# SPDX-License-Identifier: EUPL-1.2
"""Coverage of a code: what it has to deal with against its measures, and what is left open, done twice or pointed at nothing.

Article 56(2): codes deal with no less than the duties of Articles 53 and 55, and with four named subjects. Sets are bits of integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Literal, NamedTuple

from adhere.codes.code import Code, Measure, Service
from adhere.codes.ground import Ground, Left, Obligation, ground, linked, parents
from adhere.kernel.text import Text
from adhere.law.library import Law

Extent = Literal["whole", "part"]
Standing = Literal["whole", "part", "left", "open", "unknown"]


class Cell(NamedTuple):
    """Where an obligation meets a measure: the provision the link names, why, how sure, and who reviewed it.

    ``extent`` is part where the link names only a part of what the obligation stands on. ``reviewed_by`` is None where nobody did.
    """

    measure: str
    obligation: str
    link: str
    extent: Extent
    rationale: Text
    grade: str
    reviewed_by: str | None


class Unknown(NamedTuple):
    """What is not known of a code or of one of its chapters."""

    holder: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSided:
    """A link with one end: a provision named by a measure or commitment under which no obligation stands, or none it serves.

    ``there`` are the kinds of record the law has on that provision on the date, such as exception; empty where it has none.
    """

    kind: Literal["no-obligation", "unserved"]
    holder: str
    provision: str
    there: tuple[str, ...]


class _Reach(NamedTuple):
    """The obligations a provision reaches, by their place: those it names or contains, and those it is a part of; also as bits."""

    whole: tuple[int, ...]
    part: tuple[int, ...]
    whole_bits: int
    bits: int


_Link = tuple[str, Service, Extent]
"""A measure, one of its links, and how much of an obligation that reaches; a plain tuple, of which there may be many."""


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """One version of a code held against what stands on one date."""

    code: Code
    ground: Ground

    @cached_property
    def holes(self) -> tuple[Obligation, ...]:
        """Obligations that no measure serves and that are not left to something else; none where content is not known."""
        return () if self.unknown else self._unserved

    @cached_property
    def undetermined(self) -> tuple[Obligation, ...]:
        """Obligations of which nobody can say whether a measure serves them, because content of the code is not known."""
        return self._unserved if self.unknown else ()

    @cached_property
    def unknown(self) -> tuple[Unknown, ...]:
        """What of the code is not known: of the whole first, then of its chapters."""
        whole = ((self.code.id, self.code.unknown),)
        parts = ((one.id, one.unknown) for one in self.code.chapters)
        return tuple(Unknown(holder, text) for holder, text in (*whole, *parts) if text is not None)

    @cached_property
    def _unserved(self) -> tuple[Obligation, ...]:
        left = {one.obligation for one in self.left}
        return tuple(one for one in self._at(~self._once) if one.id not in left)

    @cached_property
    def left(self) -> tuple[Left, ...]:
        """Obligations that no measure serves because something else deals with them, and what."""
        unserved = {one.id for one in self._at(~self._once)}
        return tuple(one for one in self.ground.left if one.obligation in unserved)

    @cached_property
    def partial(self) -> tuple[Obligation, ...]:
        """Obligations of which measures serve a part, and none the whole."""
        wholly = reduce(or_, (self._reach(name).whole_bits for name in self._named), 0)
        return self._at(self._once & ~wholly)

    @cached_property
    def overlaps(self) -> tuple[Obligation, ...]:
        """Obligations that several measures serve; ``serving`` says which."""
        once = twice = 0
        for served in self._served.values():
            once, twice = once | served, twice | once & served
        return self._at(twice)

    @cached_property
    def idle(self) -> tuple[Measure, ...]:
        """Measures that serve no obligation on the date."""
        return tuple(one for one in self.code.measures if not self._served[one.id])

    @cached_property
    def one_sided(self) -> tuple[OneSided, ...]:
        """Links of measures to no obligation, then what commitments and chapters name and their measures do not serve."""
        return (*self._links_to_nothing(), *self._named_only())

    def standing(self, obligation: Obligation) -> Standing:
        """Return how an obligation stands: served whole or in part, left to something else, open, or not to be told."""
        if obligation.id in self._open:
            return "unknown" if self.unknown else "open"
        if obligation.id in {one.obligation for one in self.left}:
            return "left"
        return "part" if obligation.id in {one.id for one in self.partial} else "whole"

    @cached_property
    def _open(self) -> frozenset[str]:
        return frozenset(one.id for one in self._unserved)

    def serving(self, obligation: Obligation) -> tuple[str, ...]:
        """Return the ids of the measures that serve an obligation, in the order of the code."""
        return _measures(self._matrix[self._place[obligation.id]])

    def cells(self, obligation: Obligation) -> Iterator[Cell]:
        """Yield the links to an obligation, in the order of the code; a measure with two links has two cells."""
        for measure, link, extent in self._matrix[self._place[obligation.id]]:
            yield Cell(
                measure,
                obligation.id,
                link.provision,
                extent,
                link.rationale,
                link.grade,
                link.reviewed_by,
            )

    def _at(self, bits: int) -> tuple[Obligation, ...]:
        return tuple(one for number, one in enumerate(self.ground.obligations) if bits >> number & 1)

    @cached_property
    def _once(self) -> int:
        return reduce(or_, self._served.values(), 0)

    @cached_property
    def _matrix(self) -> list[list[_Link]]:
        """The links to each obligation, by its place."""
        columns: list[list[_Link]] = [[] for _ in self.ground.obligations]
        reaches = {name: self._reach(name) for name in self._named}
        for measure in self.code.measures:
            name = measure.id
            for link in measure.serves:
                whole, part, _, _ = reaches[link.provision]
                if whole:
                    wholly: _Link = (name, link, "whole")
                    for number in whole:
                        columns[number].append(wholly)
                if part:
                    partly: _Link = (name, link, "part")
                    for number in part:
                        columns[number].append(partly)
        return columns

    @cached_property
    def _place(self) -> dict[str, int]:
        return {one.id: number for number, one in enumerate(self.ground.obligations)}

    @cached_property
    def _below(self) -> dict[str, tuple[int, ...]]:
        """The obligations at or below each provision."""
        found: dict[str, dict[int, None]] = {}
        for number, obligation in enumerate(self.ground.obligations):
            for provision in obligation.provisions:
                for name in parents(provision):
                    found.setdefault(name, {})[number] = None
        return {name: tuple(numbers) for name, numbers in found.items()}

    @cached_property
    def _own(self) -> dict[str, list[int]]:
        """The obligations that stand on exactly a provision."""
        found: dict[str, list[int]] = {}
        for number, obligation in enumerate(self.ground.obligations):
            for provision in obligation.provisions:
                found.setdefault(provision, []).append(number)
        return found

    @cached_property
    def _known(self) -> dict[str, _Reach]:
        return {}

    def _reach(self, provision: str) -> _Reach:
        """Return what a link to a provision reaches; worked out once per provision."""
        known = self._known.get(provision)
        if known is None:
            whole = self._below.get(provision, ())
            above: dict[int, None] = {}
            for name in parents(provision):
                above |= dict.fromkeys(self._own.get(name, ()))
                above |= dict.fromkeys(self._own.get(self.ground.parts.get(name, ""), ()))
            part = tuple(number for number in above if number not in whole)
            wholly, partly = (sum(1 << number for number in numbers) for numbers in (whole, part))
            known = self._known[provision] = _Reach(whole, part, wholly, wholly | partly)
        return known

    @property
    def _served(self) -> dict[str, int]:
        """The obligations each measure serves, as bits by their place."""
        return self._links[0]

    @property
    def _named(self) -> dict[str, int]:
        """The provisions that measures name, each with the obligations it reaches as bits."""
        return self._links[1]

    @cached_property
    def _links(self) -> tuple[dict[str, int], dict[str, int]]:
        served: dict[str, int] = {}
        named: dict[str, int] = {}
        for measure in self.code.measures:
            total = 0
            for link in measure.serves:
                bits = named.get(link.provision)
                if bits is None:
                    bits = named[link.provision] = self._reach(link.provision).bits
                total |= bits
            served[measure.id] = total
        return served, named

    def _links_to_nothing(self) -> Iterator[OneSided]:
        nowhere = {name for name, bits in self._named.items() if not bits}
        for measure in self.code.measures if nowhere else ():
            for provision in dict.fromkeys(link.provision for link in measure.serves):
                if provision in nowhere:
                    yield self._sided("no-obligation", measure.id, provision)

    def _named_only(self) -> Iterator[OneSided]:
        for holder, provisions in self._headings():
            served = 0
            for measure in self.code.of(holder):
                served |= self._served[measure.id]
            for provision in provisions:
                reached = self._reach(provision).bits
                if not reached and provision not in self.ground.unheld:
                    yield self._sided("no-obligation", holder, provision)
                elif reached and not reached & served and not self.unknown:
                    yield self._sided("unserved", holder, provision)

    def _headings(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each commitment with the provisions it names, and each chapter with those none of its commitments names."""
        told: dict[str, set[str]] = {one.id: set() for one in self.code.chapters}
        for commitment in self.code.commitments:
            told.setdefault(commitment.chapter, set()).update(commitment.provisions)
            yield commitment.id, commitment.provisions
        for chapter in self.code.chapters:
            yield (
                chapter.id,
                tuple(name for name in chapter.provisions if not self._within(name, told[chapter.id])),
            )

    @staticmethod
    def _within(provision: str, named: set[str]) -> bool:
        return any(name in named for name in parents(provision))

    def _sided(self, kind: Literal["no-obligation", "unserved"], holder: str, provision: str) -> OneSided:
        there = self.ground.kinds.get(provision, ())
        return OneSided(kind=kind, holder=holder, provision=provision, there=there)


def _measures(links: Iterable[_Link]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(measure for measure, _, _ in links))


def coverage(code: Code, law: Law, on: date) -> Coverage:
    """Return what a code covers of what stands on a date, with the links to subjects of Article 56(2) that are ours."""
    whole = linked(code)
    return Coverage(code=whole, ground=ground(whole, law, on))
