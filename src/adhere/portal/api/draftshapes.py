# SPDX-License-Identifier: EUPL-1.2
"""The shapes of what is answered on codes that are drawn up. What holds in two languages is told in both; ``event`` is the number in the log."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema


class WorkRow(Schema):
    """A code that is drawn up; ``closed`` is null while work on it goes on."""

    code: str
    title_en: str
    title_nl: str
    family: str
    opened: datetime
    closed: datetime | None
    event: int | None


class WorkPage(Schema):
    """One page of codes that are drawn up, the latest first."""

    rows: list[WorkRow]
    next: str | None


class CallTold(Schema):
    """A call for participants; ``state`` is ahead, open or closed today, ``kinds`` are those of the organisations it is for."""

    id: int
    text_en: str
    text_nl: str
    opens: date
    closes: date
    kinds: list[str]
    state: str
    event: int | None


class DraftRow(Schema):
    """A draft that was published; ``comments_until`` is null where comments are taken without end."""

    number: int
    published: datetime
    comments_until: date | None
    event: int | None


class GroupTold(Schema):
    """A working group."""

    id: int
    name_en: str
    name_nl: str
    task_en: str
    task_nl: str
    since: datetime
    event: int | None


class MeetingRow(Schema):
    """A meeting; ``group`` is that of a meeting of a working group."""

    id: int
    kind: str
    group: int | None
    title_en: str
    title_nl: str
    starts: datetime
    ends: datetime
    place: str
    cancelled: datetime | None
    event: int | None


class MinutesTold(Schema):
    """The minutes that stand; ``id`` is what a correction says it saw."""

    id: int
    text_en: str
    text_nl: str
    since: datetime
    event: int | None


class MeetingTold(MeetingRow):
    """A meeting with its minutes; null where there are none."""

    minutes: MinutesTold | None


class VersionTold(Schema):
    """A version that was published, from which draft, with the digest of its files."""

    version: str
    draft: int
    published: datetime
    sha256: str
    event: int | None


class ReviewTold(Schema):
    """By when a code is reviewed, and why then; ``id`` is what a change of the plan says it saw."""

    id: int
    due: date
    why_en: str
    why_nl: str
    event: int | None


class WorkTold(WorkRow):
    """A code that is drawn up, whole; of each kind the latest are told. ``participants`` counts them by group."""

    provisions: list[str]
    participants: dict[str, int]
    calls: list[CallTold]
    drafts: list[DraftRow]
    groups: list[GroupTold]
    meetings: list[MeetingRow]
    versions: list[VersionTold]
    review: ReviewTold | None


class ClauseTold(Schema):
    """A clause as it stands in a draft: its id stays in every draft, ``revision`` is what a change says it saw."""

    id: int
    kind: str
    number: str
    parent: int | None
    mark: str
    title_en: str
    title_nl: str
    text_en: str
    text_nl: str
    provisions: list[str]
    minds: list[str]
    unit: str
    no_indicator_en: str
    no_indicator_nl: str
    reason_en: str
    reason_nl: str
    removed: bool
    went_to: int | None
    revision: int
    comments: int
    answered: int


class DraftTold(Schema):
    """A draft with its clauses in order, those it took out at the end; ``published`` is null where it still is written."""

    code: str
    number: int
    begun: datetime
    published: datetime | None
    comments_until: date | None
    summary_en: str
    summary_nl: str
    clauses: list[ClauseTold]
    event: int | None


class CommentRow(Schema):
    """A comment; ``text`` is null where it is hidden, ``outcome`` empty where nobody answered."""

    id: int
    draft: int
    clause: int
    group: str
    organisation: str | None
    received: datetime
    text: str | None
    language: str
    outcome: str
    hidden: bool
    event: int | None


class CommentPage(Schema):
    """One page of comments, the earliest first."""

    rows: list[CommentRow]
    next: str | None


class CommentAnswer(Schema):
    """An answer to a comment; ``until`` is null for the one that stands, whose ``id`` is what a new answer says it saw."""

    id: int
    outcome: str
    reasons: str
    changed: int | None
    since: datetime
    until: datetime | None
    event: int | None


class CommentTold(CommentRow):
    """A comment with every answer it got, the latest first."""

    answers: list[CommentAnswer]


class ParticipantRow(Schema):
    """An organisation that takes part, and the group it counts in."""

    id: int
    organisation: str
    organisation_id: str
    group: str
    since: datetime
    event: int | None


class ParticipantPage(Schema):
    """One page of who takes part, by group."""

    rows: list[ParticipantRow]
    next: str | None


class ApplicationRow(Schema):
    """An application to take part, and what was decided on it."""

    id: int
    call: int
    organisation: str
    organisation_id: str
    group: str
    motivation: str
    applied: datetime
    state: str
    reasons: str
    decided: datetime | None
    event: int | None


class ApplicationPage(Schema):
    """One page of applications, the earliest first."""

    rows: list[ApplicationRow]
    next: str | None


class SeatTold(Schema):
    """A seat in a working group."""

    id: int
    person: str
    part: str
    since: datetime
    event: int | None


class SeatsTold(GroupTold):
    """A working group with its seats."""

    seats: list[SeatTold]
