# SPDX-License-Identifier: EUPL-1.2
"""CDX and CDXJ come to the same rows by the engine as line by line, whatever stands in them."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.engine.manifests.making import Read

from adhere.engine.manifests import indexlines
from adhere.engine.manifests.converting import read_index, read_rows
from adhere.engine.manifests.indexlines import BLANK, screen
from adhere.engine.manifests.opening import open_inputs
from adhere.engine.manifests.rules import Collected

KEY = b"com,example)/ 20240102030405 "
CDX = KEY + b"http://example.com/ text/html 200 ABC - - 1234 99 x.warc.gz"
CDXJ = (
    KEY
    + b'{"url": "http://example.com/", "mime": "text/html", "status": "200", "length": "1234", "languages": "eng"}'
)
OF_CDX = (
    CDX,
    b"",
    b" \t ",
    b" CDX N b a m s k r M S V g",
    b"-",
    CDX + b" one more",
    CDX.replace(b" ABC", b"  "),
    CDX.replace(b"text/html", b"warc/revisit"),
    CDX.replace(b"1234", b"-1"),
    CDX.replace(b"1234", b"many"),
    CDX.replace(b"http://example.com/", b"-"),
    CDX.replace(b"http://example.com/", b"http://" + b"x" * 70_000),
    CDX.replace(b"http://example.com/", "http://bücher.example/é\u2028\u00a0".encode()),
    CDX.replace(b"20240102030405", b"20241302030405"),
    CDX.replace(b"20240102030405", b"-"),
    CDX.replace(b"ABC", b'"A'),
    CDX.replace(b"ABC", b"'A\\"),
    CDX.replace(b"ABC", b"\xff"),
    CDX.replace(b"ABC", b"a\x00b"),
    CDX.replace(b"ABC", b"a\x01b"),
    CDX.replace(b"ABC", b"a\x02b"),
    CDX.replace(b"ABC", b"a\rb"),
    CDX + b"\r",
    CDX + b"\r\r",
    b"\xef\xbb\xbf" + CDX,
    BLANK,
    b"\x0b\x0c",
    "é".encode()[:1],
)
OF_CDXJ = (
    CDXJ,
    b"",
    b'!meta {"format": "cdxj"}',
    CDXJ + b" \t",
    CDXJ + b"\r",
    "\u00a0".encode().join((CDXJ, b"")),
    KEY + b"{}",
    KEY + b"{bad",
    KEY + b"[1]",
    KEY + b'"text"',
    CDXJ.replace(b"20240102030405", b"20240102030405123"),
    CDXJ.replace(b"20240102030405", b"2024"),
    CDXJ.replace(b"com,example)/", "com,bücher)/".encode()),
    CDXJ.replace(b"com,example)/", b"com,example)/ x"),
    *(
        CDXJ.replace(b'"1234"', value)
        for value in (
            b"1234", b"-5", b"-0", b"007", b"1.5", b"1e3", b"1e400", b"NaN", b"nan", b"-Infinity", b"99999999999999999999", b"true", b"null",
            b"[7, 8]", b'"12.0"', b'"\\u0031"', b'"\\ud800"', b'"\\ud83d\\ude00"', b'"\\u0000"', b'"\\x"', b'"\t"', b'""', b"",
        )
    ),
    CDXJ.replace(b'"url"', b'"u\\u0072l"'),
    CDXJ.replace(b'"1234"', b'"-"').replace(b'"eng"', b'"-"'),
    CDXJ.replace(b'"eng"', b'{"a": [1, {}]}'),
    CDXJ.replace(b'"status"', b'"url"'),
    CDXJ.replace(b'"status"', b'"timestamp"'),
    CDXJ.replace(b'"languages": "eng"', b'"mime": "warc/revisit"'),
    CDXJ.replace(b'"eng"}', b'"eng",}'),
    CDXJ.replace(b", ", b" ,\t"),
    CDXJ.replace(b", ", b","),
    CDXJ.replace(b'"text/html"', b'"warc/revisit"'),
    CDXJ.replace(b'"languages": "eng"', b'"new": "name"'),
    CDXJ.replace(b"{", b"{ ").replace(b"}", b" }"),
    CDXJ.replace(b"example.com/", b"example.com/\xff"),
    CDXJ.replace(b"example.com/", b"example.com/\x00"),
    CDXJ.replace(b"example.com/", "bücher.example/\u0085\u2028é".encode()),
    CDXJ.replace(b"example.com/", b"example.com/ {a} "),
    CDXJ.replace(b"example.com/", b'\\"quoted\\\\'),
    CDXJ.replace(b"{", b'{"deep": ' + b"[" * 2_000 + b"]" * 2_000 + b", "),
)  # fmt: skip


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 2}) as found:
        found.execute("SET TimeZone = 'UTC'")
        yield found


def both(connection: duckdb.DuckDBPyConnection, file: Path, folder: Path) -> list[tuple[Any, ...]]:
    """Return the rows of a file, after they came out the same both ways."""
    (member,) = open_inputs([file]).members
    found = []
    for way in ("engine", "rows"):
        made, rows = folder / f"{way}.parquet", folder / f"{way}.jsonl"
        if way == "engine":
            assert read_index(connection, member, rows, made)
        else:
            read_rows(connection, member, rows, made, Collected())
        found.append(connection.execute(f"DESCRIBE FROM '{made}'").fetchall())
        found.append(connection.execute(f"FROM read_parquet('{made}') ORDER BY file_row_number").fetchall())
    assert found[0] == found[2]
    assert found[1] == found[3]
    return found[1]


@pytest.mark.parametrize("name", ["a.cdx", "a.cdxj"])
@pytest.mark.parametrize("end", [b"\n", b""])
@pytest.mark.parametrize("compressed", [False, True])
def test_every_mistake_is_the_same_both_ways(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, name: str, end: bytes, *, compressed: bool
) -> None:
    good, *lines = OF_CDX if name == "a.cdx" else OF_CDXJ
    content = b"\n".join((good, *lines, good, *reversed(lines), good)) + end
    file = tmp_path / (f"{name}.gz" if compressed else name)
    half = content.index(b"\n", len(content) // 2) + 1
    file.write_bytes(gzip.compress(content[:half]) + gzip.compress(content[half:]) if compressed else content)
    rows = both(connection, file, tmp_path)
    faults = {row[-3] for row in rows}
    assert {
        None,
        "columns" if good in OF_CDX else "cdxj",
        "encoding",
        "not-content",
        "number-unreadable",
    } <= faults
    assert indexlines.UNSURE not in faults
    assert [row[-2] for row in rows] == sorted(row[-2] for row in rows)
    assert all((row[-1] is None) == (row[-3] is None) for row in rows)


LINE = st.one_of(
    st.sampled_from(OF_CDXJ),
    st.binary(max_size=30).filter(lambda line: b"\n" not in line),
    st.dictionaries(
        st.sampled_from(("url", "mime", "length", "status", "timestamp", "x\\", 'q"', "é", "")),
        st.one_of(
            st.text(max_size=8),
            st.integers(),
            st.floats(),
            st.booleans(),
            st.none(),
            st.lists(st.text(max_size=2), max_size=2),
        ),
        max_size=6,
    ).map(lambda made: KEY + json.dumps(made).encode()),
)


@given(lines=st.lists(LINE, max_size=40), ascii_only=st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_lines_are_the_same_both_ways(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, lines: list[bytes], *, ascii_only: bool
) -> None:
    kept = [line for line in lines if line.isascii()] if ascii_only else lines
    file = tmp_path / "a.cdxj"
    file.write_bytes(b"\n".join((CDXJ, *kept)))
    assert both(connection, file, tmp_path)


@given(content=st.binary(max_size=120), sizes=st.lists(st.integers(1, 9), min_size=1, max_size=9))
@settings(max_examples=400, deadline=None)
def test_lines_keep_their_places_however_they_are_cut(content: bytes, sizes: list[int]) -> None:
    mixed = content.replace(b"a", b"\n").replace(b"b", b"\r\n").replace(b"c", "é".encode())
    chunks, start = list[bytes](), 0
    while start < len(mixed):
        size = sizes[len(chunks) % len(sizes)]
        chunks.append(mixed[start : start + size])
        start += size
    target, taken = io.BytesIO(), dict[int, bytes]()
    screen(chunks, target, taken.__setitem__)
    written = target.getvalue().split(b"\n")
    expected = mixed.split(b"\n")
    assert len(written) in (len(expected), len(expected) + 1)
    for number, line in enumerate(expected, 1):
        if number in taken:
            assert taken[number] == line
            assert written[number - 1] == BLANK
        else:
            assert written[number - 1] == line.removesuffix(b"\r")
            assert written[number - 1].decode().isprintable() or not set(written[number - 1]) & {0, 1, 2, 13}


def test_a_line_without_an_end_is_dropped_and_told(tmp_path: Path) -> None:
    file = tmp_path / "a.cdx"
    file.write_bytes(CDX + b"\n" + CDX[:40] + b"x" * (17 * 1024 * 1024) + b"\n" + CDX)
    read = Read(file, work=tmp_path / "work")
    assert read.faults == {"too-long": 1}
    assert len(read.rows) == 2
    assert not [one for one in (tmp_path / "work").iterdir() if one.suffix != ".parquet"]


def test_a_hyphen_is_nothing_in_cdxj_as_in_cdx(tmp_path: Path) -> None:
    (tmp_path / "a.cdxj").write_bytes(
        CDXJ + b"\n" + CDXJ.replace(b'"200"', b'"-"').replace(b'"1234"', b'"-"').replace(b"text/html", b"-")
    )
    read = Read(tmp_path / "a.cdxj", work=tmp_path / "work")
    assert (read.column("bytes"), read.column("modality")) == ([1234, None], ["text", None])
    assert not read.faults


def test_a_time_that_is_not_fourteen_digits_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "a.cdxj").write_bytes(CDXJ + b"\n" + CDXJ.replace(b"20240102030405", b"2024-01-02T03:04:05Z"))
    read = Read(tmp_path / "a.cdxj", work=tmp_path / "work")
    (told,) = (one for one in read.inputs.collected.findings if one.rule.id == "ADH-CON-080")
    assert "fourteen digits" in told.wrong("en")
    assert "veertien cijfers" in told.wrong("nl")
