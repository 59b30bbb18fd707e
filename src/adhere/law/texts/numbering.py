# SPDX-License-Identifier: EUPL-1.2
"""Numbers of provisions in every official language, as the one form that ids have.

``(1)`` and ``1.`` are ``1``; ``1 bis``, ``1α`` and ``1-A`` are ``1a``; ``β)`` and ``б)`` are ``b``. Data: ``data/numbers.toml``, after the
Interinstitutional style guide of the Union (https://style-guide.europa.eu). An indent has no number, so its place counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from adhere.kernel.data import packaged

INDENTS = frozenset("—–-•·‒−")
_MARKER = re.compile(
    r"""[‘'"„“«”»(\[\s]*
    (?P<core>[^\W_]{1,7}(?:\.\d{1,3})*)
    (?:[\s.-]*(?P<suffix>[^\W\d_]{1,12}))?
    \s*[.)\]]+[\s.)]*""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"(?P<digits>\d{1,4})(?:\.[oºª](?!\w))?(?:[\s.-]*(?P<suffix>[^\W\d_]{1,12}))?")
_CAPITALS = re.compile(r"\b[^\W\d_a-z]{1,7}\b")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")


def is_marker(text: str) -> bool:
    """Whether a short text is the marker of a point, such as ``(a)``, ``3.1.`` or a dash."""
    short = text.strip()
    if short in INDENTS:
        return True
    match = _MARKER.fullmatch(short) if len(short) <= 20 else None
    return match is not None and (match["suffix"] is None or bool(_suffix(match["suffix"])))


def parts_of(markers: Sequence[str]) -> list[str]:
    """Return the part of an id that each marker of one list stands for; an indent is named after its place.

    Spanish has ñ between n and o; a list that uses it comes out one letter further after it, as in other languages.
    """
    parts = [_part(marker, place) for place, marker in enumerate(markers, 1)]
    spanish = next((place for place, marker in enumerate(markers) if "ñ" in marker), None)
    if spanish is None:
        return parts
    return [
        chr(ord(part) + 1) if place > spanish and len(part) == 1 and "n" < part < "z" else part
        for place, part in enumerate(parts)
    ]


def _part(marker: str, place: int) -> str:
    short = marker.strip()
    match = _MARKER.fullmatch(short) if short not in INDENTS else None
    if match is None:
        return f"indent{place}"
    core = match["core"].rpartition(".")[2].casefold()
    return f"{_latin(core)}{_suffix(match['suffix'])}"


def number_part(text: str) -> str | None:
    """Return the number in a heading or before a paragraph: ``75b`` for ``Artikel 75 ter``, ``1`` for ``Article premier``; None for none."""
    match = _NUMBER.search(text)
    if match is None:
        return "1" if _firsts() & set(text.casefold().split()) else None
    return f"{int(match['digits'])}{_suffix(match['suffix'])}"


def annex_part(text: str) -> str | None:
    """Return the Roman number in the heading of an annex, in lower case; None where there is none."""
    for word in re.findall(r"[^\W\d_]+", roman_capitals(text)):
        if word.isupper() and is_roman(word.casefold()):
            return str(word.casefold())
    return None


def roman_capitals(text: str) -> str:
    """Return a text with Latin capitals for the Greek and Cyrillic ones that look the same, in words that are Roman numbers with them."""
    if text.isascii():
        return text
    return _CAPITALS.sub(_latin_capitals, text)


def _latin_capitals(word: re.Match[str]) -> str:
    latin = word[0].translate(_alike())
    return latin if is_roman(latin.casefold()) else word[0]


def is_roman(word: str) -> bool:
    """Whether a word in lower case is a Roman number."""
    return bool(word) and bool(_ROMAN.fullmatch(word))


def arabic(roman: str) -> int:
    """Return the value of a Roman number in lower case."""
    values = [_ROMAN_VALUES[sign] for sign in roman]
    return sum(
        -value if later > value else value for value, later in zip(values, [*values[1:], 0], strict=True)
    )


def section_part(heading: str) -> str | None:
    """Return ``s1`` or ``sa`` for the heading of a section of an annex, in any script; None for a mere title.

    A letter counts behind the word for a section (``Section A``), and before it where it is followed by nothing else (``A jagu``, ``A. szakasz``): many
    languages have words of one letter with which a title may begin.
    """
    words = list(re.finditer(r"[^\W_]+", heading[:40]))[:3]
    for place, match in enumerate(words):
        word = match[0]
        if word.isdigit():
            return f"s{int(word)}"
        if len(word) == 1 and word.isupper() and (place or _heads(heading, match.end(), words)):
            return f"s{_latin(word.casefold())}"
    return None


def _heads(heading: str, end: int, words: Sequence[re.Match[str]]) -> bool:
    """Whether a letter that a heading begins with is its number: a full stop follows, or one word and then no other."""
    if heading[end : end + 1] in (".", ")"):
        return True
    after = heading[words[1].end() :].lstrip() if len(words) > 1 else ""
    return not after or not after[0].isalnum()


def _latin(core: str) -> str:
    if core.isascii():
        return core
    letters = _letters()
    if core in letters:
        return letters[core]
    return "".join(letters.get(sign, sign) for sign in core)


def _suffix(word: str | None) -> str:
    if not word:
        return ""
    return _suffixes().get(word.casefold(), _latin(word.casefold()) if len(word) == 1 else "")


@cache
def _data() -> dict[str, Any]:
    return packaged("adhere.law.texts", "data/numbers.toml")


@cache
def _alike() -> dict[int, str]:
    return {ord(sign): latin for latin, signs in _data()["alike"].items() for sign in signs}


@cache
def _firsts() -> frozenset[str]:
    return frozenset(_data()["first"])


@cache
def _suffixes() -> dict[str, str]:
    return {word: letter for letter, words in _data()["inserted"].items() for word in words}


@cache
def _letters() -> dict[str, str]:
    pairs: Iterable[tuple[str, str]] = (
        (sign, chr(ord("a") + place))
        for signs in _data()["alphabets"].values()
        for place, sign in enumerate(signs)
    )
    return dict(pairs)
