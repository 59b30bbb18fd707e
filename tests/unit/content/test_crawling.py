# SPDX-License-Identifier: EUPL-1.2
"""The records of a crawler: each fetch that should not have been has its finding, per host and agent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from adhere.content.crawling import Fetch, InfringingSites, check_fetches
from adhere.content.robots.fetching import NOTHING, Fetched, RobotsState, state_of

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
CLOSED = state_of(Fetched(at=NOON, status=200, body=b"User-agent: OurBot\nDisallow: /private/\n"))
SILENT = state_of(Fetched(at=NOON, status=503))
LISTS = (InfringingSites(name="court list", domains=frozenset({"pirate.example"}), since=date(2026, 1, 1)),)


def found(state: RobotsState = CLOSED, lists: tuple[InfringingSites, ...] = LISTS, **of: Any) -> list[str]:
    fetch = {"agent": "OurBot", "host": "e.example", "target": "/a", "at": NOON, "circumvented": ()} | of
    findings = check_fetches([Fetch(**fetch)], lambda _host, _at: state, lists, "crawl.jsonl")
    assert all(finding.wrong("nl") and "{" not in finding.wrong("en") for finding in findings)
    return [finding.rule.id for finding in findings]


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ({}, []),
        ({"target": "/private/a"}, ["ADH-CON-030"]),
        ({"state": SILENT}, ["ADH-CON-031"]),
        ({"state": SILENT, "target": "/robots.txt"}, []),
        ({"state": NOTHING}, ["ADH-CON-032"]),
        ({"at": NOON + timedelta(hours=25)}, ["ADH-CON-033"]),
        ({"circumvented": ("paywall", "captcha")}, ["ADH-CON-034"]),
        ({"circumvented": None}, ["ADH-CON-035"]),
        ({"host": "www.Pirate.example."}, ["ADH-CON-036"]),
        ({"host": "notpirate.example"}, []),
        ({"lists": ()}, ["ADH-CON-037"]),
        ({"agent": "Our Bot 2"}, ["ADH-CON-038"]),
    ],
)
def test_a_fetch_is_held_against_what_was_in_force(of: dict[str, Any], expected: list[str]):
    assert found(**of) == expected


def test_a_list_holds_on_its_days():
    ended = InfringingSites(
        name="ended", domains=frozenset({"a.example"}), since=date(2026, 1, 1), until=date(2026, 2, 1)
    )
    assert found(lists=(ended,), host="a.example") == ["ADH-CON-037"]
    assert found(lists=(*LISTS, ended), host="a.example") == []


def test_fetches_of_one_host_are_one_finding_with_their_number():
    fetches = [
        Fetch(agent="OurBot", host="e.example", target=f"/private/{n}", at=NOON, circumvented=())
        for n in range(9)
    ]
    (finding,) = check_fetches(fetches, lambda _host, _at: CLOSED, LISTS, "crawl.jsonl")
    assert finding.values["count"] == 9
    assert "line 2" in finding.wrong("en")
    assert finding.rule.provision == "aia:art-53.1.c"
