# SPDX-License-Identifier: EUPL-1.2
"""The difference between two codes as rows of a page: what of which clause, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adhere.codes.aspects import aspect_name
from adhere.codes.difference import Difference
from adhere.forms.difference import Run, word_changes
from adhere.kernel.text import Language


@dataclass(frozen=True, slots=True)
class Redlined:
    """One thing that is not what it was: the clause, what happened to it, what of it, and the words that stayed, went and came."""

    clause: str
    kind: str
    aspect: str
    pieces: tuple[Run, ...]


def redlined(found: Difference, language: Language) -> Iterator[Redlined]:
    """Yield the changes in the order of the newer code."""
    for one in found.changes:
        before, after = (text.in_(language) if text else "" for text in (one.before, one.after))
        whole = one.aspect in ("whole", "number")
        yield Redlined(
            clause=one.clause,
            kind=one.kind,
            aspect="" if whole else aspect_name(one.aspect).in_(language),
            pieces=tuple(run for run in word_changes(before, after) if run[1]),
        )
