# SPDX-License-Identifier: EUPL-1.2
"""Columns that stand further on in lines of JSON than where a file is looked at first serve all the same, or are asked; none is lost in silence."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from tests.unit.engine.manifests.making import Read, Scratch, write

from adhere.engine.embedded import EngineError
from adhere.engine.manifests import converting, peeking
from adhere.engine.manifests.mappingfile import mapping_text
from adhere.engine.manifests.opening import Inputs, open_inputs

FEW, MANY = 10, 9_000
"""Rows with the late column, and rows before them: far more than the head of a file holds."""
NAMES = ["a.jsonl", "a.jsonl.gz", "a.cdxj"]


def late(name: str, more: dict[str, object], after: dict[str, object] | None = None) -> bytes:
    """Return lines of which only those of the last but one stretch have more in them."""
    lines = []
    for place in range(MANY + 2 * FEW):
        row: dict[str, object] = {"url": f"http://h{place}.example/{'x' * 40}"}
        row |= more if MANY <= place < MANY + FEW else (after or {})
        before = f"com,a)/{place} 20240102030405 " if name.endswith(".cdxj") else ""
        lines.append(before + json.dumps(row))
    return "\n".join(lines).encode()


@pytest.fixture(autouse=True)
def no_other_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the head of a file alone, as of one that is compressed or far away."""
    monkeypatch.setattr(peeking, "PLACES", 0)
    monkeypatch.setattr(peeking, "_pieces", lambda _file, head, _size: head)


@pytest.mark.parametrize("again", [0, converting.AGAIN])
@pytest.mark.parametrize("name", NAMES)
def test_a_late_column_serves_and_is_told(
    name: str, again: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "AGAIN", again)
    content = late(name, {"content-bytes": 7, "lang": ["nl", "en"], "other": 1}) + b"\n{broken\n"
    file = write(tmp_path / name, content)
    (seen,) = open_inputs([file]).members
    assert {"bytes", "language"} & {use.column for use in seen.shape.uses} == set()
    for _ in range(2):  # the second time from what was converted
        read = Read(file, work=tmp_path / "work")

        assert sum(value or 0 for value in read.column("bytes")) == 7 * FEW
        assert sum(value == "nl" for value in read.column("language")) == FEW
        told = {
            one.values["wanted"]: one
            for one in read.inputs.collected.findings
            if one.rule.id == "ADH-CON-099"
        }
        assert set(told) == {"bytes", "language"}
        assert f"{MANY + 1:,}" in told["bytes"].wrong("nl")
        assert "bytes" in read.inputs.columns
        (record,) = read.inputs.records
        assert (record.rows, record.malformed) == (MANY + 2 * FEW + 1, 1)


def test_a_late_column_in_place_of_another_is_asked(tmp_path: Path) -> None:
    content = late("a.jsonl", {"bytes": 7}, after={"size": 1})
    read = Read(write(tmp_path / "a.jsonl", content), work=tmp_path / "work")

    (asked,) = (one for one in read.inputs.collected.findings if one.rule.id == "ADH-CON-075")
    assert "size, bytes" in asked.wrong("en")
    stops(read.inputs)


@pytest.mark.parametrize(("first", "then"), [("mime", "mime-detected"), ("mime-detected", "mime")])
def test_a_late_column_beside_which_the_other_still_counts_is_not_asked(
    first: str, then: str, tmp_path: Path
) -> None:
    said = {"mime": "text/html", "mime-detected": "image/png"}
    file = write(tmp_path / "a.jsonl", late("a.jsonl", said, {first: said[first]}))
    read = Read(file, work=tmp_path / "work")
    assert read.uses()["modality"] == "mime-detected"
    images = MANY + 2 * FEW if first == "mime-detected" else FEW
    assert read.column("modality").count("image") == images
    assert read.column("modality").count("text") == MANY + 2 * FEW - images
    assert [one.values["column"] for one in read.inputs.collected.findings] == [then]


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"size": 1, "length": 2}, "ADH-CON-075"),
        ({"duration": 3}, "ADH-CON-078"),
        ({"URL": "http://a/"}, "ADH-CON-075"),
    ],
)
def test_a_question_that_comes_up_late_stops_the_figures(
    more: dict[str, object], rule: str, tmp_path: Path
) -> None:
    inputs = open_inputs([write(tmp_path / "a.jsonl", late("a.jsonl", more))], work=tmp_path / "work")
    assert inputs.ready
    stops(inputs)
    assert rule in [one.rule.id for one in inputs.collected.findings]


