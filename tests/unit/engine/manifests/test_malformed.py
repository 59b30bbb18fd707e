# SPDX-License-Identifier: EUPL-1.2
"""Malformed rows are counted exactly and shown, whichever way a file is read; nothing is dropped in silence."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.engine.manifests.making import Read, jsonl, parquet, write

from adhere.content.figures import COLUMNS
from adhere.engine.embedded import open_session
from adhere.engine.figures.computing import compute_tables
from adhere.engine.manifests import converting, faults, rowreading
from adhere.engine.manifests.fields import Layout, layout
from adhere.engine.manifests.opening import open_inputs
from adhere.engine.manifests.peeking import Peek
from adhere.engine.manifests.rowreading import Row, json_rows, table_rows
from adhere.engine.runs.alone import list_domains
from adhere.engine.summarising import Run

GOOD = b'{"url": "http://a/", "bytes": 1, "date": "2024-01-02"}\n'
LINES = {
    b"{bad": "json",
    b'{"url": "\xff"}': "json",
    b'{"url": "http://a/"} trailing': "json",
    b"[1]": "json-object",
    b'"text"': "json-object",
    b'{"bytes": 1}': "url-absent",
    b'{"url": ""}': "url-absent",
    b'{"url": "http://a/' + b"x" * 70_000 + b'"}': "url-too-long",
    b'{"url": "u", "bytes": -1}': "number-negative",
    b'{"url": "u", "bytes": 1.5}': "number-unreadable",
    b'{"url": "u", "bytes": NaN}': "number-unreadable",
    b'{"url": "u", "bytes": "many"}': "number-unreadable",
    b'{"url": "u", "bytes": 1e400}': "number-unreadable",
    b'{"url": "u", "bytes": [7, 8]}': "number-unreadable",
    b'{"url": "u", "bytes": [7]}': "number-unreadable",
    b'{"url": "u", "bytes": 12345678901234567.0}': "number-unreadable",
    b'{"url": "u", "bytes": 9007199254740993.0}': "number-unreadable",
    b'{"url": "u", "bytes": "12345678901234567.0"}': "number-unreadable",
    b'{"url": "u", "bytes": 1000000000000000000}': "number-unreadable",
    b'{"url": "u", "date": "yesterday"}': "time-unreadable",
    b'{"url": "u", "date": "2024-02-30"}': "time-unreadable",
    b'{"url": "u", "date": "1985-01-01"}': "time-outside",
    b'{"url": "u", "date": "2100-01-01T00:00:00Z"}': "time-outside",
    b'{"url": "u", "date": 12}': "time-outside",
    b'{"url": "u", "date": 202401}': "time-outside",
    b'{"url": "u", "date": "2024010112"}': "time-ambiguous",
    b'{"url": "u", "date": "20240230"}': "time-unreadable",
    b'{"url": "u", "date": "01/02/2024"}': "time-unreadable",
    b'{"url": "u", "modality": "smell"}': "modality-unknown",
    b'{"url": "u", "status": "published"}': "status-unknown",
}


@pytest.mark.parametrize("again", [0, converting.AGAIN])
def test_each_fault_of_a_line_is_counted_once(
    again: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "AGAIN", again)
    content = (
        GOOD.join([*(line + b"\n" for line in LINES), b""]) + b'\n  \n{"url": "u", "modality": "Texts"}\n'
    )
    read = Read(write(tmp_path / "a.jsonl", GOOD + content), work=tmp_path / "work")
    expected = Counter(LINES.values())

    assert read.faults == expected
    left_out = sum(count for fault, count in expected.items() if fault in faults.left_out())
    assert len(read.rows) == 2 * len(LINES) + 2 - left_out
    assert read.column("modality")[-1] == "text"
    (record,) = read.inputs.records
    assert (record.rows, record.malformed) == (2 * len(LINES) + 2, len(LINES))
    assert set(read.rules) == {"ADH-CON-080", "ADH-CON-081"}


def test_whole_numbers_count_up_to_where_they_are_exact(tmp_path: Path) -> None:
    told = (b"123456789012345678", b"9007199254740991.0", b"12.0", b'"9007199254740991"', b'"12.0"')
    lines = b"".join(b'{"url": "u", "bytes": %s}\n' % one for one in told)
    read = Read(write(tmp_path / "a.jsonl", lines), work=tmp_path / "work")
    assert read.column("bytes") == [123456789012345678, 2**53 - 1, 12, 2**53 - 1, 12]
    assert not read.faults


def test_of_a_list_of_texts_the_first_counts_and_of_numbers_none(tmp_path: Path) -> None:
    lines = b'{"url": "u", "bytes": [7, 8], "language": ["nl", "en"]}\n{"url": "u", "bytes": 5, "language": "en"}\n'
    read = Read(write(tmp_path / "a.jsonl", lines), work=tmp_path / "work")
    assert (read.column("bytes"), read.column("language")) == ([None, 5], ["nl", "en"])


def test_samples_have_the_line_and_what_stands_there(tmp_path: Path) -> None:
    read = Read(
        write(tmp_path / "a.jsonl", GOOD * 3 + b"{bad\n\n" + GOOD + b"{worse\n" * 30), work=tmp_path / "work"
    )
    (account,) = read.inputs.accounts
    (one,) = account.malformed

    assert (one.fault.id, one.rows, len(one.samples)) == ("json", 31, faults.SAMPLES)
    assert [(sample.row, sample.shown) for sample in one.samples[:2]] == [(4, "{bad"), (7, "{worse")]
    (finding,) = read.inputs.collected.findings
    assert "31" in finding.wrong("en")
    assert "4: {bad" in finding.wrong("nl")


def test_a_row_of_a_hundred_megabytes_costs_itself_only(tmp_path: Path) -> None:
    huge = b'{"url": "' + b"x" * 100_000_000 + b'"}\n'
    read = Read(write(tmp_path / "a.jsonl", GOOD + huge + GOOD), work=tmp_path / "work")
    assert (len(read.rows), dict(read.faults)) == (2, {"too-long": 1})

    read = Read(
        write(tmp_path / "a.csv", b"url,bytes\nhttp://a/,1\n" + huge[:-1] + b",2\nhttp://b/,3\n"),
        work=tmp_path / "work",
    )
    assert (read.column("bytes"), dict(read.faults)) == ([1, 3], {"too-long": 1})


TABLES: dict[bytes, tuple[list[str], dict[str, int]]] = {
    b"http://a/,1\nhttp://b/\nhttp://c/,3\n": (["http://a/", "http://c/"], {"columns": 1}),
    b"http://a/,1,2\nhttp://b/,2\n": (["http://b/"], {"columns": 1}),
    b'"http://a/,1\nhttp://b/,2\nhttp://c/,3\n': (["http://b/", "http://c/"], {"quotes": 1}),
    b'"http://a/\n",1\nhttp://b/,2\n': (["http://a/\n", "http://b/"], {}),
    b'"http://a/""x",1\n': (['http://a/"x'], {}),
    b'ht"tp://a/,1\nhttp://b/,2\n': (['ht"tp://a/', "http://b/"], {}),
    b'ht"tp://a/,1\nhttp://b/\n': (['ht"tp://a/'], {"columns": 1}),
    b'"a"x,1\nhttp://b/,2\n': (["http://b/"], {"quotes": 1}),
    b"\xff,1\nhttp://b/,2\n": (["http://b/"], {"encoding": 1}),
    b"http://a/\rx,1\nhttp://b/,2\n": (["http://b/"], {"carriage-return": 1}),
    b'"http://a/\rx",1\nhttp://b/,2\n': (["http://a/\rx", "http://b/"], {}),
    b"\n\r\nhttp://b/,2\r\n\n": (["http://b/"], {}),
    b'http://a/,"1\nhttp://b/,2\nhttp://c/,"3"\n': (["http://b/", "http://c/"], {"quotes": 1}),
}


@pytest.mark.parametrize("content", TABLES)
def test_a_broken_row_of_csv_costs_itself_only(content: bytes, tmp_path: Path) -> None:
    urls, wrong = TABLES[content]
    read = Read(write(tmp_path / "a.csv", b"url,bytes\n" + content), work=tmp_path / "work")
    assert read.column("url") == urls
    assert dict(read.faults) == wrong


@pytest.mark.parametrize("again", [0, converting.AGAIN])
def test_the_way_a_file_is_read_changes_nothing(
    again: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine's own reader and the one by row give the same rows, of everything that hypothesis thinks of."""
    monkeypatch.setattr(converting, "AGAIN", again)
    values = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(-1e15, 1e15)
        | st.sampled_from([float("nan"), float("inf")])
        | st.text(max_size=8)
        | st.lists(st.text(max_size=3), max_size=2)
    )
    records = st.lists(
        st.dictionaries(st.sampled_from(["url", "bytes", "date", "language", "modality"]), values),
        min_size=1,
        max_size=20,
    )
    number = 0

    @settings(max_examples=4)
    @given(records, st.lists(st.binary(max_size=30), max_size=5))
    def hold(rows: list[dict[str, Any]], noise: list[bytes]) -> None:
        nonlocal number
        number += 1
        content = GOOD + jsonl(rows).replace(b"\r", b" ") + b"\n".join(noise) + b"\n"
        read = Read(write(tmp_path / f"{number}.jsonl", content), work=tmp_path / "work")
        expected = [_expected(line) for line in content.split(b"\n") if line.strip()]
        assert len(read.rows) == sum(one is not None for one in expected)
        assert sum(read.faults[name] for name in ("json", "json-object")) == sum(
            one is None for one in expected
        )
        assert _sizes(read) == sum(one or 0 for one in expected)

    hold()


