# SPDX-License-Identifier: EUPL-1.2
"""The words by which texts without markup show what they are: article, annex and recital in every language, and words that tell a language.

Data: ``data/languages.toml``. Pages of EUR-Lex and Formex are read without it.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from adhere.kernel.data import packaged
from adhere.law.texts.numbering import annex_part, number_part, roman_capitals

SAMPLE = 3_000
"""Signs of a text that its language is told from."""
ENOUGH = 12
"""Words that must be met before a language is said."""
LIKELY = 0.75
"""How alike a misread word and a word of ours must be."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of an article, annex or recital: its number, the words behind it, and whether it was misread."""

    kind: str
    number: str
    title: str
    misread: bool = False


def codes() -> tuple[str, ...]:
    """Return the codes of the official languages."""
    return tuple(_languages())


def code_of(name: str) -> str | None:
    """Return the code for ``NL``, ``nl-NL`` or ``nld``; None for what is no official language."""
    short = name.strip().casefold().replace("_", "-").partition("-")[0]
    if short in _languages():
        return short
    return next((code for code, record in _languages().items() if short in record["codes"]), None)


def language_of(text: str) -> str | None:
    """Return the language of running text, by its small words; None where there are too few or two are equally likely."""
    counts = Counter(re.findall(r"[^\W\d_]+", text[:SAMPLE].casefold()))
    scores = sorted(
        ((sum(counts[word] for word in record["words"]), code) for code, record in _languages().items()),
        reverse=True,
    )
    (best, code), (second, _) = scores[:2]
    return code if best >= ENOUGH and best >= 1.25 * second else None


def heading_of(line: str) -> Heading | None:
    """Return what a line heads, in any language; a word that is nearly ours counts as misread."""
    line = roman_capitals(line)
    words = re.match(r"\s*(?P<first>[^\W\d_][^\s(]*)\s+(?P<number>\(?[\dIVXLC]+[^\s]*)(?P<rest>.*)", line)
    if words is None or len(line) > 300:
        return _number_first(line)
    kind, misread = _kind(words["first"])
    if not kind:
        return None
    if kind == "annex":
        number = annex_part(words["number"])
        return Heading(kind, number, _title(words["rest"]), misread) if number else None
    return _numbered(kind, f"{words['number']}{words['rest']}", misread)


_LATER = r"(?:[a-zα-ωа-я]|bis|ter|qua[a-z]+|quin[a-z]+|sexies|septies|octies|nonies)"
"""What stands behind the number of an article that was put in later, in any language."""
_ARTICLE = re.compile(
    rf"\(?(?P<number>\d{{1,3}}(?:\.?[oºª](?![^\W_]))?(?:[\s.-]?{_LATER})?)\b\)?(?P<rest>.*)", re.IGNORECASE
)


def _numbered(kind: str, rest: str, misread: bool) -> Heading | None:
    match = _ARTICLE.match(rest)
    if match is None or re.match(r"\s*[(,]|\s+[a-zà-žα-ωа-я]", match["rest"]):
        return None  # a sentence that begins with a reference, such as "Article 5(1) applies"
    number = number_part(match["number"])
    return Heading(kind, number, _title(match["rest"]), misread) if number else None


def _number_first(line: str) -> Heading | None:
    """Return the heading of a language that puts the number first, such as ``56. cikk``, or says it in a word: ``Article premier``."""
    words = line.split()
    if (
        len(words) == 2
        and not words[1][0].isdigit()
        and number_part(words[1])
        and _kind(words[0])[0] == "art"
    ):
        return Heading("art", "1", "")
    match = re.fullmatch(r"\s*(\d{1,3}\.?\s?[a-z]?)\.?\s+([^\W\d_]+)\s*", line)
    if match is None or _kind(match[2])[0] != "art":
        return None
    number = number_part(match[1])
    return Heading("art", number, "") if number else None


def _title(text: str) -> str:
    return text.strip(" .:—–-\t")


@cache
def _kind(word: str) -> tuple[str, bool]:
    said = word.casefold().strip(".:#*_")
    kinds = _kinds()
    if said in kinds:
        return kinds[said], False
    if any(sign.isdigit() or sign in "|!$" for sign in said) or len(said) >= 6:
        near = difflib.get_close_matches(said, kinds, n=1, cutoff=LIKELY)
        if near and near[0][:1] == said[:1] and len(near[0]) == len(said):
            return kinds[near[0]], True
    return "", False


@cache
def _kinds() -> dict[str, str]:
    return {
        word: kind
        for record in _languages().values()
        for kind in ("art", "annex", "rec")
        for word in record[kind]
    }


@cache
def _languages() -> dict[str, Any]:
    records = packaged("adhere.intake", "data/languages.toml")["language"]
    return {record["code"]: record for record in records}
