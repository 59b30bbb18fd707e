# SPDX-License-Identifier: EUPL-1.2
"""Deadlines: golden cases from the text of the Regulation and from the Court, with the two-week clock around holidays."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from adhere.kernel.calendar import Calendar, HolidayList, Period, Unit, deadline
from adhere.kernel.text import plain

COMMISSION = Calendar.for_institution("commission")
NETHERLANDS = Calendar.for_country("NL")
QUIET = Calendar(
    name=plain("Nowhere"),
    years={
        year: HolidayList(days=frozenset(), source=plain("none"), grade="official")
        for year in range(1990, 2051)
    },
)
"""A calendar that knows weekends only."""


at = datetime.fromisoformat


def ends(event: date, period: str, calendar: Calendar = QUIET, *, backwards: bool = False) -> date:
    return deadline(event, Period.parse(period, backwards=backwards), calendar).day


@pytest.mark.parametrize(
    ("event", "period", "end"),
    [
        (date(2026, 11, 9), "1 day", date(2026, 11, 10)),
        (date(2026, 11, 9), "15 days", date(2026, 11, 24)),
        (date(2026, 11, 9), "3 working days", date(2026, 11, 12)),
        (date(2026, 11, 12), "3 working days", date(2026, 11, 17)),
        (date(2026, 11, 9), "2 weeks", date(2026, 11, 23)),
        (date(2026, 11, 9), "6 months", date(2027, 5, 10)),
        (date(2025, 8, 1), "2 years", date(2027, 8, 2)),
        (date(2027, 8, 31), "6 months", date(2028, 2, 29)),
        (date(2028, 2, 29), "1 year", date(2029, 2, 28)),
        (date(2028, 2, 29), "4 years", date(2032, 3, 1)),
        (date(2025, 12, 31), "2 months", date(2026, 3, 2)),
        (date(2026, 3, 31), "1 month", date(2026, 4, 30)),
    ],
)
def test_the_day_of_the_event_does_not_count_and_the_same_day_ends_the_period(
    event: date, period: str, end: date
):
    assert ends(event, period) == end


@pytest.mark.parametrize(
    ("slaughtered", "end"),
    [
        (date(1998, 3, 12), date(1998, 4, 2)),
        (date(1998, 3, 13), date(1998, 4, 3)),
        (date(1998, 3, 16), date(1998, 4, 6)),
        (date(1998, 1, 27), date(1998, 2, 17)),
        (date(1998, 1, 28), date(1998, 2, 18)),
    ],
)
def test_three_weeks_end_on_the_weekday_of_the_event_as_the_court_held_in_toeters(
    slaughtered: date, end: date
):
    assert ends(slaughtered, "3 weeks") == end


@pytest.mark.parametrize(
    ("event", "end", "moved_from"),
    [
        (date(2026, 3, 18), date(2026, 4, 1), None),
        (date(2026, 3, 19), date(2026, 4, 7), date(2026, 4, 2)),
        (date(2026, 3, 20), date(2026, 4, 7), date(2026, 4, 3)),
        (date(2026, 3, 23), date(2026, 4, 7), date(2026, 4, 6)),
        (date(2025, 12, 9), date(2025, 12, 23), None),
        (date(2025, 12, 10), date(2026, 1, 5), date(2025, 12, 24)),
        (date(2025, 12, 18), date(2026, 1, 5), date(2026, 1, 1)),
        (date(2026, 5, 1), date(2026, 5, 18), date(2026, 5, 15)),
    ],
)
def test_two_weeks_to_notify_the_commission_step_over_easter_new_year_and_ascension(
    event: date, end: date, moved_from: date | None
):
    found = deadline(event, Period(count=2, unit=Unit.WEEKS), COMMISSION)
    assert (found.day, found.moved_from, found.certain) == (end, moved_from, True)


def test_the_same_event_ends_earlier_where_maundy_thursday_is_a_working_day():
    assert ends(date(2026, 3, 19), "2 weeks", NETHERLANDS) == date(2026, 4, 2)
    assert ends(date(2026, 3, 20), "2 weeks", NETHERLANDS) == date(2026, 4, 7)


def test_a_period_of_two_days_holds_two_working_days():
    found = deadline(date(2026, 11, 20), Period.parse("2 days"), QUIET)
    assert (found.day, found.moved_from) == (date(2026, 11, 24), date(2026, 11, 22))
    assert [text.en for text in found.reasons if "(Article 3(5))" in text.en]


def test_a_week_in_the_closure_of_the_commission_is_moved_and_then_extended():
    found = deadline(date(2025, 12, 23), Period.parse("1 week"), COMMISSION)
    assert (found.day, found.moved_from) == (date(2026, 1, 6), date(2025, 12, 30))


def test_one_day_is_moved_but_not_extended():
    assert ends(date(2026, 11, 20), "1 day") == date(2026, 11, 23)


def test_a_period_counted_back_is_not_moved():
    found = deadline(date(2026, 11, 20), Period(count=13, unit=Unit.DAYS, backwards=True), QUIET)
    assert (found.day, found.moved_from) == (date(2026, 11, 7), None)
    assert "6 november 2026" in found.reasons[0].nl


@pytest.mark.parametrize(
    ("event", "period", "opens"),
    [
        (date(2026, 11, 20), "2 weeks", date(2026, 11, 6)),
        (date(2026, 3, 31), "1 month", date(2026, 2, 28)),
        (date(2026, 11, 17), "3 working days", date(2026, 11, 12)),
        (date(2026, 11, 16), "2 days", date(2026, 11, 12)),
    ],
)
def test_counting_back_mirrors_counting_on(event: date, period: str, opens: date):
    assert ends(event, period, backwards=True) == opens


@pytest.mark.parametrize(
    ("event", "hours", "moment"),
    [
        (at("2026-11-18 09:20:00"), 24, at("2026-11-19 10:00:00")),
        (at("2026-11-18 09:00:00"), 24, at("2026-11-19 10:00:00")),
        (at("2026-11-18 23:59:59"), 1, at("2026-11-19 01:00:00")),
        (at("2026-11-20 09:20:00"), 24, at("2026-11-21 10:00:00")),
    ],
)
def test_the_hour_of_the_event_does_not_count_and_weekends_do(event: datetime, hours: int, moment: datetime):
    found = deadline(event, Period(count=hours, unit=Unit.HOURS), QUIET)
    assert (found.hour, found.moved_from, found.certain) == (moment, None, True)


def test_hours_that_are_over_at_midnight_end_the_day_before():
    found = deadline(at("2026-11-18 22:30:00"), Period.parse("1 hour"), QUIET)
    assert (found.day, found.hour) == (date(2026, 11, 18), at("2026-11-19 00:00:00"))


def test_hours_are_real_hours_where_the_clock_goes_back():
    brussels = ZoneInfo("Europe/Brussels")
    found = deadline(datetime(2026, 10, 24, 12, 15, tzinfo=brussels), Period.parse("24 hours"), QUIET)
    assert found.hour == datetime(2026, 10, 25, 12, tzinfo=brussels)


def test_hours_from_a_day_without_an_hour_are_not_certain():
    found = deadline(date(2026, 11, 18), Period.parse("24 hours"), QUIET)
    assert (found.hour, found.certain) == (at("2026-11-19 01:00:00"), False)
    assert "earliest" in found.reasons[0].en


@pytest.mark.parametrize(
    ("event", "certain"), [(at("2026-11-21 09:00:00"), False), (at("2026-11-19 09:00:00"), True)]
)
def test_whether_hours_of_two_days_or_more_need_two_working_days_is_said_to_be_disputed(
    event: datetime, certain: bool
):
    found = deadline(event, Period.parse("48 hours"), QUIET)
    assert found.certain is certain
    assert any("3(5)" in reason.en for reason in found.reasons) is not certain


def test_hours_counted_back_open_at_the_hour():
    found = deadline(at("2026-11-18 09:20:00"), Period.parse("24 hours", backwards=True), QUIET)
    assert (found.day, found.hour) == (date(2026, 11, 17), at("2026-11-17 09:00:00"))


def test_a_moment_counts_as_its_day_for_everything_but_hours():
    assert deadline(at("2026-11-09 23:59:00"), Period.parse("1 day"), QUIET).day == date(2026, 11, 10)


def test_an_unknown_year_is_said_to_be_unknown_and_no_holiday_in_it_is_assumed():
    found = deadline(date(2030, 12, 18), Period.parse("2 weeks"), COMMISSION)
    assert (found.day, found.certain) == (date(2031, 1, 1), False)
    assert any(
        "in 2031 zijn hier niet bekend. 1 januari 2031 is de vroegste dag waarop de termijn kan eindigen"
        in reason.nl
        for reason in found.reasons
    )
    assert any(
        "In every year that is known, 1 January 2031 was a public holiday" in reason.en
        for reason in found.reasons
    )


def test_a_weekend_in_an_unknown_year_still_moves_the_end():
    found = deadline(date(2031, 3, 1), Period.parse("1 week"), COMMISSION)
    assert (found.day, found.moved_from, found.certain) == (date(2031, 3, 10), date(2031, 3, 8), False)


def test_an_unknown_year_counted_back_says_that_it_may_be_earlier():
    found = deadline(date(2031, 3, 12), Period.parse("2 working days", backwards=True), COMMISSION)
    assert not found.certain
    assert any("it may open earlier" in reason.en for reason in found.reasons)


def test_a_list_that_nobody_compared_is_not_certain():
    found = deadline(date(2026, 12, 10), Period.parse("2 weeks"), COMMISSION)
    assert (found.day, found.certain) == (date(2027, 1, 4), False)
    assert any("has not been compared with the official one" in reason.en for reason in found.reasons)


def test_the_reasons_name_the_list_of_holidays_and_how_sure_it_is():
    found = deadline(date(2026, 3, 19), Period.parse("2 weeks"), COMMISSION)
    assert found.reasons[-1].en == (
        "Public holidays of the European Commission in 2026: OJ C, C/2025/4103, 24.7.2025 (secondary source)."
    )


@pytest.mark.parametrize("event", [date.max, datetime.max.replace(tzinfo=ZoneInfo("Europe/Brussels"))])
@pytest.mark.parametrize("unit", Unit)
def test_an_end_beyond_what_a_date_can_hold_is_uncertain_and_says_why(event: date, unit: Unit):
    found = deadline(event, Period(count=9999, unit=unit), NETHERLANDS)
    assert (found.day, found.beyond, found.certain) == (date.max, True, False)
    assert [reason.en for reason in found.reasons] == [
        "The period ends after 31 December 9999, the last day that can be counted with."
    ]


@pytest.mark.parametrize("unit", Unit)
def test_a_beginning_before_what_a_date_can_hold_is_uncertain_and_says_why(unit: Unit):
    found = deadline(date.min, Period(count=9999, unit=unit, backwards=True), NETHERLANDS)
    assert (found.day, found.beyond, found.certain) == (date.min, True, False)
    assert "before 1 January 1," in found.reasons[0].en