def _sizes(read: Read) -> int:
    return sum(value or 0 for value in read.column("bytes"))


def _expected(line: bytes) -> int | None:
    """Return the size that a line says, 0 where it says none that can be right, None where it is no object."""
    try:
        value = json.loads(line.decode())
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    return _size(value.get("bytes"))


def _size(size: Any) -> int:
    if isinstance(size, (bool, list)):
        return 0
    if isinstance(size, str):
        whole, stop, zeros = size.partition(".")
        fine = (
            whole.isascii()
            and whole.isdigit()
            and len(whole) <= 18
            and (not stop or (zeros and not zeros.strip("0")))
        )
        return int(whole) if fine else 0
    if isinstance(size, int):
        return size if 0 <= size < 10**18 else 0
    return int(size) if isinstance(size, float) and size.is_integer() and 0 <= size < 10**16 else 0


@given(st.binary(max_size=400))
def test_rows_of_csv_are_never_lost(content: bytes) -> None:
    rows = list(table_rows([b"url,bytes\n", content], layout(Peek(format="csv", head=b"url,bytes\n"))))
    lines = [line for line in content.split(b"\n") if line.strip(b"\r")]
    covered = sum(1 if row.fault else 1 + _breaks(row) for row in rows)
    assert covered <= len(lines) <= covered + sum(_breaks(row) for row in rows) + 1
    assert all(len(row.values) <= 2 for row in rows)


