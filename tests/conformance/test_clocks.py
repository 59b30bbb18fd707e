# SPDX-License-Identifier: EUPL-1.2
"""Every clock in the facts about the code of 10 July 2025 has edge cases among the tests, and each exception there is one of ours.

Needs the reference data in ``shared`` beside the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.unit.codes.clockcases import CASES, EDGES

from adhere.codes.clockdata import clock_rule

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "code" / "code.json"
WITH_EXCEPTIONS = {
    "T-1.2-dp",
    "C-1.5",
    "S-3.5",
    "S-7.6",
    "S-7.7-c",
    "S-9.3-1",
    "S-9.3-2",
    "S-9.3-3",
    "S-9.3-4",
}
"""Clocks whose exception can be invoked; those of S-1.1-conf-b and S-1.3 make a limit stricter."""
STRICTER = {"S-1.1-conf-b": "both limits apply", "S-1.3": "or earlier"}

pytestmark = pytest.mark.skipif(not FACTS.is_file(), reason=f"the reference data is not at {FACTS}")


@cache
def deadlines() -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in _found(json.loads(FACTS.read_text(encoding="utf-8")))}


def _found(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield from value.get("deadlines", ())
        value = [one for name, one in value.items() if name != "deadlines"]
    for one in value if isinstance(value, list) else ():
        yield from _found(one)


def test_every_clock_of_the_facts_has_edge_cases():
    assert len(deadlines()) == 26
    assert set(deadlines()) == set(CASES)
    for clock, cases in CASES.items():
        assert {case.edge for case in cases} >= EDGES, clock


def test_every_exception_of_the_facts_is_data():
    told = {clock for clock, one in deadlines().items() if one.get("exceptions")}
    assert told == WITH_EXCEPTIONS | STRICTER.keys()
    for clock, start in STRICTER.items():
        assert deadlines()[clock]["exceptions"].startswith(start)
        assert clock_rule(f"gpai-2025:{clock}").exceptions == ()
    for clock in WITH_EXCEPTIONS - {"S-7.7-c"}:
        assert clock_rule(f"gpai-2025:{clock}").exceptions, clock
    delays = [clock_rule(f"gpai-2025:S-7.7-{one}").exceptions for one in "ab"]
    assert all(one.clock == "gpai-2025:S-7.7-c" for exceptions in delays for one in exceptions)
    assert all(len(one.conditions) == 2 for exceptions in delays for one in exceptions)


def test_the_three_alternatives_and_the_two_grounds_are_each_an_exception():
    assert [one.id for one in clock_rule("gpai-2025:S-7.6").exceptions] == [
        "unchanged",
        "more-capable-model",
        "similarly-safe",
    ]
    assert [one.id for one in clock_rule("gpai-2025:C-1.5").exceptions] == [
        "manifestly-unfounded",
        "identical-complaint",
    ]
