# SPDX-License-Identifier: EUPL-1.2
"""What is asked in words of each measure: the qualitative elements of the code itself, or where it has none, ours.

Article 56(5): the implementation of commitments, measures taken and their outcomes. Data: ``data/elements.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from adhere.codes.code import Measure
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of
from adhere.reporting.report import SIZES


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing asked in words: the question, who can answer it, and signatories of which sizes are asked."""

    id: str
    title: Text
    question: Text
    who: Text
    sizes: tuple[str, ...]


def elements(measure: Measure) -> tuple[Element, ...]:
    """Return what is asked in words of a measure, whatever the size of who reports."""
    who = _proposed()[0].who
    own = tuple(
        Element(id=one.id, title=plain(one.id), question=one.content, who=who, sizes=SIZES)
        for one in measure.elements
        if one.kind == "qualitative"
    )
    return own or _proposed()


@cache
def _proposed() -> tuple[Element, ...]:
    return tuple(
        Element(
            id=record["id"],
            sizes=tuple(record["sizes"]),
            **{name: text_of(record[name]) for name in ("title", "question", "who")},
        )
        for record in packaged("adhere.reporting", "data/elements.toml")["element"]
    )
