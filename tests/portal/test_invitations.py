# SPDX-License-Identifier: EUPL-1.2
"""Invitations: told once, used once, for a time, by whom they are for."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.portal.posted import posted

from adhere.portal.audit.models import Event, Payload
from adhere.portal.people.invitations import acts
from adhere.portal.people.models import Invitation, Membership, Person
from adhere.portal.settling import SettledError

pytestmark = pytest.mark.django_db
NEW = {"name": "New Person", "way": "password", "password": "a long enough word"}
ASKED = {"email": "new@example.com", "role": "writer", "aim": "site", "days": "14"}


def invite(by: Any, to: Any, language: str = "en", **changes: Any) -> Any:
    path = f"/{language}/account/organisations/{to.organisation.slug}/invite/"
    return by.client.post(path, {**ASKED, **changes})


def link_of(answer: Any) -> str:
    found = re.search(r"<code>(http[^<]+)</code>", answer.content.decode())
    assert found
    return found[1].removeprefix("http://localhost")


@pytest.fixture
def made(provider: Any) -> tuple[Invitation, str]:
    offer = acts.Offer(organisation=provider.organisation, role="writer", email="new@example.com")
    return acts.invite(offer, by=provider.person)


def test_the_link_is_told_once_and_only_its_digest_is_kept(office: Any, provider: Any) -> None:
    answer = invite(office, provider)
    link = link_of(answer)
    token = link.rstrip("/").rpartition("/")[2]
    row = Invitation.objects.get()
    assert row.token_sha256 == acts.digest_of(token)
    assert "no-store" in answer.headers["Cache-Control"]
    event = Event.objects.get(kind="person:invited")
    assert event.subject == f"invitation/{row.id}"
    assert b"new@example.com" not in bytes(Payload.objects.get(event=event).content)
    assert (
        token
        not in office.client.get(f"/en/account/organisations/{provider.organisation.slug}/").content.decode()
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_accepting_makes_the_account_and_signs_in(office: Any, provider: Any, language: str) -> None:
    link = link_of(invite(office, provider, language))
    newcomer = Client()
    assert provider.organisation.name in newcomer.get(link).content.decode()
    assert newcomer.post(link, NEW).headers["Location"] == f"/{language}/account/me/"
    person = Person.objects.get(email="new@example.com")
    assert person.language == language
    assert Membership.objects.get(person=person, until=None).role == "writer"
    assert "New Person" in newcomer.get(f"/{language}/account/me/").content.decode()
    assert Client().post(link, NEW).status_code == 410
    signing = Client()
    answer = signing.post(
        f"/{language}/account/login/", {"login": "new@example.com", "password": NEW["password"]}
    )
    assert answer.status_code == 302


def test_without_a_password_a_passkey_comes_next(made: Any) -> None:
    newcomer = Client()
    answer = newcomer.post(f"/en/account/invitation/{made[1]}/", {"name": "N", "way": "passkey"})
    assert answer.headers["Location"] == "/en/account/2fa/webauthn/add/"
    page = newcomer.get(answer.headers["Location"])
    assert page.status_code == 200
    assert "mfa_webauthn_add" in page.content.decode()
    assert not Person.objects.get(email="new@example.com").has_usable_password()


def test_an_account_that_was_begun_and_has_no_way_in_is_finished_by_another_invitation(
    provider: Any, made: Any
) -> None:
    Client().post(f"/en/account/invitation/{made[1]}/", {"name": "N", "way": "passkey"})
    offer = acts.Offer(organisation=provider.organisation, role="reader", email="new@example.com")
    _, token = acts.invite(offer, by=provider.person)
    assert Client().post(f"/en/account/invitation/{token}/", NEW).status_code == 302
    assert Person.objects.get(email="new@example.com").has_usable_password()


@pytest.mark.parametrize("wrong", [{"password": ""}, {"password": "short"}, {"password": "q1w2e3r4t5y6"}, {"name": ""}, {"name": "a\u202eb"}])  # fmt: skip
def test_what_makes_no_account(made: Any, wrong: dict[str, str]) -> None:
    answer = Client().post(f"/nl/account/invitation/{made[1]}/", {**NEW, **wrong})
    assert answer.status_code == 422
    assert NEW["password"] not in answer.content.decode()
    assert acts.state_of(Invitation.objects.get()) == acts.OPEN


def test_who_has_an_account_signs_in_first_and_then_accepts(provider: Any, player: Any) -> None:
    other = player("downstream", "head")
    offer = acts.Offer(organisation=provider.organisation, role="reader", email=other.person.email)
    _, token = acts.invite(offer, by=provider.person)
    link = f"/en/account/invitation/{token}/"
    assert "Sign in with it first" in Client().get(link).content.decode()
    assert Client().post(link, NEW).status_code == 200
    assert not Membership.objects.filter(person=other.person, organisation=provider.organisation).exists()
    assert other.client.get(link).status_code == 200
    assert other.client.post(link).status_code == 302
    assert Membership.objects.get(person=other.person, organisation=provider.organisation).role == "reader"


def test_nobody_accepts_what_is_for_another(made: Any, office: Any) -> None:
    answer = office.client.post(f"/en/account/invitation/{made[1]}/")
    assert answer.status_code == 422
    assert "another address" in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "nl", "en"),
    [
        ({"expires": timezone.now() - timedelta(days=1)}, "Zij is verlopen", "It has expired"),
        ({"withdrawn": timezone.now()}, "Zij is ingetrokken", "It was withdrawn"),
        ({"used": timezone.now()}, "Zij is al aangenomen", "It was accepted already"),
    ],
)
def test_an_invitation_that_is_over_says_what_to_do(
    made: Any, change: dict[str, Any], nl: str, en: str
) -> None:
    Invitation.objects.update(**change)
    for language, words in (("nl", nl), ("en", en)):
        for send in (Client().get, Client().post):
            answer = send(f"/{language}/account/invitation/{made[1]}/")
            assert answer.status_code == 410
            assert words in answer.content.decode()


def test_an_invitation_nobody_made(visitor: Any) -> None:
    assert visitor.get("/en/account/invitation/there-is-none/").status_code == 404


def test_it_is_used_once_though_two_follow_it(made: Any) -> None:
    acts.accept(made[0], name="First", password=NEW["password"])
    with pytest.raises(SettledError):
        acts.accept(made[0], name="Second", password=NEW["password"])
    with pytest.raises(SettledError):
        acts.withdraw(made[0], by=Person.objects.get(name="First"))


def test_withdrawing(office: Any, provider: Any, player: Any) -> None:
    invite(office, provider)
    row = Invitation.objects.get()
    path = f"/en/account/organisations/{provider.organisation.slug}/invitations/{row.id}/withdraw/"
    assert player("downstream", "head").client.post(path).status_code == 403
    assert office.client.post(path).status_code == 302
    assert office.client.post(path).status_code == 409


def test_a_head_invites_to_their_own_organisation_only_and_to_no_code(player: Any) -> None:
    head, other = player("provider", "head"), player("provider", "head")
    assert invite(head, head, aim="adherence", code="gpai-2025").status_code == 200
    assert Invitation.objects.get().aim == "site"
    assert invite(head, other).status_code == 403
    assert invite(player("provider", "writer", of=head.organisation), head).status_code == 403


def test_an_invitation_to_adhere_leads_to_the_statement(office: Any, provider: Any) -> None:
    link = link_of(invite(office, provider, aim="adherence", code="gpai-2025", role="signatory"))
    answer = Client().post(link, NEW)
    assert answer.headers["Location"] == f"/en/joining/{provider.organisation.slug}/gpai-2025/"


@pytest.mark.parametrize("wrong", [{"aim": "adherence"}, {"aim": "adherence", "code": "none"}, {"email": "x"}, {"days": "0"}, {"days": "9999"}, {"role": "owner"}])  # fmt: skip
def test_what_is_no_invitation(office: Any, provider: Any, wrong: dict[str, str]) -> None:
    assert invite(office, provider, **wrong).status_code == 422


def test_only_a_provider_is_invited_to_adhere(office: Any, player: Any) -> None:
    answer = invite(office, player("downstream"), aim="adherence", code="gpai-2025")
    assert "Only a provider" in answer.content.decode()


def test_it_is_sent_where_the_portal_sends_mail(office: Any, provider: Any, settings: Any) -> None:
    settings.SENDS_MAIL = True
    answer = invite(office, provider)
    assert posted()[0].to == ["new@example.com"]
    assert link_of(answer) in posted()[0].body
