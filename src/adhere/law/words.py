# SPDX-License-Identifier: EUPL-1.2
"""Words of a text as search compares them: without accents, capitals, endings and empty words, in either language.

What is left out and what means the same is data: ``data/search.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from adhere.kernel.data import packaged
from adhere.kernel.text import Language

LEAST = 4
"""Letters that stay of a word when its ending comes off, and that parts of words have at least."""
SYNONYM = 0.5
"""What a word counts that stands for one asked for, beside the word itself."""
_WORD = re.compile(r"[a-z0-9]+(?:\^[0-9]+)?")
_SUPERSCRIPT = re.compile("(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_POWER = re.compile(r"(?<![\w.,])(?:1(?:\.0+)?e\+?|10\s?(?:\^|\*\*)\s?)(\d+)")


def terms(text: str, language: Language) -> list[str]:
    """Return the words of a text in the form in which they are compared, in order."""
    empty = _words("empty", language)
    return [_stem(word, language) for word in _WORD.findall(_folded(text)) if word not in empty]


def asked(query: str, language: Language) -> dict[str, float]:
    """Return the words of a question with their weight: those that ask fall away, those that mean the same come in."""
    folded = _folded(query)
    whole = f" {' '.join(_WORD.findall(folded))} "
    synonyms = {
        term: SYNONYM
        for phrase, means in _synonyms(language)
        if f" {phrase} " in whole
        for term in terms(means, language)
    }
    return synonyms | dict.fromkeys(telling(query, language), 1.0)


def telling(question: str, language: Language) -> frozenset[str]:
    """Return the words of a question that say what it is about: all but those that ask, or all where no other is left."""
    every = frozenset(terms(question, language))
    return every - _asking(language) or every


@cache
def _asking(language: Language) -> frozenset[str]:
    return frozenset(_stem(word, language) for word in _words("asking", language))


@cache
def _words(table: str, language: Language) -> frozenset[str]:
    return frozenset(word for record in _records(table, language) for word in record["words"])


@cache
def _synonyms(language: Language) -> tuple[tuple[str, str], ...]:
    return tuple(
        (" ".join(_WORD.findall(_folded(phrase))), record["means"])
        for record in _records("synonym", language)
        for phrase in record["asked"]
    )


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all that is written in more than one way, and what to write for each."""
    records = packaged("adhere.law", "data/search.toml")["spelling"]
    ones = {"".join(way.split()): record["one"] for record in records for way in record["written"]}
    ways = sorted((way for record in records for way in record["written"]), key=len, reverse=True)
    pattern = "|".join("[ -]?".join(map(re.escape, way.split())) for way in ways)
    return re.compile(rf"\b(?:{pattern})\b"), ones


def _records(table: str, language: Language) -> list[dict[str, Any]]:
    every = packaged("adhere.law", "data/search.toml")[table]
    return [record for record in every if record["language"] == language]


def _folded(text: str) -> str:
    """Return a text without accents and capitals, with every power of ten as 10^25 and every spelling as one."""
    raised = _SUPERSCRIPT.sub(lambda found: f"^{unicodedata.normalize('NFKC', found[0])}", text.casefold())
    folded = unicodedata.normalize("NFKD", raised)
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    pattern, ones = _spellings()
    one = pattern.sub(lambda found: ones[re.sub("[ -]", "", found[0])], plain)
    return _POWER.sub(r"10^\1 ", one)


@cache
def _stem(word: str, language: Language) -> str:
    for _ in range(2):  # boetes, boete and boeten are one word: plural and final vowel come off in turn
        endings = (ending for ending in _endings(language) if word.endswith(ending))
        word = word.removesuffix(next((ending for ending in endings if len(word) - len(ending) >= LEAST), ""))
    return word


@cache
def _endings(language: Language) -> tuple[str, ...]:
    """The endings that come off, in the order of the data."""
    return tuple(word for record in _records("endings", language) for word in record["words"])
