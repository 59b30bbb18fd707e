# SPDX-License-Identifier: EUPL-1.2
"""Calendars: what is known of the Commission and of Member States, and what is not."""

from __future__ import annotations

from datetime import date

import pytest

from adhere.kernel.calendar import Calendar
from adhere.kernel.calendar.wording import words
from adhere.kernel.data import packaged
from adhere.kernel.truth import Truth

COMMISSION = Calendar.for_institution("commission")


@pytest.mark.parametrize(
    ("day", "truth"),
    [
        (date(2026, 11, 20), Truth.YES),
        (date(2026, 4, 2), Truth.NO),
        (date(2026, 12, 31), Truth.NO),
        (date(2026, 7, 21), Truth.NO),
        (date(2026, 11, 21), Truth.NO),
        (date(2026, 11, 22), Truth.NO),
        (date(2031, 1, 1), Truth.UNKNOWN),
        (date(2031, 3, 8), Truth.NO),
    ],
    ids=[
        "Friday",
        "Maundy Thursday",
        "year end",
        "national day",
        "Saturday",
        "Sunday",
        "year unknown",
        "weekend in it",
    ],
)
def test_a_day_at_the_commission_is_working_or_not_or_unknown(day: date, truth: Truth):
    assert COMMISSION.is_working_day(day) is truth


def test_member_states_differ_from_the_commission_and_from_each_other():
    good_friday, king_day = date(2026, 4, 3), date(2026, 4, 27)
    assert Calendar.for_country("NL").is_working_day(king_day) is Truth.NO
    assert Calendar.for_country("BE").is_working_day(king_day) is Truth.YES
    assert Calendar.for_country("DE").is_working_day(good_friday) is Truth.NO


def test_a_member_state_is_known_for_the_years_around_the_release_of_the_package_only():
    assert Calendar.for_country("NL").is_working_day(date(2035, 12, 25)) is Truth.UNKNOWN


@pytest.mark.parametrize("code", ["EL", "el", "GR", "nl"])
def test_letters_of_the_union_and_small_ones_will_do(code: str):
    assert Calendar.for_country(code).is_working_day(date(2026, 12, 25)) is Truth.NO


@pytest.mark.parametrize("code", ["US", "XX", "", "NLD"])
def test_a_country_outside_the_union_is_refused(code: str):
    with pytest.raises(ValueError, match="is no Member State"):
        Calendar.for_country(code)


def test_an_institution_without_a_list_is_refused_with_those_that_have_one():
    with pytest.raises(ValueError, match="only for: commission"):
        Calendar.for_institution("parliament")


def test_there_are_as_many_member_states_as_the_union_has_and_each_has_christmas():
    codes = words()["countries"]["codes"]
    assert len(set(codes)) == 27
    for code in codes:
        assert date(2026, 12, 25) in Calendar.for_country(code).years[2026].days, code


def test_what_recurs_was_a_holiday_in_every_known_year():
    assert COMMISSION.recurs(date(2031, 1, 1))
    assert not COMMISSION.recurs(date(2031, 1, 2))
    assert not Calendar(name=COMMISSION.name).recurs(date(2031, 1, 1))


def test_every_list_lies_in_its_year_and_names_a_source_and_a_grade():
    for record in packaged("adhere.kernel", "data/institution-holidays.toml")["year"]:
        assert {day.year for day in record["dates"]} == {record["year"]}
        assert sorted(set(record["dates"])) == record["dates"]
        assert record["source"]
        assert record["read_in"]
        assert record["grade"] in words()["grade"]
