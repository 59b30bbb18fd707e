# SPDX-License-Identifier: EUPL-1.2
"""Periods: how they are written, said and refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.calendar import Period, Unit
from adhere.kernel.text import Text


@pytest.mark.parametrize(
    ("written", "period", "label"),
    [
        ("2 weeks", Period(count=2, unit=Unit.WEEKS), Text("2 weeks", "2 weken")),
        ("1 week", Period(count=1, unit=Unit.WEEKS), Text("1 week", "1 week")),
        ("72 hours", Period(count=72, unit=Unit.HOURS), Text("72 hours", "72 uur")),
        ("5 working days", Period(count=5, unit=Unit.WORKING_DAYS), Text("5 working days", "5 werkdagen")),
        ("1 working day", Period(count=1, unit=Unit.WORKING_DAYS), Text("1 working day", "1 werkdag")),
        ("6 months", Period(count=6, unit=Unit.MONTHS), Text("6 months", "6 maanden")),
        ("10 years", Period(count=10, unit=Unit.YEARS), Text("10 years", "10 jaar")),
        ("15 days", Period(count=15, unit=Unit.DAYS), Text("15 days", "15 dagen")),
    ],
)
def test_a_period_is_read_and_said_in_both_languages(written: str, period: Period, label: Text):
    assert Period.parse(written) == period
    assert period.label == label
    assert str(period) == written


@given(st.builds(Period, count=st.integers(1, 9999), unit=st.sampled_from(Unit), backwards=st.booleans()))
def test_what_is_said_in_english_reads_back(period: Period):
    assert Period.parse(str(period), backwards=period.backwards) == period


@pytest.mark.parametrize(
    "written", ["", "two weeks", "0 days", "-1 day", "2weeks", "1.5 months", "P2W", "99999 days"]
)
def test_what_is_no_period_is_refused_with_examples(written: str):
    with pytest.raises(ValueError, match="such as '2 weeks'"):
        Period.parse(written)


def test_a_period_lasts_at_least_one_unit():
    with pytest.raises(ValueError, match="at least one unit, not 0"):
        Period(count=0, unit=Unit.DAYS)
