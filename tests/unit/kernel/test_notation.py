# SPDX-License-Identifier: EUPL-1.2
"""Numbers, days and months as people write them in files, and what is wrong where they are written otherwise."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.notation import NotationError, bounded, day_of, month_of, number_of


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (3, "3"),
        ("+3", "3"),
        ("1.0e25", "1.0E+25"),
        (Decimal("0.50"), "0.50"),
        ("405 tokens", "405"),
        ("1E-3", "0.001"),
    ],
)
def test_a_number_is_read_with_all_its_digits(written: object, number: str):
    assert number_of(written, "tokens").as_tuple() == Decimal(number).as_tuple()


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (True, "type"), (None, "type"), ([1], "type"), (1.5, "type"),
        ("many", "form"), ("", "form"), ("1.2.3", "form"), (".5", "form"), ("NaN", "form"), ("٣", "form"),
        (Decimal("Infinity"), "form"), ("1_000", "separators"), ("1,000", "separators"), ("1 000 000", "separators"),
        ("1.000.000", "separators"), ("1,5", "separators"), ("3 FLOP", "unit"), ("4 billion", "unit"),
        (-1, "negative"), ("-1e3", "negative"), ("1" * 61, "long"), (10**400, "long"), ("3  tokens", "form"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_told_apart(written: object, fault: str):
    with pytest.raises(NotationError) as caught:
        number_of(written, "tokens")
    assert caught.value.fault == fault


def test_without_a_unit_none_is_taken():
    with pytest.raises(NotationError):
        number_of("3 tokens")


@pytest.mark.parametrize(
    ("read", "written", "day"),
    [(day_of, "2024-02-29", date(2024, 2, 29)), (month_of, "2024-02", date(2024, 2, 1))],
)
def test_days_and_months_are_read(read: Callable[[object], date], written: str, day: date):
    assert read(written) == day


@pytest.mark.parametrize(
    ("read", "written", "fault"),
    [
        (day_of, "2025-02-29", "no-such-day"), (day_of, "0000-01-01", "no-such-day"), (month_of, "2025-13", "no-such-day"),
        (day_of, "2025-2-9", "form"), (day_of, "2025-W01-1", "form"), (day_of, "٢٠٢٥-٠١-٠١", "form"), (month_of, "2025-02-01", "form"),
        (day_of, 20250101, "type"), (month_of, None, "type"), (day_of, date(2025, 1, 1), "type"),
    ],
)  # fmt: skip
def test_what_is_no_day_or_month_is_told_apart(read: Callable[[object], date], written: object, fault: str):
    with pytest.raises(NotationError) as caught:
        read(written)
    assert caught.value.fault == fault


@pytest.mark.parametrize("numbers", [(None, None, None), (2, 1, None), (1, 2, 3), (1, 2, 0), (None, None, 1)])
def test_bounds_that_are_none_are_refused(numbers: tuple[int | None, int | None, int | None]):
    low, high, value = (None if one is None else Decimal(one) for one in numbers)
    with pytest.raises(NotationError):
        bounded("FLOP", low, high, value)


def test_one_bound_is_enough():
    assert bounded("FLOP", Decimal(1), None).high is None
    assert bounded("FLOP", None, Decimal(1), Decimal(0)).value == 0


@given(st.text() | st.integers() | st.decimals() | st.floats() | st.none())
def test_nothing_but_a_notation_error_comes_out(written: object):
    for read in (number_of, day_of, month_of):
        with suppress(NotationError):
            read(written)
