# SPDX-License-Identifier: EUPL-1.2
"""Values as canonical JSON and back, and as people read them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.forms.sample import FORM

from adhere.forms.answers import Record, Value
from adhere.forms.form import Field, Part
from adhere.forms.scalars import figure_text, number_json, significant
from adhere.forms.values import value_json, value_of, value_text
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, plain

NUMBERS = st.decimals(min_value=0, max_value=Decimal("1e60"), allow_nan=False).map(abs) | st.integers(
    0, 10**30
).map(Decimal)
WORDS = st.text(max_size=20)
TEXTS = st.builds(Text, WORDS, WORDS) | WORDS.map(plain)
OPTIONAL = st.none() | NUMBERS


CHOICES = st.lists(st.sampled_from(["text", "images", "other: a"]), min_size=1).map(tuple)
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("text", "link"), TEXTS),
    **dict.fromkeys(("date", "month"), st.dates()),
    **dict.fromkeys(("choice", "choices"), CHOICES),
    "truth": st.booleans(),
}


def quantities(unit: str) -> st.SearchStrategy[Value]:
    return st.builds(Quantity, unit=st.just(unit), value=OPTIONAL, low=OPTIONAL, high=OPTIONAL) | NUMBERS.map(
        lambda number: Quantity.exactly(number, unit)
    )


def records(parts: tuple[Part, ...]) -> st.SearchStrategy[Value]:
    return st.fixed_dictionaries({}, optional={part.id: values(part) for part in parts}).map(Record)


def values(spec: Field | Part) -> st.SearchStrategy[Any]:
    """Values of the kind a field or part asks for."""
    if spec.kind == "quantity":
        return quantities(spec.unit or "")
    if spec.kind == "record":
        return records(spec.parts)
    if spec.kind == "entries":
        return st.lists(records(spec.parts), min_size=1, max_size=3).map(tuple)
    return SCALARS.get(spec.kind, st.dictionaries(st.sampled_from(["text", "other: a"]), TEXTS).map(Record))


ANSWERED = st.sampled_from(FORM.fields).flatmap(lambda field: st.tuples(st.just(field), values(field)))


@given(ANSWERED)
def test_what_is_written_as_json_is_read_back_the_same(answered: tuple[Field, Value]):
    field, value = answered
    written = json.dumps(value_json(value))
    assert value_of(field, json.loads(written)) == value
    assert value_json(value_of(field, json.loads(written))) == json.loads(written)


@given(ANSWERED)
def test_canonical_json_holds_no_number_but_truths(answered: tuple[Field, Value]):
    def leaves(found: Any) -> Any:
        inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else None
        return [found] if inner is None else [leaf for one in inner for leaf in leaves(one)]

    assert all(isinstance(leaf, (str, bool)) for leaf in leaves(value_json(answered[1])))


@given(NUMBERS)
def test_a_number_keeps_its_value_and_its_significant_figures(number: Decimal):
    back = Decimal(number_json(number))
    assert back == number
    assert significant(back) == significant(number)


@given(ANSWERED)
def test_every_value_reads_in_both_languages(answered: tuple[Field, Value]):
    text = value_text(*answered)
    assert isinstance(text.en, str)
    assert isinstance(text.nl, str)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0", "0"),
        ("0.00", "0"),
        ("405853388800", "405853388800"),
        ("1.0E+25", "1.0e25"),
        ("1E+25", "1e25"),
        ("38E+24", "3.8e25"),
        ("0.43", "0.43"),
        ("0.430", "0.430"),
        ("1.5E-9", "1.5e-9"),
        ("-0.25", "-0.25"),
    ],
)
def test_numbers_are_written_with_all_their_digits(number: str, written: str):
    assert number_json(Decimal(number)) == written


@pytest.mark.parametrize(
    ("number", "english", "dutch"),
    [
        ("0", "0", "0"),
        ("405853388800", "405,853,388,800", "405.853.388.800"),
        ("4.05e11", "4.05 x 10^11", "4,05 x 10^11"),
        ("1.0e25", "1.0 x 10^25", "1,0 x 10^25"),
        ("1e3", "1,000", "1.000"),
        ("3.79123456e25", "3.79123 x 10^25", "3,79123 x 10^25"),
        ("15000000000000000", "1.5 x 10^16", "1,5 x 10^16"),
        ("12.5", "12.5", "12,5"),
        ("11.333333333333", "11.3333", "11,3333"),
        ("1234567.89", "1,234,568", "1.234.568"),
        ("0.00000012", "1.2 x 10^-7", "1,2 x 10^-7"),
        ("-1234.5", "-1,234.5", "-1.234,5"),
    ],
)
def test_figures_read_as_people_write_them(number: str, english: str, dutch: str):
    assert figure_text(Decimal(number)) == Text(english, dutch)


@pytest.mark.parametrize(
    ("name", "value", "english", "dutch"),
    [
        ("released", date(2026, 3, 1), "1 March 2026", "1 maart 2026"),
        ("collected", date(2026, 3, 1), "March 2026", "maart 2026"),
        ("crawled", True, "yes", "ja"),
        ("kind_of_licence", ("open",), "Open", "Open (nl)"),
        (
            "modalities",
            ("text", "other: sensor data"),
            "- Text\n- Other: sensor data",
            "- Text (nl)\n- Other (nl): sensor data",
        ),
        ("compute", Quantity.exactly("3.8e25", "FLOP"), "3.8 x 10^25 FLOP", "3,8 x 10^25 FLOP"),
        (
            "compute",
            Quantity(unit="FLOP", value=Decimal("3.8e25"), low=Decimal("3e25"), high=Decimal("5e25")),
            "3.8 x 10^25 FLOP (between 3 x 10^25 and 5 x 10^25)",
            "3,8 x 10^25 FLOP (tussen 3 x 10^25 en 5 x 10^25)",
        ),
        (
            "size",
            Quantity(unit="parameters", low=Decimal(3), high=Decimal(5)),
            "3 to 5 parameters",
            "3 tot 5 parameters",
        ),
        ("size", Quantity.at_least(3, "parameters"), "at least 3 parameters", "ten minste 3 parameters"),
        (
            "channels",
            (Record({"channel": plain("API"), "link": plain("https://example.org")}),),
            "Channel: API; Link: https://example.org",
            "Channel (nl): API; Link (nl): https://example.org",
        ),
        (
            "data",
            Record({"unit_definition": plain("a\n\nb"), "training": Quantity.exactly(3, "tokens")}),
            "Unit_definition: a\n\nb\n\nTraining: 3 tokens",
            "Unit_definition (nl): a\n\nb\n\nTraining (nl): 3 tokens",
        ),
        (
            "time",
            Record({"wall_clock": ("month",)}),
            "Wall_clock: less than 1 month",
            "Wall_clock (nl): less than 1 month (nl)",
        ),
    ],
)
def test_values_read_as_people_say_them(name: str, value: Value, english: str, dutch: str):
    assert value_text(FORM.field(name), value) == Text(english, dutch)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("name", 3),
        ("name", {"en": "only"}),
        ("crawled", "yes"),
        ("modalities", []),
        ("modalities", "text"),
        ("released", "1 March"),
        ("size", {"value": "many", "unit": "parameters"}),
        ("size", {"value": "1"}),
        ("data", {"strange": "x"}),
        ("channels", {}),
        ("channels", [3]),
        ("max_size", 3),
    ],
)
def test_what_is_no_value_of_the_field_is_refused(name: str, found: Any):
    with pytest.raises(ValueError, match=r"."):
        value_of(FORM.field(name), found)
