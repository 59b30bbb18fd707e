# SPDX-License-Identifier: EUPL-1.2
"""Files of events and incidents as people write them, the clocks they start, and each mistake with its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.dossier.upkept import DOSSIER, write

from adhere.dossier.checks import check
from adhere.dossier.clockloading import model_clocks
from adhere.dossier.clocks import ModelClocks, clock_findings
from adhere.dossier.events import read_events
from adhere.dossier.incidentfiles import read_incidents
from adhere.dossier.portfolio import load
from adhere.kernel.truth import Truth
from adhere.law.library import Law
from adhere.risk.rules import rules

ON = date(2026, 11, 22)
EVENTS = """\
format: adhere/events/1
conditions: {among-most-capable: true}
events:
  - event: framework-confirmed
    at: 2026-11-13
    about: "1.1"
  - {event: framework-notified, at: "2026-11-16T10:00+01:00", about: "1.1"}
exceptions:
  - clock: S-7.6
    exception: similarly-safe
    on: 2026-11-01
    why: Assessed for each risk
    conditions: [safe-for-each-identified-risk]
"""
INCIDENT = """\
format: adhere/incident/1
aware: 2026-11-18T09:40+01:00
harms: [cybersecurity, death]
link: suspected
started: 2026-11-16
ended: 2026-11-17
documented: 2026-11-19
reports:
  - {kind: initial, on: 2026-11-20, issue: 1, sha256: DIGEST, by: A. Person}
