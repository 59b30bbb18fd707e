# SPDX-License-Identifier: EUPL-1.2
"""How periods, grades and wrong values are said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.catalogue import code
from adhere.codes.code import Direction, Unit
from adhere.codes.shape import EVENT_GRADES, LINK_GRADES, MEASURE_GRADES
from adhere.codes.wording import SHOWN, clock_text, grade_text, shown

CLOCK = small().measures[0].deadlines[0]


@pytest.mark.parametrize(
    ("changes", "english", "dutch"),
    [
        ({}, "no later than 14 days", "uiterlijk 14 dagen"),
        ({"amount": Decimal(1)}, "no later than 1 day", "uiterlijk 1 dag"),
        ({"amount": Decimal("2.5"), "unit": "months"}, "no later than 2.5 months", "uiterlijk 2,5 maanden"),
        (
            {"amount": Decimal(10), "unit": "years", "direction": "at-least"},
            "at least 10 years",
            "ten minste 10 jaar",
        ),
        ({"amount": Decimal(0)}, "by that moment", "op dat moment"),
        ({"amount": Decimal(0), "direction": "before"}, "before that moment", "vóór dat moment"),
        (
            {"amount": None, "unit": None, "direction": "as-set"},
            "as the request sets",
            "zoals het verzoek bepaalt",
        ),
        ({"amount": None, "unit": None}, "no number", "zonder getal"),
    ],
)
def test_a_period_is_said_as_people_say_it(changes: dict[str, object], english: str, dutch: str):
    told = clock_text(replace(CLOCK, **changes))
    assert (told.en, told.nl) == (english, dutch)


@pytest.mark.parametrize("direction", get_args(Direction))
@pytest.mark.parametrize("unit", get_args(Unit))
def test_every_direction_and_unit_has_words(direction: Direction, unit: Unit):
    for amount in (Decimal(0), Decimal(1), Decimal(3), None):
        told = clock_text(replace(CLOCK, direction=direction, unit=unit, amount=amount))
        assert "{" not in told.en + told.nl


def test_every_clock_of_the_code_of_2025_can_be_said():
    assert len({clock_text(clock).en for _, clock in code("gpai-2025").deadlines()}) > 10


def test_every_grade_has_words_in_both_languages():
    for grade in {*MEASURE_GRADES, *LINK_GRADES, *EVENT_GRADES}:
        assert grade_text(grade).en != grade_text(grade).nl
    assert grade_text("other").en == "other"


@pytest.mark.parametrize(
    ("value", "english"),
    [
        (None, "nothing"),
        ("", "nothing"),
        ([1], "a list"),
        ({"a": 1}, "a table"),
        (True, "true"),
        (2.5, "2.5"),
        ("a\x1b b", "a? b"),
    ],
)
def test_a_wrong_value_is_shown_as_it_stands_or_as_what_it_is(value: object, english: str):
    assert shown(value).en == english


def test_a_long_value_is_cut():
    assert len(shown("x" * 1000).en) == SHOWN + 1
