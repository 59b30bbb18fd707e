# SPDX-License-Identifier: EUPL-1.2
"""The clauses of a code: everything in it that can be commented on and compared, each with an id that stays.

Article 56(3): those who help to draw up a code comment on its text. A requirement is named after its measure: ``A-1.1(2)`` by its
number in the text, ``A-1.1#2`` by its place where it has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from adhere.codes.code import Code, Measure
from adhere.kernel.text import Text

ClauseKind = Literal["code", "chapter", "commitment", "measure", "requirement", "element", "appendix"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause; ``holder`` is the measure it belongs to, or itself where it belongs to none."""

    id: str
    kind: ClauseKind
    holder: str
    text: Text


def clauses(code: Code) -> dict[str, Clause]:
    """Return the clauses of a code by id, the code as a whole first; of two with one id the first."""
    found: dict[str, Clause] = {}
    for clause in _clauses(code):
        found.setdefault(clause.id, clause)
    return found


def _clauses(code: Code) -> Iterator[Clause]:
    yield Clause(id=code.id, kind="code", holder=code.id, text=code.title)
    for chapter in code.chapters:
        yield Clause(id=chapter.id, kind="chapter", holder=chapter.id, text=chapter.title)
    for commitment in code.commitments:
        yield Clause(id=commitment.id, kind="commitment", holder=commitment.id, text=commitment.title)
    for measure in code.measures:
        yield Clause(id=measure.id, kind="measure", holder=measure.id, text=measure.title)
        for place, asked in enumerate(measure.requires):
            name = requirement_id(measure, place)
            yield Clause(id=name, kind="requirement", holder=measure.id, text=asked.content)
        for element in measure.elements:
            yield Clause(id=element.id, kind="element", holder=measure.id, text=element.content)
    for appendix in code.appendices:
        yield Clause(id=appendix.id, kind="appendix", holder=appendix.id, text=appendix.title)


def requirement_id(measure: Measure, place: int) -> str:
    """Return the id of a requirement by its place in its measure, from 0."""
    number = measure.requires[place].number
    return f"{measure.id}{number}" if number and number.startswith("(") else f"{measure.id}#{place + 1}"
