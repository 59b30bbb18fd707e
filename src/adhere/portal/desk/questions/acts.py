# SPDX-License-Identifier: EUPL-1.2
"""Asking a provider, answering, and closing a question: each act one transaction with its event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from adhere.portal.audit.recording import record
from adhere.portal.confiding import digest_of
from adhere.portal.desk.models import Question
from adhere.portal.people.models import Organisation, Person
from adhere.portal.settling import SettledError
from adhere.portal.submissions.models import Submission

STATE = Question.State


@transaction.atomic
def ask(
    provider: Organisation, submission: Submission | None, text: str, due: date, *, by: Person
) -> Question:
    """Ask a provider something, with the day by which the office wishes for an answer."""
    made = Question(
        provider=provider,
        submission=submission,
        text=text,
        due=due,
        state=STATE.OPEN,
        received=timezone.now(),
    )
    content = {
        "due": due.isoformat(),
        "text_sha256": digest_of(text),
        "submission": str(submission.pk) if submission else None,
    }
    event = record("question:asked", subject=made.subject, content=content, actor=by)
    made.received, made.event = event.at, event.seq
    made.save(force_insert=True)
    return made


@transaction.atomic
def answer(question_id: UUID, text: str, *, by: Person) -> Question:
    """Answer a question; raise SettledError where somebody did already."""
    row = _locked(question_id, (STATE.OPEN,))
    event = record(
        "question:answered", subject=row.subject, content={"text_sha256": digest_of(text)}, actor=by
    )
    row.answer, row.state, row.changed = text, STATE.ANSWERED, event.at
    row.save()
    return row


@transaction.atomic
def close(question_id: UUID, *, by: Person) -> Question:
    """Take note of an answer; the question is done then. Raise SettledError where it was closed."""
    row = _locked(question_id, (STATE.ANSWERED,))
    event = record("question:closed", subject=row.subject, content={}, actor=by)
    row.state, row.changed = STATE.CLOSED, event.at
    row.save()
    return row


def _locked(question_id: UUID, states: Sequence[str]) -> Question:
    row = Question.objects.select_for_update(of=("self",)).select_related("provider").get(pk=question_id)
    if row.state not in states:
        raise SettledError(f"desk.question-{row.state}")
    return row
