# SPDX-License-Identifier: EUPL-1.2
"""What was issued: records that cannot be read, numbers that are missing, packs that are recognised again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.unit.dossier.upkept import dossier, issue, stored, write

from adhere.dossier.issued import (
    SIZE_LIMIT,
    UnreadableRecordError,
    issued,
    issued_forms,
    log_findings,
    read_record,
)

FIRST = "issued/example/mdf/0001/record.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    dossier(tmp_path)
    issue(tmp_path, 1, date(2026, 10, 1))
    return tmp_path


def test_issues_are_listed_by_number_and_read_when_asked(root: Path):
    issue(root, 2)
    found = issued(root, "example", "mdf")
    assert (found.numbers, found.last) == ((1, 2), 2)
    assert [record.number for record in found.records()] == [1, 2]
    assert found.record(1) == stored(root)
    assert found.findings == []


def test_a_dossier_without_issues_has_none(tmp_path: Path):
    assert issued_forms(tmp_path, "example") == ()
    assert issued(tmp_path, "example", "mdf").last is None
    assert list(issued(tmp_path, "example", "mdf").gaps()) == []


@pytest.mark.parametrize("name", ["0000", "1", "notes", "00a1", "0003.bak"])
def test_folders_that_are_no_issue_are_none(root: Path, name: str):
    (root / "issued/example/mdf" / name).mkdir()
    assert issued(root, "example", "mdf").numbers == (1,)


@pytest.mark.parametrize("model", ["log", "../elsewhere", "Example", ""])
def test_a_name_that_is_no_model_has_no_issues(root: Path, model: str):
    assert issued_forms(root, model) == ()


def test_numbers_that_are_missing_are_told_one_by_one(root: Path):
    issue(root, 4)
    gaps = list(issued(root, "example", "mdf").gaps())
    assert [gap.values["number"] for gap in gaps] == [2, 3]
    assert gaps[0].rule.id == "ADH-DOS-061"
    assert "Issue 2 of mdf for example is missing, though there is an issue 4" in gaps[0].wrong("en")


BROKEN: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no JSON": lambda _: "{",
    "no object": lambda _: [],
    "another format": lambda record: record | {"format": "adhere/record/2"},
    "a field lacking": lambda record: {key: value for key, value in record.items() if key != "rows"},
    "a field too many": lambda record: record | {"more": 1},
    "a number as text": lambda record: record | {"number": "1"},
    "a day in words": lambda record: record | {"at": "yesterday"},
    "placing in words": lambda record: record | {"placed_on": "spring"},
    "rows that are none": lambda record: record | {"rows": [1]},
    "a row without Dutch": lambda record: record | {"rows": [record["rows"][0] | {"text": {"en": "a"}}]},
    "a source that is none": lambda record: record | {"rows": [record["rows"][0] | {"sources": [{"at": 1}]}]},
    "a fact without text": lambda record: record | {"facts": [record["facts"][0] | {"text": None}]},
    "evidence without digest": lambda record: (
        record | {"evidence": [{"file": "a", "sha256": None, "size": 1}]}
    ),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_record_that_was_edited_out_of_shape_is_told_never_a_crash(root: Path, mistake: str):
    broken = BROKEN[mistake](json.loads((root / FIRST).read_text("utf-8")))
    write(root / FIRST, broken if isinstance(broken, str) else json.dumps(broken))
    found = issued(root, "example", "mdf")
    assert found.record(1) is None
    assert [(one.rule.id, one.place.file) for one in found.findings] == [("ADH-DOS-060", FIRST)]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[" * 100_000, b"nul", b""])
def test_bytes_that_are_no_record_are_told(root: Path, content: bytes):
    (root / FIRST).write_bytes(content)
    assert issued(root, "example", "mdf").record(1) is None


def test_a_record_that_is_gone_or_too_large_is_told(root: Path):
    (root / FIRST).unlink()
    assert issued(root, "example", "mdf").record(1) is None
    with (root / FIRST).open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    with pytest.raises(UnreadableRecordError, match="larger than"):
        read_record(root / FIRST)


def test_a_mistake_is_told_once_however_often_the_record_is_read(root: Path):
    write(root / FIRST, "{")
    found = issued(root, "example", "mdf")
    assert [found.record(1), found.record(1), list(found.records())] == [None, None, []]
    assert len(found.findings) == 1


def test_a_record_in_the_place_of_another_is_told(root: Path):
    issue(root, 2, change=lambda record: replace(record, number=1))
    found = issued(root, "example", "mdf")
    assert found.record(2) is None
    assert "says it is example/mdf/0001, but it stands where example/mdf/0002 belongs" in found.findings[
        0
    ].wrong("en")


def test_packs_are_recognised_by_their_bytes(root: Path):
    digest = issue(root, 2)
    packs = issued(root, "example", "mdf").packs()
    assert len(packs) == 8
    assert (packs[digest].issue, packs[digest].recipient, packs[digest].on) == (
        2,
        "downstream",
        date(2026, 11, 2),
    )
    assert issued(root, "example", "mdf").pack_digest(3, "downstream") is None


def leaf(subject: str, kind: str = "issue") -> str:
    return f'{{"actor":"a","at":"2026-10-01T08:00:00Z","format":"adhere/leaf/1","kind":"{kind}","payload_sha256":"{"0" * 64}","seq":0,"subject":"{subject}"}}\n'


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        ([leaf("key-1", "key-added"), leaf("example/mdf/1")], []),
        ([leaf("example/mdf/0001")], []),
        ([leaf("example/mdf/1"), leaf("example/mdf/2")], ["ADH-DOS-067"]),
        ([], ["ADH-DOS-068"]),
        (["nonsense\n", leaf("other/mdf/7"), leaf("example/mdf/x")], ["ADH-DOS-068"]),
    ],
)
def test_issues_and_the_log_are_held_against_each_other(root: Path, lines: list[str], rules: list[str]):
    write(root / "issued/log/leaves.jsonl", "".join(lines))
    found = log_findings(root, "example", issued_forms(root, "example"))
    assert [one.rule.id for one in found] == rules


def test_without_a_log_there_is_nothing_to_hold_issues_against(root: Path):
    assert list(log_findings(root, "example", issued_forms(root, "example"))) == []
