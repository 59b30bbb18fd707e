# SPDX-License-Identifier: EUPL-1.2
"""Indicators: every one ours and said to be, tied to the code it is about, and computed where it is said to be."""

from __future__ import annotations

from itertools import pairwise

from tests.unit.reporting.reports import GPAI

from adhere.codes.catalogue import code, known_codes
from adhere.kernel.refs import parse
from adhere.reporting.computing import COMPUTED
from adhere.reporting.elements import elements
from adhere.reporting.indicators import UNITS, Indicator, indicators, proposed
from adhere.reporting.report import SIZES

EVERY = proposed("gpai-2025")
CLOCKS = {clock.id: measure.id for measure, clock in GPAI.deadlines()}


def test_ids_are_unique_and_each_is_found_by_its_own() -> None:
    assert {one.id: one for one in EVERY} == indicators(GPAI)
    assert len(EVERY) == len({one.id for one in EVERY}) == 28


def test_all_are_ours_and_nobody_set_a_target() -> None:
    assert {(one.status, one.target) for one in EVERY} == {("proposed", None)}


def test_each_says_how_it_is_measured_and_how_it_can_be_gamed() -> None:
    for one in EVERY:
        assert all((one.method, one.source, one.gaming)), one.id
        assert one.unit in UNITS
        assert parse(one.provision)


def test_measures_and_clocks_are_those_of_the_code() -> None:
    known = {one.id for one in GPAI.measures}
    for one in EVERY:
        assert set(one.measures) <= known, one.id
        if one.clock is not None:
            assert CLOCKS[one.clock] in one.measures, one.id


def test_exactly_those_marked_as_computed_are() -> None:
    assert {one.id for one in EVERY if one.checkable == "computed"} == set(COMPUTED)


def test_a_larger_signatory_is_asked_no_less() -> None:
    for smaller, larger in pairwise(SIZES):
        assert {one.id for one in EVERY if one.asked_of(smaller)} <= {
            one.id for one in EVERY if one.asked_of(larger)
        }
    assert sum(one.asked_of("micro") for one in EVERY) < sum(one.asked_of("large") for one in EVERY)


def test_every_clock_of_the_first_report_on_an_incident_has_its_own() -> None:
    own = {one.clock for one in EVERY if one.id.startswith("incident-in-time-")}
    assert own == {"S-9.3-1", "S-9.3-2", "S-9.3-3", "S-9.3-4"}


def test_what_nobody_can_check_is_marked() -> None:
    marked = {one.id for one in EVERY if one.checkable == "nobody-can-check"}
    assert marked == {"documentation-update-days", "reservations-honoured-share"}


def test_a_code_with_figures_of_its_own_brings_them() -> None:
    """The code on disinformation asks figures and answers of its own; indicators on models do not belong to it."""
    name = "disinformation-2025"
    if name not in known_codes():
        return
    own = code(name)
    found = indicators(own)
    numeric = [one.id for measure in own.measures for one in measure.elements if one.kind == "numeric"]
    assert numeric
    assert {found[one].status for one in numeric} == {"code"}
    assert not any(isinstance(one, Indicator) and one.id.startswith("request-") for one in found.values())
    asked = [one.id for measure in own.measures for one in elements(measure)]
    assert "implementation" not in asked


def test_a_code_without_questions_of_its_own_gets_ours() -> None:
    assert [one.id for one in elements(GPAI.measure("T-1.1"))] == ["implementation", "outcomes", "obstacles"]
