# SPDX-License-Identifier: EUPL-1.2
"""Search in imported texts: which version is searched, the index beside a text, and what happens when it is damaged or cannot be kept."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.madeup import pages
from tests.madeup.act import act
from tests.unit.law.situations import LAW

from adhere.dossier.searching import texts as kept_texts
from adhere.dossier.searching.index import Entry, available, built, opened
from adhere.dossier.searching.search import Hit, Scope, Search
from adhere.dossier.searching.search import opened as search_of
from adhere.dossier.searching.texts import SUFFIX, prepare, text_index
from adhere.dossier.textstore import keep, path_of
from adhere.intake.texts.reading import read_text
from adhere.kernel.text import Language
from adhere.law.searching.asking import WORDS_LIMIT
from adhere.law.texts.rules import Collected

FIRST, LATER = date(2099, 3, 4), date(2100, 5, 1)
ONLY_TEXTS = Scope(areas=("texts",))


def kept(folder: Path, content: str) -> Path:
    text = read_text("page.html", content.encode())
    target = path_of(folder, text)
    keep(text, target)
    return target


@pytest.fixture(scope="module")
def three_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an act in two languages, and a later version in one; reading the pages takes longest."""
    made = tmp_path_factory.mktemp("texts")
    kept(made, pages.journal(act()))
    kept(made, pages.journal(act("nl")))
    kept(made, pages.consolidated(act(amended=True), changed=("1",)))
    return made


@pytest.fixture
def folder(three_texts: Path, tmp_path: Path) -> Path:
    without = shutil.ignore_patterns(f"*{SUFFIX}")
    return Path(shutil.copytree(three_texts, tmp_path / "data", ignore=without))


def searching(
    folder: Path,
    on: date = FIRST,
    scope: Scope = ONLY_TEXTS,
    spoken: Language = "en",
    told: Collected | None = None,
) -> Search:
    return search_of(LAW, on, spoken, scope=scope, folder=folder, found=told or Collected("texts"))


def hits(folder: Path, question: str, on: date = FIRST, scope: Scope = ONLY_TEXTS) -> tuple[Hit, ...]:
    search = searching(folder, on, scope)
    return search.hits(search.ask(question), 10)


def ids(found: tuple[Hit, ...]) -> list[str]:
    return [hit.id for hit in found]


def test_a_provision_is_found_once_with_every_language_it_stands_in(folder: Path):
    first, *_ = hits(folder, "article 1(1)")
    assert first.id == "32099r0001:art-1.1"
    assert first.named
    assert [(one.language, one.version) for one in first.wordings] == [("en", FIRST), ("nl", FIRST)]


def test_the_version_that_stood_on_the_date_is_searched_and_every_one_where_asked(folder: Path):
    before = {(one.language, one.version) for one in searching(folder).texts}
    after = {(one.language, one.version) for one in searching(folder, LATER).texts}
    every = searching(folder, scope=Scope(areas=("texts",), every_version=True)).texts
    assert before == {("en", FIRST), ("nl", FIRST)}
    assert after == {("en", LATER), ("nl", FIRST)}
    assert [(one.language, one.version) for one in every] == [("en", LATER), ("en", FIRST), ("nl", FIRST)]
    assert searching(folder, date(2026, 11, 22)).texts == ()


def test_only_the_languages_asked_for_are_searched(folder: Path):
    scope = Scope(areas=("texts",), languages=("nl",))
    assert [one.language for one in searching(folder, scope=scope).texts] == ["nl"]


def test_a_text_without_a_version_is_searched_only_with_every_version(tmp_path: Path):
    target = kept(tmp_path, pages.journal(act()))
    undated = tmp_path / "texts" / "32099r0001" / "undated" / target.name
    undated.parent.mkdir()
    target.rename(undated)
    assert searching(tmp_path).texts == ()
    assert len(searching(tmp_path, scope=Scope(areas=("texts",), every_version=True)).texts) == 1


def test_of_two_files_of_one_version_one_is_searched(folder: Path):
    text = read_text("again.html", pages.journal(act()).encode() + b"<!-- again -->")
    keep(text, path_of(folder, text))
    assert [one.language for one in searching(folder).texts] == ["en", "nl"]


def test_the_index_is_made_once_and_kept_beside_the_text(folder: Path, monkeypatch: pytest.MonkeyPatch):
    path = next(folder.glob("texts/*/*/en-*.json"))
    prepare(path)
    index = path.with_suffix(SUFFIX)
    before = index.read_bytes()
    monkeypatch.setattr(kept_texts, "load", lambda _: pytest.fail("the text was read again"))
    told = Collected("texts")
    assert text_index(path, told) is not None
    assert index.read_bytes() == before
    assert told.findings == []
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{}\n",
        b"[]\nSQLite format 3\0",
        b"\xff" * 4000,
        b'{"key": 1',
        b"[" * 100_000,
    ],
)
def test_a_broken_index_is_told_made_again_and_gives_the_same(folder: Path, broken: bytes):
    wanted = hits(folder, "garden gate")
    for path in folder.glob(f"texts/*/*/*{SUFFIX}"):
        path.write_bytes(broken)
    told = Collected("texts")
    search = searching(folder, told=told)
    assert search.hits(search.ask("garden gate"), 10) == wanted
    assert {one.rule.id for one in told.findings} == {"ADH-LAW-140"}
    again = Collected("texts")
    searching(folder, told=again)
    assert again.findings == []


