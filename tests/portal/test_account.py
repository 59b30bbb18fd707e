# SPDX-License-Identifier: EUPL-1.2
"""One's own account: interests, tokens, a copy of what is kept, and erasure."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from adhere.portal import policy
from adhere.portal.audit.models import Event, Payload
from adhere.portal.audit.recording import proof, record
from adhere.portal.people.account import acts
from adhere.portal.people.account.copying import copy_of
from adhere.portal.people.invitations.acts import Offer, invite
from adhere.portal.people.models import BrowserSession, Interest, Invitation, Membership, Person, Token
from adhere.portal.people.tokens import acts as tokens
from adhere.portal.people.tokens.scopes import NEVER, OF_PAGES, scopes_for
from adhere.portal.policy import Action, On, Party, Role
from adhere.portal.settling import HinderedError, SettledError
from adhere.portal.wording import texts_of

pytestmark = pytest.mark.django_db


def sign_in(player: Any) -> None:
    """Sign in as people do, and show once more who one is."""
    player.client.logout()
    EmailAddress.objects.create(user=player.person, email=player.person.email, verified=True, primary=True)
    sent = {"login": player.person.email, "password": "a long enough word"}
    assert player.client.post("/en/account/login/", sent).status_code == 302
    assert player.client.post("/en/account/reauthenticate/", sent).status_code == 302


@pytest.mark.parametrize("language", ["nl", "en"])
def test_interests_are_declared_and_ended_and_stay(provider: Any, language: str) -> None:
    path = f"/{language}/account/me/interests/"
    assert provider.client.post(path, {"nature": ""}).status_code == 422
    assert (
        provider.client.post(path, {"nature": "Shares", "party": "Voorbeeld B.V. (example)"}).status_code
        == 302
    )
    row = Interest.objects.get()
    assert "Shares" in provider.client.get(path).content.decode()
    assert provider.client.post(f"{path}{row.id}/end/").status_code == 302
    assert provider.client.post(f"{path}{row.id}/end/").status_code == 409
    assert Interest.objects.get().ended is not None
    assert set(Event.objects.values_list("subject", flat=True)) == {f"person/{provider.person.id}"}


def test_the_office_reads_interests_and_nobody_else_ends_them(
    provider: Any, office: Any, player: Any
) -> None:
    provider.client.post("/en/account/me/interests/", {"nature": "Shares"})
    path = f"/en/account/organisations/{provider.organisation.slug}/interests/"
    assert "Shares" in office.client.get(path).content.decode()
    assert player("downstream").client.get(path).status_code == 403
    assert office.client.post(f"/en/account/me/interests/{Interest.objects.get().id}/end/").status_code == 404


def test_every_scope_has_words_and_none_lets_a_token_grow() -> None:
    for party in Party:
        for role in Role:
            for action in scopes_for("x", party, role):
                assert action not in NEVER
                assert f"scope-{action}" in texts_of("tokens")
    named = {f"scope-{action}" for action in Action if action not in NEVER | OF_PAGES}
    assert named <= set(texts_of("tokens"))


def test_a_token_is_told_once_and_opens_what_its_maker_may_still_do(player: Any) -> None:
    head = player("provider", "head")
    path = f"/en/account/organisations/{head.organisation.slug}/tokens/"
    assert head.client.get(path).status_code == 200
    text = head.client.post(path, {"name": "CI", "scopes": ["submit"], "days": "30"}).content.decode()
    told = text.partition("<code>")[2].partition("</code>")[0]
    assert told.startswith("adhere_")
    assert told not in head.client.get(path).content.decode()
    token = tokens.find(told)
    assert token is not None
    assert token.sha256 != told
    asker, mine = tokens.who_holds(token), On(owner=str(head.organisation.id))
    assert policy.may(asker, Action.SUBMIT, mine).allowed
    assert policy.may(asker, Action.REGISTER_MODEL, mine).reason == "scope"
    Membership.objects.filter(person=head.person).update(role="reader")
    assert policy.may(tokens.who_holds(token), Action.SUBMIT, mine).reason == "role"


def test_a_token_that_is_withdrawn_expired_or_of_someone_gone_opens_nothing(player: Any) -> None:
    head = player("provider", "head")
    token, told = tokens.make(head.person, head.organisation, "CI", ["submit"], 30)
    assert tokens.find(told) == token
    assert tokens.find(f"{told}x") is None
    assert tokens.find("adhere_" + "x" * 5000) is None
    Token.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert tokens.find(told) is None
    Token.objects.update(expires=timezone.now() + timedelta(days=1))
    path = f"/nl/account/organisations/{head.organisation.slug}/tokens/{token.id}/withdraw/"
    assert player("provider", "head").client.post(path).status_code == 403
    assert head.client.post(path).status_code == 302
    assert head.client.post(path).status_code == 409
    assert tokens.find(told) is None


@pytest.mark.parametrize("wrong", [{"scopes": ["administer"]}, {"scopes": ["evaluate"]}, {"scopes": []}, {"days": "400"}, {"name": ""}])  # fmt: skip
def test_no_token_opens_more_than_its_maker_may(player: Any, wrong: dict[str, Any]) -> None:
    head = player("provider", "head")
    sent = {"name": "CI", "scopes": ["submit"], "days": "30", **wrong}
    answer = head.client.post(f"/en/account/organisations/{head.organisation.slug}/tokens/", sent)
    assert answer.status_code == 422
    assert not Token.objects.exists()


def test_a_reader_makes_none(player: Any) -> None:
    reader = player("provider", "reader")
    assert (
        reader.client.get(f"/en/account/organisations/{reader.organisation.slug}/tokens/").status_code == 403
    )


def test_a_name_is_changed_and_not_put_in_the_log(provider: Any) -> None:
    assert (
        provider.client.post("/en/account/me/name/", {"name": "A\u202eB", "language": "nl"}).status_code
        == 422
    )
    assert (
        provider.client.post("/nl/account/me/name/", {"name": "Other", "language": "en"}).status_code == 302
    )
    assert Person.objects.get(pk=provider.person.pk).name == "Other"
    assert not Event.objects.exists()


def test_a_copy_holds_everything_but_secrets(player: Any) -> None:
    head = player("provider", "head")
    sign_in(head)
    head.client.post("/en/account/me/interests/", {"nature": "Shares"})
    token, told = tokens.make(head.person, head.organisation, "CI", ["submit"], 30)
    answer = head.client.get("/en/account/me/data/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    data = answer.json()
    assert data["person"]["email"] == head.person.email
    assert data["memberships"][0]["organisation"] == head.organisation.slug
    assert data["interests"][0]["nature"] == "Shares"
    assert {row["kind"] for row in data["about"]} >= {"interest:declared", "person:token-made"}
    text = answer.content.decode()
    assert token.sha256 not in text
    assert told not in text
    assert Person.objects.get(pk=head.person.pk).password not in text


def test_whoever_signed_in_long_ago_shows_once_more_who_they_are(provider: Any, visitor: Any) -> None:
    for path in ("/en/account/me/data/", "/en/account/me/erase/"):
        assert provider.client.get(path).headers["Location"].startswith("/en/account/reauthenticate/")
        assert "/login/" in visitor.get(path).headers["Location"]


def test_erasure_takes_what_names_a_person_and_leaves_the_log(player: Any) -> None:
    head = player("provider", "head")
    sign_in(head)
    person = head.person
    head.client.post("/en/account/me/interests/", {"nature": "Shares in X"})
    tokens.make(person, head.organisation, "CI", ["submit"], 30)
    invite(Offer(organisation=head.organisation, role="reader", email=person.email), by=None)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    SocialAccount.objects.create(user=person, provider="organisation", uid="u1")
    naming = record(
        "code:commented", subject="code/x", content={"by": f'so says "{person.name}"'}, actor=person
    )
    other = record("code:commented", subject="code/x", content={"text": "nothing"}, actor=person)
    size = Event.objects.count()
    form = {"address": "someone@example.com"}
    assert head.client.post("/en/account/me/erase/", form).status_code == 422
    answer = head.client.post("/en/account/me/erase/", {"address": person.email.upper()})
    assert answer.status_code == 302
    gone = Person.objects.get(pk=person.pk)
    assert (gone.name, gone.is_active, gone.last_login) == ("", False, None)
    assert gone.email.endswith("@invalid.invalid")
    for model in (EmailAddress, Authenticator, SocialAccount):
        assert not model.objects.filter(user=gone).exists()
    assert not Interest.objects.exists()
    assert not Invitation.objects.filter(email=person.email).exists()
    assert not Membership.objects.filter(person=gone, until=None).exists()
    assert Token.objects.get().withdrawn is not None
    assert not any(
        session.get_decoded().get("_auth_user_id") == str(gone.pk) for session in BrowserSession.objects.all()
    )
    assert Event.objects.count() == size + 1
    assert proof(naming.seq).index == naming.seq
    left = set(Payload.objects.values_list("event_id", flat=True))
    assert naming.seq not in left
    assert other.seq in left
    kept = b"".join(bytes(row.content) for row in Payload.objects.all())
    assert person.name.encode() not in kept
    assert b"Shares in X" not in kept
    assert copy_of(gone)["about"][-1]["kind"] == "person:erased"
    assert head.client.get("/en/account/me/").status_code == 302
    with pytest.raises(SettledError):
        acts.erase(gone, by=gone)


def test_a_last_head_with_members_names_another_first(player: Any) -> None:
    head = player("provider", "head")
    player("provider", "writer", of=head.organisation)
    with pytest.raises(HinderedError):
        acts.erase(head.person, by=head.person)
    sign_in(head)
    answer = head.client.post("/nl/account/me/erase/", {"address": head.person.email})
    assert answer.status_code == 422
    assert "altijd een beheerder" in answer.content.decode()


def test_whoever_administers_erases_on_request_and_nobody_else(
    player: Any, provider: Any, office: Any
) -> None:
    administrator = player("expert")
    Person.objects.filter(pk=administrator.person.pk).update(is_administrator=True)
    path = f"/en/account/people/{provider.person.id}/erase/"
    assert office.client.post(path, {"address": provider.person.email}).status_code == 403
    assert administrator.client.get(path).status_code == 200
    assert administrator.client.post(path, {"address": provider.person.email}).status_code == 302
    assert Event.objects.get(kind="person:erased").actor == str(administrator.person.id)
    assert administrator.client.post(path, {"address": provider.person.email}).status_code == 404
    with pytest.raises(HinderedError):
        acts.erase(Person.objects.get(pk=administrator.person.pk), by=administrator.person)


def test_the_copy_is_json_a_program_reads(provider: Any) -> None:
    assert json.loads(json.dumps(copy_of(provider.person), default=str))["format"] == "adhere/person/1"
