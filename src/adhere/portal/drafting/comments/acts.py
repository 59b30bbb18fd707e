# SPDX-License-Identifier: EUPL-1.2
"""Commenting, answering and moderating: each act one transaction with its event. What was answered first stands until it is answered anew.

Article 56(3): those who take part are heard, and every comment gets an answer with reasons.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from adhere.portal.audit.recording import record
from adhere.portal.drafting.asking import latest
from adhere.portal.drafting.models import Answer, Clause, Comment, Draft, Moderation, Participant, Wording
from adhere.portal.people.models import Person
from adhere.portal.settling import HinderedError, SettledError


@transaction.atomic
def comment(
    draft: Draft, clause: Clause, participant: Participant, text: str, language: str, *, by: Person
) -> Comment:
    """Say something of a clause of the newest draft, while comments are taken."""
    row = Draft.objects.select_for_update(of=("self",)).select_related("work").get(pk=draft.pk)
    reason = hindrance(row, clause)
    if reason is not None:
        raise HinderedError(reason)
    made = Comment.objects.create(
        draft=row,
        clause=clause,
        party=participant.group,
        author=f"p{participant.pk}",
        organisation=participant.organisation,
        person=by,
        text=text,
        language=language,
    )
    content = {"clause": clause.pk, "party": participant.group, "text": text, "language": language}
    made.event = record("code:commented", subject=subject_of(made), content=content, actor=by).seq
    made.save(update_fields=["event"])
    return made


def hindrance(draft: Draft, clause: Clause) -> str | None:
    """Return why a clause of a draft takes no comments, as the name of a text; None where it does."""
    newest = latest(draft.work)
    if draft.published is None:
        return "comments.not-published"
    if draft.work.closed is not None:
        return "drafting.work-closed"
    if newest is not None and newest.pk != draft.pk:
        there = Wording.objects.filter(draft=newest, clause=clause, removed=False).exists()
        return "comments.newer-draft" if there else "comments.clause-gone"
    if not Wording.objects.filter(draft=draft, clause=clause, removed=False).exists():
        return "comments.clause-gone"
    return None if draft.takes_comments(timezone.localdate()) else "comments.time-over"


@transaction.atomic
def answer(
    found: Comment, outcome: str, reasons: str, changed: Clause | None, seen: int | None, *, by: Person
) -> Answer:
    """Answer a comment; raise SettledError where the answer that stands is not the one that was seen."""
    row = Comment.objects.select_for_update(of=("self",)).select_related("draft__work").get(pk=found.pk)
    standing = Answer.objects.filter(comment=row, until=None).first()
    if (standing.pk if standing else None) != seen:
        raise SettledError("comments.state-answered")
    content = {"outcome": outcome, "reasons": reasons, "changed": changed.pk if changed else None}
    event = record("code:comment-answered", subject=subject_of(row), content=content, actor=by)
    if standing is not None:
        standing.until, standing.ended_by = event.at, event.seq
        standing.save()
    made = Answer.objects.create(
        comment=row, outcome=outcome, reasons=reasons, changed=changed, since=event.at, event=event.seq
    )
    row.outcome = outcome
    row.save(update_fields=["outcome"])
    return made


@transaction.atomic
def moderate(found: Comment, hide: bool, reasons: str, *, by: Person) -> Comment:
    """Hide a comment from the public, or show it again, with reasons; raise SettledError where it is so already."""
    row = Comment.objects.select_for_update(of=("self",)).select_related("draft__work").get(pk=found.pk)
    if row.hidden == hide:
        raise SettledError("comments.state-hidden" if hide else "comments.state-shown")
    content = {"hidden": hide, "reasons": reasons}
    event = record("code:comment-moderated", subject=subject_of(row), content=content, actor=by)
    if hide:
        Moderation.objects.create(comment=row, reasons=reasons, since=event.at, event=event.seq)
    else:
        standing = Moderation.objects.filter(comment=row, until=None)
        standing.update(until=event.at, ended_by=event.seq, ended_why=reasons)
    row.hidden = hide
    row.save(update_fields=["hidden"])
    return row


def subject_of(found: Comment) -> str:
    """Return how the log names a comment."""
    return f"{found.draft.work.subject}/comment/{found.pk}"
