# SPDX-License-Identifier: EUPL-1.2
"""``adhere adherence`` as people run it: what it says, what it writes, its JSON against the schemas, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.cli.running import Ran, adhere, model_folder
from tests.unit.cli.test_contracts import faults
from tests.unit.dossier.test_adherences import NAME, SHOWN, WHOLE
from tests.unit.dossier.upkept import dossier, write

from adhere.codes.catalogue import code
from adhere.dossier.adherence import read_adherence

ON = ("--on", "2026-11-29")
SETTLED = """\
      generality.assessed: general
      capabilities.high_impact: false
      systemic_risk.designated: false
      publication.weights: false
      compute.training.cumulative: 4e23
"""
NEW = ("--code", "gpai-2025", "--extent")
speaking = pytest.mark.parametrize("language", ["en", "nl"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a dossier whose model is a general-purpose AI model without systemic risk and not exempt."""
    folder = dossier(tmp_path / "dossier")
    write(folder / "adhere.yaml", (folder / "adhere.yaml").read_text("utf-8") + SETTLED)
    write(folder / "evidence/shown.md", SHOWN)
    return folder


@pytest.fixture
def signed(root: Path) -> Path:
    write(root / NAME, WHOLE)
    return root


def said(command: str, *arguments: str | Path) -> Ran:
    return adhere("adherence", command, *arguments)


def told(command: str, *arguments: str | Path) -> Any:
    return said(command, *arguments, "--format", "json").json()


@speaking
def test_show_keeps_its_contract(signed: Path, language: str) -> None:
    document = told("show", signed, *ON, "--lang", language)
    assert faults("adhere-adherence-show", document) == []
    (one,) = document["adherences"]
    states = {measure["id"]: measure["state"] for measure in one["measures"]}
    assert (states["T-1.1"], states["C-1.4"], states["S-1.1"]) == ("shown", "unknown", "not-bound")
    assert all(measure["could"] for measure in one["measures"])


@speaking
def test_gap_and_matrix_keep_their_contracts(signed: Path, language: str) -> None:
    document = told("gap", signed, *ON, "--lang", language)
    assert faults("adhere-adherence-gap", document) == []
    duties = {duty["id"]: duty for duty in document["gaps"][0]["duties"]}
    assert duties["duty:art-53.1.c-1"]["way"] == "partly"
    matrix = told("matrix", signed, *ON, "--lang", language)
    assert faults("adhere-adherence-matrix", matrix) == []
    assert faults("adhere-code-coverage", matrix["coverage"]) == []
    assert len(matrix["coverage"]["measures"]) == 8
    assert told("matrix", signed, *ON, "--only", "shown")["coverage"]["measures"] == ["T-1.1"]


def test_show_says_what_binds_why_and_how_it_stands(signed: Path) -> None:
    page = said("show", signed, *ON)
    assert page.status == 0
    assert "Of 40 measures 8 bind or may bind: 1 shown, 1 shown in part, 1 in another way" in page.out
    assert "- Does not bind for example: the chapter does not concern a model like this." in page.out
    assert "Nothing stated, so not known: C-1.5" in page.out
    assert max(map(len, page.out.splitlines())) <= 80


def test_the_state_of_evidence_that_changed_is_an_error(signed: Path) -> None:
    write(signed / "evidence/shown.md", "Something else.\n")
    page = said("show", signed, *ON)
    assert page.status == 1
    assert "ADH-ADH-020" in page.out


def test_without_an_adherence_a_code_gives_the_gap_analysis(root: Path) -> None:
    assert "adhere adherence new" in said("show", root, *ON).out
    assert said("gap", root, *ON).status == 2
    page = said("gap", root, *ON, "--code", "gpai-2025")
    assert page.status == 0
    assert "states nothing about this code" in " ".join(page.out.split())
    document = told("gap", root, *ON, "--code", "gpai-2025")
    assert faults("adhere-adherence-gap", document) == []
    (one,) = document["gaps"]
    assert (one["file"], one["signed"], {duty["through"] for duty in one["duties"]}) == (None, False, {"no"})


