# SPDX-License-Identifier: EUPL-1.2
"""The words of citations in one language, made ready for matching.

Data: ``data/words.toml``. Dutch and English are the languages that layers are laid over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from adhere.kernel.data import packaged

SPOKEN = {"en": "english", "nl": "dutch"}
"""The languages of texts that layers are laid over, and the table with their words in the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The patterns of one language; each has the groups that ``grammar`` reads."""

    levels: Mapping[str, str]
    """The kind of provision by the word for it, in lower case."""
    plurals: frozenset[str]
    ordinals: Mapping[str, int]
    inserted: Mapping[str, str]
    types: Mapping[str, str]
    """The kind of act by the word for it."""
    named: Mapping[str, str]
    """The prefix of an act that is cited by name."""
    level: re.Pattern[str]
    pointing: re.Pattern[str]
    ordinal: re.Pattern[str]
    connector: re.Pattern[str]
    between: re.Pattern[str]
    of: re.Pattern[str]
    thereof: re.Pattern[str]
    treaty_part: re.Pattern[str]
    act: re.Pattern[str]
    more_act: re.Pattern[str]
    name: re.Pattern[str]
    start: re.Pattern[str]
    below: re.Pattern[str]
    amended: re.Pattern[str]
    quotation: re.Pattern[str]
    """Where words begin that are put into another act."""
    suffix: str
    no_number: str


@cache
def words(language: str) -> Words:
    """Return the words of a language; KeyError where layers do not speak it."""
    data = packaged("adhere.law.layers", "data/words.toml")
    said = data[SPOKEN[language]]
    levels = _by_word(said["levels"])
    types = _by_word(said["acts"])
    named = _by_word(data["named"])
    here, there = _any(said["here"]), _any(said["there"])
    conjunction, to = _any(said["and"]), _any(said["to"])
    nouns = levels.keys() - set(said["only_numbered"])
    ordinal = f"(?:{_any(said['ordinals'])})"
    numbered = rf"(?:\(\w+(?:, ?\w+)?\)\s+)?(?:{re.escape(said['single_act'])}\s+)?(?P<number>\d{{1,4}}/\d{{1,4}})(?P<tail>(?:/[A-Z]{{2,8}})?)"
    patterns = {
        "amended": rf"\b(?:{_any(said['amended'])})\b",
        "quotation": rf"\b(?:{_any(said['added'])})\b[^‘’“”„\"]{{0,40}}[‘“„\"]",
        "below": rf"\s*,\s+(?:(?:{_any(said['narrower'])})\s+)?|\s+",
        "level": rf"(?P<level>{_any(levels)})\b",
        "pointing": rf"(?:(?P<here>{here})|(?P<there>{there}))\s+(?:(?P<level>{_any(nouns)})|(?P<act>{_any(types)}))\b(?!-)",
        "ordinal": rf"(?P<ordinals>{ordinal}(?:(?:\s*,\s*|\s*,?\s+(?:{conjunction})\s+)(?:{said['ordinal_article']}\s+)?{ordinal}){{0,9}})\s+(?P<level>{_any(levels)})\b",
        "connector": rf"\s*,\s*(?:(?P<and>{conjunction})\s+)?|\s+(?:{conjunction})\s+|\s+(?P<to>{to})\s+|\s*[–-]\s*(?P<dash>)",
        "between": rf"\s*,?\s*(?:\s(?:{conjunction})\s+)?(?:the\s+|de\s+|het\s+)?",
        "of": rf"\s*,?\s+(?:{_any(said['of'])})\s+",
        "thereof": rf"\s*,?\s+(?:{_any(said['thereof'])})\b",
        "treaty_part": rf"\s*,?\s+(?:{_any(said['of'])})\s+(?:{_any(said['treaty_parts'])})\b",
        "act": rf"(?:(?:{_any(said['issuers'])})\s+)?(?P<type>{_any(types)})\s+{numbered}",
        "more_act": rf"(?:\s*,\s*(?:(?:{conjunction})\s+)?|\s+(?:{conjunction})\s+){numbered}",
        "name": rf"(?P<name>{_any(named)})\b",
    }
    compiled = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}
    start = rf"(?<![\w-])(?:{_any([*levels, *types])}|{here}|{there}|{ordinal})\b"
    return Words(
        levels=levels,
        types=types,
        named={word.casefold(): prefix for word, prefix in named.items()},
        plurals=frozenset(word for group in said["levels"].values() for word in group[1:]),
        ordinals={word: place for place, word in enumerate(said["ordinals"], 1)},
        inserted={word: "abcdefghi"[place] for place, word in enumerate(said["inserted"])},
        start=re.compile(start, re.IGNORECASE),
        suffix=rf"(?:\s+({_any(said['inserted'])})\b)?" if said["inserted"] else "()",
        no_number=rf"(?!\s*%|[.,/]?\d|/\d|\s+(?:{_any(said['not_after_number'])})\b)",
        **compiled,
    )


def spoken_data(name: str, language: str) -> dict[str, Any]:
    """Return the table of a language in one of the data files."""
    table: dict[str, Any] = packaged("adhere.law.layers", f"data/{name}.toml")[SPOKEN[language]]
    return table


def celex_letters() -> Mapping[str, str]:
    """Return the letter that a CELEX number has for a kind of act."""
    letters: Mapping[str, str] = packaged("adhere.law.layers", "data/words.toml")["celex"]
    return letters


def _by_word(groups: Mapping[str, Any]) -> dict[str, str]:
    return {word: name for name, group in groups.items() for word in group}


def _any(said: Iterable[str]) -> str:
    """Return a pattern of alternatives, the longest first, with any white space between words."""
    ordered = sorted(said, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
