# SPDX-License-Identifier: EUPL-1.2
"""The shapes of what is answered on the law and the codes; every text in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ninja import Schema


class Words(Schema):
    """A text in both languages."""

    en: str
    nl: str


class ArticleNamed(Schema):
    """An article or annex."""

    id: str
    title: Words


class Articles(Schema):
    """The articles and annexes of the Act, and the release of the data they come from."""

    release: str
    rows: list[ArticleNamed]


class Norm(Schema):
    """One thing a provision says in plain words; ``in_force`` whether it applies on the day asked for."""

    id: str
    kind: str
    provisions: list[str]
    holder: list[str]
    addressee: list[str]
    start: date
    end: date | None
    in_force: bool
    when: str | None
    on_request: bool
    grade: str
    content: Words
    note: Words | None


class Change(Schema):
    """What an amending act did to a provision."""

    id: str
    provisions: list[str]
    on: date
    by: str
    grade: str
    content: Words


class KeptUnit(Schema):
    """A provision with its own words."""

    id: str
    text: str


class KeptText(Schema):
    """The official words in one language, of the version that stood on the day; there is none that was not imported here."""

    language: str
    version: date | None
    units: list[KeptUnit]


class Result(Schema):
    """Something that was found; ``marked`` are the words of the excerpt by which it was."""

    area: str
    title: str
    place: str
    language: str
    page: str
    excerpt: str
    marked: list[str]


class Found(Schema):
    """What answers best to a question, the best first."""

    on: date
    rows: list[Result]


class Article(Schema):
    """An article, an annex or a part of one as it is worded on a day."""

    on: date
    id: str
    title: Words
    norms: list[Norm]
    changes: list[Change]
    texts: list[KeptText]


class Stage(Schema):
    """Where a code stands on a day."""

    stage: str
    name: Words
    since: date


class CodeNamed(Schema):
    """A code, and where it stands on the day asked for."""

    id: str
    version: str
    title: Words
    status: str
    stage: Stage | None


class Codes(Schema):
    """The codes."""

    on: date
    rows: list[CodeNamed]


class CodeEvent(Schema):
    """A step in the life of a code."""

    kind: str
    on: date
    content: Words
    grade: str
    source: str | None


class Chapter(Schema):
    """A chapter of a code."""

    id: str
    title: Words
    binds: Words
    when: str
    provisions: list[str]
    official: str
    unknown: Words | None


class Commitment(Schema):
    """A commitment of a code."""

    id: str
    chapter: str
    title: Words
    content: Words
    provisions: list[str]
    relief: Words | None
    exempt: Words | None


class Requirement(Schema):
    """One thing a measure asks."""

    number: str | None
    content: Words
    appendices: list[str]


class Service(Schema):
    """A provision a measure serves, why, and how sure that is."""

    provision: str
    rationale: Words
    grade: str
    reviewed_by: str | None


class Deadline(Schema):
    """A clock of a measure."""

    id: str
    what: Words
    direction: str
    event: str
    trigger: Words
    amount: Decimal | None
    unit: str | None
    exceptions: Words | None


class Measure(Schema):
    """A measure of a code."""

    id: str
    commitment: str
    title: Words
    grade: str
    requires: list[Requirement]
    serves: list[Service]
    deadlines: list[Deadline]
    relief: Words | None
    note: Words | None


class Appendix(Schema):
    """An item of an appendix."""

    id: str
    chapter: str
    title: Words
    content: list[Words]
    grade: str


class Code(CodeNamed):
    """A code with all its parts."""

    on: date
    family: str
    succeeds: str | None
    history: list[CodeEvent]
    chapters: list[Chapter]
    commitments: list[Commitment]
    measures: list[Measure]
    appendices: list[Appendix]
    unknown: Words | None
