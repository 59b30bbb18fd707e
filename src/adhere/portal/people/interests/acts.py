# SPDX-License-Identifier: EUPL-1.2
"""Declaring an interest and ending it. That it was done stands in the log; what it is stands beside it."""

from __future__ import annotations

from django.db import transaction

from adhere.portal.audit.recording import record
from adhere.portal.people.members.acts import subject_of
from adhere.portal.people.models import Interest, Person
from adhere.portal.settling import SettledError


@transaction.atomic
def declare(person: Person, nature: str, party: str) -> Interest:
    """Declare an interest from now on."""
    content = {"nature": nature, "party": party}
    event = record("interest:declared", subject=subject_of(person), content=content, actor=person)
    return Interest.objects.create(person=person, nature=nature, party=party, declared=event.at)


@transaction.atomic
def end(interest: Interest) -> Interest:
    """End an interest; raise SettledError where it ended already. It stays on record that it was there."""
    found = Interest.objects.select_for_update().select_related("person").get(pk=interest.pk)
    if found.ended is not None:
        raise SettledError("interests.state-ended")
    content = {"nature": found.nature, "party": found.party}
    person = found.person
    event = record("interest:ended", subject=subject_of(person), content=content, actor=person)
    found.ended = event.at
    found.save(update_fields=["ended"])
    return found
