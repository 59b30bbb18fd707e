# SPDX-License-Identifier: EUPL-1.2
"""Decision tables: a row that fits gives the outcome of the evaluation, and where none fits it is unknown."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.law.situations import LAW, TODAY

from adhere.kernel.truth import Truth
from adhere.law.applicability import Applicability
from adhere.law.decisions import DecisionTable, of_criterion, of_duty
from adhere.law.evaluation import State

ROOT = Path(__file__).resolve().parents[3]
CONCEPTS = frozenset(tomllib.loads((ROOT / "tools" / "decision_tables.toml").read_text("utf-8"))["concepts"])
APPLICABILITY = Applicability(LAW, TODAY)
EVALUATION = APPLICABILITY.evaluation
ATOMS = len(LAW.atoms)
states = st.tuples(st.integers(0, 2**ATOMS - 1), st.integers(0, 2**ATOMS - 1)).map(
    lambda pair: State(pair[0], pair[0] & pair[1])
)


def outcome(table: DecisionTable, state: State) -> Truth:
    """Read a table as a lawyer does: the row whose every answer is known and fits."""
    fitting = {
        row.outcome
        for row in table.rows
        if all(EVALUATION.truth(name, state) is Truth.of(answer) for name, answer in row.answers)
    }
    assert len(fitting) < 2, "two rows that fit say different things"
    return Truth.of(fitting.pop() if fitting else None)


@pytest.mark.parametrize("whole", [CONCEPTS, frozenset()], ids=["concepts", "taken apart"])
@settings(deadline=None)
@given(states)
def test_the_table_of_a_criterion_says_what_the_evaluation_says(whole: frozenset[str], state: State):
    for criterion in LAW.criteria:
        assert outcome(CRITERIA[whole][criterion], state) is EVALUATION.truth(criterion, state), criterion


@settings(deadline=None)
@given(states)
def test_the_table_of_a_duty_says_what_its_obligation_says(state: State):
    for duty, truth in zip(APPLICABILITY.duties, APPLICABILITY.truths(state), strict=True):
        assert outcome(DUTIES[duty.id], state) is truth, duty.id


CRITERIA = {
    whole: {name: of_criterion(LAW, name, whole) for name in LAW.criteria}
    for whole in (CONCEPTS, frozenset[str]())
}
DUTIES = {duty.id: of_duty(APPLICABILITY, duty, CONCEPTS) for duty in APPLICABILITY.duties}


@pytest.mark.parametrize("duty", DUTIES)
def test_a_table_fits_on_a_page_and_no_row_holds_another(duty: str):
    table = DUTIES[duty]
    assert 2 <= len(table.rows) <= 20
    assert len(table.columns) <= 12
    for row in table.rows:
        assert not any(other.answers < row.answers for other in table.rows if other.outcome is row.outcome)


def test_rows_in_which_the_duty_applies_come_first():
    outcomes = [row.outcome for row in DUTIES["duty:art-53.1.a-1"].rows]
    assert outcomes == sorted(outcomes, reverse=True)
    assert True in outcomes
    assert False in outcomes


def test_after_the_grace_the_exception_for_older_models_is_no_column():
    later = Applicability(LAW, date(2027, 8, 2))
    column = "criterion:placed-before-application"
    tables = [of_duty(which, which.duties[1], CONCEPTS) for which in (APPLICABILITY, later)]
    assert [column in table.columns for table in tables] == [True, False]