def _breaks(row: Row) -> int:
    return sum(str(value).count("\n") for value in row.values.values())


@given(st.lists(st.binary(max_size=50), max_size=6))
def test_no_bytes_make_a_reader_of_rows_raise(chunks: list[bytes]) -> None:
    for reader in (rowreading.cdx_rows, rowreading.cdxj_rows, json_rows, table_rows):
        for row in reader(
            chunks, Layout(fields=layout(Peek(format="cdx", head=b" CDX N b a")).fields, delimiter=",")
        ):
            assert row.fault is None or row.fault in faults.faults()
            assert len(row.shown) <= faults.SHOWN


def test_every_column_is_there_whatever_is_missing(tmp_path: Path) -> None:
    read = Read(write(tmp_path / "a.jsonl", b'{"url": "http://a/"}\n'), work=tmp_path / "work")
    assert read.rows == [("http://a/", *[None] * (len(COLUMNS) - 1))]


def test_reading_a_row_by_hand_leaves_the_limit_of_other_readers():
    before = csv.field_size_limit()
    assert rowreading._cells(b'a,"b', ",") == ([], "open")
    assert csv.field_size_limit() == before


def test_a_first_row_of_a_megabyte_shows_its_columns(tmp_path: Path) -> None:
    rows = [{"text": "x" * 1_000_000, "url": "http://a/", "bytes": 1}, {"url": "http://b/", "bytes": 2}]
    for name in ("a.jsonl", "a.jsonl.gz", "a.jsonl.zst"):
        read = Read(write(tmp_path / name, jsonl(rows)), work=tmp_path / "work")

        assert read.rules == []
        assert read.column("bytes") == [1, 2]


