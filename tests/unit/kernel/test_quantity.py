# SPDX-License-Identifier: EUPL-1.2
"""Quantities: exact thresholds, intervals that straddle them, and how numbers are written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.quantity import Quantity, decimal_text, rounded
from adhere.kernel.truth import Truth

THRESHOLD = Decimal("1e25")
counts = st.integers(min_value=0, max_value=10**40)
decimals = st.decimals(min_value=0, max_value=10**18, places=6)


@pytest.mark.parametrize(
    ("quantity", "truth"),
    [
        (Quantity.exactly("1e25", "FLOP"), Truth.NO),
        (Quantity.exactly("10000000000000000000000001", "FLOP"), Truth.YES),
        (Quantity.at_least("9e24", "FLOP"), Truth.UNKNOWN),
        (Quantity.at_least("1e25", "FLOP"), Truth.UNKNOWN),
        (Quantity.at_least("1.1e25", "FLOP"), Truth.YES),
        (Quantity.between(Decimal("9e24"), Decimal("1.1e25"), "FLOP"), Truth.UNKNOWN),
        (Quantity.between(Decimal("1e24"), Decimal("1e25"), "FLOP"), Truth.NO),
        (Quantity(unit="FLOP"), Truth.UNKNOWN),
        (Quantity(unit="FLOP", value=Decimal("5e25")), Truth.UNKNOWN),
    ],
)
def test_a_threshold_is_exceeded_strictly_and_never_by_a_guess(quantity: Quantity, truth: Truth):
    assert quantity.exceeds(THRESHOLD) is truth


@given(counts, counts)
def test_exact_counts_are_never_rounded(one: int, two: int):
    total = Quantity.exactly(one, "parameters").plus(Quantity.exactly(two, "parameters"))
    assert total.exact
    assert total.value == one + two


@given(st.lists(decimals, min_size=4, max_size=4).map(sorted))
def test_a_sum_of_intervals_holds_every_sum_of_their_members(four: list[Decimal]):
    one = Quantity.between(four[0], four[2], "FLOP")
    two = Quantity.between(four[1], four[3], "FLOP")
    total = one.plus(two)
    assert total.low <= four[0] + four[3] <= total.high
    assert total.low <= four[2] + four[1] <= total.high


def test_a_bound_that_is_missing_stays_missing():
    total = Quantity.at_least(3, "FLOP").plus(Quantity.exactly(4, "FLOP"))
    assert (total.low, total.high, total.value, total.exact) == (7, None, None, False)


def test_a_product_multiplies_the_bounds_too():
    product = Quantity.between(Decimal(2), Decimal(4), "FLOP", Decimal(3)).times(Decimal("0.5"))
    assert (product.low, product.value, product.high) == (Decimal(1), Decimal("1.5"), Decimal(2))


def test_units_that_differ_are_not_added():
    with pytest.raises(ValueError, match="token cannot be added to FLOP"):
        Quantity.exactly(1, "FLOP").plus(Quantity.exactly(1, "token"))


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0", "0"),
        ("0.000", "0"),
        ("671026404352", "671026404352"),
        ("0.43", "0.43"),
        ("1e3", "1000"),
        ("3.80e25", "3.8e25"),
        ("1e25", "1e25"),
        ("999999999999999", "999999999999999"),
        ("1000000000000000", "1e15"),
        ("0.0000001", "1e-7"),
        ("-12.50", "-12.5"),
    ],
)
def test_numbers_are_written_as_in_the_contract(number: str, written: str):
    assert decimal_text(Decimal(number)) == written


@given(st.decimals(min_value=-(10**30), max_value=10**30, places=9))
def test_a_written_number_reads_back_as_itself(number: Decimal):
    assert Decimal(decimal_text(number)) == number


@pytest.mark.parametrize(
    ("number", "digits", "result"),
    [("1.0816e23", 2, "1.1e23"), ("6.587e23", 2, "6.6e23"), ("1.25", 2, "1.3"), ("9.96e24", 2, "1.0e25")],
)
def test_rounding_is_to_significant_figures_with_halves_up(number: str, digits: int, result: str):
    assert rounded(Decimal(number), digits) == Decimal(result)


def test_one_interval_is_below_another_only_where_all_of_it_is():
    low, high = (
        Quantity.between(Decimal(1), Decimal(2), "FLOP"),
        Quantity.between(Decimal(3), Decimal(4), "FLOP"),
    )
    assert low.below(high)
    assert not high.below(low)
    assert not low.below(Quantity.between(Decimal(2), Decimal(4), "FLOP"))
    assert not Quantity.at_least(1, "FLOP").below(high)
