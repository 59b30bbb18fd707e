# SPDX-License-Identifier: EUPL-1.2
"""Defined terms: the definitions of an article as they stand in an imported text, and where their terms occur in every unit.

A definition is a unit that opens with a term in quotation marks (Joint practical guide, guideline 14); an article that has several is one of
definitions. Article 3 of the Artificial Intelligence Act is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from adhere.law.layers.inflection import Finder

FEWEST = 2
"""Definitions that make an article one of definitions."""
_QUOTED = r"(?:‘(?:[^‘’]|‘[^‘’]{1,60}’){1,160}’|[“„][^“”„]{1,160}[”“]|«[^«»]{1,160}»|\"[^\"]{1,160}\"|'[^']{1,160}')"
_SIGNS = "‘’“”„«»\"'"
_ALSO = r"\s*,?\s+(?:or|of)\s+"
_DEFINITION = re.compile(
    rf"(?:(?P<bare>[\w-]{{3,60}}){_ALSO})?(?P<first>{_QUOTED})(?:{_ALSO}(?P<second>{_QUOTED}))?\s*(?::|,|means\b|in\b|(?=[^\W\d_]))"
)
_SHORT = re.compile(r"(?P<long>.+?)\s*\((?P<short>[A-Z]{2,8})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A defined term: the unit of its definition, and the words it goes by, the main one first."""

    definition: str
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The word it is called by."""
        return self.words[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A place where a defined term occurs, and the unit that defines it."""

    start: int
    end: int
    text: str
    definition: str


def definitions(texts: Mapping[str, str]) -> tuple[Term, ...]:
    """Return the defined terms of a text, in the order of their definitions."""
    found: dict[str, list[Term]] = {}
    for unit, text in texts.items():
        words = _defined(text) if ":art-" in unit and "." in unit else ()
        if words:
            found.setdefault(unit.partition(".")[0], []).append(Term(definition=unit, words=words))
    return tuple(term for terms in found.values() if len(terms) >= FEWEST for term in terms)


def _defined(text: str) -> tuple[str, ...]:
    match = _DEFINITION.match(text)
    if match is None:
        return ()
    words: list[str] = []
    for said in (match["bare"], match["first"], match["second"]):
        if not said:
            continue
        plain = said.translate(str.maketrans("", "", _SIGNS)).strip() if said != match["bare"] else said
        short = _SHORT.fullmatch(plain)
        words += [short["long"], short["short"]] if short else [plain]
    return tuple(words)


class Glossary:
    """The defined terms of one text, ready to be found in its units."""

    def __init__(self, terms: tuple[Term, ...], language: str) -> None:
        self.terms = {term.definition: term for term in terms}
        pairs = [(term.definition, word) for term in terms for word in term.words]
        self._finder = Finder(pairs, language)

    def occurrences(self, unit: str, text: str) -> tuple[Occurrence, ...]:
        """Return where defined terms occur in a unit; the words that a definition defines are no occurrence of them."""
        own = _DEFINITION.match(text) if unit in self.terms else None
        after = own.end() if own else 0
        return tuple(
            Occurrence(start=hit.start, end=hit.end, text=text[hit.start : hit.end], definition=hit.name)
            for hit in self._finder.hits(text)
            if hit.start >= after
        )
