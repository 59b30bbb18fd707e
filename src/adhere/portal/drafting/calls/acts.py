# SPDX-License-Identifier: EUPL-1.2
"""Opening and closing a code, its calls, applications and participants: each act one transaction with its event.

What was decided first stands; whoever decides second is told. Article 56(1) and (3).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from adhere.portal.audit.recording import Act, record, record_all
from adhere.portal.drafting.models import Application, Call, Participant, Work
from adhere.portal.people.models import Organisation, Person
from adhere.portal.settling import HinderedError, SettledError


@transaction.atomic
def open_code(facts: Mapping[str, Any], *, by: Person) -> Work:
    """Begin to draw up a code."""
    try:
        with transaction.atomic():
            work = Work.objects.create(**facts)
    except IntegrityError:
        raise HinderedError("drafting.slug-taken") from None
    work.event = record("code:opened", subject=work.subject, content=dict(facts), actor=by).seq
    work.save(update_fields=["event"])
    return work


@transaction.atomic
def close_code(work: Work, reasons: str, *, by: Person) -> Work:
    """End the work on a code: nothing can be added from then on."""
    row = locked(work)
    event = record("code:closed", subject=row.subject, content={"reasons": reasons}, actor=by)
    row.closed, row.closed_why = event.at, reasons
    row.save(update_fields=["closed", "closed_why"])
    return row


@transaction.atomic
def call(work: Work, facts: Mapping[str, Any], *, by: Person) -> Call:
    """Call for participants."""
    locked(work)
    made = Call.objects.create(work=work, **facts)
    content = {
        **facts,
        "opens": made.opens.isoformat(),
        "closes": made.closes.isoformat(),
    }
    made.event = record(
        "code:called", subject=f"{work.subject}/call/{made.pk}", content=content, actor=by
    ).seq
    made.save(update_fields=["event"])
    return made


@transaction.atomic
def close_call(call_id: int, *, by: Person) -> Call:
    """Close a call before its last day; raise SettledError where it is closed already."""
    found = Call.objects.select_for_update().select_related("work").get(pk=call_id)
    if found.state(timezone.localdate()) == "closed":
        raise SettledError("drafting.state-call-closed")
    event = record("code:call-closed", subject=f"{found.work.subject}/call/{found.pk}", content={}, actor=by)
    found.closed = event.at
    found.save(update_fields=["closed"])
    return found


@transaction.atomic
def apply(found: Call, organisation: Organisation, group: str, motivation: str, *, by: Person) -> Application:
    """Apply to take part for an organisation, once for each call while it is open."""
    row = Call.objects.select_for_update().select_related("work").get(pk=found.pk)
    if row.state(timezone.localdate()) != "open" or row.work.closed is not None:
        raise HinderedError("drafting.call-not-open")
    if organisation.kind not in row.kinds:
        raise HinderedError("drafting.call-not-for-you")
    if Application.objects.filter(call=row, organisation=organisation).exists():
        raise SettledError("drafting.state-applied")
    made = Application.objects.create(
        call=row, organisation=organisation, person=by, group=group, motivation=motivation
    )
    content = {"organisation": str(organisation.pk), "group": group, "motivation": motivation}
    made.event = record("code:applied", subject=_application(made), content=content, actor=by).seq
    made.save(update_fields=["event"])
    return made


@transaction.atomic
def decide(application: int, selected: bool, group: str, reasons: str, *, by: Person) -> Application:
    """Select an applicant or not, with reasons; raise SettledError where that was decided already."""
    found = (
        Application.objects.select_for_update(of=("self",))
        .select_related("call__work", "organisation")
        .get(pk=application)
    )
    if found.state != Application.State.APPLIED:
        raise SettledError(f"drafting.state-{found.state}")
    work = locked(found.call.work)
    kind = "code:participant-selected" if selected else "code:participant-declined"
    content = {"organisation": str(found.organisation_id), "group": group, "reasons": reasons}
    event = record(kind, subject=_application(found), content=content, actor=by)
    found.state = Application.State.SELECTED if selected else Application.State.DECLINED
    found.group, found.reasons, found.decided, found.event = group, reasons, event.at, event.seq
    found.save()
    if (
        selected
        and not Participant.objects.filter(work=work, organisation=found.organisation, until=None).exists()
    ):
        Participant.objects.create(
            work=work,
            organisation=found.organisation,
            group=group,
            reasons=reasons,
            since=event.at,
            event=event.seq,
        )
    return found


@transaction.atomic
def admit(work: Work, organisation: Organisation, group: str, reasons: str, *, by: Person) -> Participant:
    """Let an organisation take part that was invited and did not apply; raise SettledError where it does already."""
    row = locked(work)
    if Participant.objects.filter(work=row, organisation=organisation, until=None).exists():
        raise SettledError("drafting.state-selected")
    made = Participant.objects.create(work=row, organisation=organisation, group=group, reasons=reasons)
    content = {"organisation": str(organisation.pk), "group": group, "reasons": reasons}
    subject = f"{row.subject}/participant/{made.pk}"
    event = record("code:participant-selected", subject=subject, content=content, actor=by)
    made.since, made.event = event.at, event.seq
    made.save(update_fields=["since", "event"])
    return made


@transaction.atomic
def end_participation(participant: int, reasons: str, *, by: Person) -> Participant:
    """End that an organisation takes part; what it said stays. Raise SettledError where it ended already."""
    found = Participant.objects.select_for_update(of=("self",)).select_related("work").get(pk=participant)
    if found.until is not None:
        raise SettledError("drafting.state-left")
    content = {"organisation": str(found.organisation_id), "reasons": reasons}
    subject = f"{found.work.subject}/participant/{found.pk}"
    event = record_all([Act(kind="code:participant-left", subject=subject, content=content, actor=by)])[0]
    found.until, found.ended_by, found.ended_why = event.at, event.seq, reasons
    found.save()
    return found


def locked(work: Work) -> Work:
    """Return a code, held until the transaction ends; raise SettledError where work on it was closed."""
    row = Work.objects.select_for_update().get(pk=work.pk)
    if row.closed is not None:
        raise SettledError("drafting.state-work-closed")
    return row


def _application(found: Application) -> str:
    return f"{found.call.work.subject}/application/{found.pk}"
