# SPDX-License-Identifier: EUPL-1.2
"""Evaluation: the two integers of a model against a slow reading of the same criteria, and where the reasons come from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.law.situations import LAW, TODAY, between, flop, model

from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.law.evaluation import Evaluation, State

EVALUATION = Evaluation.of(LAW, TODAY)
ATOMS, CRITERIA = sorted(LAW.atoms), sorted(LAW.criteria)
Answers = dict[str, bool | None]


def slow(identifier: str, answers: Answers) -> bool | None:
    """Strong Kleene logic written out, without memory, integers or reasons."""
    if identifier in answers:
        return answers[identifier]
    parts = LAW.criteria[identifier].parts
    needed = [slow(part, answers) for part in parts.get("all", ())]
    needed += [opposite(slow(part, answers)) for part in parts.get("none", ())]
    if "any" in parts:
        needed.append(opposite(conjunction([opposite(slow(part, answers)) for part in parts["any"]])))
    return conjunction(needed)


def conjunction(values: list[bool | None]) -> bool | None:
    return False if False in values else None if None in values else True


def opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def state_of(answers: Answers) -> State:
    known = sum(EVALUATION.bits[name] for name, answer in answers.items() if answer is not None)
    return State(known, sum(EVALUATION.bits[name] for name, answer in answers.items() if answer))


situations = st.fixed_dictionaries({name: st.sampled_from([True, False, None]) for name in ATOMS})


@settings(deadline=None)
@given(situations)
def test_every_criterion_is_what_kleene_logic_makes_of_its_atoms(answers: Answers):
    state = state_of(answers)
    for criterion in CRITERIA:
        assert EVALUATION.truth(criterion, state) is Truth.of(slow(criterion, answers)), criterion


@settings(deadline=None)
@given(situations)
def test_the_verdict_with_reasons_is_the_truth_without(answers: Answers):
    state = state_of(answers)
    for criterion in CRITERIA:
        assert EVALUATION.verdict(criterion, state).truth is EVALUATION.truth(criterion, state)


@settings(deadline=None)
@given(situations, st.sampled_from(CRITERIA))
def test_the_reasons_alone_settle_a_verdict(answers: Answers, criterion: str):
    verdict = EVALUATION.verdict(criterion, state_of(answers))
    rested_on = {name: answer if name in verdict.reasons else None for name, answer in answers.items()}
    if verdict.truth is not Truth.UNKNOWN:
        assert EVALUATION.truth(criterion, state_of(rested_on)) is verdict.truth


@settings(deadline=None)
@given(situations, st.sampled_from(CRITERIA))
def test_answering_every_open_atom_settles_the_criterion(answers: Answers, criterion: str):
    state = state_of(answers)
    for _ in ATOMS:
        for atom in EVALUATION.open_atoms([criterion], state):
            state = EVALUATION.supposing(atom, state, answer=True)
    assert EVALUATION.truth(criterion, state) is not Truth.UNKNOWN


@settings(deadline=None)
@given(situations, st.sampled_from(ATOMS), st.booleans())
def test_supposing_answers_one_atom_and_leaves_the_others(answers: Answers, atom: str, answer: bool):
    supposed = EVALUATION.supposing(atom, state_of(answers), answer=answer)
    assert supposed == state_of(answers | {atom: answer})


@settings(deadline=None)
@given(situations, st.sampled_from(ATOMS), st.booleans(), st.sampled_from(CRITERIA))
def test_knowing_more_never_overturns_a_verdict(answers: Answers, atom: str, answer: bool, criterion: str):
    before = EVALUATION.truth(criterion, state_of(answers))
    if answers[atom] is None and before is not Truth.UNKNOWN:
        assert EVALUATION.truth(criterion, state_of(answers | {atom: answer})) is before


def test_nothing_stated_is_unknown_save_what_only_a_statement_can_make_true():
    state = EVALUATION.state({})
    closed = {name for name in ATOMS if EVALUATION.truth(name, state) is Truth.NO}
    assert closed == {
        "atom:generality-shown", "atom:generality-rebutted", "atom:forecast-made", "atom:arguments-accepted",
        "atom:kept-off-the-union-market", "atom:sole-purpose-research", "atom:adheres-to-code", "atom:adheres-to-code-on-article-55",
        "atom:request-received",
        "atom:original-with-systemic-risk", "atom:follows-harmonised-standard", "atom:forecast-since-obligations-applied",
    }  # fmt: skip
    assert {EVALUATION.truth(name, state) for name in set(ATOMS) - closed} == {Truth.UNKNOWN}


OUTCOMES: list[tuple[str, str, Any, Truth]] = [
    ("atom:cumulative-compute-above-threshold", "compute.training.cumulative", flop("1e25"), Truth.NO),
    ("atom:cumulative-compute-above-threshold", "compute.training.cumulative", flop("10000000000000000000000001"), Truth.YES),
    ("atom:cumulative-compute-above-threshold", "compute.training.cumulative", between("9e24", "1.1e25"), Truth.UNKNOWN),
    ("atom:cumulative-compute-above-threshold", "compute.training.cumulative", between("9e24", "1e25"), Truth.NO),
    ("atom:cumulative-compute-above-threshold", "compute.training.cumulative", Quantity.at_least("9e24", "FLOP"), Truth.UNKNOWN),
    ("atom:cumulative-compute-above-threshold", "compute.training.cumulative", Quantity.at_least("2e25", "FLOP"), Truth.YES),
    ("atom:generates-language-image-or-video", "modalities.generated", ("image-from-text",), Truth.YES),
    ("atom:generates-language-image-or-video", "modalities.generated", (), Truth.NO),
    ("atom:weights-public", "publication.weights", False, Truth.NO),
    ("atom:weights-public", "publication.weights", "yes", Truth.UNKNOWN),
    ("atom:generality-shown", "generality.assessed", "general", Truth.YES),
    ("atom:generality-shown", "generality.assessed", "narrow", Truth.NO),
    ("atom:is-sme", "provider.size", "medium", Truth.YES),
    ("atom:is-sme", "provider.size", "small-mid-cap", Truth.NO),
    ("atom:placed-before-obligations-applied", "market.placed_on", date(2025, 8, 1), Truth.YES),
    ("atom:placed-before-obligations-applied", "market.placed_on", date(2025, 8, 2), Truth.NO),
    ("atom:placed-on-union-market", "market.placed_on", TODAY, Truth.YES),
    ("atom:placed-on-union-market", "market.placed_on", date(2026, 11, 23), Truth.NO),
    ("atom:date-of-placing-known", "market.placed_on", date(2030, 1, 1), Truth.YES),
    ("atom:forecast-made", "compute.forecast.made_on", date(2026, 1, 1), Truth.YES),
]  # fmt: skip


@pytest.mark.parametrize(("atom", "fact", "value", "truth"), OUTCOMES)
def test_an_atom_compares_a_fact_with_the_value_of_the_law(atom: str, fact: str, value: Any, truth: Truth):
    assert EVALUATION.truth(atom, EVALUATION.state({fact: value})) is truth


def test_a_fact_the_law_does_not_ask_for_changes_nothing():
    assert EVALUATION.state(model({"parameters.total": flop("1")})) == EVALUATION.state(model())


def test_one_no_is_the_whole_reason():
    verdict = EVALUATION.verdict("criterion:free-and-open-source", EVALUATION.state(model()))
    assert (verdict.truth, verdict.reasons) == (Truth.NO, ("atom:licence-free-and-open-source",))


def test_what_is_open_is_asked_once_however_many_criteria_hang_on_it():
    state = EVALUATION.state(model(without=("capabilities.high_impact",)))
    names = ("criterion:systemic-risk", "criterion:provider-of-systemic-risk-model")
    assert EVALUATION.open_atoms(names, state) == ("atom:high-impact-capabilities-shown",)
