# SPDX-License-Identifier: EUPL-1.2
"""Making the examples of ``data/example.toml`` in a portal in which nobody takes part yet."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of
from adhere.portal.example import drawing_up
from adhere.portal.joining import acts as joining
from adhere.portal.people.invitations.acts import Offer, accept, invite
from adhere.portal.people.models import Organisation, Person
from adhere.portal.people.organisations import acts as organisations
from adhere.portal.submissions import registering, summaries

HOST = "example.org"
UNKNOWN = {"withdrawn_on": None, "systemic_risk": None, "open_source": None, "page": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """Someone of the examples: how they sign in and the part they play."""

    email: str
    password: str
    part: Text


@transaction.atomic
def make() -> list[Played]:
    """Make the examples and return the people in them; nothing where there are organisations already."""
    if Organisation.objects.exists():
        return []
    data = packaged("adhere.portal", "data/example.toml")
    taking_part = {
        name: organisations.make(facts, by=None, example=True)
        for name, facts in data["organisations"].items()
    }
    password = secrets.token_urlsafe(12)
    people = {
        name: _join(name, facts, taking_part[facts.get("organisation", name)], password)
        for name, facts in data["people"].items()
    }
    for facts in data["models"]:
        _register(facts, taking_part[facts["provider"]], people[facts["by"]])
    for facts in data["adherences"]:
        _adhere(facts, taking_part[facts["provider"]], people[facts["by"]], people["office"])
    drawing_up.make(taking_part, people)
    return [
        Played(email=people[name].email, password=password, part=text_of(facts["part"]))
        for name, facts in data["people"].items()
    ]


def _join(name: str, facts: Mapping[str, Any], organisation: Organisation, password: str) -> Person:
    offer = Offer(organisation=organisation, role=facts["role"], email=f"{name}@{HOST}")
    invitation, _ = invite(offer, by=None)
    return accept(invitation, name=f"{facts['name']} (example)", password=password).person


def _register(facts: Mapping[str, Any], provider: Organisation, by: Person) -> None:
    model = registering.register(provider, {**UNKNOWN, **facts}, by=by)
    if "summary" in facts:
        published = summaries.Published(version="1", updated_on=facts["placed_on"], link=facts["summary"])
        summaries.publish(model, published, by=by)


def _adhere(facts: Mapping[str, Any], provider: Organisation, by: Person, office: Person) -> None:
    rows = joining.state(provider, facts["code"], facts["chapters"], [], by=by)
    for row in rows if facts["confirmed"] else []:
        joining.confirm(row.id, by=office)
