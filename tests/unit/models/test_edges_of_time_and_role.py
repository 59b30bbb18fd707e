# SPDX-License-Identifier: EUPL-1.2
"""Edges a reviewer found: forecasts without a placing date, days to come, modifications, contradictions, open law."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.models.classified import classified, flop, places

from adhere.kernel.truth import Truth
from adhere.models.notification import notification

COMPUTE = ("compute.training.operations", "compute.training.further")
FORECAST = {"compute.forecast.cumulative": flop("2e25"), "compute.forecast.made_on": date(2026, 11, 10)}


def test_a_forecast_starts_the_clock_before_any_date_of_placing_is_known():
    found = notification(classified(FORECAST, without=(*COMPUTE, "market.placed_on")))
    assert (found.status, found.trigger) == ("running", date(2026, 11, 10))
    assert found.deadline is not None
    assert found.deadline.day == date(2026, 11, 24)


@pytest.mark.parametrize("on", [date(2026, 11, 9), date(2026, 10, 1)])
def test_a_forecast_that_is_still_to_be_made_starts_nothing(on: date):
    outcome = classified(FORECAST, without=COMPUTE, on=on)
    assert "art-52.1" not in places(outcome)


def test_a_condition_met_after_the_date_asked_has_not_been_met():
    above = {"compute.training.operations": flop("3e25"), "systemic_risk.condition_met_on": date(2026, 12, 1)}
    assert notification(classified(above)).status == "start-not-known"


@pytest.mark.parametrize(
    "narrow",
    [{"generality.assessed": "narrow"}, {"modalities.input": ("audio",), "modalities.output": ("text",)}],
)
def test_a_forecast_for_a_narrow_model_asks_for_no_notification(narrow: dict[str, object]):
    outcome = classified(FORECAST, narrow, without=COMPUTE)
    assert outcome.general_purpose.truth is Truth.NO
    assert "art-52.1" not in places(outcome) | places(outcome, Truth.UNKNOWN)


def test_a_whole_that_is_less_than_its_part_settles_nothing():
    outcome = classified(
        {"compute.training.operations": flop("2e25"), "compute.training.cumulative": flop("5e22")}
    )
    assert outcome.presumed.truth is Truth.UNKNOWN
    assert outcome.general_purpose.truth is Truth.UNKNOWN


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2024, 8, 1), date(2025, 2, 1)])
def test_before_the_definitions_applied_there_was_no_general_purpose_model(day: date):
    assert classified(on=day).general_purpose.truth is Truth.NO


def test_between_definitions_and_chapter_five_there_is_no_class_and_no_duty():
    outcome = classified({"compute.training.operations": flop("3e25")}, on=date(2025, 7, 31))
    assert outcome.general_purpose.truth is Truth.YES
    assert outcome.presumed.truth is Truth.NO
    assert outcome.applying(Truth.YES) == ()


def test_whether_the_grace_covers_requests_is_an_open_question_of_law():
    older = {"market.placed_on": date(2025, 3, 1), "requests.commission": True}
    assert {"art-91.5", "art-92.5"} <= places(classified(older), Truth.UNKNOWN)
    covered = classified(older, {"law.grace_covers_requests": True})
    assert {"art-91.5", "art-92.5"} <= places(covered, Truth.NO)
    assert {"art-91.5", "art-92.5"} <= places(classified({"requests.commission": True}))


def test_a_request_about_a_model_that_is_not_general_purpose_binds_nobody():
    small = {"compute.training.operations": flop("1e21"), "requests.commission": True}
    assert {"art-91.5", "art-92.5"} <= places(classified(small), Truth.NO)


def test_a_systemic_model_stays_one_for_whoever_modifies_it_enough():
    modified = {
        "modification.of_anothers_model": True,
        "modification.compute": flop("2e25"),
        "modification.original_compute": flop("3e25"),
        "modification.original_systemic_risk": True,
    }
    outcome = classified(modified, without=COMPUTE)
    assert outcome.systemic_risk.truth is Truth.YES
    assert "art-55.1.b" in places(outcome)
    light = classified(modified, {"modification.compute": flop("1e20")}, without=COMPUTE)
    assert light.systemic_risk.truth is Truth.YES
    assert places(light) == set()


def test_an_enterprise_that_follows_a_standard_need_not_show_other_means():
    assert "art-53.4" in places(classified())
    assert "art-53.4" not in places(classified({"standard.followed": True}))


def test_what_no_open_duty_hangs_on_is_not_asked():
    asked = {question.fact for question in classified(without=("market.placed_on",)).questions}
    assert "market.placed_on" in asked
    assert "law.grace_covers_requests" not in asked
    older = {"market.placed_on": date(2025, 3, 1), "requests.commission": True}
    assert "law.grace_covers_requests" in {question.fact for question in classified(older).questions}
