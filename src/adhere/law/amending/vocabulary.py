# SPDX-License-Identifier: EUPL-1.2
"""The words of amending acts in one language, made ready for matching.

Data: ``data/words.toml``; the words for kinds of provision are those of the layers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from adhere.kernel.data import packaged
from adhere.law.layers.vocabulary import SPOKEN, words

OPENING, CLOSING = "‘“„«»\"'‚‹›", "’”“»«\"'‘›‹"
"""Quotation marks that open and that close words put into another act, in whatever language; some do both."""
PAIRS = {"‘": "’", "“": "”", "„": "”“", "«": "»", "»": "«", '"': '"', "'": "'", "‚": "‘’", "‹": "›", "›": "‹"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The patterns of one language."""

    amended: re.Pattern[str]
    insert: re.Pattern[str]
    replace: re.Pattern[str]
    delete: re.Pattern[str]
    renumber: re.Pattern[str]
    heading: re.Pattern[str]
    introduction: re.Pattern[str]
    quoting: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    annexed: re.Pattern[str]
    following: re.Pattern[str]
    """What is announced: "the following points"."""
    last: re.Pattern[str]
    """The last of a kind: "the last sentence"."""
    unread: re.Pattern[str]
    """Parts of an act that have no place here: a row of a table, a footnote."""
    division: re.Pattern[str]
    """A line that heads a chapter or section."""
    article: re.Pattern[str]
    annex: re.Pattern[str]
    levels: dict[str, str]


def spoken(language: str | None) -> bool:
    """Whether instructions in a language are read."""
    return language in SPOKEN


@cache
def wording(language: str) -> Wording:
    """Return the patterns of a language; KeyError where its instructions are not read."""
    data: dict[str, str] = packaged("adhere.law.amending", "data/words.toml")[SPOKEN[language]]
    levels = dict(words(language).levels)
    level = "|".join(sorted(map(re.escape, levels), key=len, reverse=True))
    named = {
        kind: "|".join(word for word, of in levels.items() if of == kind) for kind in ("article", "annex")
    }
    patterns = {
        **{name: data[name] for name in ("amended", "insert", "replace", "delete", "renumber", "heading", "introduction", "quoting", "after", "before", "annexed", "unread")},
        "following": rf"\b{data['following']}\s+(?:new\s+|nieuwe\s+)?(?P<level>{level})\b",
        "last": rf"\b(?:{data['last']})\s+(?P<level>{level})\b",
        "division": rf"(?:{data['division']})\s+[\dIVXLC]+[a-z]?\b",
        "article": rf"(?:{named['article']})\s+(?P<number>\d.{{0,20}})",
        "annex": rf"(?:{named['annex']})\s+(?P<number>[IVXLC\d]+[a-z]?)",
    }  # fmt: skip
    compiled = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}
    return Wording(levels=levels, **compiled)
