# SPDX-License-Identifier: EUPL-1.2
"""Working groups, seats in them, meetings and minutes: each act one transaction with its event. Article 56(3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from adhere.portal.audit.recording import record
from adhere.portal.drafting.calls.acts import locked
from adhere.portal.drafting.models import Group, Meeting, Minutes, Seat, Work
from adhere.portal.drafting.models.parties import LEADS
from adhere.portal.people.models import Interest, Person
from adhere.portal.settling import HinderedError, SettledError


@transaction.atomic
def make_group(work: Work, facts: Mapping[str, Any], *, by: Person) -> Group:
    """Make a working group."""
    locked(work)
    made = Group.objects.create(work=work, **facts)
    subject = f"{work.subject}/group/{made.pk}"
    made.event = record("code:group-made", subject=subject, content=dict(facts), actor=by).seq
    made.save(update_fields=["event"])
    return made


@transaction.atomic
def seat(group: Group, person: Person, part: str, *, by: Person) -> Seat:
    """Give someone a seat; who holds an interest that did not end cannot chair. A seat of theirs that stood is ended."""
    locked(group.work)
    Group.objects.select_for_update().get(pk=group.pk)
    if part in LEADS and Interest.objects.filter(person=person, ended=None).exists():
        raise HinderedError("meetings.chair-has-interest")
    standing = Seat.objects.filter(group=group, person=person, until=None).first()
    if standing is not None and standing.part == part:
        raise SettledError("meetings.state-seated")
    content = {"person": str(person.pk), "part": part}
    event = record(
        "code:seat-given", subject=f"{group.work.subject}/group/{group.pk}", content=content, actor=by
    )
    if standing is not None:
        standing.until, standing.ended_by = event.at, event.seq
        standing.save()
    return Seat.objects.create(group=group, person=person, part=part, since=event.at, event=event.seq)


@transaction.atomic
def end_seat(found: Seat, *, by: Person) -> Seat:
    """End a seat; raise SettledError where it ended already."""
    row = Seat.objects.select_for_update(of=("self",)).select_related("group__work").get(pk=found.pk)
    if row.until is not None:
        raise SettledError("meetings.state-unseated")
    content = {"person": str(row.person_id), "part": row.part}
    subject = f"{row.group.work.subject}/group/{row.group_id}"
    event = record("code:seat-ended", subject=subject, content=content, actor=by)
    row.until, row.ended_by = event.at, event.seq
    row.save()
    return row


@transaction.atomic
def set_meeting(work: Work, facts: Mapping[str, Any], *, by: Person) -> Meeting:
    """Set a meeting."""
    locked(work)
    made = Meeting.objects.create(work=work, **facts)
    content = {
        "kind": made.kind,
        "title": made.title_en,
        "starts": made.starts.isoformat(),
        "ends": made.ends.isoformat(),
    }
    made.event = record("code:meeting-set", subject=_subject(made), content=content, actor=by).seq
    made.save(update_fields=["event"])
    return made


@transaction.atomic
def cancel(meeting: Meeting, reasons: str, *, by: Person) -> Meeting:
    """Cancel a meeting; raise SettledError where that was done already."""
    row = Meeting.objects.select_for_update(of=("self",)).select_related("work").get(pk=meeting.pk)
    if row.cancelled is not None:
        raise SettledError("meetings.state-cancelled")
    event = record("code:meeting-cancelled", subject=_subject(row), content={"reasons": reasons}, actor=by)
    row.cancelled, row.cancelled_why = event.at, reasons
    row.save(update_fields=["cancelled", "cancelled_why"])
    return row


@transaction.atomic
def publish_minutes(meeting: Meeting, texts: Mapping[str, str], seen: int | None, *, by: Person) -> Minutes:
    """Publish minutes, or a correction of them; raise SettledError where others stand than those that were seen."""
    row = Meeting.objects.select_for_update(of=("self",)).select_related("work").get(pk=meeting.pk)
    if row.cancelled is not None:
        raise HinderedError("meetings.was-cancelled")
    standing = Minutes.objects.filter(meeting=row, until=None).first()
    if (standing.pk if standing else None) != seen:
        raise SettledError("meetings.state-minutes")
    content = {"text_en": texts["text_en"], "text_nl": texts["text_nl"]}
    event = record("code:minutes-published", subject=_subject(row), content=content, actor=by)
    if standing is not None:
        standing.until, standing.ended_by = event.at, event.seq
        standing.save()
    return Minutes.objects.create(meeting=row, **content, since=event.at, event=event.seq)


def _subject(meeting: Meeting) -> str:
    return f"{meeting.work.subject}/meeting/{meeting.pk}"
