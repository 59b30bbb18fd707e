# SPDX-License-Identifier: EUPL-1.2
"""How values and places are said to people, in both languages."""

from datetime import date
from decimal import Decimal

import pytest

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.models.reasons import place_text, quantity_text, readable, source_text, value_text


@pytest.mark.parametrize(
    ("number", "english", "dutch"),
    [
        ("405853388800", "405,853,388,800", "405.853.388.800"),
        ("0.43", "0.43", "0,43"),
        ("1234.5", "1,234.5", "1.234,5"),
        ("3.8e25", "3.8 x 10^25", "3,8 x 10^25"),
        ("10000000000000000000000001", "1 x 10^25", "1 x 10^25"),
        ("0", "0", "0"),
    ],
)
def test_numbers_have_thousands_apart_and_large_ones_a_power_of_ten(number, english, dutch):
    assert readable(Decimal(number)) == Text(english, dutch)


def test_an_exact_quantity_is_one_number_with_its_unit():
    assert quantity_text(Quantity.exactly(12, "days")) == Text("12 days", "12 dagen")


def test_an_interval_a_bound_and_a_bare_value_each_have_their_words():
    assert quantity_text(Quantity.between(Decimal(1), Decimal(2), "FLOP")).en == "1 to 2 FLOP"
    assert quantity_text(Quantity.at_least(5, "tokens")).nl == "ten minste 5 tokens, bovengrens niet bekend"
    assert quantity_text(Quantity(unit="FLOP", high=Decimal(7))).en == "at most 7 FLOP"
    assert quantity_text(Quantity(unit="FLOP", value=Decimal(7))).en == "7 FLOP"


def test_truths_lists_dates_and_names_are_said_in_both_languages():
    assert value_text(True) == Text("yes", "ja")
    assert value_text(("text", "image")) == Text("text, image", "tekst, beeld")
    assert value_text(date(2026, 3, 2)) == Text("2026-03-02", "2026-03-02")
    assert value_text("Apache-2.0") == Text("Apache-2.0", "Apache-2.0")


def test_a_place_is_said_in_both_languages():
    source = Source(file="README.md", method="m", at="line 12, key license")
    assert source_text(source) == Text(
        "README.md, line 12, key license", "README.md, regel 12, sleutel license"
    )
    assert source_text(Source(file="LICENSE", method="m")).nl == "LICENSE"


def test_the_place_of_a_finding_is_said_in_both_languages():
    assert place_text(Place(file="emissions.csv", at="column pue")) == Text(
        "emissions.csv, column pue", "emissions.csv, kolom pue"
    )
    assert place_text(Place(file="adhere.yaml", line=3)).nl == "adhere.yaml:3"


def test_names_in_a_file_are_not_translated():
    source = Source(file="config.json", method="m", at="key files, line 3")
    assert source_text(source).nl == "config.json, sleutel files, regel 3"
    assert source_text(Source(file="a … b", method="m", at="4 files")).nl == "a … b, 4 bestanden"
