# SPDX-License-Identifier: EUPL-1.2
"""Where a code stands follows from its history, on any date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.catalogue import code
from adhere.codes.code import Event
from adhere.codes.history import kind_name, kinds, stage_name, status
from adhere.kernel.data import packaged
from adhere.kernel.text import plain


def event(kind: str, on: date) -> Event:
    return Event(kind=kind, on=on, content=plain("-"), grade="ours")


@pytest.mark.parametrize(
    ("name", "day", "stage"),
    [
        ("gpai-2025", date(2024, 7, 30), "consultation"),
        ("gpai-2025", date(2024, 9, 29), "consultation"),
        ("gpai-2025", date(2024, 9, 30), "drafting"),
        ("gpai-2025", date(2025, 3, 10), "draft-2"),
        ("gpai-2025", date(2025, 3, 20), "draft-3"),
        ("gpai-2025", date(2025, 5, 2), "draft-3"),
        ("gpai-2025", date(2025, 7, 31), "final"),
        ("gpai-2025", date(2025, 8, 1), "assessed"),
        ("gpai-2025", date.max, "assessed"),
        ("marking-2026", date(2026, 3, 5), "draft-2"),
        ("marking-2026", date(2026, 6, 10), "final"),
        ("disinformation-2025", date(2025, 6, 30), "endorsed"),
        ("disinformation-2025", date(2025, 7, 1), "in-effect"),
    ],
)
def test_a_packaged_code_stands_where_its_history_brought_it(name: str, day: date, stage: str):
    found = status(code(name), day)
    assert found is not None
    assert found.stage == stage
    assert found.since <= day


def test_before_its_first_event_and_without_events_a_code_stands_nowhere():
    gpai = code("gpai-2025")
    assert status(gpai, gpai.history[0].on - timedelta(days=1)) is None
    assert status(small(), date.max) is None


def test_the_order_of_days_counts_and_within_a_day_that_of_the_history():
    day = date(2026, 1, 1)
    events = (
        event("final", day),
        event("call", date(2025, 1, 1)),
        event("withdrawn", day),
        event("taskforce", day),
    )
    found = status(replace(small(), history=events), day)
    assert found is not None
    assert (found.stage, found.event.kind) == ("withdrawn", "withdrawn")


def test_an_unknown_kind_moves_nothing_and_is_named_as_it_stands():
    assert status(replace(small(), history=(event("party", date(2026, 1, 1)),)), date.max) is None
    assert (kind_name("party").nl, stage_name("party").nl) == ("party", "party")
    assert kind_name("draft-3").nl == "derde ontwerp"


def test_every_stage_of_a_kind_has_its_name_and_every_stage_is_reached():
    stages = set(packaged("adhere.codes", "data/history.toml")["stage"])
    assert {kind.stage for kind in kinds().values() if kind.stage} == stages


def test_the_deadlines_of_article_56_9_are_history():
    found = {
        (one.kind, one.on.isoformat()) for one in code("gpai-2025").history if one.source == "aia:art-56.9"
    }
    assert found == {("deadline-missed", "2025-05-02"), ("deadline-met", "2025-08-02")}
