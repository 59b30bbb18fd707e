# SPDX-License-Identifier: EUPL-1.2
"""The forms a term takes in a sentence, in English and Dutch, as one pattern for many terms; the longest term wins.

Data: ``data/inflection.toml``. Rules of plurals: https://woordenlijst.org/leidraad (Dutch); what a rule gives too much does no harm, since
no such word exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from adhere.law.layers.vocabulary import spoken_data

VOWELS = "aeiou"
SOFT = {"s": "z", "f": "v"}


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a term stands in a text: the name it was looked for by, start and end."""

    name: str
    start: int
    end: int


class Finder:
    """Finds many terms in a text, by name; no term within a longer word, and the longest where several begin at one place."""

    def __init__(self, terms: Iterable[tuple[str, str]], language: str) -> None:
        """Take pairs of a name and a term."""
        ordered = sorted(terms, key=lambda pair: len(pair[1]), reverse=True)
        self._names = [name for name, _ in ordered]
        alternatives = (
            f"(?P<t{place}>{term_pattern(term, language)})" for place, (_, term) in enumerate(ordered)
        )
        joined = "|".join(alternatives)
        self._pattern = re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE) if joined else None

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield where terms stand, in order, none within another."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            group = str(match.lastgroup)
            yield Hit(self._names[int(group[1:])], match.start(), match.end())


def term_pattern(term: str, language: str) -> str:
    """Return a pattern for a term in all its forms; its first word may stand in quotation marks of its own."""
    data = _data(language)
    words = term.split()
    pieces: list[str] = []
    for place, word in enumerate(words):
        space = r"\s+" if place else ""
        if place and word in data["articles"]:
            pieces.append(rf"(?:\s+(?:{'|'.join(data['articles'])}))?")
        else:
            before = _before_verb(word, data) if place and place == len(words) - 1 else ""
            pieces.append(f"{space}{before}{_word(word, data, language, alone=len(words) == 1)}")
        if place == 0 and len(words) > 1:
            pieces.append(f"[{re.escape(data['quotes'])}]?")
    forbidden = data["not_before"].get(term)
    stop = rf"(?!\s+(?:{'|'.join(forbidden)})\b)" if forbidden else ""
    genitive = r"(?:['’]s|['’])?" if language == "en" else ""
    return "".join(pieces) + genitive + stop


def _before_verb(word: str, data: Mapping[str, Any]) -> str:
    is_verb = any(word in group for group in data["forms"])
    return f"(?:(?:{'|'.join(data['before_verb'])})\\s+)?" if is_verb and data["before_verb"] else ""


def _word(word: str, data: Mapping[str, Any], language: str, *, alone: bool) -> str:
    """Return a pattern for the forms of one word; a hyphen within it may be a space, an apostrophe of either kind."""
    forms = sorted(_forms(word, data, language, alone=alone), key=len, reverse=True)
    patterns = (re.sub("['’]", "['’]", re.escape(form).replace(r"\-", r"[-‑\s]")) for form in forms)
    return f"(?:{'|'.join(patterns)})"


def _forms(word: str, data: Mapping[str, Any], language: str, *, alone: bool) -> set[str]:
    if word in data["fixed"]:
        return {word}
    listed = next((group for group in data["forms"] if word in group), None)
    if listed is not None:
        return set(listed)
    found = {word, *(_english(word) if language == "en" else _dutch(word))}
    return found if alone or language == "en" else {*found, *_adjective(word)}


def _english(word: str) -> Iterator[str]:
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        yield f"{word[:-1]}ies"
    elif word.endswith(("s", "x", "ch", "sh")):
        yield f"{word}es"
    else:
        yield f"{word}s"


def _dutch(word: str) -> Iterator[str]:
    """Yield plurals."""
    yield from (f"{word}s", f"{word}’s", f"{word}en", f"{word}n")
    double = re.fullmatch(r"(.*[^aeiou])?([aeou])\2([^aeiou])", word)
    if double:  # systeem, systemen
        stem = f"{double[1] or ''}{double[2]}"
        yield f"{stem}{double[3]}en"
        yield f"{stem}{SOFT.get(double[3], double[3])}en"
    elif re.fullmatch(r".*[^aeiou][aeiou][^aeiouwxj]", word):  # model, modellen
        yield f"{word}{word[-1]}en"
    if word.endswith("heid"):
        yield f"{word[:-4]}heden"


def _adjective(word: str) -> Iterator[str]:
    """Yield the other form of an adjective: ernstig and ernstige, beoogd and beoogde."""
    yield word[:-1] if word.endswith("e") else f"{word}e"


@cache
def _data(language: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = spoken_data("inflection", language)
    return data
