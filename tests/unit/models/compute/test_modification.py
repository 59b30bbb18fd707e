# SPDX-License-Identifier: EUPL-1.2
"""The one-third rule: strict, exact, and careful with what stands in for an unknown original."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.models.compute.modification import derive_modification, one_third_rule
from adhere.models.facts import Fact, Facts

ON = date(2026, 11, 22)


def flop(value: object) -> Quantity:
    return Quantity.exactly(str(value), "FLOP")


@given(st.integers(1, 10**26))
def test_exactly_one_third_is_not_more_and_one_operation_more_is(third):
    original = flop(3 * third)
    assert one_third_rule(flop(third), original, Truth.NO, ON).truth is Truth.NO
    assert one_third_rule(flop(third + 1), original, Truth.NO, ON).truth is Truth.YES


def test_a_third_that_no_decimal_equals_is_still_compared_exactly():
    assert one_third_rule(flop("3.3333333333333333333333e23"), flop("1e24"), Truth.NO, ON).truth is Truth.NO
    assert one_third_rule(flop("3.3333333333333333333334e23"), flop("1e24"), Truth.NO, ON).truth is Truth.YES


def test_a_known_original_is_measured_against_itself_and_the_fallbacks_stay_out():
    found = one_third_rule(flop("1e22"), flop("2e22"), Truth.YES, ON)
    assert found.truth is Truth.YES
    assert [figure.id for figure in found.figures] == ["figure:modification-share"]


@pytest.mark.parametrize(
    ("systemic", "compute", "truth", "figure"),
    [
        (Truth.NO, "3.33e22", Truth.NO, "figure:modification-fallback-other"),
        (Truth.NO, "3.34e22", Truth.YES, "figure:modification-fallback-other"),
        (Truth.YES, "3.33e24", Truth.NO, "figure:modification-fallback-systemic"),
        (Truth.YES, "3.34e24", Truth.YES, "figure:modification-fallback-systemic"),
    ],
)
def test_for_an_unknown_original_a_figure_stands_in_by_its_status(systemic, compute, truth, figure):
    found = one_third_rule(flop(compute), None, systemic, ON)
    assert (found.truth, found.figures[-1].id) == (truth, figure)


@pytest.mark.parametrize(
    ("compute", "truth"), [("1e22", Truth.NO), ("1e23", Truth.UNKNOWN), ("1e25", Truth.YES)]
)
def test_with_the_status_unknown_only_what_both_figures_decide_is_decided(compute, truth):
    found = one_third_rule(flop(compute), None, Truth.UNKNOWN, ON)
    assert found.truth is truth
    assert len(found.figures) == 3
    assert len(found.reasons) == 3


def test_intervals_that_straddle_give_no_verdict():
    wide = Quantity.between(Decimal("1e22"), Decimal("1e23"), "FLOP")
    assert one_third_rule(wide, flop("1e23"), Truth.NO, ON).truth is Truth.UNKNOWN
    assert one_third_rule(flop("1e22"), wide, Truth.NO, ON).truth is Truth.UNKNOWN
    assert (
        one_third_rule(flop("1e24"), Quantity.at_least("1e20", "FLOP"), Truth.NO, ON).truth is Truth.UNKNOWN
    )
    assert one_third_rule(flop("1e10"), Quantity.at_least("1e20", "FLOP"), Truth.NO, ON).truth is Truth.NO


def test_an_original_without_bounds_is_as_good_as_unknown():
    found = one_third_rule(flop("1e25"), Quantity(unit="FLOP", value=Decimal("1e20")), Truth.NO, ON)
    assert found.figures[-1].id == "figure:modification-fallback-other"


def test_the_reason_names_share_and_figures_in_both_languages():
    reason = one_third_rule(flop("1e23"), None, Truth.NO, ON).reasons[0]
    assert "1/3" in reason.en
    assert "1/3" in reason.nl
    assert "1 x 10^23" in reason.nl


def test_before_the_guidelines_counted_there_was_no_such_rule():
    with pytest.raises(LookupError):
        one_third_rule(flop(1), flop(1), Truth.NO, date(2025, 1, 1))
    assert derive_modification(facts(compute="1e23", original_compute="1e23"), date(2025, 1, 1)) is None


def facts(**values: object) -> Facts:
    source = Source(file="adhere.yaml", method="statement", who="J. Jansen", when="2026-11-01")
    return Facts.of(
        Fact(
            id=f"modification.{name}",
            value=flop(value) if isinstance(value, str) else value,
            basis=Basis.DECLARED,
            sources=(source,),
        )
        for name, value in values.items()
    )


def test_the_fact_rests_on_what_was_stated_and_says_why():
    fact = derive_modification(facts(compute="1e23", original_compute="2e23"), ON)
    assert fact.id == "modification.above_one_third"
    assert fact.value is True
    assert fact.sources[0].who == "J. Jansen"
    assert fact.note is not None


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"original_compute": "1e23"},
        {"compute": "1e23"},
        {"compute": "1e23", "original_compute_unknowable": False},
        {"compute": "1e23", "original_compute_unknowable": True},
    ],
)
def test_without_enough_to_go_on_there_is_no_fact(stated):
    assert derive_modification(facts(**stated), ON) is None


def test_a_figure_stands_in_only_after_someone_said_the_original_cannot_be_estimated():
    stated = {"compute": "1e23", "original_compute_unknowable": True, "original_systemic_risk": False}
    assert derive_modification(facts(**stated), ON).value is True
