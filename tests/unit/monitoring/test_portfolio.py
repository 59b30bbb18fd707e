# SPDX-License-Identifier: EUPL-1.2
"""Counting a code over its signatories agrees with looking at every cell, and objectives follow from what is shown alone."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from tests.unit.monitoring.rows import bits, row, same

from adhere.codes.catalogue import code
from adhere.codes.code import Code
from adhere.kernel.truth import Truth
from adhere.monitoring.objectives import objectives
from adhere.monitoring.portfolio import Row, portfolio
from adhere.monitoring.states import NOTHING, Bits, State, set_places, state_of, tallies

MEASURES = ("A-1.1", "A-1.2", "A-2.1")


@pytest.mark.parametrize("seed", range(5))
def test_columns_counted_as_text_agree_with_every_cell(seed: int) -> None:
    chance = random.Random(seed)
    held = [Bits(chance.getrandbits(40), chance.getrandbits(40)) for _ in range(50)]
    places = sorted(chance.sample(range(40), 7))
    found = tallies(held, places)
    for column, place in enumerate(places):
        cells = Counter(one.state(place) for one in held)
        assert {state: numbers[column] for state, numbers in found.items()} == {
            one: cells[one] for one in State
        }


def test_four_ways_to_stand_fit_in_two_bits() -> None:
    one = bits("mnux")
    assert [one.state(place) for place in range(4)] == [
        State.MET,
        State.NOT_MET,
        State.UNKNOWN,
        State.OUTSIDE,
    ]
    assert [list(set_places(one.within(0b1111, state))) for state in State] == [[0], [1], [2], [3]]
    assert one.within(0b1110, State.MET) == 0


def test_silence_and_alternatives_are_never_met() -> None:
    assert state_of(None) is State.UNKNOWN
    assert state_of("alternative") is State.UNKNOWN
    assert state_of("planned") is State.NOT_MET
    assert NOTHING.state(0) is State.UNKNOWN


def test_counts_are_those_of_the_signatories_that_adhere_to_each_measure() -> None:
    rows = [row("p", f"s{number}", "mnm") for number in range(6)]
    rows += [row("p", f"t{number}", "nmm", "small", scope=0b011) for number in range(6)]
    found = portfolio(rows, MEASURES, ["p"])
    both, one = found.of("A-1.1", "p"), found.of("A-2.1", "p")
    assert (both.adhering, both.shown, one.adhering, one.shown) == (12, 12, 6, 6)
    assert [(group.sizes, group.members) for group in both.groups] == [(("small",), 6), (("large",), 6)]
    assert str(one.total[State.MET]) == "5–6"


def test_who_did_not_report_is_counted_as_not_known() -> None:
    answers = dict.fromkeys("abcd", "m") | dict.fromkeys("efg", "n")
    rows = [*same("p", answers), *(row("p", name, None, scope=1) for name in "xyz")]
    found = portfolio(rows, ["A-1.1"], ["p"])
    assert (found.adhering["p"], found.reported["p"]) == (10, 7)
    total = found.of("A-1.1", "p").total
    assert [str(total[state]) for state in State] == ["4", "3", "3", "0"]


def test_a_code_of_four_hundred_measures_is_counted() -> None:
    names = [f"A-1.{number}" for number in range(400)]
    whole = (1 << 400) - 1
    half = sum(1 << place for place in range(0, 400, 2))
    rows = [
        Row("p", f"s{number}", "large", whole, Bits(half if number < 3 else 0, whole)) for number in range(6)
    ]
    found = portfolio(rows, names, ["p"])
    assert [str(found.of(name, "p").total[State.MET]) for name in names[:2]] == ["3", "0–1"]


def one_commitment() -> Code:
    whole = code("gpai-2025")
    return replace(
        whole,
        commitments=tuple(one for one in whole.commitments if one.id == "T-1"),
        measures=whole.of("T-1"),
    )


@pytest.mark.parametrize(
    ("answers", "truth"),
    [
        ("mmmmmmmmmm", Truth.YES),
        ("mmmmmmmmnn", Truth.YES),
        ("mmmmmmnnnn", Truth.NO),
        ("mmmmmmmunn", Truth.UNKNOWN),  # 70 to 80 per cent
        ("uuuuuuuuuu", Truth.UNKNOWN),  # silence
        ("mmmxxxxxxx", Truth.YES),  # those to whom it applies all met it
        ("mmmm", Truth.UNKNOWN),  # too few to show
        ("", Truth.UNKNOWN),  # nobody
    ],
)
def test_an_objective_is_achieved_or_not_or_not_known(answers: str, truth: Truth) -> None:
    small = one_commitment()
    names = [one.id for one in small.measures]
    rows = [row("p", f"s{number}", answer * 3) for number, answer in enumerate(answers)]
    (objective,) = objectives(small, portfolio(rows, names, ["p"]), "p")
    assert objective.verdict.truth is truth
    assert [share.measure for share in objective.verdict.reasons] == names
    assert all(share.text.nl and share.text.en for share in objective.shares)


def test_one_measure_that_is_not_met_decides_and_is_the_reason() -> None:
    small = one_commitment()
    names = [one.id for one in small.measures]
    rows = [row("p", f"s{number}", "mnm") for number in range(8)]
    (objective,) = objectives(small, portfolio(rows, names, ["p"]), "p")
    assert objective.verdict.truth is Truth.NO
    assert [share.measure for share in objective.verdict.reasons] == ["T-1.2"]


def test_a_commitment_without_measures_is_not_achieved_by_that() -> None:
    empty = replace(one_commitment(), measures=())
    (objective,) = objectives(empty, portfolio([], [], ["p"]), "p")
    assert objective.verdict.truth is Truth.UNKNOWN
