# SPDX-License-Identifier: EUPL-1.2
"""Periods of reports: their names, lengths by size, first ones that begin with an adherence, and days they are due."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.reporting.periods import (
    ReportingPeriod,
    due_day,
    label_for,
    length_of,
    period_around,
    period_of,
    periods_since,
)
from adhere.reporting.report import SIZES

DAYS = st.dates(date(1990, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("label", "since", "until"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
    ],
)
def test_a_name_is_that_of_its_period(label: str, since: date, until: date) -> None:
    period = ReportingPeriod(since=since, until=until)
    assert period_of(label) == period
    assert period.label == label


@pytest.mark.parametrize(
    "label", ["", "2026-H3", "H1-2026", "26", "2026-h1", "0000", "9999", "２０２６", "2026\n"]
)
def test_what_is_no_name_has_no_period(label: str) -> None:
    assert period_of(label) is None


def test_the_largest_report_twice_a_year_and_others_once() -> None:
    lengths = {size: period_around(date(2026, 9, 1), size).label for size in SIZES}
    assert lengths == {**dict.fromkeys(SIZES, "2026"), "large": "2026-H2"}
    assert length_of("large").en == "six months"


def test_a_first_period_begins_with_the_adherence_and_keeps_the_name_of_the_whole() -> None:
    first, second = list(periods_since(date(2026, 3, 16), date(2026, 8, 1), "large"))
    assert (first.since, first.until, label_for(first, "large")) == (
        date(2026, 3, 16),
        date(2026, 6, 30),
        "2026-H1",
    )
    assert second.label == "2026-H2"
    assert label_for(first, "small") == "2026-03-16--2026-06-30"


@pytest.mark.parametrize(
    ("label", "due"),
    [("2026-H1", date(2026, 9, 30)), ("2026-H2", date(2027, 3, 31)), ("2026", date(2027, 3, 31))],
)
def test_a_report_is_due_three_months_after_its_period(label: str, due: date) -> None:
    period = period_of(label)
    assert period is not None
    assert due_day(period) == due


@given(DAYS, st.sampled_from(SIZES), st.integers(0, 1500))
def test_periods_follow_each_other_without_a_gap(start: date, size: str, length: int) -> None:
    found = list(periods_since(start, start + timedelta(days=length), size))
    assert found[0].since == start
    for before, after in pairwise(found):
        assert after.since - before.until == timedelta(days=1)
    assert found[-1].until >= start + timedelta(days=length)
    assert all(one.days > 0 for one in found)
