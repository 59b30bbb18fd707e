# SPDX-License-Identifier: EUPL-1.2
"""``adhere monitor``: what each command prints, its JSON against the schemas, and what it says where there is nothing to monitor."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.repository import ROOT
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults

OFFICE = ROOT / "examples" / "office"
ON = ("--on", "2026-11-22")
SEVEN = OFFICE / "reports/voorbeeldaanbieder-07/2026-T2.json"
COMMANDS: dict[str, tuple[str | Path, ...]] = {
    "monitor-code": ("code", OFFICE, *ON),
    "monitor-signatory": ("signatory", OFFICE, "voorbeeldaanbieder-03", *ON),
    "monitor-report": ("report", SEVEN, "--office", OFFICE, *ON),
    "monitor-adequacy": ("adequacy", OFFICE, *ON),
    "monitor-standards": ("standards", OFFICE, *ON),
}
speaking = pytest.mark.parametrize("language", ["en", "nl"])


def said(name: str, *more: str) -> Any:
    return adhere("monitor", *COMMANDS[name], "--format", "json", *more).json()


@speaking
@pytest.mark.parametrize("name", COMMANDS)
def test_the_json_keeps_its_contract(name: str, language: str) -> None:
    document = said(name, "--lang", language)
    assert faults(f"adhere-{name}", document) == []


@pytest.mark.parametrize("on", ["2024-07-01", "2025-08-01", "2026-07-26", "2026-07-27", "2030-01-01"])
@pytest.mark.parametrize("code", ["gpai-2025", "marking-2026", "disinformation-2025"])
def test_the_packaged_record_keeps_it_on_every_day(code: str, on: str) -> None:
    ran = adhere("monitor", "adequacy", code, "--on", on, "--format", "json")
    document = ran.json()
    assert (faults("adhere-monitor-adequacy", document), ran.status) == ([], 0)
    assert document["regime"]["approval_possible"] is ("2024-08-01" <= on < "2026-07-27")
    assert (
        document["adequate"]["verdict"] == "unknown"
    )  # Article 53(3) is served by no measure, or nothing is known
    assert adhere("monitor", "adequacy", code, "--on", on, "--lang", "nl").status == 0


@speaking
@pytest.mark.parametrize("name", COMMANDS)
def test_the_text_fits_a_terminal_and_leaves_no_name_open(name: str, language: str) -> None:
    ran = adhere("monitor", *COMMANDS[name], "--lang", language)
    assert (ran.status, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "{" not in ran.out


def test_what_is_shown_of_all_names_no_signatory_in_any_format(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert adhere("monitor", *COMMANDS["monitor-code"], "--format", "html", "--out", page).status == 0
    html = page.read_text()
    told = [html, adhere("monitor", *COMMANDS["monitor-code"]).out, json.dumps(said("monitor-code"))]
    assert [one for one in told if "voorbeeldaanbieder" in one.lower()] == []
    assert "<svg" in html or "<img" in html
    assert "3 warnings, 30 notes" in told[1]
    every = adhere("monitor", *COMMANDS["monitor-code"], "--findings").out
    assert ("ADH-MON-006" in every, "ADH-MON-006" in told[1]) == (True, False)


def test_objectives_say_yes_no_and_why() -> None:
    verdicts = {one["commitment"]: one for one in said("monitor-code")["objectives"]}
    assert {one["verdict"] for one in verdicts.values()} == {"yes", "no"}
    assert [one["measure"] for one in verdicts["S-8"]["because"]] == ["S-8.3"]


def test_a_signatory_shows_what_fell_back_and_when_it_kept_silent() -> None:
    assert said("monitor-signatory")["regressions"] == [
        {"measure": "C-1.3", "was": "2026-T1", "now": "2026-T2"}
    ]
    silent = adhere("monitor", "signatory", OFFICE, "voorbeeldaanbieder-08", *ON, "--format", "json").json()
    assert silent["silent"] == ["2026-T1"]
    declined = adhere("monitor", "signatory", OFFICE, "voorbeeldaanbieder-13", *ON)
    assert "declined" in declined.out


def test_a_report_of_a_stranger_does_not_count(tmp_path: Path) -> None:
    report = json.loads(SEVEN.read_text()) | {"signatory": "nobody"}
    path = tmp_path / "handed-in.json"
    path.write_text(json.dumps(report))
    ran = adhere("monitor", "report", path, "--office", OFFICE, *ON, "--format", "json")
    assert ran.status == 1
    assert (ran.json()["evaluation"], faults("adhere-monitor-report", ran.json())) == (None, [])
    assert "ADH-MON-001" in adhere("monitor", "report", path, "--office", OFFICE, *ON).out


def test_submissions_are_kept_and_nothing_else_is_overwritten(tmp_path: Path) -> None:
    kept = tmp_path / "kept.sqlite"
    assert adhere("monitor", *COMMANDS["monitor-code"], "--keep", kept).status == 0
    assert kept.read_bytes().startswith(b"SQLite format 3")
    other = tmp_path / "letter.txt"
    other.write_text("Dear office,\n" * 100)
    for path in (other, tmp_path, tmp_path / "none" / "x"):
        ran = adhere("monitor", *COMMANDS["monitor-code"], "--keep", path)
        assert (ran.status, bool(ran.err)) == (2, True)
    assert other.read_text().startswith("Dear office")


@pytest.mark.parametrize(
    "arguments",
    [
        ("code", "."),
        ("code", OFFICE, "--code", "other"),
        ("code", OFFICE, "--out", "x.html"),
        ("signatory", OFFICE, "voorbeeldaanbieder-99"),
        ("report", "none.json", "--office", OFFICE),
        ("report", SEVEN),
        ("adequacy", "gpai-2024"),
        ("standards", "none"),
    ],
)
def test_what_cannot_be_monitored_is_refused(arguments: tuple[str | Path, ...], tmp_path: Path) -> None:
    ran = adhere("monitor", *arguments, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


def test_an_office_whose_files_are_broken_exits_1_with_the_findings(tmp_path: Path) -> None:
    office = shutil.copytree(OFFICE, tmp_path / "office")
    (office / "office.yaml").write_text("format: adhere/office/2\n")
    ran = adhere("monitor", "code", office, *ON)
    assert ran.status == 1
    assert "ADH-DOS-021" in ran.err
    shutil.copy(OFFICE / "office.yaml", office / "office.yaml")
    (office / "standards/voorbeeldnorm.yaml").write_text("format: [\n")
    ran = adhere("monitor", "code", office, *ON)
    assert (ran.status, "ADH-DOS-001" in ran.out) == (1, True)


def test_two_codes_in_one_office_are_told_apart(tmp_path: Path) -> None:
    office = shutil.copytree(OFFICE, tmp_path / "office")
    text = (office / "office.yaml").read_text()
    (office / "office.yaml").write_text(
        text.replace("  - id: gpai-2025\n", "  - id: gpai-2025\n  - id: marking-2026\n")
    )
    assert adhere("monitor", "code", office, *ON).status == 2
    other = adhere("monitor", "code", office, "--code", "marking-2026", *ON)
    assert (other.status, "No period" in other.out) == (0, True)
