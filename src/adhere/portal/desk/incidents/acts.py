# SPDX-License-Identifier: EUPL-1.2
"""Taking in an incident, further reports on it, its end: each act one transaction with its event. Article 55(1)(c)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from adhere.portal.audit.models import Event
from adhere.portal.audit.recording import record
from adhere.portal.confiding import digest_of
from adhere.portal.desk.incidents.clocks import next_day
from adhere.portal.desk.models import Incident, IncidentReport
from adhere.portal.people.models import Organisation, Person
from adhere.portal.settling import HinderedError, SettledError

STATE = Incident.State
INITIAL, FINAL = "initial", "final"


@transaction.atomic
def receive(provider: Organisation, facts: Mapping[str, Any], text: str, *, by: Person) -> Incident:
    """Take in an incident with its initial report."""
    made = Incident(provider=provider, state=STATE.OPEN, received=timezone.now(), **facts)
    content = {
        "model": made.model.slug if made.model else None,
        "aware": made.aware.isoformat(),
        "harms": list(made.harms),
        "link": made.link,
        "text_sha256": digest_of(text),
    }
    event = record("incident:received", subject=made.subject, content=content, actor=by)
    made.received, made.event = event.at, event.seq
    made.save(force_insert=True)
    _reported(made, INITIAL, text, event)
    _reckon(made)
    return made


@transaction.atomic
def report(incident_id: UUID, kind: str, text: str, resolved: date | None, *, by: Person) -> Incident:
    """Report further on an incident; raise SettledError where it was closed, HinderedError for a final report on what goes on."""
    row = _locked(incident_id)
    row.resolved = resolved or row.resolved
    if kind == FINAL and row.resolved is None:
        raise HinderedError("desk.final-unresolved")
    content = {
        "kind": kind,
        "resolved": row.resolved.isoformat() if row.resolved else None,
        "text_sha256": digest_of(text),
    }
    event = record("incident:changed", subject=row.subject, content=content, actor=by)
    row.changed = event.at
    _reported(row, kind, text, event)
    _reckon(row)
    return row


@transaction.atomic
def close(incident_id: UUID, *, by: Person) -> Incident:
    """End the work on an incident, for the office; raise HinderedError where the final report is still to come."""
    row = _locked(incident_id)
    if not row.reports.filter(kind=FINAL).exists():
        raise HinderedError("desk.final-lacking")
    event = record("incident:changed", subject=row.subject, content={"state": STATE.CLOSED}, actor=by)
    row.state, row.changed, row.due = STATE.CLOSED, event.at, None
    row.save()
    return row


def _reported(row: Incident, kind: str, text: str, event: Event) -> None:
    IncidentReport.objects.create(incident=row, kind=kind, text=text, at=event.at, event=event.seq)


def _reckon(row: Incident) -> None:
    row.due = next_day(row, row.reports.all())
    row.save()


def _locked(incident_id: UUID) -> Incident:
    row = Incident.objects.select_for_update(of=("self",)).select_related("provider").get(pk=incident_id)
    if row.state != STATE.OPEN:
        raise SettledError(f"desk.incident-{row.state}")
    return row
