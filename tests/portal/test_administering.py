# SPDX-License-Identifier: EUPL-1.2
"""What whoever administers the portal does for people, and nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from adhere.portal.audit.models import Event, Payload
from adhere.portal.people.invitations.acts import Offer, invite
from adhere.portal.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(player: Any) -> Any:
    found = player("expert", "reader")
    Person.objects.filter(pk=found.person.pk).update(is_administrator=True)
    return found


def page(player: Any, rest: str = "", language: str = "en") -> str:
    return f"/{language}/account/people/{player.person.id}/{rest}"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_person_is_seen_by_whoever_administers_alone(administrator: Any, provider: Any, office: Any, language: str) -> None:  # fmt: skip
    text = administrator.client.get(page(provider, language=language)).content.decode()
    assert provider.person.email in text
    assert provider.organisation.name in text
    for other in (office, provider):
        assert other.client.get(page(provider)).status_code == 403
        assert other.client.post(page(provider, "close/")).status_code == 403
        assert other.client.post(page(provider, "address/"), {"address": "x@example.com"}).status_code == 403
        assert other.client.post(page(provider, "administrator/"), {"administers": "yes"}).status_code == 403


def test_someone_else_administers_too_and_the_last_one_stays(administrator: Any, office: Any) -> None:
    no, yes = {"administers": "no"}, {"administers": "yes"}
    answer = administrator.client.post(page(administrator, "administrator/", "nl"), no)
    assert answer.status_code == 403
    assert "Maak eerst iemand anders" in answer.content.decode()
    assert administrator.client.post(page(office, "administrator/"), yes).status_code == 302
    assert administrator.client.post(page(office, "administrator/"), yes).status_code == 409
    assert administrator.client.post(page(administrator, "administrator/"), no).status_code == 302
    assert administrator.client.get(page(office)).status_code == 403


def test_an_address_is_changed_and_stands_in_no_log(administrator: Any, provider: Any, office: Any) -> None:
    assert administrator.client.get(page(provider, "address/")).status_code == 200
    taken = administrator.client.post(page(provider, "address/"), {"address": office.person.email.upper()})
    assert taken.status_code == 422
    assert (
        administrator.client.post(page(provider, "address/"), {"address": "New@Example.com"}).status_code
        == 302
    )
    assert Person.objects.get(pk=provider.person.pk).email == "new@example.com"
    assert EmailAddress.objects.get(user=provider.person).verified
    event = Event.objects.get(kind="person:address-changed")
    assert b"example.com" not in bytes(Payload.objects.get(event=event).content)
    sent = {"login": "new@example.com", "password": "a long enough word"}
    assert Client().post("/nl/account/login/", sent).status_code == 302


def test_whoever_lost_every_way_in_gets_one_by_a_new_invitation(administrator: Any, provider: Any) -> None:
    Authenticator.objects.create(user=provider.person, type="totp", data={"secret": "x"})
    assert administrator.client.post(page(provider, "close/")).status_code == 302
    assert provider.client.get("/en/account/me/").status_code == 302
    assert not Authenticator.objects.exists()
    offer = Offer(organisation=provider.organisation, role="signatory", email=provider.person.email)
    _, token = invite(offer, by=administrator.person)
    back = Client()
    form = {"name": "Back", "way": "password", "password": "another long enough word"}
    assert back.post(f"/en/account/invitation/{token}/", form).status_code == 302
    assert provider.organisation.name in back.get("/en/account/me/").content.decode()
