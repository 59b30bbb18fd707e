# SPDX-License-Identifier: EUPL-1.2
"""Tokens end with what their maker had when making them: membership, role, second factor, ways in.

They do not come back with it: who gets a role again makes a token anew, so nobody has to remember which programs still hold one.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from adhere.portal.audit.recording import record
from adhere.portal.people.asking import who_is
from adhere.portal.people.models import Membership, Person, Token
from adhere.portal.people.tokens.scopes import scopes_for
from adhere.portal.policy import Party, Role, lacks_factor


def standing(person: Person) -> QuerySet[Token]:
    """Return the tokens of a person that still open something."""
    found: QuerySet[Token] = Token.objects.filter(person=person, withdrawn=None, expires__gt=timezone.now())
    return found


def end_tokens(tokens: QuerySet[Token], *, by: Person | None) -> int:
    """Withdraw tokens, each on record; return how many. Call it in the transaction of what ends them."""
    ended = list(tokens.select_for_update(of=("self",)).select_related("organisation"))
    for token in ended:
        content = {"organisation": token.organisation.slug}
        event = record(
            "person:token-withdrawn", subject=f"person/{token.person_id}", content=content, actor=by
        )
        token.withdrawn = event.at
        token.save(update_fields=["withdrawn"])
    return len(ended)


def end_beyond(membership: Membership, role: str | None, *, by: Person | None) -> int:
    """Withdraw the tokens of a member that open more than their role from now on; all where it is None, since they left."""
    found = standing(membership.person).filter(organisation=membership.organisation_id)
    if role is not None:
        party = Party(membership.organisation.kind)
        left = set(map(str, scopes_for(str(membership.organisation_id), party, Role(role))))
        beyond = [token.pk for token in found if not set(token.scopes) <= left]
        found = found.filter(pk__in=beyond)
    return end_tokens(found, by=by)


def listen() -> None:
    """Let tokens end with a second factor that their maker needs."""
    signals.authenticator_removed.connect(_factor_removed, dispatch_uid="adhere tokens")


@transaction.atomic
def _factor_removed(user: Any = None, **_: Any) -> None:
    if isinstance(user, Person) and lacks_factor(who_is(user)):
        end_tokens(standing(user), by=user)
