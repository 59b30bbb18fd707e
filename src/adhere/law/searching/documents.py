# SPDX-License-Identifier: EUPL-1.2
"""What can be found: a record of ours in plain words, or a provision of an imported text; and those the law data hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.kernel.text import Text
from adhere.law.library import Law
from adhere.law.requirements.catalogue import Catalogue

Area = Literal["law", "codes", "requirements", "questions", "texts"]
AREAS: tuple[Area, ...] = ("law", "codes", "requirements", "questions", "texts")
NOTHING = Text("", "")
RULING = ("duty", "commitment", "deadline", "right", "exception", "threshold", "penalty")
"""Kinds of record that settle what somebody must, may or risks; others say how, who and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One record of ours: the provisions it is about, the first one leading, and the days between which it holds."""

    id: str
    area: Area
    kind: str
    provisions: tuple[str, ...]
    title: Text
    text: Text
    more: Text = NOTHING
    start: date | None = None
    end: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is right on a date."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


def law_documents(law: Law) -> Iterator[Document]:
    """Yield what provisions say, in plain words."""
    for article in law.articles():
        for norm in article.norms:
            yield Document(
                id=norm.id,
                area="law",
                kind=norm.kind,
                provisions=norm.provisions,
                title=article.title,
                text=norm.content,
                more=norm.note or NOTHING,
                start=norm.text_start,
                end=norm.end,
            )


def question_documents(law: Law) -> Iterator[Document]:
    """Yield questions with their answers, and the questions of fact on which obligations hang."""
    for answer in law.answers:
        yield Document(
            id=answer.id,
            area="questions",
            kind="answer",
            provisions=answer.provisions,
            title=answer.question,
            text=answer.answer,
            start=answer.start,
            end=answer.end,
        )
    for atom in law.atoms.values():
        yield Document(
            id=atom.id,
            area="questions",
            kind="fact",
            provisions=(atom.provision,),
            title=atom.question,
            text=atom.hint or NOTHING,
        )


def requirement_documents(catalogue: Catalogue) -> Iterator[Document]:
    """Yield the requirements and measures of the catalogue."""
    for one in catalogue.requirements.values():
        yield Document(
            id=one.id,
            area="requirements",
            kind="requirement",
            provisions=one.sources,
            title=one.title,
            text=one.explanation,
            more=one.risk,
        )
    for measure in catalogue.measures.values():
        sources = (place for name in measure.requirements for place in catalogue.requirements[name].sources)
        yield Document(
            id=measure.id,
            area="requirements",
            kind="measure",
            provisions=tuple(dict.fromkeys(sources)),
            title=measure.title,
            text=measure.explanation,
        )
