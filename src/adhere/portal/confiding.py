# SPDX-License-Identifier: EUPL-1.2
"""Reading what is confidential: only with a need to know, and on record before anything of it is sent. Article 78.

What was read is named by its field, never by its content.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse

from adhere.portal.audit.models import Event
from adhere.portal.audit.recording import record
from adhere.portal.people.asking import allow, person_of
from adhere.portal.policy import Action, On


def confide(
    request: HttpRequest,
    on: On,
    subject: str,
    fields: Iterable[str],
    *,
    action: Action = Action.READ_CONFIDENTIAL,
) -> Event:
    """Put on record that whoever asks reads some fields; refuse with the reason where they have no need to know."""
    allow(request, action, on)
    return record(
        "confidential:read", subject=subject, content={"fields": sorted(fields)}, actor=person_of(request)
    )


def asked_for(
    request: HttpRequest,
    on: On,
    subject: str,
    fields: Iterable[str],
    *,
    action: Action = Action.READ_CONFIDENTIAL,
) -> bool:
    """Return whether a page is asked with its confidential fields, which is put on record; refuse who has no need to know, either way."""
    allow(request, action, on)
    if request.method != "POST":
        return False
    confide(request, on, subject, fields, action=action)
    return True


def unkept(answer: HttpResponse) -> HttpResponse:
    """Return an answer with something confidential in it so that no browser or cache on the way keeps it."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def digest_of(text: str) -> str:
    """Return how an event names a confidential text: by its digest, so that what it said can be shown to have been this."""
    return sha256(text.encode()).hexdigest()
