# SPDX-License-Identifier: EUPL-1.2
"""Retention, watch lists and the changes of the law behind drift, each on the days where something tips."""

from __future__ import annotations

from datetime import date

import pytest

from adhere.documentation.periods import askers, code_period, interval, plain_end, standing, watched
from adhere.documentation.retention import retention
from adhere.documentation.watch import (
    Dated,
    Decision,
    WatchItem,
    WatchList,
    last_looked_at,
    review_drift,
    watch_drift,
)
from adhere.kernel.calendar import Period
from adhere.kernel.finding import Place
from adhere.law.changes import changes_between
from adhere.law.library import Law
from adhere.law.show import show

PLACE = Place(file="models/example/watch.yaml", line=2)
ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("placed", "until"),
    [
        (date(2026, 5, 4), date(2036, 5, 4)),  # a Sunday: what is kept longer is safe, but this is the day
        (date(2024, 2, 29), date(2034, 2, 28)),
    ],
)
def test_an_issue_is_kept_ten_years_from_placing_on_the_market(placed: date, until: date):
    kept = retention(placed, ON)
    assert kept.until == until
    assert "10 years" in kept.reason.en
    assert "10 jaar" in kept.reason.nl


def test_a_period_that_ends_beyond_what_a_date_can_hold_has_no_last_day():
    assert plain_end(date.max, Period.parse("1 day")) is None
    kept = retention(date.max, ON)
    assert kept.until is None
    assert "after the last day that can be counted with" in kept.reason.en
    assert list(review_drift(WatchList(place=PLACE), "example", date.max, ON)) == []


def test_without_a_day_of_placing_an_issue_is_kept_without_end():
    kept = retention(None, ON)
    assert kept.until is None
    assert "market.placed_on" in kept.reason.en


def test_when_the_ten_years_are_over_the_words_say_so():
    assert "had to be kept" in retention(date(2026, 5, 4), date(2036, 5, 5)).reason.en
    assert "to be kept until" in retention(date(2026, 5, 4), date(2036, 5, 4)).reason.en


def test_a_period_of_days_ends_on_its_last_day_whatever_day_that_is():
    assert plain_end(date(2026, 11, 7), code_period("answer-downstream").length) == date(2026, 11, 21)


def test_the_interval_of_ours_says_that_it_is_ours():
    assert "an interval of ours" in interval("review").reason.en


def test_grounds_hold_what_lies_within_them():
    office = askers()["office"]
    assert office.may_rest_on("aia:art-91.1")
    assert not office.may_rest_on("aia:art-9")
    assert not office.may_rest_on("aia:art-53.1.b")


def test_every_ground_and_every_standing_provision_is_one_the_data_speak_of():
    law = Law()
    grounds = [ground for asker in askers().values() for ground in asker.grounds]
    known = [name for name in [*grounds, *standing(["gpai-2025:T-1.1"])] if name.startswith("aia:")]
    assert len(known) > 5
    assert all(show(law, provision, ON).norms for provision in known)


def item(again: date, decision: Decision | None = None) -> WatchItem:
    told = {"what": "new-guidance", "text": "Guidelines announced", "by": "A. Person"}
    return WatchItem(**told, noticed=date(2026, 9, 1), look_again=again, decision=decision, place=PLACE)


@pytest.mark.parametrize(("again", "overdue"), [(ON, True), (date(2026, 11, 23), False)])
def test_something_watched_is_told_on_the_day_it_is_looked_at_again(again: date, overdue: bool):
    found = list(watch_drift(WatchList(items=(item(again),), place=PLACE), ON))
    assert [stale.kind for stale in found] == ["watch"] * overdue
    assert all(stale.finding(PLACE).wrong("en").startswith("Watched (new guidance)") for stale in found)


def test_something_decided_is_not_told_any_more():
    decided = item(ON, Decision(on=ON, who="A. Person", text="No change."))
    assert list(watch_drift(WatchList(items=(decided,), place=PLACE), ON)) == []


@pytest.mark.parametrize(("until", "expired"), [(ON, False), (date(2026, 11, 21), True)])
def test_evidence_counts_until_the_end_of_its_last_day(until: date, expired: bool):
    watch = WatchList(evidence=(Dated(file="a.pdf", until=until, place=PLACE),), place=PLACE)
    assert [stale.kind for stale in watch_drift(watch, ON)] == ["evidence-expired"] * expired


@pytest.mark.parametrize(
    ("every", "issued", "due"),
    [
        (None, date(2026, 5, 22), True),
        (None, date(2026, 5, 23), False),
        ("3 months", date(2026, 8, 22), True),
        ("90 days", date(2026, 8, 25), False),
    ],
)
def test_a_review_is_due_when_the_interval_is_over(every: str | None, issued: date, due: bool):
    watch = WatchList(every=Period.parse(every) if every else None, place=PLACE)
    found = list(review_drift(watch, "example", issued, ON))
    assert [stale.kind for stale in found] == ["review"] * due
    assert all(("of ours" in stale.finding(PLACE).why("en")) is (every is None) for stale in found)


def test_a_review_without_an_issue_starts_the_interval_anew_and_one_to_come_does_not():
    watch = WatchList(reviewed=(date(2026, 10, 1), date(2027, 1, 1)), place=PLACE)
    assert last_looked_at(watch, date(2026, 1, 1), ON) == date(2026, 10, 1)
    assert list(review_drift(watch, "example", date(2026, 1, 1), ON)) == []


def test_everything_watched_has_a_name_in_both_languages():
    assert set(watched()) == {
        "successor-model",
        "new-modality",
        "new-channel",
        "new-evaluation-method",
        "new-guidance",
        "market-development",
    }
    assert all(name.en and name.nl for name in watched().values())


def test_a_change_of_a_whole_article_touches_its_paragraphs_and_the_other_way_round():
    after, until = date(2026, 7, 26), date(2026, 7, 27)
    for asked in ("aia:art-56", "aia:art-56.6", "aia:art-56.6.a"):
        assert [one.id for one in changes_between(Law(), [asked], after, until)] == ["change:art-56.6-1"]
    assert changes_between(Law(), ["aia:art-56.5"], after, until) == ()


def test_what_begins_to_apply_without_an_amendment_is_told_too():
    found = changes_between(Law(), ["aia:art-101.1"], date(2026, 8, 1), date(2026, 8, 2))
    assert {one.how for one in found} == {"begins"}


@pytest.mark.parametrize("asked", ["gpai-2025:T-1.1", "aia:art-999", "nonsense", ""])
def test_what_the_data_do_not_hold_changes_nothing(asked: str):
    assert changes_between(Law(), [asked], date(2020, 1, 1), ON) == ()
