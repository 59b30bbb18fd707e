# SPDX-License-Identifier: EUPL-1.2
"""A mapping file decides where it speaks, each mistake in it has its line, and the one that is written reads back the same."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from tests.unit.engine.manifests.making import Read, parquet, write

from adhere.engine.manifests.mapping import read_mapping
from adhere.engine.manifests.mappingfile import mapping_text
from adhere.engine.manifests.opening import open_inputs
from adhere.engine.manifests.rules import Collected

HEAD = "format: adhere/content-mapping/1\ninputs:\n"
TABLE = b"address,when,size,length,kind,secs\nhttp://a/,1704164645,1,2,text/html,1.5\n"


def mapped(tmp_path: Path, text: str) -> Path:
    return write(tmp_path / "mapping.yaml", text.encode())


def test_a_mapping_says_what_nobody_could_guess(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", TABLE)
    text = f"""{HEAD}  - files: "{tmp_path}/*.csv"
    columns:
      url: address
      fetch_time: {{column: when, unit: s}}
      bytes: {{column: length, compressed: true}}
      modality: {{column: kind, measure: media-type}}
      milliseconds: {{column: secs, unit: s}}
    values: {{source: own-crawl, licence: CC0-1.0}}
"""
    read = Read(file, mapping=mapped(tmp_path, text), work=tmp_path / "work")

    (row,) = read.rows
    assert row[0] == "http://a/"
    assert (row[1].isoformat(), *row[2:]) == (
        "2024-01-02T03:04:05",
        2,
        None,
        None,
        1500,
        None,
        "text",
        "own-crawl",
        "CC0-1.0",
    )
    assert read.rules == ["ADH-CON-077"]
    assert read.inputs.records[0].source == "own-crawl"


def test_a_unit_that_is_stated_is_believed(tmp_path: Path) -> None:
    file = parquet(
        tmp_path / "a.parquet",
        [{"url": "u", "ts": 1704164645}, {"url": "u", "ts": 1704164645000}],
        ts=pa.int64(),
    )
    text = f'{HEAD}  - files: "{file}"\n    columns: {{url: url, fetch_time: {{column: ts, unit: ms}}}}\n'
    read = Read(file, mapping=mapped(tmp_path, text), work=tmp_path / "work")
    assert [value is None for value in read.column("fetch_time")] == [True, False]
    assert dict(read.faults) == {"time-outside": 1}


MISTAKES = {
    "format: other\ninputs: []\n": ("ADH-CON-092", 1),
    f"{HEAD}  - files: a\n    colums: {{}}\n": ("ADH-CON-091", 4),
    f"{HEAD}  - columns: {{url: x}}\n": ("ADH-CON-092", 3),
    f"{HEAD}  - files: a\n    columns:\n      bytes: {{column: x, unit: ms}}\n": ("ADH-CON-091", 5),
    f"{HEAD}  - files: a\n    columns:\n      fetch_time: {{column: x, unit: years}}\n": ("ADH-CON-092", 5),
    f"{HEAD}  - files: a\n    columns:\n      bytes: {{column: x, compressed: 3}}\n": ("ADH-CON-092", 5),
    f"{HEAD}  - files: a\n    columns:\n      url: [x]\n": ("ADH-CON-092", 5),
    f"{HEAD}  - files: a\n    values:\n      modality: smell\n": ("ADH-CON-092", 5),
    f"{HEAD}  - files: a\n    columns: {{source: x}}\n    values:\n      source: y\n": ("ADH-CON-092", 6),
    f"{HEAD}  - files: a\n    values: {{url: y}}\n": ("ADH-CON-091", 4),
    f"{HEAD}  - 3\n": ("ADH-CON-092", 3),
    "format: adhere/content-mapping/1\n": ("ADH-CON-092", 1),
    "- a\n": ("ADH-CON-092", 1),
    "a: [\n": ("ADH-CON-090", 2),
    "a: 1\na: 2\n": ("ADH-CON-090", 2),
    "a: &x 1\n": ("ADH-CON-090", 1),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_each_mistake_has_its_line(text: str, tmp_path: Path) -> None:
    collected = Collected()
    read_mapping(mapped(tmp_path, text), collected)
    rule, line = MISTAKES[text]
    assert (rule, line) in [(finding.rule.id, finding.place.line) for finding in collected.findings]
    for finding in collected.findings:
        assert "{" not in finding.wrong("en").replace("{'", "") or "'" in finding.wrong("en")


def test_columns_that_are_not_there_or_cannot_serve(tmp_path: Path) -> None:
    file = parquet(tmp_path / "a.parquet", [{"url": "u", "when": True}])
    text = f'{HEAD}  - files: "{file}"\n    columns: {{url: url, bytes: sise, fetch_time: when}}\n  - files: elsewhere\n'
    read = Read(file, mapping=mapped(tmp_path, text), work=tmp_path / "work")
    assert sorted(read.rules) == ["ADH-CON-093", "ADH-CON-094", "ADH-CON-095"]
    assert len(read.rows) == 1


def test_a_mapping_names_the_type_that_counts_where_none_was_detected(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", b"u,found,told,n\nx,,image/png,1\ny,text/plain,image/png,2\n")
    text = f'{HEAD}  - files: "{file}"\n    columns: {{url: u, modality: {{column: found, measure: media-type, otherwise: %s}}}}\n'
    read = Read(file, mapping=mapped(tmp_path, text % "told"), work=tmp_path / "work")
    assert (read.column("modality"), read.rules) == (["image", "text"], [])
    read = Read(file, mapping=mapped(tmp_path, text % "toll"), work=tmp_path / "work")
    assert (read.column("modality"), read.rules) == ([None, "text"], ["ADH-CON-093"])
    read = Read(
        file,
        mapping=mapped(tmp_path, text.replace("measure: media-type, ", "") % "told"),
        work=tmp_path / "work",
    )
    assert "ADH-CON-091" in read.rules


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    collected = Collected()
    assert read_mapping(tmp_path / "gone.yaml", collected).entries == ()
    assert [finding.rule.id for finding in collected.findings] == ["ADH-CON-090"]


def test_what_is_written_reads_back_as_it_was(tmp_path: Path) -> None:
    files = [
        write(
            tmp_path / 'od"d.jsonl',
            b'{"url": "u", "text": "x", "date": "2024-01-02", "seconds": 2, "score": 1}\n',
        ),
        write(tmp_path / "b.cdx", b"com,a)/ 20240102030405 http://a.com/ text/html 200 K - - 120 0 f\n"),
        parquet(
            tmp_path / "c.parquet", [{"url": "u", "content_mime_type": "text/html", "warc_record_length": 1}]
        ),
        write(tmp_path / "d.csv", b"url,mime-detected,mi me\nu,unk,text/html\n"),
    ]
    first = open_inputs(files)
    for language in ("en", "nl"):
        written = mapped(tmp_path, mapping_text(first, language))
        again = open_inputs(files, written)
        assert [one.shape.uses for one in again.members] == [one.shape.uses for one in first.members]
        assert {finding.rule.id for finding in again.collected.findings} == {"ADH-CON-077"}


def test_questions_stand_in_what_is_written_until_they_are_answered(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", b"url,size,length,duration\nu,1,2,3\n")
    text = mapping_text(open_inputs([file]), "en")
    assert '# bytes: "size"' in text
    assert '# milliseconds: {column: "duration", unit: s}' in text

    answered = text.replace('# bytes: "size"', 'bytes: "size"').replace(
        '# milliseconds: {column: "duration", unit: s}', 'milliseconds: {column: "duration", unit: s}'
    )
    read = Read(file, mapping=mapped(tmp_path, answered), work=tmp_path / "work")
    assert (read.column("bytes"), read.column("milliseconds"), read.rules) == ([1], [3000], [])