resolved: 2026-11-21
exceptional: {on: 2026-11-19, why: Storm, conditions: [circumstances-exceptional]}
bundled_with: other
""".replace("DIGEST", "ab" * 32)
ADHERENCE = """\
format: adhere/adherence/1
code: gpai-2025
extent: full
from: 2026-01-01
"""


def events(root: Path, text: str) -> list[str]:
    write(root / "models/example/events.yaml", text)
    return [f"{one.rule.id}:{one.place.line}" for one in read_events(root, "example").findings]


def incidents(root: Path, **files: str) -> list[str]:
    for name, text in files.items():
        write(root / f"models/example/incidents/{name}.yaml", text)
    return [
        f"{one.rule.id}:{one.place.line}" for read in read_incidents(root, "example") for one in read.findings
    ]


def test_events_are_read_whole(tmp_path: Path):
    assert events(tmp_path, EVENTS) == []
    record = read_events(tmp_path, "example").record
    assert [one.about for one in record.occurrences] == ["1.1", "1.1"]
    assert record.occurrences[1].at == datetime.fromisoformat("2026-11-16T10:00+01:00")
    assert record.holds == {"among-most-capable": Truth.YES}
    (one,) = record.invoked
    assert (one.clock, one.shown) == ("gpai-2025:S-7.6", {"safe-for-each-identified-risk"})


def test_without_a_file_nobody_keeps_a_record(tmp_path: Path):
    assert not read_events(tmp_path, "example").record.kept


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("at: 2026-11-13", "at: 2026-11-13T10:00", "ADH-DOS-140:5"),
        ("at: 2026-11-13", "at: 13 November 2026", "ADH-DOS-007:5"),
        ("at: 2026-11-13", "at: 2026-11-31T10:00+01:00", "ADH-DOS-007:5"),
        ("    at: 2026-11-13\n", "", "ADH-DOS-063:4"),
        ("framework-confirmed", "framework-confirmd", "ADH-DOS-141:4"),
        ("framework-confirmed", "placed-on-market", "ADH-DOS-142:4"),
        ("framework-confirmed", "request-received", "ADH-DOS-142:4"),
        ("framework-confirmed", "incident-known", "ADH-DOS-142:4"),
        ("framework-confirmed", "report-due", "ADH-DOS-142:4"),
        ("clock: S-7.6", "clock: S-7.9", "ADH-DOS-143:9"),
        ("clock: S-7.6", "clock: S-9.3-1", "ADH-DOS-143:9"),
        ("exception: similarly-safe", "exception: similar", "ADH-DOS-143:10"),
        ("safe-for-each-identified-risk", "safe", "ADH-DOS-143:13"),
        ("    why: Assessed for each risk\n", "", "ADH-DOS-063:9"),
        ("on: 2026-11-01", "on: -5 days", "ADH-DOS-007:11"),
        ("{among-most-capable: true}", "{among-most-capable: perhaps}", "ADH-DOS-064:2"),
        ("{among-most-capable: true}", "{most-capable: true}", "ADH-DOS-004:2"),
        ("adhere/events/1", "adhere/events/2", "ADH-DOS-021:1"),
        ('    about: "1.1"', "    colour: red", "ADH-DOS-004:6"),
    ],
)  # fmt: skip
def test_every_mistake_in_events_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str):
    assert events(tmp_path, EVENTS.replace(old, new, 1)) == [told]


def test_an_incident_is_read_whole(tmp_path: Path):
    assert incidents(tmp_path, a=INCIDENT) == []
    (read,) = read_incidents(tmp_path, "example")
    one = read.incident
    assert one is not None
    assert (one.harms, one.link, one.bundled_with) == (("cybersecurity", "death"), "suspected", "other")
    assert one.aware == datetime.fromisoformat("2026-11-18T09:40+01:00")
    assert [(made.kind, made.issue, made.sha256) for made in one.reports] == [("initial", 1, "ab" * 32)]
    assert one.exceptional is not None
    assert one.exceptional.stated


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("aware: 2026-11-18T09:40+01:00", "aware: 2026-11-18T09:40", "ADH-DOS-140:2"),
        ("[cybersecurity, death]", "[cybersecurity, dead]", "ADH-DOS-143:3"),
        ("link: suspected", "link: maybe", "ADH-DOS-021:4"),
        ("kind: initial", "kind: first", "ADH-DOS-021:9"),
        ("issue: 1", "issue: -1", "ADH-DOS-064:9"),
        ("ab" * 32, "abc", "ADH-DOS-064:9"),
        ("why: Storm, ", "", "ADH-DOS-063:11"),
        ("[circumstances-exceptional]", "[storm]", "ADH-DOS-143:11"),
        ("documented:", "document:", "ADH-DOS-004:7"),
    ],
)
def test_every_mistake_in_an_incident_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str):
    assert incidents(tmp_path, a=INCIDENT.replace(old, new, 1)) == [told]


def test_two_files_on_one_incident_are_told_and_one_counts(tmp_path: Path):
    assert incidents(tmp_path, a=INCIDENT, b=f"{INCIDENT}answers: serious-incident-a\n") == ["ADH-DOS-144:1"]
    assert [read.incident is not None for read in read_incidents(tmp_path, "example")] == [True, False]


def test_too_many_entries_are_cut_off_and_told(tmp_path: Path):
    known = "safe-for-each-identified-risk"
    told = events(tmp_path, EVENTS.replace(f"[{known}]", f"[{', '.join([known] * 101)}]"))
    assert told == ["ADH-DOS-146:13"]


@given(st.binary(max_size=300))
def test_no_bytes_break_a_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    root = tmp_path_factory.mktemp("kept")
    for name in ("events.yaml", "incidents/a.yaml"):
        target = root / "models/example" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    read_events(root, "example")
    list(read_incidents(root, "example"))


def dossier(root: Path, **files: str) -> Path:
    write(root / "adhere.yaml", DOSSIER.replace("    artefacts: model\n", ""))
    for name, text in files.items():
        write(root / name.replace("__", "/").replace("_yaml", ".yaml"), text)
    return root


def clocks(root: Path, on: date = ON) -> ModelClocks:
    portfolio, law = load(root, on), Law()
    (checked,) = check(portfolio, law, on).models
    return model_clocks(checked, portfolio, law, on)


def ids(found: ModelClocks) -> list[str]:
    findings = list(clock_findings(found))
    for one in findings:
        told = [said(language) for said in (one.wrong, one.why, one.remedy) for language in ("en", "nl")]
        assert not any("{" in text for text in told), told
    return sorted({one.rule.id for one in findings})


def test_facts_requests_and_answers_are_not_asked_twice(tmp_path: Path):
    request = 'format: adhere/request/1\nfrom: {organisation: "Buyer", kind: downstream}\nlegal_basis: [aia:art-53.1.b]\npurpose: "Integration"\nreceived: 2026-10-01\nextended: {until: 2026-12-01, why: Cluster lost}\n'
    answers = (
        "format: adhere/answers/1\nform: serious-incident\nanswers: {harm: death, aware_on: 2026-11-18}\n"
    )
    made = "format: adhere/incident/1\nreports: [{kind: initial, on: 2026-11-20}]\n"
    found = clocks(
        dossier(
            tmp_path,
            models__example__requests__buyer_yaml=request,
            models__example__incidents__a_yaml=made,
            **{"models__example__serious-incident-a_yaml": answers},
        )
    )
    states = {run.clock.id: run.state.value for run in found.all_runs}
    assert (states["T-1.1-keep"], states["T-1.2-dp"], states["S-9.3-3"]) == ("running", "excepted", "met")
    (one,) = found.incidents.standing
    assert one.next is not None
    assert one.next.day == date(2026, 12, 18)


def test_without_an_adherence_no_clock_of_the_code_is_an_error(tmp_path: Path):
    found = clocks(dossier(tmp_path, models__example__events_yaml=EVENTS))
    assert found.bound == {}
    assert ids(found) == []


def test_who_adheres_is_told_what_is_overdue_due_late_unknown_and_in_vain(tmp_path: Path):
    lines = """\
