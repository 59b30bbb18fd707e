# SPDX-License-Identifier: EUPL-1.2
"""The documentation is the same book in both languages: the same pages, the same headings, the same commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.docs.console import blocks
from tests.repository import ROOT, with_suffix

PAGES = sorted(
    {
        name.relative_to(f"docs/{language}")
        for language in ("en", "nl")
        for name in with_suffix(".md", under=f"docs/{language}")
    }
)
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def page(language: str, name: Path) -> str:
    return (ROOT / "docs" / language / name).read_text(encoding="utf-8")


def headings(markdown: str) -> list[int]:
    return [len(marks) for marks in re.findall(r"^(#{1,6}) \S", FENCED.sub("", markdown), re.MULTILINE)]


def test_there_are_pages():
    assert Path("index.md") in PAGES


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_a_page_exists_in_both_languages_with_the_same_headings(name: Path):
    assert headings(page("en", name)) == headings(page("nl", name))
    assert headings(page("en", name))[:1] == [1]


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_a_page_has_as_many_commands_in_both_languages(name: Path):
    english, dutch = (
        [(block.run, len(block.commands)) for block in blocks(page(language, name))]
        for language in ("en", "nl")
    )
    assert english == dutch


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_a_page_is_not_the_other_one_copied(name: Path):
    assert page("en", name) != page("nl", name)


@pytest.mark.parametrize("name", with_suffix(".md"), ids=str)
def test_links_within_the_repository_lead_somewhere(name: Path):
    markdown = FENCED.sub("", (ROOT / name).read_text(encoding="utf-8"))
    dead = [target for target in LINK.findall(markdown) if not (ROOT / name).parent.joinpath(target).exists()]
    assert dead == []
