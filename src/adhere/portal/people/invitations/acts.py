# SPDX-License-Identifier: EUPL-1.2
"""Making, withdrawing and accepting an invitation. Its token is told once; here only its digest is kept, so that nobody can read it back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from adhere.portal.audit.recording import record
from adhere.portal.drafting.calls.acts import admit
from adhere.portal.drafting.models import Participant, Work
from adhere.portal.people.members.acts import join
from adhere.portal.people.models import Invitation, Membership, Organisation, Person
from adhere.portal.settling import HinderedError, SettledError

OPEN, USED, WITHDRAWN, EXPIRED = "open", "used", "withdrawn", "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What someone is invited to."""

    organisation: Organisation
    role: str
    email: str
    aim: str = Invitation.Aim.SITE
    code: str = ""
    group: str = ""
    reasons: str = ""
    days: int = 14


def subject_of(invitation: Invitation) -> str:
    """Return how the log names an invitation; whom it is for stands beside the log only."""
    return f"invitation/{invitation.pk}"


@transaction.atomic
def invite(offer: Offer, *, by: Person | None) -> tuple[Invitation, str]:
    """Make an invitation; return it with the token that is told once."""
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        token_sha256=digest_of(token),
        aim=offer.aim,
        code=offer.code,
        group=offer.group,
        reasons=offer.reasons,
        organisation=offer.organisation,
        role=offer.role,
        email=offer.email.lower(),
        expires=timezone.now() + timedelta(days=offer.days),
    )
    content = {
        "organisation": offer.organisation.slug,
        "role": offer.role,
        "aim": offer.aim,
        "code": offer.code,
        "group": offer.group,
        "reasons": offer.reasons,
    }
    record("person:invited", subject=subject_of(invitation), content=content, actor=by)
    return invitation, token


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person) -> Invitation:
    """Withdraw an invitation; raise SettledError where it was used or withdrawn in the meantime."""
    found = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if state_of(found) in (USED, WITHDRAWN):
        raise SettledError(f"invitations.state-{state_of(found)}")
    event = record("invitation:withdrawn", subject=subject_of(found), content={}, actor=by)
    found.withdrawn = event.at
    found.save(update_fields=["withdrawn"])
    return found


@transaction.atomic
def accept(invitation: Invitation, *, person: Person | None = None, name: str = "", language: str = "nl", password: str | None = None) -> Membership:  # fmt: skip
    """Accept with an account that exists, or make one; what the invitation is to, the organisation does from then on.

    Raise SettledError where the invitation no longer stands or the work it is to was closed, HinderedError where the person may not be it.
    """
    found = Invitation.objects.select_for_update().select_related("organisation").get(pk=invitation.pk)
    if state_of(found) != OPEN:
        raise SettledError(f"invitations.state-{state_of(found)}")
    if person is None:
        person = _account(found, name, language, password)
    elif person.email != found.email:
        raise HinderedError("invitations.other-address")
    membership = join(person, found.organisation, found.role, by=person)
    found.used = timezone.now()
    found.save(update_fields=["used"])
    if found.aim == Invitation.Aim.DRAWING_UP:
        _take_part(found, person)
    return membership


def _take_part(invitation: Invitation, person: Person) -> None:
    """Let the organisation take part in drawing up a code, as it was invited to; where it does already, that stands."""
    work = Work.objects.filter(slug=invitation.code).first()
    if work is None:
        raise SettledError("invitations.state-no-code")
    if not Participant.objects.filter(work=work, organisation=invitation.organisation, until=None).exists():
        admit(work, invitation.organisation, invitation.group, invitation.reasons, by=person)


def find(token: str) -> Invitation | None:
    """Return the invitation of a token, whatever became of it."""
    return Invitation.objects.select_related("organisation").filter(token_sha256=digest_of(token)).first()


def state_of(invitation: Invitation) -> str:
    """Return what became of an invitation."""
    if invitation.used:
        return USED
    if invitation.withdrawn:
        return WITHDRAWN
    return EXPIRED if invitation.expires <= timezone.now() else OPEN


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def account_of(email: str) -> Person | None:
    """Return who has an account with this address and a way to sign in to it."""
    person = Person.objects.filter(email=email, is_active=True).first()
    return person if person is not None and has_way_in(person) else None


def has_way_in(person: Person) -> bool:
    """Return whether someone can sign in: with a password, a passkey or through their organisation."""
    passkeys = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    return (
        person.has_usable_password()
        or passkeys.exists()
        or SocialAccount.objects.filter(user=person).exists()
    )


def _account(invitation: Invitation, name: str, language: str, password: str | None) -> Person:
    """Make the account, or finish one that was begun and has no way in yet. Whoever holds the link reads mail at the address it was sent to."""
    person = Person.objects.select_for_update().filter(email=invitation.email).first()
    if person is None:
        person = Person.objects.create_user(invitation.email, password, name=name, language=language)
    elif not person.is_active or has_way_in(person):
        raise HinderedError("invitations.sign-in-first")
    else:
        person.name, person.language = name, language
        person.set_password(password)
        person.save()
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    return person
