# SPDX-License-Identifier: EUPL-1.2
"""What holds of every deadline, whatever the event, the period and the holidays."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adhere.kernel.calendar import Calendar, HolidayList, Period, Unit, deadline
from adhere.kernel.text import plain
from adhere.kernel.truth import Truth

DAY = timedelta(days=1)
YEARS = range(2024, 2029)
ALWAYS = st.just(value=True)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
in_days = st.sampled_from([unit for unit in Unit if unit is not Unit.HOURS])


def period_of(unit: Unit) -> st.SearchStrategy[Period]:
    longest = {Unit.YEARS: 1, Unit.MONTHS: 12, Unit.WEEKS: 40}.get(unit, 60)
    return st.builds(Period, count=st.integers(1, longest), unit=st.just(unit))


periods = in_days.flatmap(period_of)


@st.composite
def calendars(draw: st.DrawFn, known: st.SearchStrategy[bool] = ALWAYS) -> Calendar:
    holidays = draw(st.frozensets(days, max_size=80))
    lists = {
        year: HolidayList(
            days=frozenset(d for d in holidays if d.year == year), source=plain("drawn"), grade="official"
        )
        for year in YEARS
        if draw(known)
    }
    return Calendar(name=plain("Drawn"), years=lists)


def working_days(calendar: Calendar, first: date, last: date) -> int:
    span = ((last - first).days + 1) if last >= first else 0
    return sum(calendar.is_working_day(first + n * DAY) is Truth.YES for n in range(span))


@given(days, periods, calendars())
def test_the_end_lies_after_the_event_on_a_working_day(event: date, period: Period, calendar: Calendar):
    found = deadline(event, period, calendar)
    assert found.day > event
    assert calendar.is_working_day(found.day) is not Truth.NO


@given(days, periods, calendars(known=st.booleans()))
def test_the_end_is_never_on_a_day_known_not_to_be_a_working_day(
    event: date, period: Period, calendar: Calendar
):
    assert calendar.is_working_day(deadline(event, period, calendar).day) is not Truth.NO


@given(days, periods.filter(lambda period: period.unit is not Unit.DAYS or period.count > 1), calendars())
def test_two_days_or_more_hold_two_working_days(event: date, period: Period, calendar: Calendar):
    end = deadline(event, period, calendar).day
    if period.unit is not Unit.WORKING_DAYS and end.year in calendar.years:
        assert working_days(calendar, event + DAY, end) >= 2


@given(days, st.integers(1, 30), calendars())
def test_working_days_are_counted_one_by_one(event: date, count: int, calendar: Calendar):
    found = deadline(event, Period(count=count, unit=Unit.WORKING_DAYS), calendar)
    if found.certain:
        assert working_days(calendar, event + DAY, found.day) == count


@given(days, st.integers(1, 24))
def test_months_end_on_the_same_date_or_on_the_last_day_of_the_month(event: date, count: int):
    empty = Calendar(name=plain("Empty"))
    found = deadline(event, Period(count=count, unit=Unit.MONTHS), empty)
    reached = found.moved_from or found.day
    assert (reached.year * 12 + reached.month) - (event.year * 12 + event.month) == count
    assert reached.day == min(event.day, monthrange(reached.year, reached.month)[1])


@given(days, st.integers(1, 40))
def test_weeks_end_on_the_weekday_of_the_event(event: date, count: int):
    found = deadline(event, Period(count=count, unit=Unit.WEEKS), Calendar(name=plain("Empty")))
    reached = found.moved_from or found.day
    assert reached.weekday() == event.weekday()
    assert (reached - event).days == 7 * count


@given(days, periods, calendars())
def test_a_longer_period_never_ends_earlier(event: date, period: Period, calendar: Calendar):
    longer = Period(count=period.count + 1, unit=period.unit)
    assert deadline(event, longer, calendar).day >= deadline(event, period, calendar).day


@given(days, periods, calendars())
def test_a_later_event_never_ends_earlier(event: date, period: Period, calendar: Calendar):
    assert deadline(event + DAY, period, calendar).day >= deadline(event, period, calendar).day


@given(days, periods, calendars(known=st.booleans()), calendars())
def test_learning_a_year_never_makes_the_end_earlier(
    event: date, period: Period, some: Calendar, more: Calendar
):
    learnt = Calendar(name=some.name, years={**more.years, **some.years})
    before, after = deadline(event, period, some), deadline(event, period, learnt)
    assert after.day >= before.day
    if before.certain:
        assert after.day == before.day


@given(days, periods, calendars(known=st.booleans()))
def test_counted_back_the_period_opens_before_the_event_and_is_never_moved_on(
    event: date, period: Period, calendar: Calendar
):
    back = Period(count=period.count, unit=period.unit, backwards=True)
    found = deadline(event, back, calendar)
    assert found.day < event
    assert found.moved_from is None or found.moved_from > found.day


@given(days, periods, calendars(known=st.booleans()))
def test_every_reason_is_told_in_both_languages_and_doubt_has_one(
    event: date, period: Period, calendar: Calendar
):
    found = deadline(event, period, calendar)
    assert all(reason.en != reason.nl and "{" not in reason.en + reason.nl for reason in found.reasons)
    assert found.certain or found.reasons


@pytest.mark.slow
@settings(max_examples=1500)
@given(days, periods, calendars())
def test_a_plain_reading_of_article_3_gives_the_same_day(event: date, period: Period, calendar: Calendar):
    assert deadline(event, period, calendar).day == plainly(event, period, calendar)


def plainly(event: date, period: Period, calendar: Calendar) -> date:
    """Article 3 written a second time, day by day, without any of the code under test."""
    free = {day for listed in calendar.years.values() for day in listed.days}

    def works(day: date) -> bool:
        return day.isoweekday() < 6 and day not in free

    end, counted, target = event, 0, period.count
    if period.unit in {Unit.MONTHS, Unit.YEARS}:
        months = event.month + target * (12 if period.unit is Unit.YEARS else 1) - 1
        year, month = event.year + months // 12, months % 12 + 1
        end = next(date(year, month, n) for n in range(event.day, 0, -1) if n <= monthrange(year, month)[1])
    else:
        while counted < target * (7 if period.unit is Unit.WEEKS else 1):
            end += DAY
            counted += works(end) if period.unit is Unit.WORKING_DAYS else 1
    while not works(end):
        end += DAY
    two_or_more = period.unit is not Unit.DAYS or target > 1
    while (
        two_or_more
        and period.unit is not Unit.WORKING_DAYS
        and sum(works(event + n * DAY) for n in range(1, (end - event).days + 1)) < 2
    ):
        end += DAY
    while not works(end):
        end += DAY
    return end
