# SPDX-License-Identifier: EUPL-1.2
"""Two columns that can serve for one thing: where a name is surer it serves and the other is told, else it is asked."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.unit.engine.manifests.making import Read, jsonl, parquet, table, write

from adhere.engine.manifests.mappingfile import mapping_text

ROW = {"url": "http://a/", "bytes": 1, "content_length": 2}


def test_the_surer_of_two_serves_and_the_other_is_told(tmp_path: Path) -> None:
    for file in (
        write(tmp_path / "a.csv", table([ROW])),
        write(tmp_path / "a.jsonl", jsonl([ROW])),
        parquet(tmp_path / "a.parquet", [ROW]),
    ):
        read = Read(file, work=tmp_path / "work")
        (told,) = read.inputs.collected.findings

        assert (told.rule.id, told.rule.severity, told.place.at) == ("ADH-CON-098", "note", "column bytes")
        assert "content_length" in told.wrong("nl")
        assert str(file) in told.remedy("nl")
        assert "# columns that are not used: content_length" in mapping_text(read.inputs, "en")
        assert read.column("bytes") == [1]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_names_that_differ_in_capitals_alone_are_asked(name: str, tmp_path: Path) -> None:
    row = {"url": "http://a/", "URL": "http://b/", "bytes": 1}
    file = tmp_path / name
    if name == "a.parquet":
        pq.write_table(pa.table({key: [value] for key, value in row.items()}), file)
    else:
        write(file, table([row]) if name == "a.csv" else jsonl([row]))
    read = Read(file, work=tmp_path / "work")
    (asked,) = read.inputs.collected.findings
    assert (asked.rule.id, read.inputs.ready) == ("ADH-CON-075", False)

    text = mapping_text(read.inputs, "en").splitlines()
    choices = [line for line in text if line.lstrip().startswith("# url:")]
    assert len(choices) == 2
    for line, url in zip(choices, ("http://a/", "http://b/"), strict=True):
        chosen = "\n".join(one.replace("# url:", "url:") if one == line else one for one in text)
        read = Read(file, mapping=write(tmp_path / "m.yaml", chosen.encode()), work=tmp_path / "work")
        assert (read.rules, read.column("url")) == ([], [url])


def test_the_same_name_twice_in_a_header_is_asked(tmp_path: Path) -> None:
    read = Read(write(tmp_path / "a.csv", b"url,bytes,bytes\nhttp://a/,1,2\n"), work=tmp_path / "work")
    assert read.rules == ["ADH-CON-075"]


def test_a_column_within_another_is_no_twin(tmp_path: Path) -> None:
    inner = pa.struct([("url", pa.string()), ("more", pa.struct([("URL", pa.string())]))])
    made = {"page": pa.array([{"url": "x", "more": {"URL": "y"}}], inner), "url": ["http://a/"], "bytes": [1]}
    pq.write_table(pa.table(made), tmp_path / "a.parquet")
    read = Read(tmp_path / "a.parquet", work=tmp_path / "work")
    assert (read.rules, read.column("url"), read.column("bytes")) == ([], ["http://a/"], [1])


def test_text_beside_its_size_is_no_second_size(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", jsonl([{"text": "é", "bytes": 7}]))
    read = Read(file, work=tmp_path / "work")
    assert ("ADH-CON-098" in read.rules, read.column("bytes")) == (False, [7])
