# SPDX-License-Identifier: EUPL-1.2
"""Numbers in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from adhere.models.readers.amounts import amounts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.46M", "1460000"),
        ("15 trillion", "15e12"),
        ("4 Trillion", "4e12"),
        ("11,390", "11390"),
        ("3.8 x 10^25", "3.8e25"),
        ("3.8×10^{25}", "3.8e25"),
        ("6.74e24", "6.74e24"),
        ("2.2e+22", "2.2e22"),
        ("370k", "370000"),
        ("0.8075", "0.8075"),
    ],
)
def test_a_number_is_read_in_the_ways_cards_write_it(text: str, expected: str) -> None:
    assert [amount.value for amount in amounts(f"was {text} units")] == [Decimal(expected)]


@pytest.mark.parametrize("text", ["2-3 million", "2–5M", "1 to 2 hours", "from 2 - 3", "v1.2.3", "1.234.567"])
def test_ranges_and_versions_are_no_amounts(text: str) -> None:
    assert list(amounts(text)) == []


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("over 15", "at-least"),
        ("more than 15", "at-least"),
        ("15T+", "at-least"),
        ("up to 9", "at-most"),
        ("less than 9", "at-most"),
        ("~15", "about"),
        ("approximately 15", "about"),
        ("appx. 15", "about"),
        ("about a total of 15", "about"),
        ("exactly 15", "exact"),
    ],
)
def test_the_words_before_a_number_say_how_precise_it_is(text: str, precision: str) -> None:
    assert [amount.precision for amount in amounts(text)] == [precision]
