# SPDX-License-Identifier: EUPL-1.2
"""Making, using and withdrawing a token. It is told once; here only its digest is kept."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from adhere.portal.audit.recording import record
from adhere.portal.people.asking import who_is
from adhere.portal.people.invitations.acts import digest_of
from adhere.portal.people.members.acts import subject_of
from adhere.portal.people.models import Organisation, Person, Token
from adhere.portal.policy import Who, lacks_factor
from adhere.portal.settling import SettledError

PREFIX = "adhere_"
"""By which programs that look for leaked secrets know one."""
_NOTED = timedelta(hours=1)


@transaction.atomic
def make(person: Person, organisation: Organisation, name: str, scopes: Sequence[str], days: int) -> tuple[Token, str]:  # fmt: skip
    """Make a token; return it with what is told once."""
    told = PREFIX + secrets.token_urlsafe(32)
    content = {"organisation": organisation.slug, "scopes": sorted(scopes)}
    event = record("person:token-made", subject=subject_of(person), content=content, actor=person)
    token = Token.objects.create(
        name=name,
        sha256=digest_of(told),
        person=person,
        organisation=organisation,
        scopes=sorted(scopes),
        made=event.at,
        expires=event.at + timedelta(days=days),
    )
    return token, told


@transaction.atomic
def withdraw(token: Token, *, by: Person) -> Token:
    """Withdraw a token; raise SettledError where that was done already."""
    found = Token.objects.select_for_update().select_related("person", "organisation").get(pk=token.pk)
    if found.withdrawn is not None:
        raise SettledError("tokens.state-withdrawn")
    content = {"organisation": found.organisation.slug}
    event = record("person:token-withdrawn", subject=subject_of(found.person), content=content, actor=by)
    found.withdrawn = event.at
    found.save(update_fields=["withdrawn"])
    return found


def find(told: str) -> Token | None:
    """Return the token that was presented where it still opens something; note the hour of its use."""
    if not told.startswith(PREFIX) or len(told) > 200:
        return None
    rows = Token.objects.select_related("person", "organisation")
    now = timezone.now()
    found = rows.filter(sha256=digest_of(told), withdrawn=None, expires__gt=now, person__is_active=True)
    token = next(iter(found), None)
    if token is not None and (token.last_used is None or token.last_used < now - _NOTED):
        Token.objects.filter(pk=token.pk).update(last_used=now)
    return token


def who_holds(token: Token) -> Who:
    """Return who a token speaks for: its maker as a member of its organisation, as far as their role still goes, within its scopes.

    Where its maker may do nothing for want of a second factor, it opens nothing either.
    """
    maker = who_is(token.person)
    own = str(token.organisation_id)
    memberships = frozenset(one for one in maker.memberships if one[0] == own)
    return Who(
        signed_in=maker.signed_in,
        memberships=memberships,
        scopes=frozenset(token.scopes),
        second_factor=not lacks_factor(maker),
    )
