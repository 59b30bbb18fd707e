# SPDX-License-Identifier: EUPL-1.2
"""Tokens end with what their maker had when making them, and do not come back with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from tests.portal.entered import sign_in
from tests.portal.test_signing import PASSWORD, code_of

from adhere.portal.audit.models import Event
from adhere.portal.people.administering.acts import close_ways_in
from adhere.portal.people.members.acts import change_role, join, leave
from adhere.portal.people.models import Membership, Token
from adhere.portal.people.tokens.acts import find, make, who_holds

pytestmark = pytest.mark.django_db
READ, WRITE = ("read-submission",), ("read-submission", "submit")
ASKED = "/api/v1/requests"


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def member(player: Callable[..., Any]) -> Any:
    """A writer of a provider that has a head."""
    head = player("provider", "head")
    return player("provider", "writer", of=head.organisation)


def token_of(player: Any, scopes: tuple[str, ...] = WRITE) -> str:
    return make(player.person, player.organisation, "program", scopes, 30)[1]


def asks(told: str, path: str = ASKED) -> int:
    return Client().get(path, headers={"authorization": f"Bearer {told}"}).status_code


def held(player: Any) -> Membership:
    return Membership.objects.get(person=player.person, until=None)


def test_who_leaves_takes_their_tokens_along_and_they_do_not_come_back(member: Any, office: Any) -> None:
    told = token_of(member)
    assert asks(told) != 401
    leave(held(member), by=office.person)
    assert find(told) is None
    assert asks(told) == 401
    join(member.person, member.organisation, "writer", by=office.person)
    assert asks(told) == 401
    event = Event.objects.get(kind="person:token-withdrawn")
    assert (event.actor, event.subject) == (str(office.person.pk), f"person/{member.person.pk}")


def test_another_role_ends_the_tokens_that_open_more(member: Any, office: Any) -> None:
    more, less = token_of(member), token_of(member, READ)
    change_role(held(member), "reader", by=office.person)
    assert find(more) is None
    assert find(less) is not None
    change_role(held(member), "writer", by=office.person)
    assert find(more) is None


def test_a_role_that_opens_as_much_ends_nothing(member: Any, office: Any) -> None:
    told = token_of(member)
    change_role(held(member), "signatory", by=office.person)
    assert find(told) is not None


def test_other_organisations_keep_theirs(member: Any, office: Any) -> None:
    join(member.person, office.organisation, "writer", by=office.person)
    own, of_office = token_of(member), make(member.person, office.organisation, "x", ("read-desk",), 9)[1]
    leave(held_in(member, office.organisation), by=office.person)
    assert find(of_office) is None
    assert find(own) is not None


def held_in(player: Any, organisation: Any) -> Membership:
    return Membership.objects.get(person=player.person, organisation=organisation, until=None)


def test_who_is_shut_out_has_no_token_left(member: Any, office: Any) -> None:
    told = token_of(member)
    close_ways_in(member.person, by=office.person)
    assert asks(told) == 401


@pytest.fixture
def strong(office: Any, settings: Any) -> Any:
    """The head of an office that needs a second factor, and has one."""
    settings.SECOND_FACTOR = True
    Authenticator.objects.create(user=office.person, type="totp", data={"secret": "x"})
    return office


def test_a_token_of_the_office_opens_nothing_without_the_second_factor(strong: Any) -> None:
    told = token_of(strong, ("read-desk",))
    desk = "/api/v1/desk/submissions"
    assert asks(told, desk) == 200
    Authenticator.objects.filter(user=strong.person).delete()  # behind the back of every signal
    assert asks(told, desk) == 403
    answer = Client().get(desk, headers={"authorization": f"Bearer {told}"})
    assert answer.json()["type"].endswith("second-factor")
    Authenticator.objects.create(user=strong.person, type="recovery_codes", data={})
    assert asks(told, desk) == 403


def test_taking_the_second_factor_away_withdraws_the_tokens(strong: Any) -> None:
    Authenticator.objects.all().delete()
    TOTP.activate(strong.person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    EmailAddress.objects.create(user=strong.person, email=strong.person.email, verified=True, primary=True)
    told = token_of(strong, ("read-desk",))
    browser = Client()
    sign_in(browser, strong)
    browser.post("/en/account/2fa/authenticate/", {"code": code_of(strong.person)})
    browser.post("/en/account/reauthenticate/", {"password": PASSWORD})
    assert browser.post("/en/account/2fa/totp/deactivate/").headers["Location"] == "/en/account/2fa/"
    assert Token.objects.get().withdrawn is not None
    Authenticator.objects.create(user=strong.person, type="totp", data={"secret": "x"})
    assert find(told) is None


def test_a_provider_needs_none(member: Any, settings: Any) -> None:
    settings.SECOND_FACTOR = True
    token = find(token_of(member))
    assert token is not None
    assert who_holds(token).second_factor


def test_what_a_program_of_an_administrator_does_hangs_on_their_second_factor(
    member: Any, settings: Any
) -> None:
    settings.SECOND_FACTOR = True
    member.person.is_administrator = True
    member.person.save()
    token = find(token_of(member))
    assert token is not None
    assert not who_holds(token).second_factor


def test_a_token_that_is_out_of_date_is_left_as_it_is(member: Any, office: Any) -> None:
    token_of(member)
    Token.objects.update(expires=date(2020, 1, 1).isoformat() + "T00:00Z")
    leave(held(member), by=office.person)
    assert Token.objects.get().withdrawn is None
