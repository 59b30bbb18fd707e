# SPDX-License-Identifier: EUPL-1.2
"""What means the same: the words of the Act in both languages, and what people say for them every day.

Data: ``data/concepts.toml``, dated; a concept with ``from`` is one that the Act has had since that day only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from adhere.kernel.data import packaged
from adhere.law.searching.words import PACKAGE, terms

DATA = "data/concepts.toml"
TABLES = {"en": ("english", "also_english"), "nl": ("dutch", "also_dutch")}
Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One meaning: the words of texts for it by language, each as its stems and as it is written."""

    place: int
    words: Mapping[str, tuple[tuple[Stems, str], ...]]
    since: date | None

    def known(self, on: date) -> bool:
        """Whether the Act has the term on a date."""
        return self.since is None or self.since <= on


@cache
def concepts() -> tuple[Concept, ...]:
    """Return every concept."""
    return tuple(
        Concept(
            place=place,
            words={
                language: tuple((terms(said, language), said) for said in record[own])
                for language, (own, _) in TABLES.items()
            },
            since=record.get("from"),
        )
        for place, record in enumerate(packaged(PACKAGE, DATA)["concept"])
    )


@cache
def sayings(language: str) -> Mapping[Stems, frozenset[int]]:
    """Return every way to say a concept in a language, as stems, and the places of the concepts it is said for."""
    found: dict[Stems, set[int]] = {}
    for place, said in _said(language):
        if stems := terms(said, language):
            found.setdefault(stems, set()).add(place)
    return {stems: frozenset(places) for stems, places in found.items()}


@cache
def said_stems(language: str) -> frozenset[str]:
    """Return every stem that any saying has; a word with one is known even where no text holds it."""
    return frozenset(one for stems in sayings(language) for one in stems)


@cache
def longest(language: str) -> int:
    """Return how many words the longest saying has."""
    return max(map(len, sayings(language)), default=0)


def _said(language: str) -> Iterator[tuple[int, str]]:
    for place, record in enumerate(packaged(PACKAGE, DATA)["concept"]):
        for table in TABLES.get(language, ()):
            yield from ((place, said) for said in record[table])
