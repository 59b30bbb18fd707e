# SPDX-License-Identifier: EUPL-1.2
"""Changing one's name, and erasing a person: what names them goes, what they did stays under an id that leads to nobody.

Regulation (EU) 2016/679, Article 17.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from adhere.portal.audit.models import Payload
from adhere.portal.audit.recording import record
from adhere.portal.notices.outbox import forget
from adhere.portal.people.account.naming import CHUNK, payloads_naming
from adhere.portal.people.administering.acts import keep_an_administrator
from adhere.portal.people.members.acts import is_last_head, subject_of
from adhere.portal.people.models import Interest, Invitation, Membership, Person, Token
from adhere.portal.people.sessions.ending import end_sessions
from adhere.portal.settling import HinderedError, SettledError


@transaction.atomic
def rename(person: Person, name: str, language: str) -> None:
    """Change how a person is named and addressed; nothing of it enters the log."""
    Person.objects.filter(pk=person.pk).update(name=name, language=language)


@transaction.atomic
def erase(person: Person, *, by: Person) -> None:
    """Erase a person. Raise SettledError where that was done, HinderedError where others would be left without a head or administrator."""
    found = Person.objects.select_for_update().get(pk=person.pk)
    if found.erased is not None:
        raise SettledError("account.state-erased")
    _check(found)
    naming = list(payloads_naming(found))
    event = record("person:erased", subject=subject_of(found), content={}, actor=by)
    Membership.objects.filter(person=found, until=None).update(until=event.at)
    Interest.objects.filter(person=found).delete()
    Token.objects.filter(person=found, withdrawn=None).update(withdrawn=event.at)
    Token.objects.filter(person=found).update(name="")
    Invitation.objects.filter(email=found.email, used=None, withdrawn=None).update(withdrawn=event.at)
    Invitation.objects.filter(email=found.email).update(email=f"erased-{found.id}@invalid.invalid")
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=found).delete()
    for start in range(0, len(naming), CHUNK):
        Payload.objects.filter(event_id__in=naming[start : start + CHUNK]).delete()
    forget(found.email)
    found.last_login = None
    found.erase()
    end_sessions(found)


def _check(person: Person) -> None:
    if person.is_administrator:
        keep_an_administrator(person)
    for membership in Membership.objects.filter(person=person, until=None):
        colleagues = Membership.objects.filter(organisation=membership.organisation_id, until=None)
        if is_last_head(membership) and colleagues.exclude(person=person).exists():
            raise HinderedError("members.last-head")
