# SPDX-License-Identifier: EUPL-1.2
"""``code comments`` and ``code import-comments`` as people and programs run them, on the example."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from tests.repository import ROOT
from tests.unit.cli.commands.test_code import LANGUAGES, neat
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults

EXAMPLE = ROOT / "examples" / "drafting"
FIRST, SECOND, SURVEY = EXAMPLE / "first", EXAMPLE / "second", EXAMPLE / "survey.csv"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIRST, tmp_path / "first"))


@LANGUAGES
def test_comments_are_shown_by_clause_with_their_answers_and_who_spoke(language: str):
    ran = neat(adhere("code", "comments", FIRST, "--next", SECOND, "--lang", language))
    assert (ran.status, ran.err) == (0, "")
    said = (
        ("2 of 2 answered", "1 comment (25%), 1 author")
        if language == "en"
        else ("2 van 2 beantwoord", "1 opmerking (25%), 1 auteur")
    )
    for text in (*said, "survey-a1", "ADH-COD-034"):
        assert text in ran.out
    assert "ADH-COD-042" not in ran.out


@LANGUAGES
def test_comments_keep_their_contract(language: str):
    document = adhere("code", "comments", FIRST, "--format", "json", "--lang", language).json()
    assert faults("adhere-code-comments", document) == []
    assert [(one["id"], one["clause"], one["answer"] is None) for one in document["comments"]] == [
        ("survey-1", "A-1.1", False),
        ("survey-2", "A-1.1", False),
        ("survey-3", "A-1.2", False),
        ("survey-4", "example-code", True),
    ]
    assert sum(one["comments"] for one in document["balance"]["groups"]) == 4


def test_comments_go_out_for_a_spreadsheet(draft: Path):
    comments = draft / "comments.yaml"
    comments.write_text(
        comments.read_text(encoding="utf-8").replace('"The code is', '"=The code is'), encoding="utf-8"
    )
    ran = adhere("code", "comments", draft, "--format", "csv")
    rows = list(csv.reader(io.StringIO(ran.out.removeprefix("\N{BOM}"))))
    assert [row[0] for row in rows] == ["id", "survey-1", "survey-2", "survey-3", "survey-4"]
    assert rows[4][5] == "'=The code is short, which we like."


def test_a_folder_without_comments_says_how_they_come_in(tmp_path: Path):
    bare = Path(shutil.copytree(SECOND, tmp_path / "second"))
    assert "import-comments" in adhere("code", "comments", bare).out
    assert adhere("code", "comments", "gpai-2025").status == 2


def test_the_survey_of_the_example_gives_the_comments_that_lie_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    out = Path("comments.yaml")
    ran = neat(adhere("code", "import-comments", SURVEY, "--code", FIRST, "--out", out))
    assert (ran.status, ran.err) == (0, "")
    assert out.read_bytes() == (FIRST / "comments.yaml").read_bytes()
    again = adhere("code", "import-comments", SURVEY, "--code", FIRST, "--out", out)
    assert (again.status, again.out) == (2, "")
    assert "never replaced" in " ".join(again.err.split())


@LANGUAGES
def test_an_import_keeps_its_contract_and_tells_the_rows_it_left_out(tmp_path: Path, language: str):
    survey, out = tmp_path / "s.csv", tmp_path / "c.yaml"
    survey.write_text("Q4,Q5\nA-1.1,x\nA-1.1,\n1,2,3\n", encoding="utf-8")
    run = ("code", "import-comments", survey, "--code", FIRST, "--out", out, "--lang", language)
    told = ("--column", "text=Q5", "--column", "clause=Q4", "--group", "academia", "--received", "2026-03-01")
    ran = adhere(*run, *told, "--format", "json")
    assert ran.status == 1
    assert faults("adhere-code-import-comments", ran.json()) == []
    assert [one["rule"] for one in ran.json()["findings"]] == ["ADH-COD-047", "ADH-COD-046"]
    assert ran.json()["comments"] == 1
    out.unlink()
    assert neat(adhere(*run)).status == 1
    assert not out.exists()
    refused = adhere(*run, "--column", "colour=Q5")
    assert (refused.status, refused.out) == (2, "")


def test_a_large_survey_goes_into_several_files_in_the_folder_for_them(
    draft: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("adhere.intake.commentwriting.comments_texts.__defaults__", (400,))
    run = ("code", "import-comments", SURVEY, "--code", draft, "--out")
    (draft / "comments.yaml").unlink()
    refused = adhere(*run, draft / "comments.yaml")
    assert refused.status == 2
    assert "comments/round-1.yaml" in refused.err
    (draft / "comments").mkdir()
    assert adhere(*run, draft / "comments" / "round.yaml").status == 0
    assert len(list((draft / "comments").iterdir())) > 1
    document = adhere("code", "comments", draft, "--format", "json").json()
    assert len(document["comments"]) == 4


@pytest.mark.parametrize("command", ["diff", "comments", "import-comments"])
@LANGUAGES
def test_help_is_whole_in_both_languages(command: str, language: str):
    ran = adhere("code", command, "--help", "--lang", language)
    assert (ran.status, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
