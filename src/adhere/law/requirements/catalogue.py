# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: every requirement and measure by id, which measures go with which requirement, and what was asked for of it.

The data is ``data/``; a reference in it that leads nowhere is a mistake in the program and is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from typing import TypeVar

from adhere.kernel.data import packaged
from adhere.law.library import Law
from adhere.law.records import Norm
from adhere.law.requirements import parsing
from adhere.law.requirements.records import Measure, Record, Requirement, Tab, Vocabulary
from adhere.law.store import LawDataError

PACKAGE = "adhere.law.requirements"
One = TypeVar("One", Requirement, Measure)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Requirements and measures over one law."""

    law: Law
    requirements: Mapping[str, Requirement]
    measures: Mapping[str, Measure]
    vocabulary: Vocabulary
    release: str

    @cached_property
    def norms(self) -> dict[str, Norm]:
        """The records of the law that requirements rest on, by id, and those that take any of them away."""
        wanted = set(chain.from_iterable(one.duties for one in self.requirements.values()))
        return {
            norm.id: norm
            for article in self.law.articles()
            for norm in article.norms
            if norm.id in wanted or wanted & set(norm.disapplies)
        }

    def measures_for(self, requirement: Requirement, tab: Tab | None = None) -> tuple[Measure, ...]:
        """Return the measures that go with a requirement, of one tab where asked."""
        return tuple(
            measure
            for measure in self.measures.values()
            if requirement.id in measure.requirements and (tab is None or tab.shows(measure))
        )

    def tab(self, identifier: str) -> Tab:
        """Return one tab."""
        return next(tab for tab in self.vocabulary.tabs if tab.id == identifier)

    def holders(self, record: Record) -> tuple[str, ...]:
        """Return who has to meet a requirement, as the law says; a measure has those of its requirements."""
        if isinstance(record, Measure):
            met = (self.requirements[one] for one in record.requirements)
            return tuple(dict.fromkeys(chain.from_iterable(map(self.holders, met))))
        found = (self.norms[duty].holder for duty in record.duties)
        return tuple(dict.fromkeys(chain.from_iterable(found)))

    def faults(self) -> Iterator[str]:
        """Yield what in the data leads nowhere."""
        words = self.vocabulary
        records: tuple[Record, ...] = (*self.requirements.values(), *self.measures.values())
        for record in records:
            known = (
                (record.phases, words.phases),
                (record.topics, words.topics),
                (record.roles, words.roles),
                (getattr(record, "duties", ()), self.norms),
                (getattr(record, "requirements", ()), self.requirements),
            )
            for named, there in known:
                yield from (f"{record.id}: {one} is not known" for one in named if one not in there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of the catalogue is asked for; nothing said is everything."""

    phases: frozenset[str] = field(default_factory=frozenset)
    topics: frozenset[str] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)
    """Roles in an organisation, or holders of the law: each id is of one of the two."""

    def takes(self, record: Record, holders: Iterable[str]) -> bool:
        """Whether a record is asked for: it has to have one of each kind that was named."""
        wanted = (
            (self.phases, record.phases),
            (self.topics, record.topics),
            (self.roles, (*record.roles, *holders)),
        )
        return all(not asked or asked & set(there) for asked, there in wanted)


@cache
def catalogue() -> Catalogue:
    """Return the packaged catalogue over the packaged law."""
    contents = packaged(PACKAGE, "data/contents.toml")
    words = packaged(PACKAGE, "data/vocabularies.toml")
    requirements = _by_id(
        chain.from_iterable(
            parsing.requirements_of(name, packaged(PACKAGE, f"data/requirements/{name}"))
            for name in contents["requirements"]
        )
    )
    measures = _by_id(
        chain.from_iterable(
            parsing.measures_of(name, packaged(PACKAGE, f"data/measures/{name}"))
            for name in contents["measures"]
        )
    )
    return Catalogue(
        law=Law(),
        requirements=requirements,
        measures=measures,
        vocabulary=Vocabulary(
            phases=parsing.names_of(words, "phase"),
            topics=parsing.names_of(words, "topic"),
            roles=parsing.names_of(words, "role"),
            own=parsing.names_of(words, "role", "source"),
            tabs=parsing.tabs_of(words),
        ),
        release=contents["release"],
    )


def _by_id(records: Iterable[One]) -> dict[str, One]:
    found: dict[str, One] = {}
    for record in records:
        if record.id in found:
            raise LawDataError(f"{record.id} stands twice in the catalogue")
        found[record.id] = record
    return found
