# SPDX-License-Identifier: EUPL-1.2
"""How requirements stand on a date: status, holder and exemptions come from the law, never from the catalogue."""

from __future__ import annotations

from datetime import date

import pytest

from adhere.law.requirements.catalogue import catalogue
from adhere.law.requirements.standing import Standing, standing
from adhere.law.requirements.words import applies_when, period, relief_text, since

KNOWN = catalogue()
TODAY = date(2026, 11, 22)


def on(identifier: str, day: date = TODAY) -> Standing:
    return standing(KNOWN, KNOWN.requirements[identifier], day)


@pytest.mark.parametrize(
    ("identifier", "day", "status"),
    [
        ("gpai-01", date(2025, 8, 1), "not-yet-in-force"),
        ("gpai-01", date(2025, 8, 2), "in-force"),
        ("gpai-10", date(2026, 8, 1), "not-yet-in-force"),
        ("gpai-10", date(2026, 8, 2), "in-force"),
        ("gpai-17", date(2026, 7, 26), "not-yet-in-force"),
        ("gpai-17", date(2026, 7, 27), "in-force"),
        ("gpai-18", date(2025, 8, 1), "not-yet-in-force"),
        ("gpai-18", date(2026, 7, 26), "in-force"),
        ("gpai-18", date(2026, 7, 27), "no-longer-in-force"),
    ],
)
def test_the_status_follows_the_dates(identifier: str, day: date, status: str):
    assert on(identifier, day).status == status


def test_open_source_takes_away_what_the_law_says_and_nothing_else():
    states = {name: on(name).open_source for name in KNOWN.requirements}
    assert [name for name, state in states.items() if state == "exempt"] == [
        "gpai-01", "gpai-02", "gpai-07", "gpai-08", "gpai-09",
    ]  # fmt: skip
    assert "partly" not in states.values()
    assert (states["gpai-03"], states["gpai-04"]) == ("bound", "bound")
    assert [name for name, state in states.items() if state == "not-about-models"] == ["gpai-17", "gpai-18"]


def test_holders_come_from_the_records():
    assert on("gpai-12").holders == ("provider-systemic",)
    assert on("gpai-08").holders == ("authorised-representative",)
    assert on("gpai-06").holders == ("provider", "provider-systemic")


def test_the_grace_for_models_of_before_ends_by_itself():
    def grace(day: date) -> list[tuple[str, bool]]:
        found = on("gpai-01", day).reliefs
        return [(one.exception.id, one.in_force) for one in found if one.exception.end]

    assert grace(date(2027, 8, 1)) == [("exception:art-111.3-1", True)]
    assert grace(date(2027, 8, 2)) == [("exception:art-111.3-1", False)]
    (ended,) = (one for one in on("gpai-01", date(2027, 8, 2)).reliefs if one.exception.end)
    assert "ended on 2 August 2027" in relief_text(ended, KNOWN).en


def test_what_took_the_place_of_what_ended_is_named():
    assert on("gpai-18").successors == ("gpai-17",)
    assert on("gpai-17").successors == ()


def test_the_sentences_say_the_dates():
    assert since(on("gpai-18")).en == "No longer in force since 27 July 2026; it was from 2 August 2025."
    assert since(on("gpai-18", date(2026, 1, 1))).nl == "Geldend sinds 2 augustus 2025, tot 27 juli 2026."
    assert since(on("gpai-10", date(2026, 1, 1))).nl.startswith("Nog niet geldend")
    assert (period(on("gpai-18")).en, period(on("gpai-01")).nl) == ("From 2 August 2025 until 27 July 2026.", "Vanaf 2 augustus 2025.")  # fmt: skip
    assert applies_when(on("gpai-17"), KNOWN).en.startswith("Always")
