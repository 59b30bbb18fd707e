# SPDX-License-Identifier: EUPL-1.2
"""``adhere report``: from a draft to something signed, and what it says where it cannot."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.repository import copy_to
from tests.unit.cli.running import Ran, adhere, model_folder
from tests.unit.cli.test_contracts import faults

from adhere.exchange.transparency_report import CARRIED

ON = ("--on", "2026-11-22")
REPORT = "reports/gpai-2025/2026.yaml"
speaking = pytest.mark.parametrize("language", ["en", "nl"])


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Return a copy of the example as git has it; the weights beside it are sparse files of many gigabytes, which a copy would fill."""
    return copy_to(tmp_path, under="examples") / "examples/dossier"


def report(command: str, *arguments: str | Path) -> Ran:
    return adhere("report", command, *arguments)


@speaking
def test_indicators_keep_their_contract(language: str) -> None:
    ran = report("indicators", "--format", "json", "--lang", language)
    document = ran.json()
    assert faults("adhere-report-indicators", document) == []
    small = report("indicators", "--size", "small", "--format", "json").json()
    assert 0 < len(small["indicators"]) < len(document["indicators"])


@speaking
def test_indicators_read_well_in_eighty_columns(language: str) -> None:
    ran = report("indicators", "--lang", language)
    assert ran.status == 0
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_draft_is_written_once_and_checked(example: Path) -> None:
    (example / REPORT).unlink()
    wrote = report("draft", example, "--code", "gpai-2025", "--period", "2026", *ON)
    assert (wrote.status, wrote.out.split(":")[0]) == (0, f"Wrote {REPORT}")
    assert report("draft", example, "--code", "gpai-2025", "--period", "2026", *ON).status == 2
    printed = report("draft", example, "--code", "gpai-2025", "--period", "2026", "--print", *ON)
    assert printed.out == (example / REPORT).read_text(encoding="utf-8")
    assert report("check", example, *ON).status == 0


@speaking
def test_check_keeps_its_contract_on_a_dossier_and_on_what_came_in(
    example: Path, tmp_path: Path, language: str
) -> None:
    for path in (example, tmp_path / "in.json"):
        if path != example:
            assert report("render", example, "--out", path, *ON).status == 0
            assert faults("adhere-report", json.loads(path.read_text(encoding="utf-8"))) == []
        ran = report("check", path, "--format", "json", "--lang", language, *ON)
        document = ran.json()
        assert faults("adhere-report-check", document) == []
        assert document["reports"][0]["counts"]["measures"] == 8


def test_a_mistake_ends_with_status_one_and_its_place(example: Path) -> None:
    text = (example / REPORT).read_text(encoding="utf-8")
    (example / REPORT).write_text(text.replace("unit: days", "unit: hours"), encoding="utf-8")
    ran = report("check", example, *ON)
    assert ran.status == 1
    assert "ADH-REP-030" in ran.out
    line = text.splitlines().index("        unit: days")
    assert f"{REPORT}:{line - 1}" in ran.out  # where the figure begins


@pytest.mark.parametrize("to", ["md", "html"])
def test_a_report_is_rendered(example: Path, tmp_path: Path, to: str) -> None:
    ran = report("render", example, "--out", tmp_path / f"r.{to}", "--lang", "nl", *ON)
    assert ran.status == 0
    assert "Verslag van Voorbeeld B.V. (example)" in (tmp_path / f"r.{to}").read_text(encoding="utf-8")


def test_a_report_goes_out_and_comes_in_by_the_shape_of_the_centre(example: Path, tmp_path: Path) -> None:
    out = tmp_path / "centre.json"
    assert report("export", example, "--out", out, *ON).status == 0
    assert CARRIED in json.loads(out.read_text(encoding="utf-8"))
    document = report("import", out, "--format", "json").json()
    assert faults("adhere-report-import", document) == []
    assert document["report"]["code"] == "gpai-2025"
    assert document["findings"] == []
    assert "2 commitments" in report("import", out).out


def test_a_report_is_issued_and_verified(example: Path, tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    adhere("key", "new", "--out", key)
    assert (
        report("issue", example, "--key", key).status == 2
    )  # the year of the example was not over when it was made
    text = (example / REPORT).read_text(encoding="utf-8")
    half = text.replace("until: 2026-12-31", "until: 2026-06-30")
    (example / REPORT).unlink()
    (example / "reports/gpai-2025/2026-03-16--2026-06-30.yaml").write_text(half, encoding="utf-8")
    ran = report("issue", example, "--key", key, "--format", "json")
    document = ran.json()
    assert faults("adhere-report-issue", document) == []
    assert document["subject"] == "gpai-2025/report-2026-03-16--2026-06-30/0001"
    assert adhere("verify", example).status == 0
    assert adhere("verify", example / document["packs"][0]["file"]).status == 0
    assert report("issue", example, "--key", key).status == 2
    assert "0002" in report("issue", example, "--key", key, "--again").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("draft", "{d}", "--code", "gpai-2099", "--period", "2026"), "There is no code gpai-2099"),
        (("draft", "{d}", "--code", "gpai-2025", "--period", "soon"), "soon is no period"),
        (("draft", "{d}", "--code", "gpai-2025", "--period", "2025"), "No adherence to gpai-2025"),
        (("draft", "{d}", "--code", "gpai-2025", "--period", "2030"), "has not begun"),
        (("check", "{d}", "--period", "2019"), "There is no report 2019"),
        (("check", "nowhere.json"), "cannot be read"),
        (("render", "{d}"), "--to"),
        (("indicators", "--code", "x"), "There is no code x"),
        (("import", "nowhere.json"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said(example: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = adhere("report", *(one.format(d=example) for one in arguments))
    assert ran.status == 2
    assert said in " ".join(ran.err.split())


def test_a_folder_without_reports_or_dossier_is_said_to_be(tmp_path: Path, example: Path) -> None:
    assert report("check", model_folder(tmp_path / "model")).status == 2
    shutil.rmtree(example / "reports")
    assert "no reports" in report("check", example, *ON).err


def test_a_report_that_came_in_broken_is_told(tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_bytes(b"{")
    assert report("check", path).status == 1
    assert report("render", path, "--to", "md").status == 1
