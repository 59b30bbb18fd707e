# SPDX-License-Identifier: EUPL-1.2
"""``adhere law search`` at the command line: over records and a made-up act, in both languages, and what it says of bad questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import ROOT
from tests.unit.cli.running import Ran, adhere
from tests.unit.cli.test_contracts import faults

from adhere.dossier.searching import index
from adhere.dossier.searching.texts import SUFFIX

EXAMPLES = ROOT / "examples" / "law-texts"
ON = ("--on", "2099-06-01")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    for name in ("2099-03-04.en.md", "2099-03-04.nl.md", "2100-05-01.en.md"):
        adhere("law", "import", EXAMPLES / name, ADHERE_DATA=str(folder))
    return folder


def search(data: Path, *arguments: str) -> Ran:
    return adhere("law", "search", *arguments, ADHERE_DATA=str(data))


def test_importing_makes_the_index(data: Path) -> None:
    assert len(list(data.glob(f"texts/*/*/*{SUFFIX}"))) == 3


def test_a_page_says_where_with_marks_and_by_which_words(data: Path) -> None:
    out = search(data, "gadren", *ON, "--in", "texts").out
    assert " 1.  Article 1(1) (32099R0001)                       text, en 2099-03-04\n" in out
    assert "The owner of a *garden*" in out
    assert "Found via: garden (nothing has gadren)\n" in out
    assert max(map(len, out.splitlines())) <= 80


def test_each_language_asked_for_shows_its_words(data: Path) -> None:
    out = search(data, "article 1(1)(b)", *ON, "--in", "texts", "--text", "nl", "--text", "en").out
    assert "nl 2099-03-04: de poort in de avond sluit" in out
    assert "en 2099-03-04: close the gate in the evening" in out


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    "words", ["garden", "tuin", "gadren", "garden provider", "53(1)(d)", "systeemrisco", '"the gate"']
)
def test_what_is_found_keeps_its_contract(data: Path, words: str, language: str) -> None:
    ran = search(data, words, *ON, "--every-version", "--format", "json", "--lang", language)
    document = ran.json()
    assert (faults("adhere-law-search", document), ran.status, ran.err) == ([], 0, "")
    assert {(one["lang"], one["version"]) for one in document["texts"]} == {
        ("en", "2099-03-04"),
        ("nl", "2099-03-04"),
        ("en", "2100-05-01"),
    }
    for hit in document["hits"]:
        for wording in hit["wordings"]:
            assert all(0 <= start < end <= len(wording["excerpt"]) for start, end in wording["marks"])


@pytest.mark.parametrize("area", ["law", "codes", "requirements", "questions"])
def test_one_area_is_searched_where_asked(data: Path, area: str) -> None:
    document = search(data, "model", "--in", area, "--format", "json", "--limit", "5").json()
    assert {hit["in"] for hit in document["hits"]} == {area}
    assert document["texts"] == []


def test_no_more_is_shown_than_asked(data: Path) -> None:
    assert len(search(data, "model", "--limit", "3", "--format", "json").json()["hits"]) == 3
    assert search(data, "model", "--limit", "0").status == 2


@pytest.mark.parametrize("language", ["en", "nl"])
def test_without_a_text_our_records_are_searched_and_it_is_said_how_to_bring_one_in(
    tmp_path: Path, language: str
) -> None:
    ran = search(tmp_path, "copyright", "--lang", language)
    assert (ran.status, ran.err) == (0, "")
    assert "adhere law import" in ran.out
    assert " 1. " in ran.out
    assert "adhere law import" not in search(tmp_path, "copyright", "--in", "law").out


@pytest.mark.parametrize("words", ["", "   ", "\t\n"])
def test_nothing_asked_is_bad_usage(data: Path, words: str) -> None:
    ran = search(data, words)
    assert ran.status == 2
    assert ran.err.startswith("Nothing is asked for.")


def test_a_language_that_is_none_is_bad_usage(data: Path) -> None:
    assert search(data, "gate", "--text", "xx").status == 2


def test_a_pasted_text_is_cut_and_that_is_said(data: Path) -> None:
    ran = search(data, "gate " * 20_000, *ON)
    assert ran.status == 0
    assert "longer than what is searched for" in " ".join(ran.err.split())
    assert len(ran.out) < 20_000
    document = search(data, "gate " * 20_000, *ON, "--format", "json").json()
    assert [one["rule"] for one in document["findings"]] == ["ADH-LAW-142"]


@pytest.mark.parametrize("words", ['NEAR("', "\x1b[31mgate", "\udcffgate", "*", "?!"])
def test_signs_of_a_terminal_or_a_database_are_no_more_than_signs(data: Path, words: str) -> None:
    ran = search(data, words, *ON)
    assert ran.status == 0
    assert "\x1b" not in ran.out


def test_a_broken_index_is_told_once(data: Path) -> None:
    path = next(data.glob(f"texts/*/2100-05-01/*{SUFFIX}"))
    path.write_bytes(b"broken")
    assert "has been made again" in " ".join(search(data, "gate", "--on", "2100-06-01").err.split())
    assert search(data, "gate", "--on", "2100-06-01").err == ""


def test_a_python_without_full_text_search_says_so(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "available", lambda: False)
    ran = search(data, "gate")
    assert ran.status == 2
    assert "FTS5" in ran.err