format: adhere/events/1
events:
  - {event: contact-published, at: 2026-05-05}
  - {event: complaint-received, at: 2026-11-01}
  - {event: workers-informed, at: 2027-01-01}
exceptions:
  - {clock: C-1.5, exception: identical-complaint, on: 2026-11-02, why: Same, conditions: [same-rightsholder]}
"""
    root = dossier(tmp_path, adherence__gpai_yaml=ADHERENCE, models__example__events_yaml=lines)
    found = clocks(root)
    told = {one.rule.id for one in clock_findings(found)}
    assert {"ADH-RSK-103", "ADH-RSK-104"} <= told
    assert "ADH-RSK-103" in ids(found)


def test_every_rule_on_clocks_is_met(tmp_path: Path):
    lines = """\
format: adhere/events/1
conditions: {among-most-capable: true}
events:
  - {event: framework-confirmed, at: 2026-11-02, about: "1"}
  - {event: framework-confirmed, at: 2026-11-18, about: "2"}
  - {event: framework-notified, at: 2026-11-16, about: "1"}
  - {event: report-provided, at: 2026-05-04}
  - {event: change-made-available, at: 2026-11-10, about: "1.1"}
  - {event: change-assessed, at: 2026-11-10, about: "1.1"}
  - {event: workers-informed, at: 2027-01-01}
exceptions:
  - {clock: S-7.6, exception: unchanged, on: 2026-11-02, why: Same, conditions: [capabilities-unchanged]}
"""
    found = clocks(dossier(tmp_path, models__example__events_yaml=lines))
    bound = {run.measure.commitment: Truth.YES for run in found.runs}
    own = [one.id for one in rules() if "ADH-RSK-100" <= one.id < "ADH-RSK-110"]
    assert ids(replace(found, bound=bound)) == own


def test_answers_that_an_incident_names_and_there_are_not_are_told(tmp_path: Path):
    text = "format: adhere/incident/1\nanswers: serious-incident-x\nnear_miss: true\n"
    found = clocks(dossier(tmp_path, models__example__incidents__a_yaml=text))
    assert [one.rule.id for one in found.findings] == ["ADH-DOS-145"]
