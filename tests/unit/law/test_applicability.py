# SPDX-License-Identifier: EUPL-1.2
"""Applicability: which duties stand on which day, what takes them away, and from when they count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.law.situations import (
    LAW,
    OPEN_SOURCE,
    SYSTEMIC,
    TODAY,
    applying,
    model,
    obligations,
)

from adhere.kernel.truth import Truth
from adhere.law.applicability import Applicability
from adhere.law.evaluation import State

DAY = timedelta(days=1)
APPLICATION, ENFORCEMENT, END_OF_GRACE = date(2025, 8, 2), date(2026, 8, 2), date(2027, 8, 2)
EVERY_PROVIDER = {
    "art-53.1.a", "art-53.1.b", "art-53.1.b.i", "art-53.1.b.ii", "art-53.1.c", "art-53.1.d", "art-53.3", "art-53.4",
}  # fmt: skip
WITH_SYSTEMIC_RISK = {"art-55.1.a", "art-55.1.b", "art-55.1.c", "art-55.1.d", "art-55.2"}
REPRESENTATIVE = {"art-54.3", "art-54.3.a", "art-54.3.b", "art-54.3.c", "art-54.3.d", "art-54.5"}
EARLIER = {"market.placed_on": date(2025, 9, 1)}
LEGACY = {"market.placed_on": date(2025, 8, 1)}
OUTSIDE = {"provider.established_in_union": False, "provider.representative_appointed": True}


def test_an_ordinary_provider_owes_article_53_and_nothing_else():
    assert applying(model()) == EVERY_PROVIDER


def test_systemic_risk_adds_the_notification_and_article_55():
    assert applying(model(SYSTEMIC)) == EVERY_PROVIDER | WITH_SYSTEMIC_RISK | {"art-52.1"}


def test_a_provider_outside_the_union_has_a_representative_with_tasks():
    assert applying(model(OUTSIDE)) == EVERY_PROVIDER | REPRESENTATIVE | {"art-54.1", "art-54.2"}


def test_without_an_appointment_the_representative_has_no_tasks_but_the_provider_owes_one():
    found = applying(model(OUTSIDE, {"provider.representative_appointed": False}))
    assert found == EVERY_PROVIDER | {"art-54.1", "art-54.2"}


def test_open_source_takes_away_documentation_and_representative_alone():
    assert applying(model(OUTSIDE, OPEN_SOURCE)) == {"art-53.1.c", "art-53.1.d", "art-53.3", "art-53.4"}


def test_an_exception_that_takes_a_duty_away_is_named():
    duty = obligations(model(OPEN_SOURCE))["art-53.1.a"]
    assert [exception.id for exception in duty.exceptions] == ["exception:art-53.2-1"]


def test_an_exception_that_may_take_a_duty_away_keeps_it_unknown_and_says_what_to_ask():
    duty = obligations(model(OPEN_SOURCE, without=("capabilities.high_impact",)))["art-53.1.a"]
    assert duty.applies is Truth.UNKNOWN
    assert [exception.id for exception in duty.exceptions] == ["exception:art-53.2-1"]
    assert duty.open_atoms == ("atom:high-impact-capabilities-shown",)


def test_a_duty_that_applies_names_no_exception_and_nothing_to_ask():
    duty = obligations(model())["art-53.1.a"]
    assert (duty.applies, duty.exceptions, duty.open_atoms) == (Truth.YES, (), ())


def test_research_alone_takes_away_all_of_chapter_v():
    assert applying(model(SYSTEMIC, OUTSIDE, {"purpose.scientific_research_only": True})) == set()


# Dates.


def test_the_day_before_application_no_duty_applies_and_each_says_from_when():
    found = obligations(model(EARLIER, SYSTEMIC), APPLICATION - DAY)
    assert {duty.applies for duty in found.values()} == {Truth.NO}
    assert found["art-52.1"].start == APPLICATION
    assert found["art-91.5"].start == ENFORCEMENT


def test_before_the_act_was_in_force_there_is_nothing_to_list():
    assert obligations(model(), date(2024, 7, 31)) == {}
    assert obligations(model(), date(2024, 8, 1)) != {}


def test_on_the_day_of_application_the_duties_apply():
    placed = model({"market.placed_on": APPLICATION})
    assert applying(placed, APPLICATION) == EVERY_PROVIDER
    assert {obligations(placed, APPLICATION)[place].start for place in EVERY_PROVIDER} == {APPLICATION}


def test_the_amendment_of_27_july_2026_left_the_duties_of_model_providers_as_they_were():
    facts = model(EARLIER, SYSTEMIC, OUTSIDE)
    assert applying(facts, date(2026, 7, 26)) == applying(facts, date(2026, 7, 27)) != set()


def test_requests_of_the_commission_bind_from_the_day_of_enforcement():
    facts = model(EARLIER, {"requests.commission": True})
    requests = {"art-91.5", "art-92.5"}
    assert applying(facts, ENFORCEMENT - DAY) & requests == set()
    assert applying(facts, ENFORCEMENT) & requests == requests


def test_a_model_from_before_2_august_2025_has_until_2_august_2027():
    facts = model(LEGACY, SYSTEMIC, OUTSIDE)
    assert applying(facts, END_OF_GRACE - DAY) == set()
    expected = EVERY_PROVIDER | WITH_SYSTEMIC_RISK | REPRESENTATIVE | {"art-52.1", "art-54.1", "art-54.2"}
    assert applying(facts, END_OF_GRACE) == expected


@pytest.mark.parametrize(
    "on", [APPLICATION - DAY, APPLICATION, TODAY, END_OF_GRACE - DAY, END_OF_GRACE, date(2030, 1, 1)]
)
def test_what_a_legacy_model_owes_counts_from_2_august_2027_whenever_one_asks(on: date):
    starts = {duty.start for place, duty in obligations(model(LEGACY), on).items() if place in EVERY_PROVIDER}
    assert starts == {END_OF_GRACE}


def test_a_model_placed_on_2_august_2025_itself_has_no_grace():
    assert "art-53.1.d" in applying(model({"market.placed_on": APPLICATION}), APPLICATION)


def test_a_duty_counts_from_the_day_the_model_came_to_the_market():
    assert obligations(model())["art-53.1.c"].start == date(2026, 3, 2)


def test_the_mandate_and_the_notification_do_not_wait_for_the_market():
    facts = model(SYSTEMIC, OUTSIDE, {"market.placed_on": TODAY + 60 * DAY})
    found = obligations(facts)
    assert applying(facts) == {"art-52.1", "art-54.1", "art-54.2"}
    assert {found[place].start for place in applying(facts)} == {APPLICATION}
    assert {found[place].start for place in REPRESENTATIVE | EVERY_PROVIDER} == {TODAY + 60 * DAY}


def test_no_duty_applies_today_from_a_day_that_is_still_to_come():
    for facts in (
        model(),
        model(SYSTEMIC, OUTSIDE),
        model(OUTSIDE, {"market.placed_on": TODAY + DAY}),
        model(LEGACY),
    ):
        assert [
            duty.norm.id
            for duty in obligations(facts).values()
            if duty.applies is Truth.YES and duty.start > TODAY
        ] == []


# All situations there are, at random.

ATOMS = len(LAW.atoms)
states = st.tuples(st.integers(0, 2**ATOMS - 1), st.integers(0, 2**ATOMS - 1)).map(
    lambda pair: State(pair[0], pair[0] & pair[1])
)
ON_DATES = {
    on: Applicability(LAW, on)
    for on in (APPLICATION - DAY, APPLICATION, ENFORCEMENT - DAY, ENFORCEMENT, END_OF_GRACE)
}


@settings(deadline=None)
@given(states, st.sampled_from(sorted(ON_DATES)))
def test_the_fast_way_and_the_way_with_reasons_agree(state: State, on: date):
    applicability = ON_DATES[on]
    assert applicability.truths(state) == tuple(duty.applies for duty in applicability.obligations(state))


@settings(deadline=None)
@given(states)
def test_an_unknown_duty_always_says_what_would_settle_it(state: State):
    for duty in ON_DATES[ENFORCEMENT].obligations(state):
        assert bool(duty.open_atoms) is (duty.applies is Truth.UNKNOWN), duty.norm.id


@settings(deadline=None)
@given(states)
def test_an_exception_that_holds_leaves_nothing_of_the_duty(state: State):
    applicability = ON_DATES[ENFORCEMENT]
    for duty in applicability.obligations(state):
        held = [
            exception
            for exception in applicability.exceptions_to(duty.norm)
            if applicability.evaluation.truth(str(exception.when), state) is Truth.YES
        ]
        assert not held or duty.applies is Truth.NO
