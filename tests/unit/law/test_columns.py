# SPDX-License-Identifier: EUPL-1.2
"""Many situations at once: bit by bit the same as one situation after another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.law.situations import LAW, TODAY

from adhere.law.applicability import Applicability
from adhere.law.columns import outcomes
from adhere.law.evaluation import State

ATOMS = len(LAW.atoms)
CRITERIA = sorted(LAW.criteria)
states = st.tuples(st.integers(0, 2**ATOMS - 1), st.integers(0, 2**ATOMS - 1)).map(
    lambda pair: State(pair[0], pair[0] & pair[1])
)


@pytest.mark.parametrize("on", [date(2025, 8, 1), date(2026, 8, 1), TODAY, date(2027, 8, 2)])
@settings(max_examples=25, deadline=None)
@given(st.lists(states, min_size=1, max_size=40))
def test_many_situations_come_out_as_each_alone(on: date, situations: list[State]):
    applicability = Applicability(LAW, on)
    found = outcomes(applicability, CRITERIA, situations)
    for state, row in zip(situations, found, strict=True):
        criteria = (applicability.evaluation.truth(name, state) for name in CRITERIA)
        assert row == (*criteria, *applicability.truths(state))


def test_of_no_situation_there_is_no_outcome():
    assert outcomes(Applicability(LAW, TODAY), CRITERIA, []) == []


def test_the_first_and_the_last_situation_keep_their_places():
    applicability = Applicability(LAW, TODAY)
    bit = applicability.evaluation.bits["atom:adheres-to-code"]
    known = [State(bit, bit), *[State(0, 0)] * 70, State(bit, 0)]
    column = [truths[0].value for truths in outcomes(applicability, ["criterion:code-participant"], known)]
    assert column == ["yes", *["unknown"] * 70, "no"]
