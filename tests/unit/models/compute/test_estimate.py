# SPDX-License-Identifier: EUPL-1.2
"""Approaches side by side, and the interval they leave together."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.quantity import Quantity
from adhere.kernel.text import plain
from adhere.kernel.truth import Truth
from adhere.law.figures import figure
from adhere.models.compute.estimate import Approach, Estimate, combined

MARGIN = Fraction(3, 10)
INDICATIVE = figure("figure:gpai-indicative-compute")


def approach(low: object, high: object = None, method: str = "six-n-d") -> Approach:
    quantity = Quantity.between(Decimal(str(low)), Decimal(str(low if high is None else high)), "FLOP")
    return Approach(method=method, quantity=quantity, explanation=plain("by hand"))


@given(st.lists(st.tuples(st.integers(1, 10**26), st.integers(0, 10**26)), min_size=1, max_size=4))
def test_the_combined_figure_decides_only_what_every_approach_decides_alike(parts):
    approaches = tuple(approach(low, low + extra) for low, extra in parts)
    verdict = Estimate(approaches=approaches).combined.exceeds(INDICATIVE.number)
    each = {one.quantity.exceeds(INDICATIVE.number) for one in approaches}
    assert verdict is (each.pop() if len(each) == 1 else Truth.UNKNOWN)


def test_an_approach_open_upwards_widens_only_where_it_lies_above_the_others():
    closed = Quantity.between(Decimal(10), Decimal(20), "FLOP")
    assert combined([closed, Quantity.at_least(5, "FLOP")]) == combined([closed])
    assert combined([closed, Quantity.at_least(30, "FLOP")]).high is None
    assert combined([Quantity.at_least(5, "FLOP")]).low == 5


def test_only_pairs_that_certainly_differ_are_disagreements():
    one, near, far = approach(10), approach(12), approach(30, 40, "hardware")
    found = Estimate(approaches=(one, near, far))
    assert {(pair.one, pair.two) for pair in found.disagreements(MARGIN)} == {(one, far), (near, far)}
    assert found.agreement(MARGIN) is Truth.NO


def test_agreement_is_unknown_where_intervals_leave_it_open_and_yes_alone():
    wide = approach(5, 40, "hardware")
    assert Estimate(approaches=(approach(10), wide)).agreement(MARGIN) is Truth.UNKNOWN
    assert Estimate(approaches=(approach(10),)).agreement(MARGIN) is Truth.YES


def test_a_threshold_is_straddled_only_between_two_bounds():
    assert Estimate(approaches=(approach("9e22", "2e23"),)).straddled([INDICATIVE]) == (INDICATIVE,)
    assert Estimate(approaches=(approach("2e23", "3e23"),)).straddled([INDICATIVE]) == ()
    open_above = Approach(method="hardware", quantity=Quantity.at_least(1, "FLOP"), explanation=plain("open"))
    assert Estimate(approaches=(open_above,)).straddled([INDICATIVE]) == ()


def test_an_approach_knows_whether_it_keeps_within_the_margin():
    assert approach(70, 130).uncertainty == Decimal("0.3")
    assert approach(70, 130).within(MARGIN) is Truth.YES
    assert approach("0.20", "0.43").within(MARGIN) is Truth.NO
