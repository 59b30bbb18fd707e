# SPDX-License-Identifier: EUPL-1.2
"""Surveys: a draft as a table to ask from, and answers of a survey as comments. ``intake.survey`` reads them. Article 56(3).

A file is taken in whole or, where any of its rows is in error, not at all; the same file never twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from adhere.codes.draftchecks import comment_faults
from adhere.codes.drafting import Comment as CommentOfCode
from adhere.codes.drafting import Draft as DraftOfCode
from adhere.intake.csvtable import csv_table
from adhere.intake.survey import Wishes, read_survey
from adhere.kernel.finding import Finding
from adhere.portal.audit.recording import record
from adhere.portal.drafting.assembling import code_of, wordings
from adhere.portal.drafting.models import Comment, Draft, Survey, Wording
from adhere.portal.languages import current
from adhere.portal.people.models import Person
from adhere.portal.settling import HinderedError, SettledError
from adhere.portal.storing import keep

_UNANSWERED = "ADH-COD-034"
"""That nobody answered yet is no mistake of a survey."""
QUESTIONS = ("clause", "title", "draft", "comment", "group", "respondent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A survey as far as it could be read."""

    comments: tuple[CommentOfCode, ...]
    rows: int
    findings: tuple[Finding, ...]

    @property
    def broken(self) -> bool:
        """Whether any finding is an error."""
        return any(one.rule.severity == "error" for one in self.findings)


def questions(draft: Draft) -> list[tuple[str, ...]]:
    """Return each clause of a draft as a row to be filled in; the columns are those that are read back.

    All at once: a file that is made while it is sent no longer knows the language of the request.
    """
    language = current()
    return [
        (row.number, row.title.in_(language), row.text.in_(language), "", "", "") for row in wordings(draft)
    ]


def read(content: bytes, draft: Draft, group: str) -> Read:
    """Read the answers of a survey on a draft; nothing is kept."""
    code = code_of(draft)
    found = read_survey(csv_table(content, "survey.csv"), code, Wishes(group=group or None))
    faults = comment_faults(DraftOfCode(code=code, comments=found.comments))
    rest = tuple(one for one in faults if one.rule.id != _UNANSWERED)
    return Read(comments=found.comments, rows=found.rows, findings=(*found.findings, *rest))


@transaction.atomic
def take_in(draft: Draft, content: bytes, found: Read, *, by: Person) -> Survey:
    """Keep what was read as comments; raise SettledError for a file that was taken in before."""
    row = Draft.objects.select_for_update(of=("self",)).select_related("work").get(pk=draft.pk)
    if row.work.closed is not None:
        raise HinderedError("drafting.work-closed")
    digest = sha256(content).hexdigest()
    if Survey.objects.filter(draft=row, sha256=digest).exists():
        raise SettledError("comments.state-imported")
    keep(content)
    made = Survey.objects.create(draft=row, sha256=digest, rows=found.rows, comments=len(found.comments))
    told = {"sha256": digest, "rows": found.rows, "comments": len(found.comments)}
    event = record("code:survey-imported", subject=f"{row.subject}/survey/{made.pk}", content=told, actor=by)
    made.event = event.seq
    made.save(update_fields=["event"])
    clauses = dict(Wording.objects.filter(draft=row, removed=False).values_list("number", "clause_id"))
    Comment.objects.bulk_create(
        [
            Comment(
                draft=row,
                clause_id=clauses[one.clause],
                party=one.group,
                author=f"s{made.pk}-{one.author}"[:60],
                survey=made,
                text=one.text,
                received=_moment(one, event.at),
                event=event.seq,
            )
            for one in found.comments
        ],
        batch_size=500,
    )
    return made


def _moment(one: CommentOfCode, otherwise: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(one.received, time(12))) if one.received else otherwise
