# SPDX-License-Identifier: EUPL-1.2
"""Someone's sessions: which there are, and ending them. Nothing of it enters the public log; the log of the server names an opaque id.

A session is named by a digest, since whoever knows its key has it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from adhere.portal.people.models import BrowserSession, Person
from adhere.portal.people.sessions.lasting import BROWSER, SEEN, SINCE, is_over
from adhere.portal.settling import SettledError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A session that is open."""

    name: str
    browser: str
    since: datetime
    seen: datetime
    here: bool


def sessions_of(person: Person, here: str | None = None) -> list[Open]:
    """Return the open sessions of a person, that of the key ``here`` first and then the last used."""
    now = time.time()
    found = []
    for row in _rows(person):
        told = row.get_decoded()
        if not is_over(told, now):
            found.append(
                Open(
                    name=name_of(row.session_key),
                    browser=told.get(BROWSER, ""),
                    since=datetime.fromtimestamp(told[SINCE], UTC),
                    seen=datetime.fromtimestamp(told[SEEN], UTC),
                    here=row.session_key == here,
                )
            )
    return sorted(found, key=lambda one: (not one.here, -one.seen.timestamp()))


@transaction.atomic
def end_session(person: Person, name: str) -> None:
    """End one session of a person; raise SettledError where it is over."""
    found = [row.pk for row in _rows(person) if name_of(row.session_key) == name]
    if not BrowserSession.objects.filter(pk__in=found).delete()[0]:
        raise SettledError("sessions.state-over")
    _log.info("ended a session", extra={"person": str(person.pk)})


@transaction.atomic
def end_sessions(person: Person, but: str | None = None) -> None:
    """End every session of a person but the one of a key."""
    ended, _ = BrowserSession.objects.filter(person=person).exclude(pk=but or "").delete()
    if ended:
        _log.info("ended %d sessions", ended, extra={"person": str(person.pk)})


def clear() -> None:
    """Delete the rows of sessions whose time is over, whoever's they were."""
    BrowserSession.objects.filter(expire_date__lt=timezone.now()).delete()


def name_of(key: str) -> str:
    """Return the name under which a session is shown."""
    return sha256(f"session {key}".encode()).hexdigest()[:32]


def _rows(person: Person) -> Iterator[Any]:
    yield from BrowserSession.objects.filter(person=person, expire_date__gt=timezone.now()).iterator()
