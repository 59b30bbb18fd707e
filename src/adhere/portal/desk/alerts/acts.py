# SPDX-License-Identifier: EUPL-1.2
"""Alerting and handling an alert: each act one transaction with its event. Article 90."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from adhere.portal.audit.recording import record
from adhere.portal.confiding import digest_of
from adhere.portal.desk.models import Alert
from adhere.portal.people.models import Organisation, Person
from adhere.portal.settling import SettledError

STATE = Alert.State


@transaction.atomic
def alert(provider: Organisation, expert: Organisation, facts: Mapping[str, Any], *, by: Person) -> Alert:
    """Take in an alert."""
    made = Alert(provider=provider, expert=expert, state=STATE.RECEIVED, received=timezone.now(), **facts)
    content = {"ground": made.ground, "facts_sha256": digest_of(made.facts)}
    event = record("alert:received", subject=made.subject, content=content, actor=by)
    made.received, made.event = event.at, event.seq
    made.save(force_insert=True)
    return made


@transaction.atomic
def handle(alert_id: UUID, outcome: str, *, by: Person) -> Alert:
    """Note which steps follow an alert; raise SettledError where somebody did already."""
    row = Alert.objects.select_for_update(of=("self",)).select_related("provider").get(pk=alert_id)
    if row.state != STATE.RECEIVED:
        raise SettledError(f"desk.alert-{row.state}")
    event = record(
        "alert:handled", subject=row.subject, content={"text_sha256": digest_of(outcome)}, actor=by
    )
    row.state, row.outcome, row.changed = STATE.HANDLED, outcome, event.at
    row.save()
    return row