def stops(inputs: Inputs) -> None:
    with closing(duckdb.connect()) as connection, pytest.raises(EngineError):
        inputs.make(Scratch(connection))


def test_a_signal_that_is_met_late_is_kept(tmp_path: Path) -> None:
    first = write(tmp_path / "in" / "a.jsonl", late("a.jsonl", {"x_robots_tag": "noai"}))
    write(tmp_path / "in" / "b.jsonl", late("b.jsonl", {}))
    inputs = open_inputs([first.parent], work=tmp_path / "work")
    with closing(duckdb.connect()) as connection:
        parts = inputs.parts(Scratch(connection))
        signals = {part.names: bool(part.signals) for part in parts}
        part = next(one for one in parts if one.signals)
        met = connection.execute(
            f"SELECT x_robots_tag, count(*) FROM {part.table} GROUP BY 1 ORDER BY 2"
        ).fetchall()

    assert signals == {(str(first),): True, (str(first.with_name("b.jsonl")),): False}
    assert met == [("noai", FEW), (None, MANY + FEW)]


def test_what_nobody_knows_is_no_news(tmp_path: Path) -> None:
    read = Read(write(tmp_path / "a.jsonl", late("a.jsonl", {"remark": 1})), work=tmp_path / "work")
    assert read.rules == []
    assert len(list((tmp_path / "work").iterdir())) == 1


def test_a_mapping_can_name_a_column_that_stands_further_on(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl.gz", late("a.jsonl", {"höhe": 7, "bytes": 1}))
    head = f'format: adhere/content-mapping/1\ninputs:\n  - files: "{file}"\n    columns: '
    mapping = write(tmp_path / "m.yaml", f"{head}{{url: url, bytes: höhe}}\n".encode())
    read = Read(file, mapping=mapping, work=tmp_path / "work")
    assert sum(value or 0 for value in read.column("bytes")) == 7 * FEW
    assert read.rules == []

    write(mapping, f"{head}{{url: url, bytes: hoehe}}\n".encode())
    assert Read(file, mapping=mapping, work=tmp_path / "work").rules == ["ADH-CON-093"]


def test_a_file_on_disk_is_looked_at_in_more_places_than_its_head(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    content = late("a.jsonl", {}, after=None) + b"\n" + b'{"url": "http://a/", "bytes": 1}\n' * 500
    (member,) = open_inputs([write(tmp_path / "a.jsonl", content)]).members
    assert {use.column for use in member.shape.uses} == {"url", "bytes"}


def test_what_a_card_says_still_holds_for_the_rows_without_a_late_column(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "README.md", b"---\nlicense: cc-by-4.0\nlanguage: nl\n---\n")
    write(folder / "a.jsonl", late("a.jsonl", {"language": "en"}) + b'\n{"url": "http://a/", "language": ""}')
    read = Read(folder, work=tmp_path / "work")
    assert Counter(read.column("language")) == {"nl": MANY + FEW + 1, "en": FEW}
    assert "language:" in mapping_text(read.inputs, "en").partition("columns:")[2].partition("values:")[0]
    assert "language:" not in mapping_text(read.inputs, "en").partition("values:")[2]


def test_no_name_in_a_line_makes_reading_fail_or_slow(tmp_path: Path) -> None:
    odd = {
        'by"tes': 1,
        "a'b": 2,
        "x\\y": 3,
        "n\u0000ul": 4,
        "*": 5,
        "$": 6,
        "": 9,
        "é": 1,
        "\ud800": 1,
        "size": 3,
    }
    odd |= {f"k{number}": number for number in range(60_000)}
    read = Read(write(tmp_path / "a.jsonl", late("a.jsonl", odd)), work=tmp_path / "work")
    assert sum(value or 0 for value in read.column("bytes")) == 3 * FEW
    assert read.rules == ["ADH-CON-099"]
