# SPDX-License-Identifier: EUPL-1.2
"""Letting someone administer the portal, changing an address, and closing ways to sign in that were lost; nothing personal enters the log."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from adhere.portal.audit.recording import record
from adhere.portal.notices.outbox import readdress
from adhere.portal.people.members.acts import subject_of
from adhere.portal.people.models import Person
from adhere.portal.people.sessions.ending import end_sessions
from adhere.portal.people.tokens.ending import end_tokens, standing
from adhere.portal.settling import HinderedError, SettledError


@transaction.atomic
def let_administer(person: Person, *, administers: bool, by: Person) -> None:
    """Let a person administer the portal or no longer; raise SettledError where that is so already, HinderedError for the last one."""
    found = _held(person)
    if found.is_administrator is administers:
        raise SettledError(f"account.state-{'administrator' if administers else 'no-administrator'}")
    if not administers:
        keep_an_administrator(found)
    found.is_administrator = found.is_superuser = administers
    found.save(update_fields=["is_administrator", "is_superuser"])
    content = {"administrator": administers}
    record("person:role-changed", subject=subject_of(found), content=content, actor=by)


@transaction.atomic
def change_address(person: Person, email: str, *, by: Person) -> None:
    """Change the address of a person, by which they sign in; raise HinderedError where someone has it already."""
    found, address = _held(person), email.lower()
    if Person.objects.filter(email=address).exclude(pk=found.pk).exists():
        raise HinderedError("account.address-taken")
    readdress(found.email, address)
    found.email = address
    found.save(update_fields=["email"])
    EmailAddress.objects.filter(user=found).delete()
    EmailAddress.objects.create(user=found, email=address, verified=True, primary=True)
    record("person:address-changed", subject=subject_of(found), content={}, actor=by)


@transaction.atomic
def close_ways_in(person: Person, *, by: Person) -> None:
    """Take away every way a person signs in with, their tokens and their sessions; a new invitation then gives them one again."""
    found = _held(person)
    found.set_unusable_password()
    found.save(update_fields=["password"])
    for model in (Authenticator, SocialAccount):
        model.objects.filter(user=found).delete()
    end_sessions(found)
    end_tokens(standing(found), by=by)
    record("person:ways-in-closed", subject=subject_of(found), content={}, actor=by)


def keep_an_administrator(person: Person) -> None:
    """Raise HinderedError where nobody else administers the portal."""
    administrators = Person.objects.select_for_update().filter(is_administrator=True, is_active=True)
    if all(one.pk == person.pk for one in administrators):
        raise HinderedError("account.last-administrator")


def _held(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk, is_active=True)
