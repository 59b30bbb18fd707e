# SPDX-License-Identifier: EUPL-1.2
"""Errors that other tools and pages make about the Act, each as a test that they are not made here."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.models.classified import LAW, OPEN_SOURCE, TODAY, classified, facts_of, flop, places

from adhere.dossier.rules import rules as dossier_rules
from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.models.classification import Classification
from adhere.models.derivation import derive
from adhere.models.rules import rules as model_rules

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
OPEN_ROUTES = ("capabilities.high_impact", "systemic_risk.designated")
EVERY_PROVIDER = {
    "art-53.1.a", "art-53.1.b", "art-53.1.b.i", "art-53.1.b.ii", "art-53.1.c", "art-53.1.d", "art-53.3", "art-53.4",
}  # fmt: skip
SYSTEMIC = {"art-55.1.a", "art-55.1.b", "art-55.1.c", "art-55.1.d", "art-55.2"}
JUST_ABOVE = flop("10000000000000000000000001")


def trained(cumulative: Quantity) -> dict[str, Any]:
    return {"compute.training.operations": cumulative, "compute.training.cumulative": cumulative}


# The threshold of 10^25.


def test_exactly_10_to_the_25_is_not_presumed_to_have_high_impact_capabilities():
    assert classified(trained(flop("1e25"))).presumed.truth is NO


def test_one_operation_above_10_to_the_25_is_presumed_so():
    outcome = classified(trained(JUST_ABOVE))
    assert (outcome.presumed.truth, outcome.systemic_risk.truth) == (YES, YES)


def test_at_the_threshold_the_other_routes_of_article_51_stay_open():
    outcome = classified(trained(flop("1e25")), without=OPEN_ROUTES)
    assert outcome.systemic_risk.truth is UNKNOWN
    assert {question.fact for question in outcome.questions} >= set(OPEN_ROUTES)


@pytest.mark.parametrize("compute", ["1e24", "1e25"])
def test_a_model_without_the_presumption_is_systemic_when_designated(compute: str):
    outcome = classified(trained(flop(compute)), {"systemic_risk.designated": True})
    assert (outcome.presumed.truth, outcome.systemic_risk.truth) == (NO, YES)
    assert places(outcome) >= SYSTEMIC


def test_a_model_without_the_presumption_is_systemic_when_its_capabilities_are_shown():
    outcome = classified(trained(flop("1e25")), {"capabilities.high_impact": True})
    assert (outcome.presumed.truth, outcome.systemic_risk.truth) == (NO, YES)


def test_below_the_threshold_is_no_verdict_until_both_other_routes_are_answered():
    for left_open in OPEN_ROUTES:
        assert classified(trained(flop("1e24")), without=(left_open,)).systemic_risk.truth is UNKNOWN
    assert classified(trained(flop("1e24"))).systemic_risk.truth is NO


def test_compute_that_straddles_the_threshold_gives_no_verdict():
    straddling = Quantity.between(flop("8e24").value, flop("1.2e25").value, "FLOP")
    outcome = classified(trained(straddling))
    assert (outcome.presumed.truth, outcome.systemic_risk.truth) == (UNKNOWN, UNKNOWN)
    assert {duty.applies for duty in outcome.obligations if duty.norm.id.startswith("duty:art-55")} == {
        UNKNOWN
    }


def test_sending_arguments_changes_nothing_and_their_acceptance_does():
    above = trained(flop("3e25"))
    assert classified(above, {"systemic_risk.arguments_accepted": False}).systemic_risk.truth is YES
    accepted = classified(above, {"systemic_risk.arguments_accepted": True})
    assert (accepted.presumed.truth, accepted.systemic_risk.truth) == (YES, NO)


def test_accepted_arguments_do_not_undo_a_designation():
    outcome = classified(
        trained(flop("3e25")), {"systemic_risk.arguments_accepted": True, "systemic_risk.designated": True}
    )
    assert outcome.systemic_risk.truth is YES


# The grace of Article 111(3).


@pytest.mark.parametrize("place", sorted(EVERY_PROVIDER | SYSTEMIC | {"art-52.1"}))
def test_the_grace_of_2027_covers_every_obligation_and_not_the_summary_alone(place: str):
    legacy = {"market.placed_on": date(2025, 8, 1)}
    during = classified(trained(flop("3e25")), legacy, on=date(2027, 8, 1))
    duty = next(one for one in during.obligations if one.norm.provisions[0] == f"aia:{place}")
    assert (duty.applies, duty.start) == (NO, date(2027, 8, 2))
    assert place in places(classified(trained(flop("3e25")), legacy, on=date(2027, 8, 2)))


def test_the_grace_is_for_models_and_not_for_providers():
    old, new = ({"market.placed_on": day} for day in (date(2025, 8, 1), date(2025, 8, 2)))
    assert places(classified(old)) == set()
    assert places(classified(new)) == EVERY_PROVIDER


# Codes of practice.


def test_no_presumption_of_conformity_in_the_data_comes_from_a_code():
    presumptions = [
        norm for article in LAW.articles() for norm in article.norms if norm.kind == "presumption"
    ]
    assert len(presumptions) >= 3
    for norm in presumptions:
        assert "harmonised standard" in norm.content.en, norm.id
        assert "code" not in norm.content.en, norm.id
        assert "code" not in norm.content.nl, norm.id


@pytest.mark.parametrize(
    "changes", [{}, OPEN_SOURCE, trained(flop("3e25")), {"provider.established_in": "US"}]
)
def test_adhering_to_a_code_changes_no_verdict_and_no_obligation_but_that_of_showing_other_means(
    changes: dict[str, Any],
):
    without, adhering = classified(changes), classified(changes, {"code.adhered_to": True})
    changed = set(outcomes(without)) ^ set(outcomes(adhering))
    assert {duty for duty, _, _ in changed} <= {"duty:art-53.4-2", "duty:art-55.2-2"}
    other_means = {duty.norm.id: duty.applies for duty in adhering.obligations}
    assert other_means["duty:art-53.4-2"] is Truth.NO


def outcomes(outcome: Classification) -> list[object]:
    verdicts = (outcome.general_purpose, outcome.systemic_risk, outcome.exempt, outcome.provider)
    return [
        *(("verdict", number, verdict.truth) for number, verdict in enumerate(verdicts)),
        *((duty.norm.id, duty.applies, duty.start) for duty in outcome.obligations),
    ]


# Fines.


def test_the_fine_is_3_percent_or_15_million_euros_whichever_is_higher():
    (fine,) = (norm for norm in LAW.article("aia:art-101").norms if norm.kind == "penalty")
    assert fine.id == "penalty:art-101.1-1"
    assert fine.details["maximum"] == {
        "percent": "3", "of": "annual-worldwide-turnover", "amount": "15000000", "currency": "EUR", "whichever": "higher",
    }  # fmt: skip


def test_no_lower_cap_for_small_firms_stands_against_fines_on_model_providers():
    capping = [
        norm
        for article in LAW.articles()
        for norm in article.norms
        if {"sme", "smc"} & {*norm.holder, *norm.addressee}
    ]
    assert [
        norm.id for norm in capping if any(place.startswith("aia:art-101") for place in norm.provisions)
    ] == []
    exceptions = [norm for article in LAW.articles() for norm in article.norms if norm.disapplies]
    assert [norm.id for norm in exceptions if "penalty:art-101.1-1" in norm.disapplies] == []


def test_fines_apply_a_year_after_the_obligations():
    (fine,) = (norm for norm in LAW.article("aia:art-101").norms if norm.kind == "penalty")
    assert (fine.in_force(date(2026, 8, 1)), fine.in_force(date(2026, 8, 2))) == (False, True)


@pytest.mark.parametrize("size", ["micro", "small", "medium", "small-mid-cap", "large"])
def test_the_size_of_the_enterprise_changes_no_obligation(size: str):
    assert places(classified({"provider.size": size})) == EVERY_PROVIDER


# Open source.


def test_open_source_never_exempts_from_the_copyright_policy_and_the_summary():
    outcome = classified(OPEN_SOURCE)
    assert outcome.exempt.truth is YES
    assert places(outcome) == {"art-53.1.c", "art-53.1.d", "art-53.3", "art-53.4"}


def test_open_source_never_exempts_a_model_with_systemic_risk():
    outcome = classified(OPEN_SOURCE, trained(flop("3e25")), {"provider.established_in": "US"})
    assert outcome.exempt.truth is NO
    assert places(outcome) >= EVERY_PROVIDER | SYSTEMIC | {"art-52.1", "art-54.1"}


@pytest.mark.parametrize("condition", sorted(OPEN_SOURCE))
def test_the_open_source_exemption_needs_every_condition(condition: str):
    outcome = classified(OPEN_SOURCE, {condition: not OPEN_SOURCE[condition]})
    assert outcome.exempt.truth is NO
    assert "art-53.1.a" in places(outcome)


@pytest.mark.parametrize("condition", sorted(OPEN_SOURCE))
def test_a_condition_of_the_exemption_nobody_answered_exempts_nobody(condition: str):
    outcome = classified(OPEN_SOURCE, without=(condition,))
    assert outcome.exempt.truth is UNKNOWN
    assert "art-53.1.a" in places(outcome, UNKNOWN)


# Presence is not compliance.


def test_no_outcome_and_no_rule_ever_says_that_a_duty_is_fulfilled():
    said = [
        text
        for rule in (*model_rules(), *dossier_rules())
        for text in (rule.wrong.en, rule.why.en, rule.remedy.en)
    ]
    claims = ("is fulfilled", "are fulfilled", "is compliant", "complies with", "you comply", "is met by")
    assert [text for text in said if any(claim in text.lower() for claim in claims)] == []


def test_facts_read_from_files_never_take_a_duty_away_from_article_53():
    files = {
        "licence.spdx": "MIT",
        "data.training.datasets": ("common-crawl",),
        "languages": ("nl",),
        "model.name": "example",
    }
    assert places(classified(files)) == places(classified()) == EVERY_PROVIDER


# What is general-purpose.


def test_speech_to_text_at_10_to_the_24_is_not_general_purpose():
    whisper = {
        "modalities.input": ("audio",),
        "modalities.output": ("text",),
        "compute.training.operations": flop("1e24"),
    }
    outcome = classified(whisper)
    assert (outcome.indicated.truth, outcome.general_purpose.truth) == (YES, NO)
    assert places(outcome) == set()


def test_exactly_10_to_the_23_does_not_meet_the_indication_and_just_above_does():
    at, above = (
        classified({"compute.training.operations": flop(n)}) for n in ("1e23", "100000000000000000000001")
    )
    assert (at.indicated.truth, above.indicated.truth) == (NO, YES)


def test_the_indication_can_be_rebutted_both_ways():
    narrow = classified({"generality.assessed": "narrow"})
    assert (narrow.indicated.truth, narrow.general_purpose.truth) == (YES, NO)
    general = classified({"generality.assessed": "general", "compute.training.operations": flop("5e22")})
    assert (general.indicated.truth, general.general_purpose.truth) == (NO, YES)


def test_many_parameters_alone_make_no_general_purpose_model():
    billions = {"parameters.total": Quantity.exactly("70e9", "parameters")}
    assert classified(billions, without=("compute.training.operations",)).general_purpose.truth is UNKNOWN


# Who is the provider.


def test_a_provider_from_a_third_country_needs_a_representative_before_placing():
    coming = {"market.placed_on": date(2027, 1, 15), "provider.established_in": "US"}
    outcome = classified(coming)
    assert places(outcome) == {"art-54.1", "art-54.2"}
    assert all(duty.start <= TODAY for duty in outcome.applying(YES))


def test_a_model_kept_off_the_union_market_has_no_provider_under_the_act():
    kept_off = {"market.excluded_from_union": True, "provider.established_in": "US"}
    outcome = classified(trained(flop("3e25")), kept_off)
    assert outcome.provider.truth is NO
    assert places(outcome) == places(outcome, UNKNOWN) == set()


def test_research_alone_is_outside_and_a_purpose_nobody_stated_is_not():
    assert places(classified({"purpose.scientific_research_only": True})) == set()
    assert places(classified()) == EVERY_PROVIDER


def modified(compute: str, original: str = "3e24") -> Classification:
    return classified(
        {
            "modification.of_anothers_model": True,
            "modification.compute": flop(compute),
            "modification.original_compute": flop(original),
        }
    )


def test_a_modifier_at_exactly_one_third_is_not_a_provider():
    outcome = modified("1e24")
    assert (outcome.modifier.truth, outcome.provider.truth) == (NO, NO)
    assert places(outcome) == set()


def test_a_modifier_just_above_one_third_is_a_provider():
    outcome = modified("1000000000000000000000001")
    assert (outcome.modifier.truth, outcome.provider.truth) == (YES, YES)
    assert places(outcome) == EVERY_PROVIDER


def test_one_third_is_a_third_and_not_a_rounded_decimal():
    assert Fraction(1, 3) > Fraction("0.333333333333")
    assert modified("333333333333", "1000000000000").modifier.truth is NO  # 0.333333333333 of it
    assert modified("333333333334", "1000000000000").modifier.truth is YES


def test_a_small_modification_of_a_model_with_systemic_risk_is_not_notified_again():
    tuned = {
        "modification.of_anothers_model": True,
        "modification.compute": flop("1e22"),
        "modification.original_compute": flop("3.8e25"),
        "systemic_risk.condition_met_on": date(2026, 10, 1),
    }
    outcome = classified(trained(flop("3.8e25")), tuned)
    assert (outcome.systemic_risk.truth, outcome.provider.truth) == (YES, NO)
    assert places(outcome) == set()


def test_a_named_base_model_may_be_ones_own_so_somebody_has_to_say():
    outcome = classified({"model.base": "example/base"})
    assert outcome.provider.truth is UNKNOWN
    assert "modification.of_anothers_model" in {question.fact for question in outcome.questions}


def test_norway_is_neither_inside_nor_outside():
    outcome = classified({"provider.established_in": "NO"})
    assert {"art-54.1", "art-54.2"} <= places(outcome, UNKNOWN)
    assert "provider.established_in_union" in {question.fact for question in outcome.questions}


@pytest.mark.parametrize(
    ("staff", "turnover", "balance_sheet", "size"),
    [
        (9, "2e6", "9e9", "micro"),
        (249, "9e9", "43e6", "medium"),
        (250, "9e9", "43e6", "small-mid-cap"),
        (750, "1", "1", "large"),
    ],
)
def test_the_size_follows_from_staff_and_one_of_two_amounts(
    staff: int, turnover: str, balance_sheet: str, size: str
):
    facts = facts_of(
        {
            "provider.staff": Quantity.exactly(staff, "persons"),
            "provider.turnover": Quantity.exactly(turnover, "EUR"),
            "provider.balance_sheet": Quantity.exactly(balance_sheet, "EUR"),
        }
    )
    derive(facts, TODAY)
    assert facts.value("provider.size") == size
