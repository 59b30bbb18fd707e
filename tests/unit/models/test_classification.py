# SPDX-License-Identifier: EUPL-1.2
"""Classification of one model and of many: verdicts, reasons and questions, the same either way."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.models.classified import LAW, OPEN_SOURCE, ORDINARY, TODAY, classified, facts_of, flop, places

from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.law.applicability import Applicability
from adhere.models.classification import VERDICTS, classify, classify_many


def test_of_a_model_nothing_is_known_of_everything_is_unknown_and_asked():
    outcome = classified(without=tuple(ORDINARY))
    assert {outcome.general_purpose.truth, outcome.systemic_risk.truth, outcome.exempt.truth} == {
        Truth.UNKNOWN
    }
    assert places(outcome) == set()
    assert outcome.questions


def test_an_ordinary_text_model_is_general_purpose_without_systemic_risk():
    outcome = classified()
    assert (outcome.general_purpose.truth, outcome.systemic_risk.truth) == (Truth.YES, Truth.NO)
    assert (outcome.presumed.truth, outcome.exempt.truth, outcome.provider.truth) == (
        Truth.NO,
        Truth.NO,
        Truth.YES,
    )
    assert outcome.questions == ()


def test_a_lower_bound_on_cumulative_compute_is_never_below_the_threshold():
    outcome = classified(without=("compute.training.further",))
    assert (outcome.presumed.truth, outcome.systemic_risk.truth) == (Truth.UNKNOWN, Truth.UNKNOWN)
    assert outcome.questions[0].fact == "compute.training.cumulative"


def test_a_reason_is_the_question_of_the_law_with_the_answer_and_where_it_was_read():
    outcome = classified({"compute.training.operations": flop("5e22")})
    (reason, *_) = outcome.because(outcome.indicated.reasons)
    assert reason.text.en.startswith("Was the model trained with more than 10^23")
    assert reason.text.en.endswith("No: 5 x 10^22 FLOP")
    assert reason.text.nl.endswith("Nee: 5 x 10^22 FLOP")
    assert reason.source is not None
    assert (reason.source.en, reason.source.nl) == ("adhere.yaml, line 1", "adhere.yaml, regel 1")


def test_what_nobody_stated_is_said_to_be_not_stated():
    outcome = classified({"compute.training.operations": flop("5e22")})
    said = [reason.text.en for reason in outcome.because(outcome.general_purpose.reasons)]
    assert any(line.endswith("No, nobody stated so") for line in said)


def test_every_verdict_has_reasons():
    for outcome in (classified(), classified(OPEN_SOURCE), classified(without=("market.placed_on",))):
        verdicts = (
            outcome.general_purpose,
            outcome.systemic_risk,
            outcome.exempt,
            outcome.provider,
            outcome.modifier,
        )
        assert all(verdict.reasons for verdict in verdicts)
        assert all(duty.verdict.reasons for duty in outcome.obligations)


def test_the_same_facts_on_another_day_give_another_verdict():
    placed = {"market.placed_on": date(2025, 8, 1)}
    assert places(classified(placed, on=date(2027, 8, 1))) == set()
    assert "art-53.1.c" in places(classified(placed, on=date(2027, 8, 2)))


# Many models at once.

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "compute.training.operations": st.sampled_from(["1e22", "1e23", "2e23", "3e25"]).map(flop),
    "compute.training.cumulative": st.sampled_from(["1e22", "1e25", "3e25"]).map(flop),
    "modalities.generated": st.sampled_from([("language",), ("image-from-text",), ()]),
    "modalities.narrow_task": st.booleans(),
    "market.placed_on": st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    "market.excluded_from_union": st.booleans(),
    "provider.established_in_union": st.booleans(),
    "provider.representative_appointed": st.booleans(),
    "modification.of_anothers_model": st.booleans(),
    "modification.above_one_third": st.booleans(),
    "licence.free_and_open_source": st.booleans(),
    "distribution.monetised": st.booleans(),
    "publication.weights": st.booleans(),
    "publication.architecture": st.booleans(),
    "publication.usage": st.booleans(),
    "capabilities.high_impact": st.booleans(),
    "systemic_risk.designated": st.booleans(),
    "systemic_risk.arguments_accepted": st.booleans(),
    "purpose.scientific_research_only": st.booleans(),
    "requests.commission": st.booleans(),
}
models = st.fixed_dictionaries({}, optional=VALUES)


@settings(max_examples=40, deadline=None)
@given(st.lists(models, max_size=6), st.dates(date(2024, 8, 1), date(2028, 1, 1)))
def test_many_models_come_out_as_each_of_them_does(register: list[dict[str, Any]], on: date):
    applicability = Applicability(LAW, on)
    for values, outcome in zip(register, classify_many(register, LAW, on), strict=True):
        one = classify(facts_of(values), applicability)
        verdicts = (one.general_purpose, one.systemic_risk, one.exempt, one.provider)
        expected = (*(verdict.truth for verdict in verdicts), *(duty.applies for duty in one.obligations))
        assert outcome == expected
        assert len(outcome) == len(VERDICTS) + len(applicability.duties)


def test_no_model_gives_no_outcome():
    assert classify_many([], LAW, TODAY) == []


def test_an_interval_that_straddles_is_not_taken_for_its_middle():
    straddling = Quantity.between(flop("8e24").value, flop("2e25").value, "FLOP", flop("9e24").value)
    (outcome,) = classify_many([{"compute.training.cumulative": straddling}], LAW, TODAY)
    assert outcome[VERDICTS.index("criterion:systemic-risk")] is Truth.UNKNOWN
