# SPDX-License-Identifier: EUPL-1.2
"""Imported texts in the data folder: where it is, that a text comes back as it was kept, and that a changed one is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.madeup import copies, pages
from tests.madeup.act import act

from adhere.dossier.textstore import data_folder, keep, kept, load, path_of
from adhere.intake.texts.reading import Imported, read_text
from adhere.law.texts.rules import Collected


def imported(content: str | bytes = "") -> Imported:
    made = content or pages.consolidated(act(amended=True), changed=("1",))
    return read_text("page.html", made if isinstance(made, bytes) else made.encode())


def stored(folder: Path, text: Imported) -> Path:
    target = path_of(folder, text)
    keep(text, target)
    return target


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"HOME": "/h"}, "linux", "/h/.local/share/adhere"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/x"}, "linux", "/x/adhere"),
        ({"HOME": "/h"}, "darwin", "/h/Library/Application Support/adhere"),
        ({"USERPROFILE": "/u", "APPDATA": "/a"}, "win32", "/a/adhere"),
        ({"USERPROFILE": "/u"}, "win32", "/u/AppData/Roaming/adhere"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/x", "ADHERE_DATA": "/mine"}, "linux", "/mine"),
    ],
)
def test_the_data_folder_is_that_of_the_platform_unless_it_is_said(
    environment: dict[str, str], platform: str, folder: str
):
    assert data_folder(environment, platform) == Path(folder)


def test_a_text_comes_back_as_it_was_kept(tmp_path: Path):
    text = imported()
    target = stored(tmp_path, text)
    assert (
        target.relative_to(tmp_path).as_posix()
        == f"texts/32099r0001/2100-05-01/en-{text.source.sha256[:12]}.json"
    )
    back = load(target)
    assert back is not None
    assert back.units == text.units
    assert (back.prefix, back.celex, back.language, back.version) == (
        "32099r0001",
        "32099R0001",
        "en",
        date(2100, 5, 1),
    )
    assert back.sha256 == text.source.sha256


def test_the_file_carries_the_source_the_contents_the_notes_and_the_marks(tmp_path: Path):
    record = json.loads(stored(tmp_path, imported()).read_text(encoding="utf-8"))
    assert record["source"]["shape"] == "eurlex-consolidated"
    assert record["footnotes"][0]["mark"] == "1"
    assert {(mark["by"], mark["action"]) for mark in record["amendments"]} == {("32100R0002", "replaced")}


def test_texts_of_several_versions_and_languages_stand_side_by_side(tmp_path: Path):
    for content in (
        pages.journal(act()),
        pages.journal(act("nl")),
        pages.consolidated(act()),
        copies.plain(act()),
    ):
        stored(tmp_path, imported(content))
    found = Collected("data")
    texts = list(kept(tmp_path, found))
    assert sorted((text.language or "", str(text.version)) for text in texts) == [
        ("en", "2099-03-04"),
        ("en", "2100-05-01"),
        ("en", "None"),
        ("nl", "2099-03-04"),
    ]
    assert found.findings == []


def test_keeping_a_text_twice_leaves_one_file(tmp_path: Path):
    assert stored(tmp_path, imported()) == stored(tmp_path, imported())
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


CHANGES = {
    "other words": lambda record: record["units"][0].update(paragraphs=["other words"]),
    "another format": lambda record: record.update(format="other/1"),
    "no units": lambda record: record.pop("units"),
    "a date in words": lambda record: record.update(version="spring"),
    "no source": lambda record: record.update(source=3),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_text_that_was_changed_after_it_was_kept_is_told_and_not_used(tmp_path: Path, change: str):
    target = stored(tmp_path, imported())
    record = json.loads(target.read_text(encoding="utf-8"))
    CHANGES[change](record)
    target.write_text(json.dumps(record), encoding="utf-8")
    found = Collected("data")
    assert list(kept(tmp_path, found)) == []
    assert [finding.rule.id for finding in found.findings] == ["ADH-LAW-074"]


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff", b"null"])
def test_a_file_that_is_no_text_is_told_and_not_used(tmp_path: Path, content: bytes):
    target = stored(tmp_path, imported())
    target.write_bytes(content)
    assert load(target) is None


def test_a_folder_that_is_not_there_holds_no_texts(tmp_path: Path):
    assert list(kept(tmp_path / "none", Collected("data"))) == []
