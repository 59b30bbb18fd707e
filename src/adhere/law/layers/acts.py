# SPDX-License-Identifier: EUPL-1.2
"""Other acts that a text cites, by the prefix that ids of their provisions have: the CELEX number, as ``32019l0790``.

Numbers of acts: https://op.europa.eu/en/web/eu-law-in-force/numbering-of-acts; since 2015 the year stands first, before that in directives
and decisions; behind "No" it stands last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from adhere.kernel.data import packaged
from adhere.law.layers.vocabulary import celex_letters, words

FIRST_YEAR, LAST_YEAR = 1952, 2099
CENTURY = 1900


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedActs:
    """Acts that stand in a row, what kind the first is, and where the row ends."""

    prefixes: tuple[str, ...]
    type: str
    end: int


def cited_acts(text: str, start: int, language: str) -> CitedActs | None:
    """Return the acts that are cited by number at a place."""
    spoken = words(language)
    match = spoken.act.match(text, start)
    if match is None:
        return None
    kind = spoken.types[" ".join(match["type"].casefold().split())]
    prefixes: list[str] = []
    end = start
    while match is not None:
        prefix = prefix_of(kind, match)
        if prefix is None:
            break
        prefixes.append(prefix)
        end = match.end()
        match = spoken.more_act.match(text, end)
    return CitedActs(prefixes=tuple(prefixes), type=kind, end=end) if prefixes else None


def prefix_of(kind: str, match: re.Match[str]) -> str | None:
    """Return the prefix of an act by its kind and number; None for a number that no act has."""
    first, second = match["number"].split("/")
    numbered_last = re.search(r"(?:No|nr\.)\s", match[0], re.IGNORECASE) is not None
    year, number = (second, first) if numbered_last else (first, second)
    full = int(year) + (CENTURY if len(year) == 2 else 0)
    if not FIRST_YEAR <= full <= LAST_YEAR:
        return None
    celex = f"3{full}{celex_letters()[kind]}{int(number):04d}"
    return _short_names().get(celex, celex.casefold())


@cache
def _short_names() -> dict[str, str]:
    """Return the short prefixes that acts of the law data have, by CELEX number."""
    acts = packaged("adhere.law", "data/acts.toml")["act"]
    return {act["celex"]: act["short"] for act in acts if "short" in act}