def test_an_index_whose_words_were_changed_is_not_believed(folder: Path):
    wanted = hits(folder, "garden gate")
    for path in folder.glob(f"texts/*/*/*{SUFFIX}"):
        path.write_bytes(path.read_bytes().replace(b"garden", b"gulden"))
    assert hits(folder, "garden gate") == wanted
    assert hits(folder, "gulden gulden") == ()


def test_an_index_of_an_older_release_is_made_again_without_a_word(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(kept_texts, "FORMAT", "adhere/search-index/0")
    searching(folder)
    monkeypatch.undo()
    told = Collected("texts")
    assert searching(folder, told=told).texts != ()
    assert told.findings == []
    heads = [path.read_bytes().partition(b"\n")[0] for path in folder.glob(f"texts/*/*/*{SUFFIX}")]
    assert all(json.loads(head)["key"].startswith(kept_texts.FORMAT) for head in heads[:1])


def test_a_text_that_is_imported_again_gets_another_index(folder: Path):
    assert hits(folder, "fence") == ()
    path = next(folder.glob("texts/*/2099-03-04/en-*.json"))
    later = next(folder.glob("texts/*/2100-05-01/en-*.json"))
    path.write_bytes(later.read_bytes())
    assert ids(hits(folder, "fence")) != []


def test_a_damaged_text_is_told_and_not_searched(folder: Path):
    path = next(folder.glob("texts/*/2099-03-04/en-*.json"))
    path.write_bytes(path.read_bytes().replace(b"garden", b"forest", 1))
    told = Collected("texts")
    assert [one.language for one in searching(folder, told=told).texts] == ["nl"]
    assert [one.rule.id for one in told.findings] == ["ADH-LAW-074"]


def test_a_folder_that_cannot_be_written_to_is_searched(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def refused(*_: object) -> None:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(kept_texts, "place", refused)
    told = Collected("texts")
    search = searching(folder, told=told)
    assert search.hits(search.ask("garden gate"), 3) != ()
    assert {one.rule.id for one in told.findings} == {"ADH-LAW-141"}
    assert list(folder.glob(f"texts/*/*/*{SUFFIX}")) == []


def test_a_text_that_is_too_large_is_told_and_not_searched(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kept_texts, "SEARCHED_LIMIT", 100)
    told = Collected("texts")
    assert searching(folder, told=told).texts == ()
    assert {one.rule.id for one in told.findings} == {"ADH-LAW-143"}


@pytest.mark.parametrize(
    "question",
    [
        "NEAR(",
        'NEAR("gate" "garden", 3)',
        '"',
        '"""',
        'gate" OR "',
        "gate*",
        "heading:gate",
        "{heading} : gate",
        "gate AND NOT",
        "-gate ^gate +gate",
        "'; DROP TABLE words; --",
        "gate\x00garden",
        "\x1b[31mgate\x07",
        "\ud800gate",
        "\N{ZERO WIDTH JOINER}\N{RIGHT-TO-LEFT OVERRIDE}gate",
        "%_%",
        "art-" + "9" * 500,
        "53(" + "(" * 500,
        "a:" + "b" * 300,
        "gate " * 20_000,
        "x" * 100_000,
        "🪤 ﷽ ß ǅ",
    ],
)
def test_nothing_that_is_typed_stops_the_search(folder: Path, question: str):
    search = searching(folder)
    asked = search.ask(question)
    search.hits(asked, 10)
    assert len(asked.wanted) <= WORDS_LIMIT
    assert asked.cut == (len(question) > 10_000)


@given(st.text(max_size=300))
def test_any_text_is_a_question_and_its_hits_come_best_first(three_texts: Path, question: str):
    search = _once(three_texts)
    scores = [hit.score for hit in search.hits(search.ask(question), 10)]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


@cache
def _once(folder: Path) -> Search:
    return searching(folder)


def test_a_phrase_is_looked_for_to_the_letter(folder: Path):
    loose, strict = hits(folder, "gate garden"), hits(folder, '"the gate of the garden"')
    assert strict
    assert set(ids(strict)) < set(ids(loose))
    assert all("the gate of the garden" in hit.wordings[0].text for hit in strict)
    assert hits(folder, '"gate the of garden the"') == ()


def test_the_same_question_has_the_same_answer_whatever_was_asked_before(folder: Path):
    search = searching(folder)
    first = search.hits(search.ask("gaet of the gadren"), 10)
    search.hits(search.ask("something else"), 10)
    assert search.hits(search.ask("gaet of the gadren"), 10) == first == hits(folder, "gaet of the gadren")


def test_an_index_comes_back_from_its_image_and_nothing_else_does():
    index = built("en", [Entry(id="a:art-1", provisions=("a:art-1",), title="", text="A gate.")])
    again = opened("en", index.image())
    assert again.matches(("gate",)) == index.matches(("gate",)) != {}
    assert (again.ids, dict(again.about("art-1"))) == (["a:art-1"], {0: 1.0})
    assert available()
    with pytest.raises(sqlite3.Error):
        opened("en", b"no database at all" * 100)


def test_a_text_in_another_language_is_searched_by_its_words(tmp_path: Path):
    kept(tmp_path, pages.journal(act("el")))
    search = searching(tmp_path)
    assert [one.language for one in search.texts] == ["el"]
    word = search.texts[0].index.entry(0).text.split()[0]
    assert search.hits(search.ask(f"{word} provider"), 3) != ()
