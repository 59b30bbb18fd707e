# SPDX-License-Identifier: EUPL-1.2
"""Words of a text as search compares them: without accents, capitals, endings and empty words, and where each stands.

What is left out, which endings come off and what is written in more ways is data: ``data/words.toml``. Dutch and English have endings and
empty words; of any other language the words are compared as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from adhere.kernel.data import packaged
from adhere.kernel.text import LANGUAGES

PACKAGE, DATA = "adhere.law.searching", "data/words.toml"
LEAST = 4
"""Letters that stay of a word when its ending comes off, and that parts of words have at least."""
VOWELS = "aeiouy"
_WORD = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_POWER = rf"(?<![\w.,])(?:10(?:[{_RAISED}]+|\s?(?:\^|\*\*)\s?\d+)|1(?:\.0+)?e\+?\d+)"
_EXPONENT = re.compile(rf"(?:\^|\*\*|e\+?)\s?(\d+)|([{_RAISED}]+)", re.IGNORECASE)


class Word(NamedTuple):
    """A word in a text: what it is compared as, and from where to where it stands."""

    stem: str
    start: int
    end: int


def words(text: str, language: str) -> Iterator[Word]:
    """Yield the words of a text in order, the empty ones left out."""
    for found in _pattern().finditer(text):
        stem = _stemmed(found[0], language)
        if stem:
            yield Word(stem, found.start(), found.end())


def terms(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a text in the form in which they are compared, in order."""
    return tuple(one for found in _pattern().finditer(text) if (one := _stemmed(found[0], language)))


def telling(question: str, language: str) -> frozenset[str]:
    """Return the words of a question that say what it is about: all but those that ask, or all where no other is left."""
    every = terms(question, language)
    asking = {stem(word, language) for word, _, _ in plain_words(question) if only_asks(word)}
    return frozenset(every) - asking or frozenset(every)


def folded(text: str) -> str:
    """Return a text without accents and capitals."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def plain_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield every word of a text as it is written but for accents and capitals, and where it stands."""
    return ((_one(found[0]), found.start(), found.end()) for found in _pattern().finditer(text))


def stem(word: str, language: str) -> str:
    """Return a word that was folded without its endings; none where the language leaves it out."""
    if language not in LANGUAGES or word[:1].isdigit():
        return word
    if word in _listed("empty", language):
        return ""
    for _ in range(2):  # boetes, boete and boeten are one word: plural and final vowel come off in turn
        word = _shortened(word, language)
    return _smoothed(word) if language == "nl" else _undoubled(word)


def is_empty(word: str) -> bool:
    """Whether a word that was folded is left out in either language."""
    return any(word in _listed("empty", language) for language in LANGUAGES)


def only_asks(word: str) -> bool:
    """Whether a word that was folded does no more than ask, as who and wat do, in either language."""
    return any(word in _listed("asking", language) for language in LANGUAGES)


@lru_cache(maxsize=65536)
def _stemmed(raw: str, language: str) -> str:
    return stem(_one(raw), language)


def _one(raw: str) -> str:
    """Return one word however it was written: a power of ten as 10^25, fine-tuned as finetuning."""
    plain = folded(raw)
    if (
        len(raw) > 2
        and raw[0] == "1"
        and (power := _EXPONENT.search(raw))
        and re.fullmatch(_POWER, raw, re.IGNORECASE)
    ):
        return f"10^{power[1] or unicodedata.normalize('NFKC', power[2])}"
    return _spellings().get(re.sub(r"[\s-]", "", plain), plain)


def _shortened(word: str, language: str) -> str:
    for ending, instead in _endings(language):
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= LEAST:
            return word.removesuffix(ending) + instead
    return word


def _undoubled(word: str) -> str:
    """Return modell as model."""
    doubled = len(word) > LEAST and word[-1] == word[-2] and word[-1] not in VOWELS
    return word[:-1] if doubled else word


def _smoothed(word: str) -> str:
    """Return a Dutch stem as its plural has it: system for systeem, modell as model, brief as briev."""
    word = _undoubled(word)
    if len(word) > LEAST and word[-3] == word[-2] and word[-2] in VOWELS and word[-1] not in VOWELS:
        word = word[:-2] + word[-1]
    return word[:-1] + {"v": "f", "z": "s"}.get(word[-1], word[-1])


@cache
def _pattern() -> re.Pattern[str]:
    """A pattern of powers of ten, of what is written in more than one way, and of words."""
    ways = sorted((way for one in _table()["spelling"] for way in one["written"]), key=len, reverse=True)
    spelled = "|".join("[ -]?".join(map(re.escape, way.split())) for way in ways)
    first = "".join({way[0] for way in ways})  # looked at first, since most words are neither of the two
    return re.compile(rf"(?=[^\W_])(?:(?=1){_POWER}|(?=[{first}])\b(?:{spelled})\b|{_WORD})", re.IGNORECASE)


@cache
def _spellings() -> Mapping[str, str]:
    return {"".join(way.split()): one["one"] for one in _table()["spelling"] for way in one["written"]}


@cache
def _listed(table: str, language: str) -> frozenset[str]:
    return frozenset(word for one in _table()[table] if one["language"] == language for word in one["words"])


@cache
def _endings(language: str) -> tuple[tuple[str, str], ...]:
    """The endings that come off in the order of the data, and what comes in their place: ``ies>y``."""
    listed = (word for one in _table()["endings"] if one["language"] == language for word in one["words"])
    return tuple((ending, instead) for ending, _, instead in (word.partition(">") for word in listed))


def _table() -> dict[str, Any]:
    return packaged(PACKAGE, DATA)