def test_after_its_end_the_latest_adherence_is_compared(signed: Path) -> None:
    document = told("gap", signed, "--on", "2027-06-01")
    assert [(one["file"], one["holds"]) for one in document["gaps"]] == [(NAME, False)]


def test_several_that_hold_are_shown_and_only_one_makes_a_matrix(signed: Path) -> None:
    write(signed / "adherence/b.yaml", WHOLE.replace("gpai-2025", "marking-2026").partition("measures:")[0])
    assert len(told("show", signed, *ON)["adherences"]) == 2
    assert said("matrix", signed, *ON).status == 2
    assert said("matrix", signed, *ON, "--code", "gpai-2025").status == 0
    assert "states nothing about nothing" in said("show", signed, *ON, "--code", "nothing").err


def test_the_matrix_is_a_page(signed: Path, tmp_path: Path) -> None:
    page = said("matrix", signed, *ON, "--format", "html", "--out", tmp_path / "matrix.html")
    assert page.status == 0
    html = (tmp_path / "matrix.html").read_text("utf-8")
    assert "What is left to show" in html
    assert "8 of 40" in html
    assert "op andere wijze" in said("matrix", signed, *ON, "--format", "html", "--lang", "nl").out
    assert said("matrix", signed, *ON, "--out", tmp_path / "x.html").status == 2


@speaking
@pytest.mark.parametrize("extent", ["full", "article-53"])
def test_what_new_writes_can_be_read(root: Path, extent: str, language: str) -> None:
    page = said("new", root, *NEW, extent, "--from", "2026-09-01", "--lang", language)
    assert (page.status, NAME in page.out) == (0, True)
    read = read_adherence(root, NAME)
    assert read.findings == ()
    assert read.adherence is not None
    assert (read.adherence.extent, read.adherence.implementations) == (extent, ())
    text = (root / NAME).read_text("utf-8")
    assert ("# S-1.1" in text) == (extent == "full")
    filled = text.replace("  # C-1.1:", "  C-1.1:")
    write(root / NAME, filled)
    assert read_adherence(root, NAME).findings == ()


def test_new_never_overwrites(signed: Path) -> None:
    page = said("new", signed, *NEW, "full")
    assert (page.status, "is there already" in page.err) == (2, True)
    assert (signed / NAME).read_text("utf-8") == WHOLE
    assert [path.name for path in (signed / "adherence").iterdir()] == ["gpai-2025.yaml"]


def test_new_writes_the_chapters_and_models_that_are_named(root: Path) -> None:
    assert said("new", root, *NEW, "chapters", "--chapter", "S", "--model", "example").status == 0
    one = read_adherence(root, NAME).adherence
    assert one is not None
    assert (one.chapters, one.models, one.since) == (("S",), ("example",), None)
    assert f"# {code('gpai-2025').measures[0].id}" not in (root / NAME).read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        (*NEW, "chapters"),
        (*NEW, "chapters", "--chapter", "X"),
        (*NEW, "full", "--chapter", "S"),
        (*NEW, "full", "--model", "other"),
        ("--code", "nothing", "--extent", "full"),
    ],
)
def test_new_refuses_what_does_not_exist(root: Path, arguments: tuple[str, ...]) -> None:
    assert said("new", root, *arguments).status == 2
    assert not (root / "adherence").exists()


def test_a_model_folder_is_no_dossier(tmp_path: Path) -> None:
    assert said("show", model_folder(tmp_path / "model")).status == 2


def test_where_no_adherence_can_be_read_the_mistakes_are_told(root: Path) -> None:
    write(root / NAME, "code: gpai-2025\n")
    page = said("show", root, *ON)
    assert (page.status, "ADH-DOS-063" in page.out) == (1, True)
    assert said("gap", root, *ON).status == 1
