# SPDX-License-Identifier: EUPL-1.2
"""Letting someone administer the portal, changing an address, and closing ways to sign in that were lost; nothing personal enters the log."""

from __future__ import annotations

from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from adhere.portal.audit.recording import record
from adhere.portal.people.members.acts import subject_of
from adhere.portal.people.models import Person
from adhere.portal.settling import HinderedError, SettledError

CHUNK = 500
_SESSION_KEY = "_auth_user_id"


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
    found.email = address
    found.save(update_fields=["email"])
    EmailAddress.objects.filter(user=found).delete()
    EmailAddress.objects.create(user=found, email=address, verified=True, primary=True)
    record("person:address-changed", subject=subject_of(found), content={}, actor=by)


@transaction.atomic
def close_ways_in(person: Person, *, by: Person) -> None:
    """Take away every way a person signs in with and end their sessions; a new invitation then gives them one again."""
    found = _held(person)
    found.set_unusable_password()
    found.save(update_fields=["password"])
    for model in (Authenticator, SocialAccount):
        model.objects.filter(user=found).delete()
    end_sessions(found)
    record("person:ways-in-closed", subject=subject_of(found), content={}, actor=by)


def end_sessions(person: Person) -> None:
    """End every session of a person; their key would open nothing any more, yet it names them."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator(CHUNK):
        if store().decode(session.session_data).get(_SESSION_KEY) == str(person.pk):
            session.delete()


def keep_an_administrator(person: Person) -> None:
    """Raise HinderedError where nobody else administers the portal."""
    administrators = Person.objects.select_for_update().filter(is_administrator=True, is_active=True)
    if all(one.pk == person.pk for one in administrators):
        raise HinderedError("account.last-administrator")


def _held(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk, is_active=True)
