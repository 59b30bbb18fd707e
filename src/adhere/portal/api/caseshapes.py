# SPDX-License-Identifier: EUPL-1.2
"""The shapes of what is answered on requests and on the cases of the desk."""

from __future__ import annotations

from datetime import date, datetime

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
