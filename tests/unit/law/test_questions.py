# SPDX-License-Identifier: EUPL-1.2
"""Questions: the one on top settles most, counted again by brute force; what is settled is not asked."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.law.situations import LAW, TODAY, model

from adhere.kernel.truth import Truth
from adhere.law.applicability import Applicability
from adhere.law.evaluation import State
from adhere.law.questions import ranked

APPLICABILITY = Applicability(LAW, TODAY)
EVALUATION = APPLICABILITY.evaluation
VERDICTS = ("criterion:general-purpose-model", "criterion:systemic-risk", "criterion:open-source-exempt")
ATOMS = len(LAW.atoms)


def settled(state: State) -> int:
    truths = [duty.applies for duty in APPLICABILITY.obligations(state)]
    truths += [EVALUATION.verdict(name, state).truth for name in VERDICTS]
    return sum(truth is not Truth.UNKNOWN for truth in truths)


def open_atoms(state: State) -> list[str]:
    """Every atom an answer to which is still wanted by some verdict, or by a duty that is not settled."""
    wanted = [name for name in VERDICTS if EVALUATION.truth(name, state) is Truth.UNKNOWN]
    for duty, applies in zip(APPLICABILITY.duties, APPLICABILITY.truths(state), strict=True):
        if applies is not Truth.UNKNOWN:
            continue
        criteria = [duty.when, *(norm.when for norm in APPLICABILITY.exceptions_to(duty))]
        wanted += [str(name) for name in criteria if EVALUATION.truth(str(name), state) is Truth.UNKNOWN]
    reasons = {atom for name in wanted for atom in EVALUATION.verdict(name, state).reasons}
    return sorted(atom for atom in reasons if EVALUATION.truth(atom, state) is Truth.UNKNOWN)


def settled_on_average(fact: str, state: State) -> Fraction:
    """Try every way in which the open atoms of a fact can turn out."""
    atoms = [name for name in open_atoms(state) if LAW.atoms[name].fact == fact]
    gains = []
    for answers in product([True, False], repeat=len(atoms)):
        supposed = state
        for atom, answer in zip(atoms, answers, strict=True):
            supposed = EVALUATION.supposing(atom, supposed, answer=answer)
        gains.append(settled(supposed) - settled(state))
    return Fraction(sum(gains), len(gains))


states = st.tuples(st.integers(0, 2**ATOMS - 1), st.integers(0, 2**ATOMS - 1)).map(
    lambda pair: State(pair[0], pair[0] & pair[1])
)


@settings(max_examples=8, deadline=None)
@given(states)
def test_the_top_question_settles_most_of_all_that_could_be_asked(state: State):
    questions = ranked(APPLICABILITY, state, VERDICTS)
    facts = {LAW.atoms[name].fact for name in open_atoms(state)}
    assert {question.fact for question in questions} == facts
    if questions:
        assert questions[0].worth == max(settled_on_average(fact, state) for fact in facts)


@settings(max_examples=25, deadline=None)
@given(states)
def test_questions_come_in_the_order_of_what_they_settle(state: State):
    worths = [question.worth for question in ranked(APPLICABILITY, state, VERDICTS)]
    assert worths == sorted(worths, reverse=True)


def test_for_a_model_of_which_nothing_is_known_the_first_question_is_about_its_generality():
    first = ranked(APPLICABILITY, EVALUATION.state({}), VERDICTS)[0]
    assert first.fact in {
        "compute.training.operations",
        "modalities.generated",
        "modalities.narrow_task",
        "market.placed_on",
    }


def test_a_model_of_which_everything_is_known_leaves_nothing_to_ask():
    facts = model({"provider.representative_appointed": True})
    assert ranked(APPLICABILITY, EVALUATION.state(facts), VERDICTS) == ()


def test_one_answer_that_is_lacking_is_the_only_question():
    state = EVALUATION.state(model(without=("systemic_risk.designated",)))
    (question,) = ranked(APPLICABILITY, state, VERDICTS)
    assert question.fact == "systemic_risk.designated"
    assert question.open == 6  # the verdict on systemic risk and the five duties of Article 55
    assert question.worth == 6


def test_two_questions_about_one_fact_are_asked_once():
    state = EVALUATION.state(model(without=("market.placed_on",)))
    facts = [question.fact for question in ranked(APPLICABILITY, state, VERDICTS)]
    assert facts.count("market.placed_on") == 1
