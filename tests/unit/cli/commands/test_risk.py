# SPDX-License-Identifier: EUPL-1.2
"""``adhere risk``: what people read, what programs read, the page with the matrix, and what cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults
from tests.unit.risk.register import MODEL, other, sound, spoilt, write

ON = ("--on", "2026-11-22")
speaking = pytest.mark.parametrize("language", ["en", "nl"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier with a register that leaves something open."""
    register = spoilt(lambda one: one["risks"][0]["scenarios"][0].pop("with"))
    left_out = {**other(), "systemic": "no", "essential": {"propagation": "no"}}
    register["risks"].append(left_out)
    write(tmp_path, register)
    return tmp_path


@speaking
def test_show_and_matrix_keep_their_contracts(root: Path, language: str) -> None:
    for command in ("show", "matrix"):
        ran = adhere("risk", command, root, *ON, "--format", "json", "--lang", language)
        assert faults(f"adhere-risk-{command}", ran.json()) == []
        assert ran.status == 0


@speaking
def test_text_fits_80_columns_and_says_who_can_supply_what(root: Path, language: str) -> None:
    for command in ("show", "matrix"):
        ran = adhere("risk", command, root, *ON, "--lang", language)
        assert max(map(len, ran.out.splitlines())) <= 80
        assert "{" not in ran.out
    shown = adhere("risk", "show", root, *ON).out
    assert "NOT KNOWN" in shown
    assert "ADH-RSK-014" in shown
    assert shown.index("Looked at and not systemic") < shown.index("What is missing")


def test_the_matrix_keeps_what_is_not_estimated_outside_the_grid(root: Path) -> None:
    document = adhere("risk", "matrix", root, *ON, "--format", "json").json()
    assert document["risks"][0]["outside_with"] == ["one"]
    marks = {(one["severity"], one["probability"]): one["marks"] for one in document["cells"]}
    assert marks[("considerable", "unlikely")] == ["A", "B", "C", "D"]
    assert marks[("limited", "very-unlikely")] == ["b", "c", "d"]
    assert "a: not estimated with mitigations: one" in adhere("risk", "matrix", root, *ON).out


def test_the_page_has_the_matrix_as_a_picture_and_as_a_table(root: Path) -> None:
    page = root / "matrix.html"
    assert adhere("risk", "matrix", root, *ON, "--format", "html", "--out", page).status == 0
    content = page.read_text(encoding="utf-8")
    assert "<svg" in content
    assert 'role="img"' in content
    assert content.count("<table>") == 3  # the head of the page is one too
    assert "not estimated: outside the grid" in content


def test_a_broken_register_is_told_and_ends_with_1(root: Path) -> None:
    (root / f"models/{MODEL}/risk.yaml").write_text("format: adhere/risk/1\nrisks: [{id: cbrn}]\n")
    ran = adhere("risk", "show", root, *ON)
    assert (ran.status, ran.out.count("ADH-RSK-001")) == (1, 3)
    (root / f"models/{MODEL}/risk.yaml").write_text("- no fields\n")
    assert adhere("risk", "show", root, *ON).status == 1
    assert adhere("risk", "matrix", root, *ON).status == 1


def test_what_cannot_be_done_is_said_and_ends_with_2(root: Path) -> None:
    for arguments in (
        ("show", root, "--model", "older"),
        ("show", root, "--model", "nobody"),
        ("matrix", root, "--out", root / "page.html"),
        ("new", root, "--model", MODEL),
        ("show", root / "nowhere"),
    ):
        ran = adhere("risk", *arguments)
        assert ran.status == 2, arguments
        assert ran.err


def test_a_new_register_is_written_and_can_be_shown(root: Path) -> None:
    ran = adhere("risk", "new", root, "--model", "older", "--lang", "nl")
    assert ran.status == 0
    assert adhere("risk", "show", root, "--model", "older", *ON).status == 0


def test_check_tells_what_the_register_lacks_and_a_sound_one_nothing(root: Path) -> None:
    def found() -> list[str]:
        told = adhere("check", root, *ON, "--format", "json").json()["models"][0]["findings"]
        return sorted({one["rule"] for one in told if one["rule"].startswith("ADH-RSK")})

    assert found() == ["ADH-RSK-014", "ADH-RSK-041", "ADH-RSK-043"]
    write(root, sound())
    assert found() == []
