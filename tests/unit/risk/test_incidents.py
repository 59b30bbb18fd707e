# SPDX-License-Identifier: EUPL-1.2
"""Serious incidents: which report is next and by when, bundles, exceptions, what is kept, and every rule on what does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from adhere.codes.catalogue import code
from adhere.codes.clockrecord import ClockState
from adhere.kernel.finding import Finding, Place
from adhere.kernel.truth import Truth
from adhere.risk.incidentchecks import Owed, at_odds, incident_findings
from adhere.risk.incidents import (
    Exceptional,
    Incident,
    IncidentReport,
    StandingIncident,
    bundles,
    harms,
    standing_incidents,
)
from adhere.risk.rules import rules

GPAI = code("gpai-2025")
PLACE = Place(file="models/example/incidents/a.yaml", line=1)
ON = date(2026, 11, 22)
OWED = Owed(duty=Truth.YES, signatory=Truth.YES)


def day(written: str) -> date | datetime:
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)


def incident(name: str = "a", **more: Any) -> Incident:
    return replace(Incident(name=name, aware=day("2026-11-18"), place=PLACE, places={}), **more)


def report(kind: Any, at: str) -> IncidentReport:
    return IncidentReport(kind=kind, at=day(at), place=PLACE)


def stands(*incidents: Incident, on: date = ON) -> tuple[StandingIncident, ...]:
    return standing_incidents(incidents, GPAI, on)


def found(*incidents: Incident, on: date = ON, owed: Owed = OWED) -> list[Finding]:
    findings = list(incident_findings(incidents, stands(*incidents, on=on), GPAI, owed, on))
    for one in findings:
        told = [said(language) for said in (one.wrong, one.why, one.remedy) for language in ("en", "nl")]
        assert not any("{" in text for text in told), told
    return findings


def ids(*incidents: Incident, on: date = ON, owed: Owed = OWED) -> list[str]:
    return [one.rule.id for one in found(*incidents, on=on, owed=owed)]


@pytest.mark.parametrize(
    ("kinds", "last"),
    [
        (("critical-infrastructure",), "2026-11-20"),
        (("cybersecurity",), "2026-11-23"),
        (("death",), "2026-11-28"),
        (("health-rights-property-environment",), "2026-12-03"),
        (("health-rights-property-environment", "death"), "2026-11-28"),
        (tuple(harms()), "2026-11-20"),
    ],
)
def test_of_several_harms_the_deadline_that_comes_first_binds(kinds: tuple[str, ...], last: str):
    (one,) = stands(incident(harms=kinds), on=date(2026, 11, 18))
    assert one.next is not None
    assert (one.next.day, one.next.state) == (date.fromisoformat(last), ClockState.RUNNING)
    assert len([run for run in one.runs if run.clock.id.startswith("S-9.3-")]) == len(kinds) + 2


def test_reports_follow_each_other_until_the_incident_is_resolved():
    made = incident(harms=("death",), reports=(report("initial", "2026-11-20"),))
    (one,) = stands(made)
    assert one.next is not None
    assert (one.next.clock.id, one.next.day) == ("S-9.3-int", date(2026, 12, 18))
    resolved = replace(made, resolved=day("2026-11-21"))
    (one,) = stands(resolved)
    assert one.next is not None
    assert (one.next.clock.id, one.next.day) == ("S-9.3-fin", date(2027, 1, 20))
    (one,) = stands(
        replace(resolved, reports=(*made.reports, report("final", "2027-01-20"))), on=date(2027, 1, 21)
    )
    assert one.next is None


def test_what_was_gathered_is_kept_five_years_from_the_later_of_incident_and_documentation():
    early = incident(harms=("death",), started=date(2026, 11, 1), ended=date(2026, 11, 2))
    assert [one.keep.day for one in stands(early) if one.keep] == [date(2031, 11, 2)]
    later = replace(early, documented=date(2028, 2, 29))
    assert [one.keep.day for one in stands(later) if one.keep] == [date(2033, 2, 28)]
    assert [one.keep for one in stands(incident(aware=None))] == [None]


def test_bundled_incidents_are_reported_under_the_first_deadline():
    root = incident("root", aware=day("2026-11-12"), harms=("death",))
    other = incident("other", harms=("critical-infrastructure",), bundled_with="root")
    first, second = stands(root, other)
    assert first.binding is not None
    assert (first.binding.day, first.binding.about) == (date(2026, 11, 20), "other")
    assert (second.group, second.binding) == (("root",), first.binding)
    assert any(
        "root" in reason.en
        for run in stands(root, replace(other, aware=day("2026-11-21")))[1].runs
        for reason in run.reasons
    )
    done = replace(root, reports=(report("initial", "2026-11-20"),))
    assert [one.binding.state for one in stands(done, other) if one.binding] == [ClockState.MET] * 2


def test_what_goes_round_is_counted_alone():
    one, other = incident("a", bundled_with="b"), incident("b", bundled_with="a")
    assert bundles((one, other)) == {"a": ("a",), "b": ("b",)}
    assert ids(one, other).count("ADH-RSK-116") == 2


def test_near_misses_have_no_clock_and_stand_apart():
    missed = incident(near_miss=True)
    assert stands(missed) == ()
    assert ids(missed) == []


def test_exceptional_circumstances_free_from_the_days_only_where_they_are_stated():
    claim = Exceptional(on=date(2026, 11, 19), why="Example", stated=True, place=PLACE)
    free = incident(harms=("critical-infrastructure",), exceptional=claim)
    (one,) = stands(free)
    assert one.binding is not None
    assert one.binding.state is ClockState.EXCEPTED
    bare = replace(free, exceptional=replace(claim, stated=False))
    assert ids(bare) == ["ADH-RSK-119", "ADH-RSK-110"]


def test_a_later_report_without_a_record_of_the_first_leaves_it_unknown():
    (one,) = stands(incident(harms=("death",), later="final"), on=date(2027, 1, 1))
    assert one.binding is not None
    assert one.binding.state is ClockState.NOT_KNOWN


@pytest.mark.parametrize(
    ("more", "on", "rules_found"),
    [
        ({"harms": ("critical-infrastructure",)}, "2026-11-20", ["ADH-RSK-111"]),
        ({"harms": ("critical-infrastructure",)}, "2026-11-21", ["ADH-RSK-110"]),
        (
            {"harms": ("critical-infrastructure",), "reports": (report("initial", "2026-11-21"),)},
            "2026-11-22",
            ["ADH-RSK-112", "ADH-RSK-111"],
        ),
        ({"harms": ("death",), "reports": (report("initial", "2026-11-30"),)}, "2026-12-01", ["ADH-RSK-122", "ADH-RSK-111"]),
        ({"harms": ("death",), "reports": (report("initial", "2026-12-01"),)}, "2026-12-01", ["ADH-RSK-112", "ADH-RSK-111"]),
        ({"harms": ("death",), "reports": (report("initial", "2026-11-20"),)}, "2026-12-19", ["ADH-RSK-110"]),
        ({}, "2026-11-22", ["ADH-RSK-113"]),
        ({"aware": None}, "2026-11-22", ["ADH-RSK-113"]),
        (
            {"harms": ("death",), "resolved": day("2026-11-17"), "reports": (report("initial", "2026-11-18"),)},
            "2026-11-22",
            ["ADH-RSK-114", "ADH-RSK-111"],
        ),
        ({"harms": ("death",), "reports": (report("initial", "2026-11-17"),)}, "2026-11-22", ["ADH-RSK-114", "ADH-RSK-111", "ADH-RSK-111"]),
        ({"harms": ("death",), "started": date(2026, 11, 19)}, "2026-11-22", ["ADH-RSK-114", "ADH-RSK-111"]),
        ({"harms": ("death",), "started": date(2026, 11, 9), "ended": date(2026, 11, 8)}, "2026-11-22", ["ADH-RSK-114", "ADH-RSK-111"]),
        ({"harms": ("death",), "documented": date(2026, 12, 1)}, "2026-11-22", ["ADH-RSK-114", "ADH-RSK-111"]),
        (
            {"harms": ("death",), "reports": (report("initial", "2026-11-20"), report("intermediate", "2026-11-19"))},
            "2026-11-22",
            ["ADH-RSK-114", "ADH-RSK-111"],
        ),
        (
            {"harms": ("death",), "reports": (report("initial", "2026-11-20"), report("final", "2026-11-21"))},
            "2026-11-22",
            ["ADH-RSK-115", "ADH-RSK-111"],
        ),
        ({"harms": ("death",), "bundled_with": "b"}, "2026-11-22", ["ADH-RSK-117", "ADH-RSK-111"]),
        ({"harms": ("death",), "near_miss": True}, "2026-11-22", ["ADH-RSK-118"]),
    ],
)  # fmt: skip
def test_each_mistake_has_its_rule(more: dict[str, Any], on: str, rules_found: list[str]):
    assert ids(incident(**more), on=date.fromisoformat(on)) == rules_found


def test_where_the_duty_does_not_apply_the_day_is_a_note():
    late = incident(harms=("critical-infrastructure",))
    for duty in (Truth.NO, Truth.UNKNOWN):
        (one,) = found(late, owed=Owed(duty=duty, signatory=Truth.NO))
        assert (one.rule.id, one.rule.severity) == ("ADH-RSK-121", "note")


def test_for_who_does_not_adhere_the_days_are_the_codes_and_not_the_laws():
    late = incident(harms=("critical-infrastructure",))
    (one,) = found(late, owed=Owed(duty=Truth.YES, signatory=Truth.NO))
    assert "not of the law" in one.why("en")
    assert "without undue delay" in one.why("en")
    assert "not of the law" not in found(late)[0].why("en")


def test_what_a_file_and_its_answers_say_differently_is_told():
    here = incident(harms=("death",), resolved=day("2026-11-20"))
    there = incident(aware=day("2026-11-17"), harms=("cybersecurity",), resolved=day("2026-11-21"))
    found_ = list(at_odds(here, there, "serious-incident-a.yaml"))
    assert {one.rule.id for one in found_} == {"ADH-RSK-120"}
    assert [one.values["field"] for one in found_] == ["aware", "resolved", "harms"]
    assert list(at_odds(here, replace(here, aware=day("2026-11-18T09:00+01:00")), "x")) == []


def test_every_rule_on_incidents_is_met_by_a_test():
    tests = Path(__file__).read_text(encoding="utf-8")
    own = [one.id for one in rules() if "ADH-RSK-110" <= one.id < "ADH-RSK-140"]
    assert own
    assert [one for one in own if f'"{one}"' not in tests] == []
