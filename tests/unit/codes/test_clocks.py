# SPDX-License-Identifier: EUPL-1.2
"""Every clock of the GPAI code at its edges: the day, the hour, holidays, leap years and exceptions, and what holds for any day."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.codes.clockcases import CASES, EDGES, EXCEPTIONS, MORE, Case

from adhere.codes.catalogue import code
from adhere.codes.clockdata import clock_rule, clock_rules, condition_name, event_kinds
from adhere.codes.clockends import Calendars, commission, ending
from adhere.codes.clockrecord import ClockState, Invoked, Occurrence, Record, Run
from adhere.codes.clocks import standing
from adhere.codes.code import Deadline
from adhere.kernel.calendar import Calendar
from adhere.kernel.text import plain
from adhere.kernel.truth import Truth

GPAI = code("gpai-2025")
CLOCKS = {clock.id: clock for _, clock in GPAI.deadlines()}
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def occurrence(written: str) -> Occurrence:
    event, at, *rest = written.split()
    moment = datetime.fromisoformat(at) if "T" in at else date.fromisoformat(at)
    due = date.fromisoformat(rest[1]) if rest[:1] == ["due"] else None
    return Occurrence(event=event, at=moment, due=due, about=None if due or not rest else rest[0])


def invoked(clock: str, written: tuple[str, ...]) -> Invoked:
    other, _, exception = written[0].rpartition("/")
    named = dict(part.split() for part in written[1:] if " " in part)
    return Invoked(
        clock=f"gpai-2025:{other or clock}",
        exception=exception,
        on=date.fromisoformat(named.get("on", "2026-01-02")),
        why="Example",
        shown=frozenset(part for part in written[1:] if " " not in part),
        day=date.fromisoformat(named["until"]) if "until" in named else None,
    )


def runs(clock: str, on: str, *events: str, **more: object) -> list[Run]:
    record = Record(occurrences=tuple(map(occurrence, events)), **more)  # type: ignore[arg-type]
    return [run for run in standing(GPAI, record, date.fromisoformat(on)) if run.clock.id == clock]


def seen(clock: str, case: Case) -> tuple[str, str | None, int]:
    claimed = (invoked(clock, case.invoked),) if case.invoked else ()
    holds = {"among-most-capable": Truth.of(case.holds)}
    (run,) = runs(clock, case.on, *case.events, invoked=claimed, holds=holds)
    return run.state.value, run.day.isoformat() if run.day else None, run.missed_count


@pytest.mark.parametrize("clock", CASES)
def test_a_clock_at_its_edges(clock: str):
    wrong = [
        (case, found)
        for case in CASES[clock]
        if (found := seen(clock, case)) != (case.state, case.day, case.missed)
    ]
    assert wrong == []


def test_every_clock_has_its_edges():
    assert set(CASES) == set(CLOCKS)
    assert len(CLOCKS) == 26
    lacking = {}
    for clock, cases in CASES.items():
        wanted = EDGES | MORE.get(CLOCKS[clock].unit or "", frozenset())
        if clock_rule(f"gpai-2025:{clock}").exceptions:
            wanted |= EXCEPTIONS
        lacking[clock] = wanted - {case.edge for case in cases}
    assert {clock: edges for clock, edges in lacking.items() if edges} == {}


def test_the_data_of_clocks_names_only_what_there_is():
    events = {name for _, clock in GPAI.deadlines() for name in (clock.event,)}
    for rule in clock_rules().values():
        named = (rule.until, rule.sooner, rule.used_if)
        events |= {*rule.done, *rule.also, *(name for name in named if name)}
        assert set(rule.together) <= clock_rules().keys()
        for exception in rule.exceptions:
            assert exception.clock is None or exception.clock in clock_rules()
            assert all(condition_name(one).en for one in exception.conditions)
            assert exception.within is None or exception.day is not None
    assert set(clock_rules()) == {f"gpai-2025:{clock}" for clock in CLOCKS}
    assert events == set(event_kinds())


def test_where_readings_differ_the_earlier_day_counts_and_both_are_named():
    (run,) = runs("S-9.3-1", "2026-11-20", "incident-known 2026-11-20")
    assert run.ending is not None
    assert (run.day, run.ending.other) == (date(2026, 11, 22), date(2026, 11, 24))
    assert "24 November 2026" in " ".join(reason.en for reason in run.reasons)


def test_what_is_late_in_one_reading_only_is_not_called_late():
    record = ("incident-known 2026-11-20", "initial-report-made 2026-11-24")
    (onward,) = runs("S-9.3-1", "2026-12-01", *record)
    (late,) = runs("S-9.3-1", "2026-12-01", record[0], "initial-report-made 2026-11-25")
    (back,) = runs(
        "S-1.1-conf-b", "2026-06-20", "placed-on-market 2026-06-15", "framework-confirmed 2026-06-01"
    )
    states = (onward.state, late.state, back.state)
    assert states == (ClockState.NOT_KNOWN, ClockState.MET_LATE, ClockState.MET)
    assert "the Code does not say which counts" in back.reasons[-1].en


def test_an_hour_gives_the_moment_that_is_in_time_in_every_reading():
    (run,) = runs("S-9.3-1", "2026-11-18", "incident-known 2026-11-18T09:40+01:00")
    assert run.ending is not None
    assert run.ending.hour == datetime.fromisoformat("2026-11-20T09:40+01:00")
    (night,) = runs("S-9.3-1", "2026-11-18", "incident-known 2026-11-18T23:30-05:00")
    assert night.ending is not None
    assert night.ending.hour == datetime.fromisoformat("2026-11-20T18:00-05:00")  # midnight in Brussels


def test_hours_are_real_hours_where_the_clocks_change():
    (run,) = runs("S-9.3-1", "2026-10-24", "incident-known 2026-10-24T10:00+02:00")
    assert run.ending is not None
    assert (run.day, run.ending.hour) == (
        date(2026, 10, 26),
        datetime.fromisoformat("2026-10-26T09:00+01:00"),
    )
    (spring,) = runs("S-9.3-1", "2026-03-28", "incident-known 2026-03-28T23:30+01:00")
    assert spring.ending is not None
    assert spring.ending.hour == datetime.fromisoformat(
        "2026-03-31T00:00+02:00"
    )  # half an hour before 48 hours


def test_limits_that_hold_together_name_each_other():
    record = ("systemic-risk-notified 2026-11-02", "placed-on-market 2026-11-30")
    first, second = (runs(f"S-1.1-conf-{one}", "2026-11-10", *record)[0] for one in "ab")
    assert (first.day, second.day) == (date(2026, 11, 30), date(2026, 11, 15))
    assert "S-1.1-conf-b, on 15 November 2026" in first.reasons[-1].en
    assert "S-1.1-conf-a, on 30 November 2026" in second.reasons[-1].en


def test_grounds_that_the_framework_is_undermined_are_told_with_the_series():
    events = ("placed-on-market 2026-03-16", "framework-undermined 2026-06-01")
    (run,) = runs("S-1.3", "2026-07-01", *events)
    assert (run.day, "1 June 2026" in run.reasons[-1].en) == (date(2027, 3, 16), True)
    (after,) = runs("S-1.3", "2026-07-01", *events, "framework-assessed 2026-06-15")
    assert not any("1 June 2026" in reason.en for reason in after.reasons)


def test_events_about_different_things_have_clocks_of_their_own():
    events = (
        "framework-confirmed 2026-06-01 1.0",
        "framework-confirmed 2026-11-13 1.1",
        "framework-notified 2026-11-16 1.1",
    )
    found = {run.about: run.state.value for run in runs("S-1.4", "2026-11-22", *events)}
    assert found == {"1.0": "overdue", "1.1": "met"}


def test_an_event_meets_one_clock_and_not_two():
    events = (
        "framework-confirmed 2026-11-12",
        "framework-confirmed 2026-11-13",
        "framework-notified 2026-11-16",
    )
    found = Counter(run.state.value for run in runs("S-1.4", "2026-11-30", *events))
    assert found == {"met": 1, "overdue": 1}


def test_what_nobody_keeps_a_record_of_is_not_known_and_never_overdue():
    (kept,) = runs("T-1.2-contact", "2026-04-01", "placed-on-market 2026-03-16")
    (loose,) = runs("T-1.2-contact", "2026-04-01", "placed-on-market 2026-03-16", kept=False)
    assert (kept.state, loose.state) == (ClockState.OVERDUE, ClockState.NOT_KNOWN)
    (nothing,) = runs("S-1.4", "2026-04-01", kept=False)
    (known,) = runs("S-1.4", "2026-04-01")
    assert (nothing.state, known.state) == (ClockState.NOT_KNOWN, ClockState.NOT_STARTED)


def test_a_fact_that_is_not_known_leaves_its_clocks_not_known():
    states = {run.clock.id: run.state for run in standing(GPAI, Record(), date(2026, 11, 22))}
    starting = [clock.id for clock in CLOCKS.values() if event_kinds()[clock.event].source == "fact"]
    assert starting
    assert {states[clock] for clock in starting} == {ClockState.NOT_KNOWN}


def test_an_exception_counts_only_once_it_was_invoked_and_for_what_it_is_about():
    events = ("complaint-received 2026-11-01 a", "complaint-received 2026-11-01 b")
    claim = Invoked(
        clock="gpai-2025:C-1.5",
        exception="manifestly-unfounded",
        on=date(2026, 11, 10),
        why="Example",
        shown=frozenset({"manifestly-unfounded"}),
        about="b",
    )
    on = [{run.about: run.state.value for run in runs("C-1.5", day, *events, invoked=(claim,))}
          for day in ("2026-11-09", "2026-11-10")]  # fmt: skip
    assert on == [{"a": "running", "b": "running"}, {"a": "running", "b": "excepted"}]


def test_of_two_calendars_of_business_days_the_earlier_end_counts():
    clock = CLOCKS["S-1.4"]
    both: Calendars = lambda: (*commission(), Calendar.for_country("NL"))  # noqa: E731
    end = ending(
        date(2026, 12, 21), clock, both
    )  # closed at the Commission until 1 January, open in the Netherlands
    assert (end.day, end.other) == (date(2026, 12, 29), date(2027, 1, 6))
    assert any("European Commission" in reason.en for reason in end.reasons)


def test_a_series_of_thousands_of_years_ends():
    (run,) = runs("S-9.3-int", "9999-12-31", "initial-report-made 2026-11-12")
    assert run.state is ClockState.OVERDUE
    assert run.missed_count > 1000
    assert len(run.missed) <= 12


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_last_and_the_first_day_a_date_can_hold_break_nothing(clock: str):
    for at in (
        date.min,
        date.max,
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
    ):
        ending(at, CLOCKS[clock])
        record = Record(occurrences=(Occurrence(event=CLOCKS[clock].event, at=at),))
        assert standing(GPAI, record, date(2026, 11, 22), only=(clock,))


@given(DAYS, DAYS, st.sampled_from([clock for clock in CLOCKS.values() if clock.amount is not None]))
def test_a_later_event_never_ends_earlier(one: date, other: date, clock: Deadline):
    first, last = sorted((one, other))
    ends = [ending(day, clock).day for day in (first, last)]
    assert None not in ends
    assert ends == sorted(ends)  # type: ignore[type-var]


@given(
    DAYS, st.integers(-14, 14), st.times(), st.sampled_from([one for one in CLOCKS.values() if one.amount])
)
def test_a_moment_ends_no_later_than_its_day_unless_it_is_kept(
    day: date, hours: int, time: datetime, clock: Deadline
):
    at = datetime.combine(day, time, tzinfo=timezone(timedelta(hours=hours)))  # type: ignore[arg-type]
    moment, plain_day = ending(at, clock).day, ending(day, clock).day
    assert moment is not None
    assert plain_day is not None
    assert moment >= plain_day if clock.direction == "at-least" else moment <= plain_day


@given(DAYS, st.integers(1, 400), st.sampled_from(["days", "weeks", "business-days"]))
def test_a_longer_period_ends_later(day: date, count: int, unit: str):
    clock = Deadline(
        id="X", what=plain("x"), direction="no-later-than", event="x", trigger=plain("x"),
        amount=Decimal(count), unit=unit,  # type: ignore[arg-type]
    )  # fmt: skip
    longer = Deadline(
        id="X", what=plain("x"), direction="no-later-than", event="x", trigger=plain("x"),
        amount=Decimal(count + 1), unit=unit,  # type: ignore[arg-type]
    )  # fmt: skip
    ends = [ending(day, one).day for one in (clock, longer)]
    assert None not in ends
    assert ends[0] < ends[1]  # type: ignore[operator]
