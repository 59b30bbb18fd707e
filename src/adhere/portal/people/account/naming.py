# SPDX-License-Identifier: EUPL-1.2
"""Where the log and what stands beside it lead to a person."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.models import QuerySet

from adhere.portal.audit.models import Event, Payload
from adhere.portal.people.invitations.acts import subject_of as invitation_subject
from adhere.portal.people.members.acts import subject_of
from adhere.portal.people.models import Invitation, Person

CHUNK = 500


def events_about(person: Person) -> QuerySet[Event]:
    """Return the events whose subject is a person or an invitation to them, with what was kept of each."""
    invitations = [invitation_subject(row) for row in Invitation.objects.filter(email=person.email)]
    subjects = [subject_of(person), *invitations]
    return Event.objects.filter(subject__in=subjects).select_related("payload").order_by("seq")


def payloads_naming(person: Person) -> Iterator[int]:
    """Return the events beside which something names a person: those about them, and of their own acts those that hold their name or address."""
    yield from events_about(person).filter(payload__isnull=False).values_list("seq", flat=True)
    signs = [
        json.dumps(text, ensure_ascii=False)[1:-1].encode() for text in (person.name, person.email) if text
    ]
    own = Payload.objects.filter(event__actor=str(person.id)).only("event_id", "content")
    for payload in own.iterator(CHUNK):
        content = bytes(payload.content)
        if any(sign in content for sign in signs):
            yield payload.event_id
