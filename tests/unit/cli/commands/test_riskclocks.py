# SPDX-License-Identifier: EUPL-1.2
"""``adhere risk clocks`` and ``adhere risk incidents``: text, JSON, calendar and page, in both languages, and their exit status."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults
from tests.unit.dossier.upkept import write

ON = ("--on", "2026-11-22")
DOSSIER = """\
format: adhere/dossier/1
example: true
provider: {name: Voorbeeld B.V. (example), established_in: NL}
stated: {who: A. Person, when: 2026-10-01}
models:
  example:
    version: "1.0"
    statements:
      market.placed_on: 2026-05-04
"""
EVENTS = """\
format: adhere/events/1
events:
  - {event: contact-published, at: 2026-05-04}
  - {event: framework-confirmed, at: 2026-11-17}
"""
INCIDENT = """\
format: adhere/incident/1
aware: 2026-11-18T09:40+01:00
harms: [death]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "adhere.yaml", DOSSIER)
    write(tmp_path / "models/example/events.yaml", EVENTS)
    write(tmp_path / "models/example/incidents/a.yaml", INCIDENT)
    write(
        tmp_path / "models/example/incidents/b.yaml", f"{INCIDENT.replace('[death]', '[]')}near_miss: true\n"
    )
    return tmp_path


@pytest.mark.parametrize("language", ["en", "nl"])
def test_clocks_keep_their_contract(root: Path, language: str):
    document = adhere("risk", "clocks", root, *ON, "--format", "json", "--lang", language).json()
    assert faults("adhere-risk-clocks", document) == []
    (model,) = document["models"]
    found = {one["clock"]: one for one in model["clocks"]}
    assert (found["gpai-2025:S-1.4"]["day"], found["gpai-2025:S-1.4"]["state"]) == ("2026-11-24", "running")
    assert found["gpai-2025:S-9.3-3"]["hour"] == "2026-11-28T09:40:00+01:00"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_incidents_keep_their_contract(root: Path, language: str):
    document = adhere("risk", "incidents", root, *ON, "--format", "json", "--lang", language).json()
    assert faults("adhere-risk-incidents", document) == []
    (model,) = document["models"]
    assert (model["duty"], model["signatory"], model["near_misses"]) == ("unknown", "no", ["b"])
    assert model["incidents"][0]["next"]["day"] == "2026-11-28"


def test_the_pages_for_a_terminal_fit_it_and_say_whose_days_these_are(root: Path):
    for command in ("clocks", "incidents"):
        for language in ("en", "nl"):
            out = adhere("risk", command, root, *ON, "--lang", language).out
            assert max(map(len, out.splitlines())) <= 80
            assert ("without undue delay" if language == "en" else "zonder onnodige vertraging") in " ".join(
                out.split()
            )
    assert "Near misses (1)" in adhere("risk", "incidents", root, *ON).out


def test_a_calendar_holds_what_is_still_to_be_done(root: Path, tmp_path: Path):
    target = tmp_path / "clocks.ics"
    ran = adhere("risk", "clocks", root, *ON, "--format", "ics", "--out", target)
    content = target.read_text(encoding="utf-8")
    assert (ran.status, "2 last days" in ran.out) == (0, True)
    assert "UID:example/gpai-2025-S-9.3-3-a@adhere" in content
    assert "S-1.4" in content
    assert "S-7.7-a" not in content  # nothing binds to it, and nothing is recorded


def test_a_page_has_a_timeline_and_the_table_that_says_the_same(root: Path, tmp_path: Path):
    target = tmp_path / "clocks.html"
    assert adhere("risk", "clocks", root, *ON, "--format", "html", "--out", target).status == 0
    page = target.read_text(encoding="utf-8")
    assert "<svg" in page
    assert "S-9.3-3 (a)" in page
    assert "28 November 2026" in page


def test_an_overdue_report_of_an_unknown_duty_does_not_fail_and_a_broken_file_does(root: Path):
    assert adhere("risk", "incidents", root, "--on", "2026-12-31").status == 0
    write(root / "models/example/incidents/a.yaml", INCIDENT.replace("+01:00", ""))
    ran = adhere("risk", "incidents", root, *ON)
    assert (ran.status, "ADH-DOS-140" in ran.out) == (1, True)
    assert adhere("risk", "clocks", root, *ON).status == 1
    assert adhere("check", root, *ON).status == 1


def test_bad_usage_is_told(root: Path, tmp_path: Path):
    assert adhere("risk", "clocks", root, "--out", tmp_path / "x.html").status == 2
    assert adhere("risk", "clocks", root, "--model", "other").status == 2
    write(tmp_path / "bare/config.json", "{}")
    assert adhere("risk", "clocks", tmp_path / "bare").status == 2
    assert adhere("risk", "incidents", tmp_path / "nothing").status == 2


def test_status_shows_the_reports_after_the_first(root: Path):
    made = f"{INCIDENT}reports: [{{kind: initial, on: 2026-11-20}}]\n"
    write(root / "models/example/incidents/a.yaml", made)
    (clock,) = adhere("status", root, *ON, "--format", "json").json()["models"][0]["clocks"]
    assert (clock["due"], "intermediate report" in clock["text"]) == ("2026-12-18", True)
    write(root / "models/example/incidents/a.yaml", f"{made}resolved: 2026-11-21\n")
    (clock,) = adhere("status", root, *ON, "--format", "json").json()["models"][0]["clocks"]
    assert (clock["due"], "final report" in clock["text"]) == ("2027-01-20", True)
