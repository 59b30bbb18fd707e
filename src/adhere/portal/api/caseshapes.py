# SPDX-License-Identifier: EUPL-1.2
"""The shapes of what is answered on requests and on the cases of the desk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema


class RequestRow(Schema):
    """A request for documentation; ``due`` is the last day for an answer."""

    id: str
    kind: str
    model: str
    model_id: str
    asker: str
    provider: str
    made: datetime
    received: datetime | None
    due: date | None
    state: str


class RequestPage(Schema):
    """One page of requests, the latest first."""

    rows: list[RequestRow]
    next: str | None


class MarkedField(Schema):
    """That a field of an answer is confidential, and why (Article 78)."""

    field: str
    why: str


class AnswerGiven(Schema):
    """An answer to a request; what it says is read at its own address."""

    id: int
    kind: str
    at: datetime
    reasons: str
    sha256: str | None
    marked: list[MarkedField]
    event: int


class RequestTold(RequestRow):
    """A request whole; ``standing`` tells how it stands today, ``reasons`` why its last day is that day."""

    grounds: list[str]
    purpose: str
    scope: str
    form: str
    asked: list[str]
    standing: str
    reasons: list[str]
    answers: list[AnswerGiven]
    event: int


class FieldTold(Schema):
    """A field of an answer; ``value`` is null where it is confidential and was not asked for on record."""

    field: str
    label: str
    confidential: bool
    why: str
    value: str | None


class AnswerTold(Schema):
    """What an answer says."""

    request: str
    fields: list[FieldTold]


class CaseReport(Schema):
    """That a report on an incident came in."""

    kind: str
    at: datetime


class Case(Schema):
    """A question, incident, complaint or alert; ``words`` is null where they were not asked for on record."""

    kind: str
    id: str
    provider: str
    provider_id: str
    sender: str | None
    model_id: str | None
    received: datetime
    changed: datetime | None
    due: date | None
    state: str
    grounds: list[str]
    harms: list[str]
    reports: list[CaseReport]
    words: dict[str, str] | None
    event: int


class Assessing(Schema):
    """The assessment of a version of a code."""

    id: int
    code: str
    version: str
    state: str
    opened: datetime
    opinion: str
    opinion_en: str
    opinion_nl: str
    judgement: str
    review: date | None
    publication: int | None
    event: int


class QuestionRow(Schema):
    """A question to a provider; ``submission`` is the id of the one it is about, null where it is about none."""

    id: UUID
    submission: UUID | None
    text: str
    received: datetime
    due: date
    state: str
    event: int


class QuestionPage(Schema):
    """One page of questions, the latest first."""

    rows: list[QuestionRow]
    next: str | None


class FoundByOffice(Schema):
    """What an evaluator found; ``measure`` is empty where it is about the whole."""

    measure: str
    text: str
    at: datetime
    event: int


class MeasureCompared(Schema):
    """How a measure stood in the last period, null where there is no report of it, and how it stands now."""

    measure: str
    was: str | None
    now: str


class Evaluated(Schema):
    """A submission as the office evaluates it; ``unreadable`` where a file that it takes is not where it was kept."""

    id: UUID
    issue: str
    provider: str
    provider_id: str
    received: datetime
    due: date | None
    late: bool | None
    incomplete: bool | None
    answered: int | None
    asked: int | None
    state: str
    conclusion: str
    concluded: datetime | None
    found: list[FoundByOffice]
    noted: list[dict[str, Any]]
    questions: list[QuestionRow]
    earlier: UUID | None
    measures: list[MeasureCompared]
    unreadable: bool


class ReviewReason(Schema):
    """A reason to review a code; one that is not ``due`` lies ahead."""

    reason: str
    day: date | None
    due: bool
    text: str


class CodeReview(Schema):
    """The reasons to review a code; ``planned`` is the day by which a review is planned."""

    code: str
    version: str
    planned: date | None
    reasons: list[ReviewReason]


class Reviews(Schema):
    """The reviews of the codes there are."""

    on: date
    rows: list[CodeReview]
