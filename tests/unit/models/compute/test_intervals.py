# SPDX-License-Identifier: EUPL-1.2
"""Interval arithmetic and agreement within a margin."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.quantity import EXACT, Quantity
from adhere.kernel.truth import Truth
from adhere.models.compute.intervals import agree, hull, product, reported, total, uncertainty, within

MARGIN = Fraction(3, 10)
numbers = st.decimals(min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=3)


def flop(low: object, high: object = None) -> Quantity:
    return Quantity.between(Decimal(str(low)), Decimal(str(low if high is None else high)), "FLOP")


@st.composite
def intervals(draw: st.DrawFn) -> Quantity:
    low, high = sorted((draw(numbers), draw(numbers)))
    return Quantity.between(low, high, "FLOP")


@given(intervals(), intervals(), st.data())
def test_the_product_holds_the_product_of_any_two_points(one, two, data):
    points = [data.draw(st.sampled_from((quantity.low, quantity.high))) for quantity in (one, two)]
    result = product("FLOP", one, two)
    assert result.low <= EXACT.multiply(*points) <= result.high


@given(intervals(), intervals(), numbers)
def test_a_wider_factor_never_makes_a_narrower_product(one, two, extra):
    wider = Quantity.between(two.low, two.high + extra, "FLOP")
    assert product("FLOP", one, wider).high >= product("FLOP", one, two).high
    assert product("FLOP", one, wider).low == product("FLOP", one, two).low


@given(st.lists(intervals(), min_size=1, max_size=5))
def test_the_hull_holds_every_part_and_the_sum_is_no_less_than_any(parts):
    span, summed = hull(parts), total("FLOP", parts)
    assert all(span.low <= part.low and part.high <= span.high for part in parts)
    assert all(summed.high >= part.high for part in parts)


def test_an_open_side_stays_open_in_product_sum_and_hull():
    open_above = Quantity.at_least(2, "FLOP")
    for result in (
        product("FLOP", flop(3), open_above),
        total("FLOP", [flop(3), open_above]),
        hull([flop(3), open_above]),
    ):
        assert result.low is not None
        assert result.high is None


def test_a_product_of_sixty_digits_is_not_rounded():
    large = Decimal(123456789012345678901234567891)
    assert (
        product("FLOP", Quantity.exactly(large, "x"), Quantity.exactly(large, "x")).value == int(large) ** 2
    )


def test_the_sum_of_nothing_is_zero_and_the_hull_of_nothing_a_mistake():
    assert total("FLOP", []).value == 0
    with pytest.raises(ValueError, match="no quantity"):
        hull([])


def test_the_figure_to_report_is_the_value_else_the_middle_else_none():
    assert reported(Quantity.between(Decimal(1), Decimal(9), "FLOP", Decimal(2))) == 2
    assert reported(flop(1, 9)) == 5
    assert reported(Quantity.at_least(1, "FLOP")) is None


def test_uncertainty_is_a_share_of_the_reported_figure_not_of_the_truth():
    assert uncertainty(flop(7, 13)) == Decimal("0.3")
    assert within(flop(7, 13), MARGIN) is Truth.YES
    assert within(flop(7, "13.1"), MARGIN) is Truth.NO
    assert within(Quantity.at_least(7, "FLOP"), MARGIN) is Truth.UNKNOWN


def test_exactly_the_margin_apart_still_agrees():
    assert agree(flop(10), flop(13), MARGIN) is Truth.YES
    assert agree(flop(10), flop("13.0000001"), MARGIN) is Truth.NO


def test_intervals_agree_only_where_every_pair_of_points_does():
    assert agree(flop(10, 11), flop(12, 13), MARGIN) is Truth.YES
    assert agree(flop(10, 11), flop(12, 20), MARGIN) is Truth.UNKNOWN
    assert agree(flop(10, 11), flop(15, 20), MARGIN) is Truth.NO
    assert agree(flop(10), Quantity.at_least(9, "FLOP"), MARGIN) is Truth.UNKNOWN
    assert agree(flop(10), Quantity.at_least(14, "FLOP"), MARGIN) is Truth.NO


def test_nothing_agrees_with_nothing_but_itself():
    assert agree(flop(0), flop(0), MARGIN) is Truth.YES
    assert agree(flop(0), flop(5), MARGIN) is not Truth.YES


@given(intervals(), intervals())
def test_agreement_does_not_depend_on_the_order(one, two):
    assert agree(one, two, MARGIN) is agree(two, one, MARGIN)
