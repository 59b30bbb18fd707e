# SPDX-License-Identifier: EUPL-1.2
"""The shapes of what is answered on registers, log and desk; rows have the columns their pages and files have, and their key."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from ninja import Field, Schema

from adhere.ledger.note import NOTE_LIMIT

Row = TypeVar("Row")
Cell = str | bool | int | date | datetime | None


class CodeVersion(Schema):
    """A version of a code; ``sha256`` is that of its files where it was published here, and empty where it came with the program."""

    id: int
    code: str
    version: str
    title_en: str
    title_nl: str
    family: str
    link: str
    sha256: str
    since: datetime
    event: int | None


class Signatory(Schema):
    """That a provider adheres to a chapter of a code."""

    id: int
    code: str
    chapter: str
    provider: str
    provider_id: str
    size: str
    since: datetime
    event: int | None


class Model(Schema):
    """A model; what is null is not known."""

    model: str
    model_id: str
    version: str
    provider: str
    provider_id: str
    placed_on: date | None
    withdrawn_on: date | None
    systemic_risk: bool | None
    open_source: bool | None
    summary: bool


class Summary(Schema):
    """A version of the public summary of the training content of a model."""

    id: int
    model: str
    model_id: str
    provider: str
    version: str
    updated_on: date | None
    origin: str
    answered: int | None
    asked: int | None
    link: str
    sha256: str
    since: datetime
    event: int | None


class Standard(Schema):
    """A standard that matters to a code; ``seen`` where it was found in its state on the day of ``since`` and may have been before."""

    id: int
    name: str
    standard_id: str
    title_en: str
    title_nl: str
    body: str
    status: str
    seen: bool
    grade: str
    harmonised_on: date | None
    link: str
    since: datetime
    event: int | None


class Publication(Schema):
    """An assessment, an opinion or a decision."""

    id: int
    kind: str
    code: str
    title_en: str
    title_nl: str
    link: str
    sha256: str
    since: datetime
    event: int | None


class IndicatorGroup(Schema):
    """An indicator over a period, and a group of signatories of these sizes; null where nothing is shown of any group, or of this one's mean."""

    indicator: str
    title_en: str
    title_nl: str
    measure: str
    unit: str
    period: str
    reported: int
    sizes: str | None
    members: int | None
    mean: str | None


class Indicators(Schema):
    """What signatories of a code reported together until a period, as it stood on the day ``moment``."""

    on: date
    code: str
    period: str | None
    moment: date | None
    rows: list[IndicatorGroup]


class Page(Schema, Generic[Row]):
    """One page of a register; ``next`` leads to the one behind it."""

    on: date
    rows: list[Row]
    next: str | None


class DatedVersion(CodeVersion):
    """A version of a code with when it was followed by another."""

    until: datetime | None
    ended_by: int | None


class CodeEntry(Schema):
    """A code with every version of it, the latest first."""

    on: date
    code: str
    versions: list[DatedVersion]


class StandardState(Standard):
    """A standard in one state, with when it came into another."""

    until: datetime | None
    ended_by: int | None


class StandardTarget(Schema):
    """A provision that a standard is made for, and the requirements that rest on it."""

    provision: str
    requirements: list[str]


class StandardEntry(Schema):
    """A standard, what it is made for, and every state of it, the latest first."""

    on: date
    standard_id: str
    name: str
    targets: list[StandardTarget]
    note_en: str
    note_nl: str
    states: list[StandardState]


class Adhered(Schema):
    """That a provider adheres or adhered to a chapter of a code; ``until`` is null while it does."""

    code: str
    chapter: str
    state: str
    since: datetime
    until: datetime | None
    event: int | None
    ended_by: int | None


class Provider(Schema):
    """A provider, what it adheres and adhered to, and its models."""

    on: date
    provider: str
    provider_id: str
    size: str
    country: str
    website: str
    is_example: bool
    adherence: list[Adhered]
    models: list[Model]


class SummaryVersion(Summary):
    """A version of a summary with when it was followed by another."""

    until: datetime | None
    ended_by: int | None


class ModelEntry(Model):
    """A model with every version of its public summary; ``missing`` where it is on the market without one."""

    on: date
    page: str
    since: datetime
    event: int | None
    missing: bool
    summaries: list[SummaryVersion]


class PublicationEntry(Publication):
    """An assessment, an opinion or a decision with its text."""

    until: datetime | None
    ended_by: int | None
    body_en: str
    body_nl: str


class LogEvent(Schema):
    """An event of the log; the actor is an opaque id."""

    seq: int
    at: datetime
    kind: str
    actor: str
    subject: str
    payload_sha256: str


class LogPage(Schema):
    """One page of the log, the latest first; ``next`` leads to what is older."""

    size: int
    rows: list[LogEvent]
    next: str | None


class CosignatureTold(Schema):
    """The line with which a witness cosigned a head; ``key`` is its verifier key."""

    witness: str
    key: str
    at: datetime
    line: str


class CosignedHead(Schema):
    """A head that witnesses cosigned, as the note that ``adhere verify`` reads."""

    size: int
    note: str
    cosignatures: list[CosignatureTold]


class CosignedNote(Schema):
    """What a witness hands in: the note of a head of this log with its line below it."""

    note: str = Field(max_length=NOTE_LIMIT, min_length=1)


class SignedHead(Schema):
    """The signed head of the log, as the note that ``adhere verify`` reads, and the key that signs it.

    ``cosigned`` is the greatest head that a witness cosigned, null where none did yet.
    """

    size: int
    at: datetime
    note: str
    key_id: str
    key: str
    cosigned: CosignedHead | None


class QueuePage(Schema):
    """One page of a queue of the desk."""

    queue: str
    rows: list[dict[str, Cell]]
    next: str | None


class Submission(Schema):
    """What came of handing in; in a sandbox the findings alone."""

    format: str
    sandbox: bool
    findings: list[dict[str, Any]]
    id: str | None = None
    sha256: str | None = None
    issue: str | None = None
    received: datetime | None = None
    due: datetime | None = None
    late: bool | None = None
    incomplete: bool | None = None
    answered: int | None = None
    asked: int | None = None
    corrects: str | None = None
    receipt: dict[str, Any] | None = None


class Problem(Schema):
    """What went wrong (RFC 9457); ``findings`` tells everything that was wrong with what was sent."""

    type: str
    title: str
    status: int
    detail: str | None = None
    findings: list[dict[str, Any]] | None = None


class SubmissionRow(Schema):
    """Something that was handed in."""

    id: UUID
    issue: str
    sha256: str
    received: datetime
    due: date | None
    late: bool | None
    incomplete: bool | None
    answered: int | None
    asked: int | None


class SubmissionPage(Schema):
    """One page of what was handed in, the latest first."""

    rows: list[SubmissionRow]
    next: str | None


class KeyRow(Schema):
    """A public key that signs for a provider: until when, and whether it was replaced or withdrawn then."""

    id: int
    key_id: str
    pem: str
    since: datetime
    until: datetime | None
    ending: str
    event: int
    ended_by: int | None


class KeyPage(Schema):
    """One page of keys, the latest first."""

    rows: list[KeyRow]
    next: str | None


class Done(Schema):
    """That an act is done: in words, with the page that shows it and the key of what it was done to."""

    done: str
    id: str | None
    page: str
