# SPDX-License-Identifier: EUPL-1.2
"""Everything the portal keeps of a person, as a file a program can read.

Regulation (EU) 2016/679, Articles 15(3) and 20(1).
"""

from __future__ import annotations

import json
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from adhere.portal.audit.models import Event
from adhere.portal.notices.models import Letter
from adhere.portal.people.account.naming import events_about
from adhere.portal.people.models import Interest, Invitation, Membership, Person, Token
from adhere.portal.people.sessions.ending import sessions_of

FORMAT = "adhere/person/1"


def copy_of(person: Person) -> dict[str, Any]:
    """Return what is kept of a person; of secrets only that there are any."""
    return {
        "format": FORMAT,
        "person": _row(person, "id", "email", "name", "language", "joined", "last_login"),
        "memberships": [
            {"organisation": row.organisation.slug, **_row(row, "role", "since", "until")}
            for row in Membership.objects.filter(person=person).select_related("organisation")
        ],
        "interests": _rows(Interest.objects.filter(person=person), "nature", "party", "declared", "ended"),
        "invitations": _rows(
            Invitation.objects.filter(email=person.email),
            "aim", "code", "role", "made", "expires", "used", "withdrawn",
        ),
        "tokens": _rows(
            Token.objects.filter(person=person), "name", "scopes", "made", "expires", "last_used", "withdrawn"
        ),
        "addresses": _rows(EmailAddress.objects.filter(user=person), "email", "verified", "primary"),
        "letters": _rows(Letter.objects.filter(to=person.email), "subject", "body", "made"),
        "sessions": [_row(one, "browser", "since", "seen") for one in sessions_of(person)],
        "second_factors": _rows(
            Authenticator.objects.filter(user=person), "type", "created_at", "last_used_at"
        ),
        "identity_providers": _rows(
            SocialAccount.objects.filter(user=person), "provider", "uid", "extra_data", "date_joined"
        ),
        "done": _rows(Event.objects.filter(actor=str(person.id)).order_by("seq"), "seq", "at", "kind", "subject"),
        "about": [
            {**_row(event, "seq", "at", "kind"), "content": _content(event)} for event in events_about(person)
        ],
    }  # fmt: skip


def _rows(rows: Any, *names: str) -> list[dict[str, Any]]:
    return [_row(row, *names) for row in rows.iterator()]


def _row(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _content(event: Event) -> Any:
    payload = getattr(event, "payload", None)
    return None if payload is None else json.loads(bytes(payload.content))["content"]