@pytest.mark.parametrize(
    ("values", "known"),
    [([5, {"x": 1}, 6], [5, None, 6]), ([{"x": 1}, None, 7], [None, None, 7]), ([None, 8], [None, 8])],
)
def test_an_object_among_values_is_a_fault_of_its_row_and_not_of_the_column(
    values: list[Any], known: list[int | None], tmp_path: Path
) -> None:
    rows = [{"url": "http://a/", "bytes": value} for value in values]
    read = Read(write(tmp_path / "a.jsonl", jsonl(rows)), work=tmp_path / "work")

    assert read.column("bytes") == known
    assert read.faults["number-unreadable"] == sum(isinstance(value, dict) for value in values)


def test_the_list_of_domains_alone_tells_what_it_leaves_out(tmp_path: Path) -> None:
    lines = b'{broken\n{"url": "http://b.example/", "bytes": -5}\n{"url": "http://a.example/", "bytes": 1}\n'
    rows = [{"url": "http://a.example/", "bytes": 1}, {"url": "http://b.example/", "bytes": -5}]
    asked = (write(tmp_path / "a.jsonl", lines), parquet(tmp_path / "b.parquet", rows))
    run = Run(inputs=tuple(map(str, asked)), work=tmp_path / "work")
    figures, told = list_domains(run, tmp_path / "list.tsv", lambda *_: None)

    assert (figures.bytes, figures.documents) == (2, 4)
    found = sorted((one.rule.id, Path(one.place.file).name, one.values["rows"]) for one in told)
    assert found == [
        ("ADH-CON-080", "a.jsonl", "1"),
        ("ADH-CON-081", "a.jsonl", "1"),
        ("ADH-CON-081", "b.parquet", "1"),
    ]


@pytest.mark.parametrize("statistics", [True, False])
@pytest.mark.parametrize("urls", [["http://a/", "", ""], ["http://a/", None, ""], ["http://a/", None, None]])
def test_a_url_that_is_absent_is_counted_whatever_the_footer_says_of_it(
    urls: list[str | None], statistics: bool, tmp_path: Path
) -> None:
    made = pa.table({"url": pa.array(urls), "bytes": pa.array([1, 2, 3])})
    pq.write_table(made, tmp_path / "a.parquet", row_group_size=1, write_statistics=statistics)
    read = Read(tmp_path / "a.parquet", work=tmp_path / "work")

    assert dict(read.faults) == {"url-absent": 2}
    with open_session() as session:
        inputs = open_inputs([tmp_path / "a.parquet"])
        found = compute_tables(session, inputs)
        assert found.total.documents == 3
        inputs.settle(session, counted=found.sound)
        (account,) = inputs.accounts
        assert [(one.fault.id, one.rows) for one in account.malformed] == [("url-absent", 2)]
