# SPDX-License-Identifier: EUPL-1.2
"""Languages by their tags: what they are called in both languages, and whether they are official languages of the Union.

BCP 47 (RFC 5646): the first subtag says the language; manifests also write ``nld_Latn`` and three-letter codes of ISO 639. Some subtags are no
language (section 4.1): ``zxx``, ``mul``, ``mis``, ``und`` and, for private use, ``qaa`` to ``qtz`` (section 2.2.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from adhere.content.summary.wording import words
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of

UNDETERMINED = "und"
PRIVATE = "q[a-t][a-z]"
"""Subtags for private use: what they mean, only who made them knows."""
SHOWN = 40
"""Signs: no more of a tag that is not known is repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language; ``id`` is its shortest code. One that is ``special`` is a subtag that says something else than a language."""

    id: str
    name: Text
    union: bool = False
    special: bool = False


def language_of(tag: str) -> Language:
    """Return the language of a tag; one that is not known goes by its tag."""
    first = tag.replace("_", "-").partition("-")[0].casefold()
    if re.fullmatch(PRIVATE, first):
        return Language(id=first, name=words("language-private").filled({"code": first}), special=True)
    return _known().get(first) or Language(id=tag, name=plain(tag[:SHOWN]))


@cache
def union_languages() -> tuple[Language, ...]:
    """Return the official languages of the Union."""
    return tuple(one for one in dict.fromkeys(_known().values()) if one.union)


def _name(record: str | dict[str, str]) -> Text:
    """Return a name; one that is the same in both languages stands once."""
    return plain(record) if isinstance(record, str) else text_of(record)


@cache
def _known() -> dict[str, Language]:
    found: dict[str, Language] = {}
    for record in packaged("adhere.content.summary", "data/languages.toml")["language"]:
        marks = {name: record.get(name, False) for name in ("union", "special")}
        one = Language(id=record["id"], name=_name(record["name"]), **marks)
        found |= dict.fromkeys((record["id"], *record.get("also", ())), one)
    return found
