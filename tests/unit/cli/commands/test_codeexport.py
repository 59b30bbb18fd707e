# SPDX-License-Identifier: EUPL-1.2
"""``code export`` and ``code import`` as people and programs run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.cli.running import adhere, dossier
from tests.unit.codes.small import PARTS, folder
from tests.unit.exchange.oscaldocuments import GPAI
from tests.unit.exchange.oscaldocuments import faults as oscal_faults

from adhere.cli.commands.codeexport import MODELS, OF_A_CODE
from adhere.intake.codefolder import read_code
from adhere.law.library import Law

ON = ("--on", "2026-11-22")
EXPORT = ("code", "export", "gpai-2025", "--to", "oscal")
ADHERENCE = """\
format: adhere/adherence/1
code: gpai-2025
extent: full
from: 2025-08-01
measures:
  C-1.1: {status: planned, planned_for: 2027-01-01}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "dossier"
    dossier(path)
    (path / "adherence").mkdir()
    (path / "adherence/gpai-2025.yaml").write_text(ADHERENCE, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("model", MODELS)
def test_every_model_is_written_and_valid(model: str, language: str, root: Path, tmp_path: Path):
    out = tmp_path / "out.json"
    more = () if model in OF_A_CODE else ("--dossier", root)
    ran = adhere(*EXPORT, "--model", model, *more, *ON, "--out", out, "--lang", language)
    assert (ran.status, ran.err) == (0, "")
    assert model in ran.out
    assert oscal_faults(out.read_bytes()) == []


def test_without_a_file_it_goes_to_the_output_and_is_the_same():
    first, second = (adhere(*EXPORT, *ON) for _ in range(2))
    assert first.out == second.out
    assert first.json()["catalog"]["metadata"]["version"] == GPAI.version


def test_what_was_planned_is_in_the_plan(root: Path):
    plan = adhere(*EXPORT, "--model", "poam", "--dossier", root, *ON).json()["plan-of-action-and-milestones"]
    (planned,) = (one for one in plan["risks"] if "deadline" in one)
    assert planned["title"].startswith("C-1.1 ")


def test_the_catalog_is_named_where_it_lies(root: Path):
    ran = adhere(
        *EXPORT,
        "--model",
        "profile",
        "--dossier",
        root,
        *ON,
        "--catalog",
        "trestle://catalogs/gpai/catalog.json",
    )
    assert ran.json()["profile"]["imports"][0]["href"] == "trestle://catalogs/gpai/catalog.json"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--model", "poam"), "name its dossier"),
        (("--model", "catalog", "--dossier", "x"), "leave --dossier out"),
        (("--model", "profile", "--dossier", "nowhere"), "nowhere"),
        (("--out", "nowhere/x.json"), "nowhere"),
    ],
)
def test_what_cannot_be_exported_is_refused(arguments: tuple[str, ...], told: str):
    ran = adhere(*EXPORT, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())


def test_an_adherence_that_has_not_begun_selects_nothing_and_says_so(root: Path):
    ran = adhere(*EXPORT, "--model", "profile", "--dossier", root, "--on", "2025-01-01")
    assert (ran.status, ran.out) == (2, "")
    assert "binds to nothing" in ran.err


def test_a_code_with_errors_is_not_exported(tmp_path: Path):
    own = folder(tmp_path / "own", parts=PARTS.replace('["A-list"]', '["A-gone"]'))
    ran = adhere("code", "export", own, "--to", "oscal")
    assert (ran.status, ran.out) == (1, "")
    assert "has 1 error" in " ".join(ran.err.split())


def test_an_export_comes_back_as_a_folder(tmp_path: Path):
    catalog, out = tmp_path / "catalog.json", tmp_path / "code"
    adhere(*EXPORT, *ON, "--out", catalog, "--lang", "nl")
    ran = adhere("code", "import", catalog, "--out", out)
    assert (ran.status, ran.err) == (0, "")
    assert "40 measures" in " ".join(ran.out.split())
    assert read_code(out, Law()).code == GPAI
    again = adhere("code", "import", catalog, "--out", out)
    assert again.status == 2
    assert "not empty" in " ".join(again.err.split())


def test_nothing_is_written_of_what_is_no_catalog(tmp_path: Path):
    file, out = tmp_path / "x.json", tmp_path / "code"
    file.write_text(json.dumps({"profile": {}}), encoding="utf-8")
    ran = adhere("code", "import", file, "--out", out)
    assert ran.status == 1
    assert "ADH-DOC-091" in ran.out
    assert "Nothing was written" in ran.err
    assert not out.exists()


def test_references_that_lead_nowhere_are_told_and_the_code_is_written(tmp_path: Path):
    whole = adhere(*EXPORT, *ON).json()
    whole["catalog"]["groups"][1]["controls"][0]["controls"] = []
    del whole["catalog"]["groups"][1]["controls"][0]["controls"]
    file, out = tmp_path / "x.json", tmp_path / "code"
    file.write_text(json.dumps(whole), encoding="utf-8")
    ran = adhere("code", "import", file, "--out", out)
    assert ran.status == 1
    assert "ADH-COD-013" in ran.out
    assert (out / "code.toml").exists()


@pytest.mark.parametrize("name", ["nowhere.json", "."])
def test_a_file_that_cannot_be_read_is_refused(name: str, tmp_path: Path):
    ran = adhere("code", "import", tmp_path / name, "--out", tmp_path / "code")
    assert ran.status == 2
    assert "cannot be read" in " ".join(ran.err.split())
