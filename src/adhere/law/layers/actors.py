# SPDX-License-Identifier: EUPL-1.2
"""Actors in the words of a unit, in the vocabulary of the spine: the roles of ``law/data/roles.toml``.

Data: ``data/actors.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from adhere.law.layers.inflection import Finder
from adhere.law.layers.vocabulary import spoken_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A place where a role is named."""

    start: int
    end: int
    text: str
    role: str


def actors(text: str, language: str) -> tuple[Actor, ...]:
    """Return the roles that a text names, in order."""
    return tuple(
        Actor(start=hit.start, end=hit.end, text=text[hit.start : hit.end], role=hit.name)
        for hit in _finder(language).hits(text)
    )


@cache
def _finder(language: str) -> Finder:
    said = spoken_data("actors", language)
    return Finder([(role, name) for role, names in said.items() for name in names], language)
