# SPDX-License-Identifier: EUPL-1.2
"""Our own records as documents: provisions in plain words, questions, the catalogue, and the measures of codes; and the index over them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from adhere.codes.catalogue import code, known_codes
from adhere.codes.code import Code
from adhere.dossier.searching.index import Entry, WordIndex, built
from adhere.kernel.text import Language, Text
from adhere.law.citations import cite
from adhere.law.library import Law
from adhere.law.requirements.catalogue import catalogue
from adhere.law.searching.documents import (
    NOTHING,
    RULING,
    Area,
    Document,
    law_documents,
    question_documents,
    requirement_documents,
)

BINDING, NO_LAW, ASKED_OF_FACTS = 1.15, 0.9, 0.6
"""What a record counts that says what is owed, one of a code or the catalogue, and a question that itself wants an answer."""

WORTH = {"law": 0.98, "questions": 0.6, "requirements": 0.55, "codes": 0.5}
"""What a record is worth to who asks for the provision it is about; the provision itself leads."""


def documents(law: Law, areas: Collection[Area], further: Sequence[Code] = ()) -> tuple[Document, ...]:
    """Return our records of some areas; of codes those that come with the program, and further ones."""
    return tuple(_documents(law, areas, further))


def _documents(law: Law, areas: Collection[Area], further: Sequence[Code]) -> Iterator[Document]:
    if "law" in areas:
        yield from law_documents(law)
    if "questions" in areas:
        yield from question_documents(law)
    if "requirements" in areas:
        yield from requirement_documents(catalogue())
    if "codes" in areas:
        for one in (*map(code, known_codes()), *further):
            yield from _of_code(one)


def _of_code(one: Code) -> Iterator[Document]:
    for commitment in one.commitments:
        yield Document(
            id=f"{one.id}:{commitment.id}",
            area="codes",
            kind="commitment",
            provisions=commitment.provisions,
            title=commitment.title,
            text=commitment.content,
        )
    for measure in one.measures:
        yield Document(
            id=f"{one.id}:{measure.id}",
            area="codes",
            kind="measure",
            provisions=tuple(service.provision for service in measure.serves),
            title=measure.title,
            text=_joined(tuple(asked.content for asked in measure.requires)),
            more=measure.relief or NOTHING,
        )


def _joined(texts: tuple[Text, ...]) -> Text:
    return Text(" ".join(one.en for one in texts), " ".join(one.nl for one in texts))


def record_index(language: Language, found: tuple[Document, ...]) -> WordIndex:
    """Return an index over records in one language."""
    return built(language, (_entry(one, language) for one in found))


def _entry(one: Document, language: Language) -> Entry:
    cited = " ".join(cite(place).in_(language) for place in one.provisions)
    title, of_law = one.title.in_(language), one.area == "law"
    return Entry(
        id=one.id,
        provisions=one.provisions,
        title="" if of_law else title,
        heading=title if of_law else "",
        defined=(one.text.in_(language).partition(":")[0],) if one.kind == "definition" else (),
        worth=WORTH[one.area],
        question=one.kind == "answer",
        text=one.text.in_(language),
        more=f"{one.more.in_(language)} {cited}",
        weight=_weight(one),
    )


def _weight(one: Document) -> float:
    if one.kind == "fact":
        return ASKED_OF_FACTS
    if one.area in ("codes", "requirements"):
        return NO_LAW
    return BINDING if one.kind in RULING else 1.0
