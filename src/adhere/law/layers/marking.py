# SPDX-License-Identifier: EUPL-1.2
"""The words of a unit in pieces: plain, a cross-reference, or a defined term; for writers of pages and of marked-up text.

A term within a reference is left to the reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adhere.law.layers.layering import LayeredUnit
from adhere.law.layers.references import Reference
from adhere.law.layers.terms import Occurrence


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, and what they are."""

    text: str
    mark: Reference | Occurrence | None = None


def paragraphs(unit: LayeredUnit) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of each paragraph of a unit."""
    marks = _marks(unit)
    start = 0
    for paragraph in unit.paragraphs:
        end = start + len(paragraph)
        yield tuple(
            _pieces(
                unit.text, start, end, [mark for mark in marks if start <= mark.start and mark.end <= end]
            )
        )
        start = end + 1


def _marks(unit: LayeredUnit) -> list[Reference | Occurrence]:
    apart = [
        term
        for term in unit.terms
        if all(term.end <= one.start or one.end <= term.start for one in unit.references)
    ]
    return sorted([*unit.references, *apart], key=lambda mark: mark.start)


def _pieces(text: str, start: int, end: int, marks: list[Reference | Occurrence]) -> Iterator[Piece]:
    for mark in marks:
        if start < mark.start:
            yield Piece(text[start : mark.start])
        yield Piece(text[mark.start : mark.end], mark)
        start = mark.end
    if start < end:
        yield Piece(text[start:end])
