# SPDX-License-Identifier: EUPL-1.2
"""The whole matrix of party, role and action, and a reason in words for every answer."""

from __future__ import annotations

import itertools

import pytest

from adhere.portal.policy import Action, On, Party, Role, Who, may
from adhere.portal.wording import texts_of

MINE, OTHER = "mine", "other"


def who(party: Party, role: Role) -> Who:
    return Who(signed_in=True, memberships=frozenset({(MINE, party, role)}))


def test_every_answer_has_its_reason_in_words() -> None:
    reasons = set()
    objects = (
        On(),
        On(owner=MINE),
        On(owner=OTHER),
        On(owner=OTHER, released_to=frozenset({MINE})),
        On(participants=frozenset({MINE})),
        On(open=False),
    )
    for action, party, role, on in itertools.product(Action, Party, Role, objects):
        reasons.add(may(who(party, role), action, on).reason)
    for asker in (
        Who(),
        Who(signed_in=True),
        Who(signed_in=True, administrator=True),
        Who(signed_in=True, administrator=True, second_factor=False),
        Who(signed_in=True, scopes=frozenset()),
    ):
        reasons |= {may(asker, action).reason for action in Action}
    assert reasons == set(texts_of("policy"))


@pytest.mark.parametrize("action", Action)
def test_nobody_does_anything_without_signing_in(action: Action) -> None:
    assert not may(Who(), action).allowed


@pytest.mark.parametrize("action", Action)
def test_a_token_without_the_scope_opens_nothing(action: Action) -> None:
    asker = Who(
        signed_in=True,
        administrator=True,
        memberships=frozenset({(MINE, Party.OFFICE, Role.HEAD)}),
        scopes=frozenset(),
    )
    assert not may(asker, action).allowed


@pytest.mark.parametrize("role", Role)
def test_only_who_can_bind_a_provider_makes_it_adhere(role: Role) -> None:
    assert may(who(Party.PROVIDER, role), Action.ADHERE, On(owner=MINE)).allowed is (role is Role.SIGNATORY)
    assert not may(who(Party.PROVIDER, role), Action.ADHERE, On(owner=OTHER)).allowed


@pytest.mark.parametrize("party", [party for party in Party if party != Party.OFFICE])
def test_what_is_confidential_is_read_by_its_owner_the_office_and_those_it_was_released_to(
    party: Party,
) -> None:
    reader = who(party, Role.READER)
    assert may(reader, Action.READ_CONFIDENTIAL, On(owner=MINE)).allowed
    assert not may(reader, Action.READ_CONFIDENTIAL, On(owner=OTHER)).allowed
    assert may(reader, Action.READ_CONFIDENTIAL, On(owner=OTHER, released_to=frozenset({MINE}))).allowed
    assert may(who(Party.OFFICE, Role.READER), Action.READ_CONFIDENTIAL, On(owner=OTHER)).allowed


@pytest.mark.parametrize("party", Party)
def test_only_the_head_of_the_office_publishes_an_assessment(party: Party) -> None:
    for role in Role:
        assert may(who(party, role), Action.ASSESS).allowed is (party is Party.OFFICE and role is Role.HEAD)


@pytest.mark.parametrize("action", Action)
def test_the_office_does_nothing_without_a_second_factor(action: Action) -> None:
    for party in Party:
        asker = Who(signed_in=True, memberships=frozenset({(MINE, party, Role.HEAD)}), second_factor=False)
        with_one = Who(signed_in=True, memberships=asker.memberships)
        expected = "second-factor" if party is Party.OFFICE else may(with_one, action).reason
        assert may(asker, action).reason == expected


@pytest.mark.parametrize("action", Action)
def test_whoever_administers_keeps_organisations_and_does_nothing_else_by_it(action: Action) -> None:
    kept = {Action.ADMINISTER, Action.MANAGE_ORGANISATIONS, Action.INVITE, Action.MANAGE_MEMBERS}
    asker = Who(signed_in=True, administrator=True)
    assert may(asker, action, On(owner=OTHER)).allowed is (action in kept)
