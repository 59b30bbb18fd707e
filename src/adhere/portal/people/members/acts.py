# SPDX-License-Identifier: EUPL-1.2
"""Joining, changing role and leaving. A row holds from ``since`` until ``until``; a change ends one and begins the next."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from adhere.portal.audit.recording import record
from adhere.portal.people.models import Membership, Organisation, Person
from adhere.portal.people.tokens.ending import end_beyond
from adhere.portal.settling import HinderedError, SettledError


def subject_of(person: Person) -> str:
    """Return how the log names a person: by an id that leads to nobody once they are erased."""
    return f"person/{person.id}"


@transaction.atomic
def join(person: Person, organisation: Organisation, role: str, *, by: Person | None) -> Membership:
    """Make a person a member; who is one already is given the role, unless that leaves the organisation without a head."""
    _hold(organisation)
    standing = Membership.objects.filter(person=person, organisation=organisation, until=None).first()
    if standing is not None:
        return standing if standing.role == role else _replaced(standing, role, by)
    content = {"organisation": organisation.slug, "role": role}
    event = record("person:joined", subject=subject_of(person), content=content, actor=by)
    return Membership.objects.create(person=person, organisation=organisation, role=role, since=event.at)


@transaction.atomic
def change_role(membership: Membership, role: str, *, by: Person) -> Membership:
    """Give a member another role from now on; raise SettledError where they left, HinderedError for the last head."""
    standing = _standing(membership)
    return standing if standing.role == role else _replaced(standing, role, by)


@transaction.atomic
def leave(membership: Membership, *, by: Person) -> Membership:
    """End a membership, and with it the tokens made for it; raise SettledError where it ended already, HinderedError for the last head."""
    standing = _standing(membership)
    _keep_a_head(standing)
    content = {"organisation": standing.organisation.slug, "role": standing.role}
    event = record("person:left", subject=subject_of(standing.person), content=content, actor=by)
    end_beyond(standing, None, by=by)
    return _ended(standing, event.at)


def is_last_head(membership: Membership) -> bool:
    """Return whether an organisation would have no head without this one."""
    others = Membership.objects.filter(
        organisation=membership.organisation_id, role=Membership.Role.HEAD, until=None
    )
    return membership.role == Membership.Role.HEAD and not others.exclude(pk=membership.pk).exists()


def _hold(organisation: Organisation) -> None:
    """Let nobody else change the members of an organisation until this transaction ends."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def _standing(membership: Membership) -> Membership:
    _hold(membership.organisation)
    found = Membership.objects.select_related("organisation", "person").get(pk=membership.pk)
    if found.until is not None:
        raise SettledError("members.state-left")
    return found


def _keep_a_head(membership: Membership) -> None:
    if is_last_head(membership):
        raise HinderedError("members.last-head")


def _replaced(standing: Membership, role: str, by: Person | None) -> Membership:
    _keep_a_head(standing)
    content = {"organisation": standing.organisation.slug, "was": standing.role, "is": role}
    event = record("person:role-changed", subject=subject_of(standing.person), content=content, actor=by)
    end_beyond(standing, role, by=by)
    _ended(standing, event.at)
    return Membership.objects.create(
        person=standing.person, organisation=standing.organisation, role=role, since=event.at
    )


def _ended(membership: Membership, at: datetime) -> Membership:
    membership.until = at
    membership.save(update_fields=["until"])
    return membership
