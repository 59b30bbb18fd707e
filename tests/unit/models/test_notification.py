# SPDX-License-Identifier: EUPL-1.2
"""The notification clock of Article 52(1): what starts it, when it ends, and what is in time, late or overdue."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.models.classified import classified, flop

from adhere.kernel.truth import Truth
from adhere.models.notification import Notification, notification

ABOVE = {"compute.training.operations": flop("3e25"), "compute.training.cumulative": flop("3e25")}


def clock(*changes: dict[str, Any], on: date, without: tuple[str, ...] = ()) -> Notification:
    return notification(classified(ABOVE, *changes, on=on, without=without))


def met(day: date) -> dict[str, Any]:
    return {"systemic_risk.condition_met_on": day}


def test_two_weeks_end_on_the_same_day_of_the_week():
    found = clock(met(date(2026, 9, 2)), on=date(2026, 9, 3))
    assert found.deadline is not None
    assert (found.trigger, found.deadline.day, found.status) == (
        date(2026, 9, 2),
        date(2026, 9, 16),
        "running",
    )
    assert found.deadline.certain


@pytest.mark.parametrize(
    ("event", "end", "why"),
    [
        (date(2026, 9, 5), date(2026, 9, 21), "two weeks later is a Saturday"),
        (date(2026, 9, 6), date(2026, 9, 21), "two weeks later is a Sunday"),
        (date(2026, 7, 7), date(2026, 7, 22), "21 July is a holiday of the Commission"),
        (date(2025, 12, 12), date(2026, 1, 5), "26 December to 2 January, then a weekend"),
        (date(2026, 3, 19), date(2026, 4, 7), "Maundy Thursday to Easter Monday"),
    ],
)
def test_an_end_on_a_day_that_is_not_worked_moves_on(event: date, end: date, why: str):
    found = clock(met(event), on=event)
    assert found.deadline is not None
    assert found.deadline.day == end, why
    assert found.deadline.moved_from is not None


def test_the_last_day_is_still_in_time_and_the_next_is_overdue():
    event, last = met(date(2026, 9, 2)), date(2026, 9, 16)
    assert [clock(event, on=day).status for day in (last, date(2026, 9, 17))] == ["running", "overdue"]


@pytest.mark.parametrize(
    ("notified", "status"), [(date(2026, 9, 16), "in-time"), (date(2026, 9, 17), "late")]
)
def test_a_notification_is_in_time_or_late_by_the_day_it_was_made(notified: date, status: str):
    found = clock(met(date(2026, 9, 2)), {"systemic_risk.notified_on": notified}, on=date(2026, 11, 22))
    assert (found.status, found.notified_on) == (status, notified)


def test_a_notification_that_is_still_to_come_does_not_stop_the_clock():
    planned = {"systemic_risk.notified_on": date(2026, 9, 15)}
    assert clock(met(date(2026, 9, 2)), planned, on=date(2026, 9, 10)).status == "running"
    assert clock(met(date(2026, 9, 2)), planned, on=date(2026, 9, 15)).status == "in-time"


def test_a_forecast_above_the_threshold_starts_the_clock_before_training():
    forecast = {
        "compute.training.operations": flop("0"), "compute.training.cumulative": flop("0"),
        "compute.forecast.cumulative": flop("4e25"), "compute.forecast.made_on": date(2026, 10, 5),
        "market.placed_on": date(2027, 6, 1),
    }  # fmt: skip
    found = clock(forecast, on=date(2026, 10, 12))
    assert found.deadline is not None
    assert (found.trigger, found.deadline.day, found.status) == (
        date(2026, 10, 5),
        date(2026, 10, 19),
        "running",
    )


def test_a_forecast_at_the_threshold_starts_nothing():
    forecast = {
        "compute.training.operations": flop("5e24"), "compute.training.cumulative": flop("5e24"),
        "compute.forecast.cumulative": flop("1e25"), "compute.forecast.made_on": date(2026, 10, 5),
    }  # fmt: skip
    assert clock(forecast, on=date(2026, 10, 12)).status == "not-due"


def test_of_forecast_and_condition_the_first_starts_the_clock():
    forecast = {"compute.forecast.cumulative": flop("4e25"), "compute.forecast.made_on": date(2026, 9, 1)}
    assert clock(met(date(2026, 10, 1)), forecast, on=date(2026, 11, 1)).trigger == date(2026, 9, 1)
    assert clock(met(date(2026, 8, 20)), forecast, on=date(2026, 11, 1)).trigger == date(2026, 8, 20)


def test_a_condition_met_before_2_august_2025_starts_the_clock_on_that_day():
    found = clock(met(date(2025, 6, 1)), {"market.placed_on": date(2025, 9, 1)}, on=date(2025, 8, 5))
    assert found.deadline is not None
    assert found.trigger == date(2025, 8, 2)
    assert found.deadline.day == date(2025, 8, 18)  # 16 August 2025 is a Saturday
    assert found.status == "running"


def test_a_legacy_model_has_its_two_weeks_after_the_grace():
    legacy = {"market.placed_on": date(2025, 3, 1)}
    assert clock(met(date(2025, 1, 10)), legacy, on=date(2026, 11, 22)).status == "not-due"
    after = clock(met(date(2025, 1, 10)), legacy, on=date(2027, 8, 2))
    assert (after.trigger, after.status) == (date(2027, 8, 2), "running")


def test_a_model_to_be_placed_later_is_notified_now():
    found = clock(met(date(2026, 9, 2)), {"market.placed_on": date(2027, 3, 1)}, on=date(2026, 9, 3))
    assert (found.trigger, found.status) == (date(2026, 9, 2), "running")


def test_without_the_day_on_which_it_was_met_the_clock_says_so():
    assert clock(on=date(2026, 11, 22)).status == "start-not-known"


def test_below_the_threshold_nothing_is_due_and_in_doubt_it_is_not_known():
    day = date(2026, 11, 22)
    assert notification(classified(on=day)).status == "not-due"
    unknown = notification(classified(without=("compute.training.further",), on=day))
    assert unknown.status == "not-known"
    assert unknown.obligation is not None
    assert unknown.obligation.applies is Truth.UNKNOWN


def test_a_year_whose_holidays_are_not_known_makes_the_day_uncertain():
    found = clock(met(date(2028, 2, 1)), on=date(2028, 2, 2))
    assert found.deadline is not None
    assert (found.deadline.day, found.deadline.certain) == (date(2028, 2, 15), False)
