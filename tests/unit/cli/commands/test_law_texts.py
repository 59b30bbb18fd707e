# SPDX-License-Identifier: EUPL-1.2
"""``adhere law import``, ``fetch``, ``compare``, ``align`` and ``amend`` as people run them, on the made-up act and the example."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from tests.madeup import copies, formex, pages
from tests.madeup.act import act
from tests.repository import ROOT
from tests.unit.cli.running import Ran, adhere
from tests.unit.cli.test_contracts import faults

from adhere.cli.wording import language
from adhere.intake.texts import fetching

EXAMPLE = ROOT / "examples" / "law-texts"
OLD, NEW, DUTCH, COPY = (
    EXAMPLE / name for name in ("2099-03-04.en.md", "2100-05-01.en.md", "2099-03-04.nl.md", "copy.txt")
)
ACT = ("--act", "32099R0001")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(data: Path, *arguments: str | Path) -> Ran:
    return adhere("law", *arguments, ADHERE_DATA=str(data))


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.json"))


def test_an_import_prints_its_units_and_keeps_the_text(tmp_path: Path, data: Path):
    page = written(tmp_path / "page.html", pages.journal(act()))
    ran = run(data, "import", page, "--format", "json")
    told = ran.json()
    assert (ran.status, ran.err, faults("adhere-law-import", told)) == (0, "", [])
    assert {key: told[key] for key in ("format", "act", "lang", "version")} == {
        "format": "adhere/law-import/1", "act": "32099r0001", "lang": "en", "version": "2099-03-04",
    }  # fmt: skip
    assert list(told["units"]) == list(act().units())
    assert [told["kept"]] == [str(data / name) for name in files(data)]


@pytest.mark.parametrize("said", ["en", "nl"])
def test_an_import_says_what_was_read_within_80_columns(tmp_path: Path, data: Path, said: str):
    archive = written(tmp_path / "act.zip", formex.zipped(formex.parts(act("nl"))))
    out = run(data, "import", archive, "--lang", said).out
    words = {"en": ("2 recitals, 4 articles, 2 annexes, 26 provisions", "Formex 4 (zip)"), "nl": ("2 overwegingen, 4 artikelen, 2 bijlagen", "Formex 4 (zipbestand)")}  # fmt: skip
    assert all(part in " ".join(out.split()) for part in words[said])
    assert max(len(line) for line in out.split("\n") if str(data) not in line and "sha256" not in line) <= 80


def test_a_text_with_errors_is_read_but_not_kept_unless_a_file_is_named(tmp_path: Path, data: Path):
    page = pages.journal(act())
    cut = written(tmp_path / "cut.html", page[: len(page) // 2])
    ran = run(data, "import", cut)
    assert ran.status == 1
    assert "ADH-LAW-006" in ran.out
    assert "--out" in ran.err
    assert files(tmp_path) == []
    assert run(data, "import", cut, "--out", tmp_path / "mine.json").status == 1
    assert json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))["format"] == "adhere/law-text/1"
    assert not data.exists()


def test_what_the_user_says_of_a_text_is_checked(tmp_path: Path, data: Path):
    page = written(tmp_path / "page.html", pages.journal(act()))
    said = ("--act", "aia", "--text-lang", "nl", "--version", "2100-05-01")
    told = run(data, "import", page, *said, "--format", "json").json()
    assert {"ADH-LAW-015", "ADH-LAW-017", "ADH-LAW-020"} <= {finding["rule"] for finding in told["findings"]}
    assert run(data, "import", page, "--text-lang", "klingon").status == 2


def test_the_version_and_the_act_of_a_copy_can_be_said(tmp_path: Path, data: Path):
    text = written(tmp_path / "a.txt", copies.plain(act()))
    told = run(data, "import", text, "--version", "2099-03-04", *ACT, "--format", "json").json()
    assert (told["act"], told["version"]) == ("32099r0001", "2099-03-04")
    assert told["left_out"] == [*copies.MENU, *copies.QUESTIONS]
    assert {"ADH-LAW-015", "ADH-LAW-021"}.isdisjoint(finding["rule"] for finding in told["findings"])


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path, data: Path):
    for path in (tmp_path / "none.html", tmp_path):
        ran = run(data, "import", path)
        assert (ran.status, ran.out) == (2, "")


def test_a_large_file_is_not_read_whole(tmp_path: Path, data: Path):
    large = tmp_path / "large.html"
    with large.open("wb") as stream:
        stream.truncate(100_000_000)
    told = run(data, "import", large, "--format", "json").json()
    assert [finding["rule"] for finding in told["findings"]] == ["ADH-LAW-003"]
    assert told["units"] == {}


def test_a_folder_of_data_that_cannot_be_written_is_told_and_the_text_shown(tmp_path: Path):
    page = written(tmp_path / "page.html", pages.journal(act()))
    written(tmp_path / "data", "a file, where a folder is needed")
    ran = run(tmp_path / "data", "import", page)
    assert ran.status == 0
    assert "26 provisions" in ran.out
    assert str(tmp_path / "data") in ran.err


def test_a_fetched_page_is_imported(monkeypatch: pytest.MonkeyPatch, data: Path):
    content = pages.journal(act("nl"))
    asked = []

    def opener(request, timeout):
        asked.append((request.full_url, timeout))
        return io.BytesIO(content.encode())

    monkeypatch.setattr(fetching, "_open", opener)
    told = run(data, "fetch", "32099R0001", "--text-lang", "nl", "--format", "json").json()
    assert (told["lang"], len(told["units"]), faults("adhere-law-import", told)) == ("nl", 26, [])
    assert "/NL/TXT/HTML/?uri=CELEX:32099R0001" in asked[0][0]
    assert len(files(data)) == 1


def test_offline_the_fetch_says_so_and_what_to_do(monkeypatch: pytest.MonkeyPatch, data: Path):
    def opener(*_: object):
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(fetching, "_open", opener)
    ran = run(data, "fetch", "32099R0001")
    assert ran.status == 1
    assert "Network is unreachable" in ran.out
    told = run(data, "fetch", "32099R0001", "--format", "json").json()
    assert (told["units"], faults("adhere-law-import", told)) == ({}, [])
    assert run(data, "fetch", "gates").status == 2
    assert not data.exists()


def test_a_copy_is_compared_with_the_files_that_are_named(data: Path):
    ran = run(data, "compare", COPY, OLD, NEW, *ACT, "--format", "json")
    told = ran.json()
    assert (ran.status, faults("adhere-law-compare", told)) == (0, [])
    assert (told["version"], told["newest"]) == ("2099-03-04", "2100-05-01")
    states = {one["id"].partition(":")[2]: (one["state"], one["since"]) for one in told["provisions"]}
    assert states == {
        "art-1.1": ("out-of-date", "2100-05-01"),
        "art-1.1.a": ("deviates", None),
        "art-1.1.b": ("same", None),
        "art-1.2": ("same", None),
    }


def test_a_copy_is_compared_with_what_was_imported_and_the_fullest_of_each_version(
    tmp_path: Path, data: Path
):
    for content in (pages.journal(act()), pages.consolidated(act(amended=True)), pages.journal(act("nl"))):
        run(data, "import", written(tmp_path / "page.html", content))
    partial = written(tmp_path / "part.txt", copies.plain(act()))
    run(data, "import", partial, *ACT, "--version", "2099-03-04")
    out = run(data, "compare", partial, *ACT, "--lang", "nl").out
    assert "Deze kopie is de tekst van 2099-03-04." in out
    assert "Artikel 1, lid 1 is sinds 2100-05-01 verouderd." in out
    assert out.count("\n- 2") == 2


def test_a_mixed_copy_is_an_error(tmp_path: Path, data: Path):
    new = NEW.read_text(encoding="utf-8").replace("with the list of those", "with a list of those")
    copy = written(
        tmp_path / "copy.md",
        OLD.read_text(encoding="utf-8").replace("with the list of those", "with a list of those"),
    )
    ran = run(data, "compare", copy, OLD, written(tmp_path / "new.md", new))
    assert (ran.status, "ADH-LAW-053" in ran.out, "it mixes versions" in ran.out) == (1, True, True)


def test_there_is_nothing_to_compare_with_without_an_official_text_in_the_language(
    tmp_path: Path, data: Path
):
    for arguments in (
        (COPY, *ACT),
        (DUTCH, OLD),
        (written(tmp_path / "x.txt", "Welcome."), OLD),
        (COPY, COPY),
    ):
        ran = run(data, "compare", *arguments)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err


def test_a_changed_text_in_the_data_folder_is_told(data: Path):
    run(data, "import", OLD)
    run(data, "import", NEW)
    kept = data / next(name for name in files(data) if "2099" in name)
    kept.write_text(
        kept.read_text(encoding="utf-8").replace("in good order", "in bad order"), encoding="utf-8"
    )
    ran = run(data, "compare", COPY, *ACT)
    assert (ran.status, "ADH-LAW-074" in ran.out) == (1, True)


@pytest.mark.parametrize("said", ["en", "nl"])
def test_two_languages_lie_side_by_side_with_what_does_not_match(data: Path, said: str):
    ran = run(data, "align", OLD, DUTCH, "--format", "json", "--lang", said)
    told = ran.json()
    assert (ran.status, faults("adhere-law-align", told)) == (0, [])
    assert told["languages"] == ["en", "nl"]
    assert [len(row["nl"]) for row in told["rows"]] == [1, 1, 1, 2, 1]
    assert {finding["rule"] for finding in told["findings"]} == {"ADH-LAW-016", "ADH-LAW-030", "ADH-LAW-062"}
    assert "5 of 5" in run(data, "align", OLD, DUTCH).out


@pytest.mark.parametrize("said", ["en", "nl"])
def test_an_amending_act_is_worked_in_and_held_against_the_new_text(data: Path, said: str):
    amending = EXAMPLE / "amending.en.txt"
    ran = run(data, "amend", OLD, "--with", amending, "--check", NEW, "--format", "json", "--lang", said)
    told = ran.json()
    assert (ran.status, told["findings"], faults("adhere-law-amend", told)) == (0, [], [])
    assert told["check"]["equal"] is True
    assert [one["unit"] for one in told["operations"]] == ["32099r0001:art-1.1"]
    assert (told["operations"][0]["by"][0]["place"], told["instructions"][0]["applied"]) == ("1(1)", True)
    language.cache_clear()


def test_what_two_versions_differ_in_is_derived_without_an_amending_act(data: Path):
    told = run(data, "amend", OLD, "--check", NEW, "--format", "json").json()
    assert faults("adhere-law-amend", told) == []
    assert [(one["kind"], one["unit"]) for one in told["operations"]] == [("replace", "32099r0001:art-1.1")]
    assert "32099r0001:art-1.1" in run(data, "amend", OLD, "--check", NEW).out


def test_what_an_amending_act_does_not_explain_fails_and_is_shown_word_by_word(tmp_path: Path, data: Path):
    new = written(tmp_path / "new.md", NEW.read_text(encoding="utf-8").replace("the town", "the city"))
    ran = run(data, "amend", OLD, "--with", EXAMPLE / "amending.en.txt", "--check", new)
    assert (ran.status, "32099r0001:art-2.1: other words" in ran.out) == (1, True)
    wrong = written(
        tmp_path / "wrong.txt",
        "Article 1\n\nRegulation (EU) 2099/1 is amended as follows:\n\n(1) in Article 1, paragraph 1 becomes paragraph 7;\n",
    )
    ran = run(data, "amend", OLD, "--with", wrong)
    assert (ran.status, "ADH-LAW-150  wrong.txt:5" in ran.out) == (1, True)
    assert run(data, "amend", OLD).status == 2
    assert run(data, "amend", OLD, "--with", tmp_path / "none.txt").status == 2


def test_only_two_languages_of_one_act_are_laid_side_by_side(tmp_path: Path, data: Path):
    other = written(tmp_path / "other.txt", copies.plain(act("nl")))
    assert run(data, "align", OLD, other).status == 2
    assert run(data, "align", OLD, NEW).status == 2
    assert "ADH-LAW-063" in run(data, "align", NEW, DUTCH).out
    language.cache_clear()


def test_the_words_stand_beside_the_records_from_the_day_they_are_in_force(tmp_path: Path, data: Path):
    for code in ("en", "nl"):
        said = copies.own_json(act(code)).replace(b"32099R0001", b"32024R1689").replace(b"32099r0001", b"aia")
        assert run(data, "import", written(tmp_path / f"{code}.json", said)).status == 0
    asked = ("show", "aia:art-2", "--text", "nl", "--text", "en", "--text", "fr")
    after = run(data, *asked, "--on", "2099-03-04", "--format", "json").json()
    assert faults("adhere-law-show", after) == []
    assert [(one["lang"], one["version"]) for one in after["texts"]] == [
        ("nl", "2099-03-04"),
        ("en", "2099-03-04"),
    ]
    own = {name: text for name, text in act().units("aia").items() if f"{name}.".startswith("aia:art-2.")}
    assert own
    assert after["texts"][1]["units"] == own
    words = " ".join(run(data, *asked, "--on", "2099-03-04").out.split())
    assert "No text in fr that stood on 2099-03-04 is kept" in words
    assert " ".join(next(iter(own.values())).split()) in words
    before = run(data, *asked, "--on", "2099-03-03", "--format", "json").json()
    assert before["texts"] == []


def test_a_kept_text_that_was_changed_is_not_shown_and_told(tmp_path: Path, data: Path):
    said = copies.own_json(act()).replace(b"32099R0001", b"32024R1689").replace(b"32099r0001", b"aia")
    run(data, "import", written(tmp_path / "en.json", said))
    (name,) = files(data)
    (data / name).write_bytes(
        (data / name).read_bytes().replace(b'"lang": "en"', b'"lang": "en" ', 1).replace(b"shall", b"may", 1)
    )
    ran = run(data, "show", "aia:art-2", "--text", "en", "--on", "2099-03-04", "--format", "json")
    assert ran.json()["texts"] == []
    assert name.rpartition("/")[2] in ran.err
