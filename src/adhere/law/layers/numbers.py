# SPDX-License-Identifier: EUPL-1.2
"""The numbers behind the word for a provision: ``53(1)``, ``6(6) and (7)``, ``102 to 109``, ``(a), (b) and (d)``, ``2, d) en e)``, ``75 bis``.

Each comes out as a path of parts in the form that ids have; a range keeps its ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from adhere.law.layers.vocabulary import Words, words
from adhere.law.texts.numbering import is_roman

Path = tuple[str, ...]
_ROMAN = re.compile(r"([IVXLC]{1,7}|\d{1,2})\b(?!-)")
_SECTION = re.compile(r"(\d{1,2}|[A-E])\b(?![/-])")
ROMAN_LEVELS = frozenset({"annex", "chapter", "title"})
LIMIT = 60
"""Numbers of one citation that are read."""


@dataclass(frozen=True, slots=True)
class Span:
    """One number, or a range of numbers of the same kind."""

    first: Path
    last: Path | None = None


def read_numbers(text: str, start: int, level: str, language: str) -> tuple[tuple[Span, ...], int]:
    """Return the numbers that begin at a place, and where they end; none where none does."""
    spoken = words(language)
    spans: list[Span] = []
    end = start
    path, stop = _item(text, start, level, language, ())
    while path and len(spans) < LIMIT:
        if spans and spans[-1].last is None and path[: len(spans[-1].first)] == spans[-1].first != path:
            spans.pop()  # "2, d)" is one number
        spans.append(Span(path))
        end = stop
        joined = spoken.connector.match(text, end)
        if joined is None:
            break
        path, stop = _item(text, joined.end(), level, language, spans[-1].last or spans[-1].first)
        if path and (joined["to"] or joined["dash"] is not None):
            if level not in ROMAN_LEVELS and len(path) != len(spans[-1].first):
                break
            spans[-1] = Span(spans[-1].first, path)
            end = stop
            joined = spoken.connector.match(text, end)
            path, stop = _item(text, joined.end(), level, language, path) if joined else ((), end)
    return tuple(spans), end


def _item(text: str, start: int, level: str, language: str, before: Path) -> tuple[Path, int]:
    """Return one number as a path; what stands in brackets only continues the path before."""
    if level in ROMAN_LEVELS or level == "section":
        match = (_ROMAN if level in ROMAN_LEVELS else _SECTION).match(text, start)
        return ((match[1].casefold(),), match.end()) if match else ((), start)
    spoken = words(language)
    bare, bracketed = _patterns(language, level)
    if (match := bare.match(text, start)) is not None:
        part = _part(match[1], match[2], spoken)
        whole = tuple(part.split("."))
        path = (
            _continued(before, part, together=_is_comma(text, start)) if before and part.isalpha() else whole
        )
    elif level != "article" or before:
        match = bracketed.match(text, start)
        if match is None:
            return (), start
        part = _part(match[1], match[2], spoken)
        path = _continued(before, part) if before else (part,)
    else:
        return (), start
    end = match.end()
    while (below := bracketed.match(text, end)) is not None:
        path, end = (*path, _part(below[1], below[2], spoken)), below.end()
    return path, end


def _is_comma(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].rstrip().endswith(",")


def _continued(before: Path, part: str, *, together: bool = False) -> Path:
    """Return a path in which a part follows the last one of its kind: (b) after 1(a) is 1(b), (ii) after (a)(i) is (a)(ii).

    Dutch puts a comma between a point and one below it (``punt a), i)``); ``together`` says that there is one.
    """
    for place in range(len(before) - 1, -1, -1):
        if _follows(before[place], part):
            return (*before[:place], part)
    last = before[-1]
    if last.isalpha() and part.isalpha() and not (together and _is_small_roman(part)):
        return (*before[:-1], part)
    return (*before, part)


def _follows(one: str, other: str) -> bool:
    """Whether two parts number the same list: both figures, both letters, or both Roman."""
    if one[0].isdigit() or other[0].isdigit():
        return one[0].isdigit() and other[0].isdigit()
    if len(one) == len(other) == 1 and ord(other) == ord(one) + 1:
        return True
    return _is_small_roman(one) == _is_small_roman(other)


def _is_small_roman(part: str) -> bool:
    """Whether a part may be the Roman number of a point; c, d, l and m are letters there."""
    return set(part) <= set("ivx") and is_roman(part)


def _part(number: str, later: str | None, spoken: Words) -> str:
    return number.casefold() + (spoken.inserted.get(later.casefold(), "") if later else "")


@cache
def _patterns(language: str, level: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a number by itself, and of one in brackets, such as stands right behind another."""
    spoken = words(language)
    below = r"(?:\.\d{1,2})?" if level == "point" else ""
    figure = rf"\d{{1,3}}{below}[a-z]{{0,2}}\b{spoken.no_number}"
    dot = r"(?:(?<=\.\d)\.(?=,|\s+[a-z]))?" if level == "point" else ""  # "points 4.3., 4.4. and"
    if level == "point" and language == "nl":
        letter = rf"[a-z]{{1,5}}(?=(?:\s+(?:{'|'.join(spoken.inserted)}))?\))"
        bare = rf"({figure}|{letter}){spoken.suffix}\)?"
    else:
        lettered = (
            r"|[A-Z]\d{1,2}\b" if level == "article" else ""
        )  # "Article R23" of the annex to a decision
        bare = rf"({figure}{lettered}){spoken.suffix}{dot}"
    return re.compile(bare), re.compile(rf"\s?\(\s*(\d{{1,3}}[a-z]?|[a-z]{{1,5}}){spoken.suffix}\s*\)")
