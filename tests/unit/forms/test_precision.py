# SPDX-License-Identifier: EUPL-1.2
"""From one quantity to what each recipient sees of it: figures, rounded, a power of ten, a range."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.forms.sample import FORM

from adhere.forms.form import Show
from adhere.forms.precision import bands_of, shown_band, shown_quantity
from adhere.kernel.quantity import Quantity

BANDS = FORM.field("size").bands
OFFICE, AUTHORITY = Show(how="figures", figures=2), Show(how="rounded", figures=1)
MAGNITUDE, BAND = Show(how="magnitude"), Show(how="band")


def exactly(number: str) -> Quantity:
    return Quantity.exactly(number, "FLOP")


def between(low: str | None, high: str | None, value: str | None = None) -> Quantity:
    low_, high_, value_ = (None if one is None else Decimal(one) for one in (low, high, value))
    return Quantity(unit="FLOP", low=low_, high=high_, value=value_)


def seen(quantity: Quantity, show: Show) -> tuple[Any, str | None, list[str]]:
    shown = shown_quantity(quantity, show, BANDS)
    return shown.value, shown.text.en if shown.text else None, [one.kind for one in shown.circumstances]


@pytest.mark.parametrize(
    ("quantity", "text", "kinds"),
    [
        (exactly("3.8e25"), "3.8 x 10^25 FLOP", []),
        (exactly("1.0e25"), "1.0 x 10^25 FLOP", []),
        (exactly("1e25"), "1 x 10^25 FLOP", ["figures"]),
        (exactly("405000000000"), "405,000,000,000 FLOP", []),
        (exactly("7"), "7 FLOP", ["figures"]),
        (exactly("0"), "0 FLOP", []),
        (between("3e25", "5e25"), "3 x 10^25 to 5 x 10^25 FLOP", ["interval"]),
        (between("3.81e25", "3.84e25"), "3.81 x 10^25 to 3.84 x 10^25 FLOP", []),
        (between("3e25", None), "at least 3 x 10^25 FLOP", ["interval"]),
        (between("3e25", "5e25", "3.9e25"), "3.9 x 10^25 FLOP (between 3 x 10^25 and 5 x 10^25)", []),
        (between(None, None), "not known", ["interval"]),
    ],
)
def test_figures_are_shown_in_full_and_told_where_they_are_too_few(
    quantity: Quantity, text: str, kinds: list[str]
):
    value, shown, circumstances = seen(quantity, OFFICE)
    assert (shown, circumstances) == (text, kinds)
    assert value["unit"] == "FLOP"


def test_a_figure_is_rounded_for_reading_only():
    value, text, _ = seen(exactly("3.79123456789e25"), OFFICE)
    assert value["value"] == "3.79123456789e25"
    assert text == "3.79123 x 10^25 FLOP"


@pytest.mark.parametrize(
    ("quantity", "value", "text", "kinds"),
    [
        (exactly("1.56e13"), {"value": "2e13", "unit": "FLOP"}, "2 x 10^13 FLOP", []),
        (exactly("15600000000000"), {"value": "2e13", "unit": "FLOP"}, "2 x 10^13 FLOP", []),
        (exactly("0"), {"value": "0", "unit": "FLOP"}, "0 FLOP", []),
        (exactly("9.6"), {"value": "1e1", "unit": "FLOP"}, "10 FLOP", []),
        (between("1e13", "9e13", "1.56e13"), {"value": "2e13", "unit": "FLOP"}, "2 x 10^13 FLOP", []),
        (between("1.52e13", "1.58e13"), {"value": "2e13", "unit": "FLOP"}, "2 x 10^13 FLOP", []),
        (
            between("1.42e13", "1.58e13"),
            {"low": "1e13", "high": "2e13", "unit": "FLOP"},
            "1 x 10^13 to 2 x 10^13 FLOP",
            ["interval"],
        ),
        (between("1.42e13", None), {"low": "1e13", "unit": "FLOP"}, "at least 1 x 10^13 FLOP", ["interval"]),
    ],
)
def test_rounded_is_never_finer_than_asked(quantity: Quantity, value: Any, text: str, kinds: list[str]):
    assert seen(quantity, AUTHORITY) == (value, text, kinds)


@pytest.mark.parametrize(
    ("quantity", "value", "text", "kinds"),
    [
        (exactly("3.8e25"), {"magnitude": 25, "unit": "FLOP"}, "10^25 FLOP", []),
        (exactly("9.99e25"), {"magnitude": 25, "unit": "FLOP"}, "10^25 FLOP", []),
        (exactly("0"), {"value": "0", "unit": "FLOP"}, "0", []),
        (between("1.1e25", "9e25"), {"magnitude": 25, "unit": "FLOP"}, "10^25 FLOP", []),
        (
            between("9e24", "1.1e25"),
            {"magnitudes": [24, 25], "unit": "FLOP"},
            "10^24 to 10^25 FLOP",
            ["powers"],
        ),
        (between("9e24", "1.1e25", "1.0e25"), {"magnitude": 25, "unit": "FLOP"}, "10^25 FLOP", []),
        (between("9e24", None), {"magnitudes": [24, None], "unit": "FLOP"}, None, ["powers"]),
    ],
)
def test_a_magnitude_is_the_power_of_ten(quantity: Quantity, value: Any, text: str | None, kinds: list[str]):
    assert seen(quantity, MAGNITUDE) == (value, text, kinds)


@pytest.mark.parametrize(
    ("quantity", "value", "text", "kinds"),
    [
        (exactly("1"), {"band": "small"}, "1-500M", []),
        (exactly("5e8"), {"band": "small"}, "1-500M", []),
        (exactly("500000001"), {"band": "medium"}, "500M-5B", []),
        (exactly("4e11"), {"band": "large"}, ">5B", []),
        (exactly("0"), None, None, ["no-band"]),
        (between("6e8", "4e9"), {"band": "medium"}, "500M-5B", []),
        (between("4e8", "6e8"), {"bands": ["small", "medium"]}, "1-500M / 500M-5B", ["bands"]),
        (between("4e8", "6e8", "4.5e8"), {"band": "small"}, "1-500M", []),
        (between("6e9", None), {"band": "large"}, ">5B", []),
        (between("1", None), {"bands": ["small", "medium", "large"]}, "1-500M / 500M-5B / >5B", ["bands"]),
        (between(None, "4e8"), {"bands": ["small"]}, "1-500M", ["bands"]),
    ],
)
def test_a_band_holds_its_upper_edge_and_not_its_lower(
    quantity: Quantity, value: Any, text: str | None, kinds: list[str]
):
    assert seen(quantity, BAND) == (value, text, kinds)


def test_an_estimate_is_said_to_be_one():
    estimate = between("3e25", "5e25", "3.9e25")
    for show, text in (
        (OFFICE, "3,9 x 10^25 FLOP (geschat, tussen 3 x 10^25 en 5 x 10^25)"),
        (AUTHORITY, "4 x 10^25 FLOP (geschat)"),
        (MAGNITUDE, "10^25 FLOP (geschat)"),
        (None, "3,9 x 10^25 FLOP (geschat, tussen 3 x 10^25 en 5 x 10^25)"),
    ):
        shown = shown_quantity(estimate, show, estimated=True)
        assert shown.text is not None
        assert shown.text.nl == text
    banded = shown_quantity(estimate, BAND, BANDS, estimated=True)
    assert [one.kind for one in banded.circumstances] == ["estimated"]


@pytest.mark.parametrize(
    ("show", "value", "kinds"),
    [
        (BAND, {"band": "medium"}, []),
        (None, {"band": "medium"}, []),
        (OFFICE, {"band": "medium"}, ["band-only"]),
        (AUTHORITY, {"low": "5e8", "high": "5e9", "unit": "FLOP"}, ["interval"]),
        (MAGNITUDE, {"magnitudes": [8, 9], "unit": "FLOP"}, ["powers"]),
    ],
)
def test_a_stated_band_answers_what_asks_for_a_band(show: Show | None, value: Any, kinds: list[str]):
    shown = shown_band(BANDS[1], show, "FLOP")
    assert (shown.value, [one.kind for one in shown.circumstances]) == (value, kinds)


NUMBERS = st.decimals(min_value=Decimal("1e-3"), max_value=Decimal("1e30"), allow_nan=False)


@given(NUMBERS)
def test_every_figure_above_the_lowest_edge_lies_in_exactly_one_band(number: Decimal):
    assert len(bands_of(Quantity.exactly(number, "parameters"), BANDS)) == 1


@given(NUMBERS, st.integers(1, 4))
def test_a_rounded_figure_has_no_more_digits_than_asked(number: Decimal, digits: int):
    shown = shown_quantity(Quantity.exactly(number, "FLOP"), Show(how="rounded", figures=digits))
    assert len(Decimal(shown.value["value"]).normalize().as_tuple().digits) <= digits


@given(NUMBERS, NUMBERS, st.sampled_from([AUTHORITY, MAGNITUDE, BAND]))
def test_two_figures_that_look_the_same_in_a_coarse_row_are_the_same_to_the_byte(
    one: Decimal, other: Decimal, show: Show
):
    first, second = (shown_quantity(Quantity.exactly(number, "FLOP"), show, BANDS) for number in (one, other))
    assert (first.text == second.text) == (first.value == second.value)
