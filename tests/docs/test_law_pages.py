# SPDX-License-Identifier: EUPL-1.2
"""The pages for lawyers are what the law data and the golden cases say, and a change shows as stale."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tools import decision_tables

from adhere.kernel.text import LANGUAGES, stamp


def test_the_pages_are_up_to_date(capsys: pytest.CaptureFixture[str]):
    assert decision_tables.main(["--check"]) == 0, capsys.readouterr().out


def test_a_page_that_was_changed_by_hand_is_stale_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(decision_tables, "PAGES", tmp_path)
    assert decision_tables.main([]) == 0
    page = tmp_path / "tables" / "art-53.nl.md"
    page.write_text(page.read_text("utf-8").replace("lid 1", "lid 2"), encoding="utf-8")
    capsys.readouterr()
    assert decision_tables.main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "docs/law/tables/art-53.nl.md is not up to date: run python tools/decision_tables.py"
    ]


def test_a_page_of_an_article_that_is_no_longer_there_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(decision_tables, "PAGES", tmp_path)
    left_over = tmp_path / "tables" / "art-999.en.md"
    left_over.parent.mkdir()
    left_over.write_text("", encoding="utf-8")
    assert decision_tables.main(["--check"]) == 1
    assert decision_tables.main([]) == 0
    assert not left_over.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_that_decides_has_a_page_with_a_table(language: str):
    for article in decision_tables.LAW.articles_on_models():
        page = decision_tables.PAGES / "tables" / f"{article.id.partition(':')[2]}.{language}.md"
        assert "|---|" in page.read_text("utf-8"), page.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_table_has_more_than_twenty_rows(language: str):
    for page in (decision_tables.PAGES / "tables").glob(f"*.{language}.md"):
        longest = rows = 0
        for line in page.read_text("utf-8").splitlines():
            rows = rows + 1 if line.startswith("| ") else 0
            longest = max(longest, rows - 1)  # the first row is the heading
        assert longest <= 20, page.name


def test_the_words_of_the_pages_are_in_both_languages_with_true_stamps():
    content = tomllib.loads(Path(decision_tables.__file__).with_suffix(".toml").read_text("utf-8"))
    for name, text in content["words"].items():
        assert text["of"] == stamp(text["en"]), name
        assert text["en"] != text["nl"] or name == "concepts", name
