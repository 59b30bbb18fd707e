# SPDX-License-Identifier: EUPL-1.2
"""``code diff`` as people and programs run it, on the two drafts of the example and on broken ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.repository import ROOT
from tests.unit.cli.commands.test_code import LANGUAGES, ON, neat
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults

FIRST, SECOND = (ROOT / "examples" / "drafting" / name for name in ("first", "second"))


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[Path, Path]:
    return Path(shutil.copytree(FIRST, tmp_path / "first")), Path(
        shutil.copytree(SECOND, tmp_path / "second")
    )


@LANGUAGES
def test_the_redline_of_the_example_tells_what_changed_and_why(language: str):
    ran = neat(adhere("code", "diff", FIRST, SECOND, *ON, "--lang", language))
    assert (ran.status, ran.err) == (0, "")
    assert "[-zo snel mogelijk.-]" in ran.out if language == "nl" else "[-as soon as possible.-]" in ran.out
    assert ("A-1.3: eerst A-1.2" if language == "nl" else "A-1.3: formerly A-1.2") in ran.out
    assert ran.out.count("fourteen days was taken over") == 1
    assert ("geen > A-1.2" if language == "nl" else "none > A-1.2") in ran.out


@LANGUAGES
def test_diff_keeps_its_contract(language: str):
    document = adhere("code", "diff", FIRST, SECOND, *ON, "--format", "json", "--lang", language).json()
    assert faults("adhere-code-diff", document) == []
    assert [(one["kind"], one["clause"], one["was"]) for one in document["changes"]] == [
        ("changed", "A-1.1#1", "A-1.1#1"),
        ("added", "A-1.2", None),
        ("renumbered", "A-1.3", "A-1.2"),
    ]
    assert [one["reasons"] != [] for one in document["changes"]] == [True, True, False]
    assert [(one["kind"], one["obligation"]) for one in document["effects"]] == [
        ("gained", "duty:art-53.1.a-1")
    ]


def test_the_difference_is_written_as_a_page(tmp_path: Path):
    page = tmp_path / "page.html"
    assert adhere("code", "diff", FIRST, SECOND, *ON, "--format", "html", "--out", page).status == 0
    text = page.read_text(encoding="utf-8")
    assert "<del " in text
    assert "<ins " in text
    assert adhere("code", "diff", FIRST, SECOND, "--out", page).status == 2


def test_packaged_codes_can_be_compared_and_one_with_itself_is_the_same():
    same = neat(adhere("code", "diff", "gpai-2025", "gpai-2025", *ON))
    assert "Nothing changed." in same.out
    other = neat(adhere("code", "diff", "gpai-2025", "marking-2026", *ON))
    assert "held against different things" in " ".join(other.out.split())


def test_a_draft_that_orphans_a_comment_and_a_change_without_a_reason_are_told(drafts: tuple[Path, Path]):
    first, second = drafts
    head = second / "code.toml"
    start, _, rest = head.read_text(encoding="utf-8").partition("[[renumbered]]")
    head.write_text(start + rest[rest.index("[[event]]") :], encoding="utf-8")
    (second / "changes.yaml").unlink()
    ran = neat(adhere("code", "diff", first, second, *ON))
    assert ran.status == 0  # is still there, though it is another measure now
    assert "ADH-COD-040" in ran.out
    measures = second / "measures.toml"
    measures.write_text(measures.read_text(encoding="utf-8").replace('"A-1.2"', '"A-1.4"'), encoding="utf-8")
    ran = neat(adhere("code", "diff", first, second, *ON, "--lang", "nl"))
    assert ran.status == 1
    for rule in ("ADH-COD-026", "ADH-COD-042"):
        assert rule in ran.out


def test_what_cannot_be_read_is_told_and_what_does_not_exist_is_refused(drafts: tuple[Path, Path]):
    first, second = drafts
    (second / "code.toml").write_text("format = 3\n", encoding="utf-8")
    document = adhere("code", "diff", first, second, "--format", "json")
    assert document.status == 1
    assert faults("adhere-code-diff", document.json()) == []
    assert adhere("code", "diff", first, "nowhere").status == 2
