# SPDX-License-Identifier: EUPL-1.2
"""Complaining, acknowledging, answering: each act one transaction with its event. Article 89(2); measure C-1.5 of the GPAI code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from adhere.portal.audit.recording import record
from adhere.portal.confiding import digest_of
from adhere.portal.desk.models import Complaint
from adhere.portal.people.models import Organisation, Person
from adhere.portal.settling import SettledError

STATE = Complaint.State
OPEN = (STATE.RECEIVED, STATE.ACKNOWLEDGED)


@transaction.atomic
def complain(
    provider: Organisation, complainant: Organisation, facts: Mapping[str, Any], *, by: Person
) -> Complaint:
    """Take in a complaint."""
    made = Complaint(
        provider=provider, complainant=complainant, state=STATE.RECEIVED, received=timezone.now(), **facts
    )
    content = {
        "complainant": complainant.slug,
        "provisions": list(made.provisions),
        "facts_sha256": digest_of(made.facts),
        "why_sha256": digest_of(made.why),
    }
    event = record("complaint:received", subject=made.subject, content=content, actor=by)
    made.received, made.event = event.at, event.seq
    made.save(force_insert=True)
    return made


@transaction.atomic
def acknowledge(complaint_id: UUID, *, by: Person) -> Complaint:
    """Tell the complainant that the complaint was taken up; raise SettledError where that was done."""
    row = _locked(complaint_id, (STATE.RECEIVED,))
    event = record("complaint:acknowledged", subject=row.subject, content={}, actor=by)
    row.state, row.acknowledged, row.changed = STATE.ACKNOWLEDGED, event.at, event.at
    row.save()
    return row


@transaction.atomic
def answer(complaint_id: UUID, state: str, outcome: str, *, by: Person) -> Complaint:
    """Answer a complaint, or find it manifestly unfounded with the reason; raise SettledError where somebody did already."""
    row = _locked(complaint_id, OPEN)
    content = {"outcome": state, "text_sha256": digest_of(outcome)}
    event = record("complaint:answered", subject=row.subject, content=content, actor=by)
    row.state, row.outcome, row.changed = state, outcome, event.at
    row.save()
    return row


def _locked(complaint_id: UUID, states: Sequence[str]) -> Complaint:
    row = Complaint.objects.select_for_update(of=("self",)).select_related("provider").get(pk=complaint_id)
    if row.state not in states:
        raise SettledError(f"desk.complaint-{row.state}")
    return row
