# SPDX-License-Identifier: EUPL-1.2
"""A CSV file as people save it is read; what is broken is told with its line, and nothing is raised."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adhere.intake import csvtable
from adhere.intake.csvtable import CsvTable, read_csv


def read(path: Path, content: bytes | str) -> CsvTable:
    file = path / "survey.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_csv(file)


def told(table: CsvTable) -> list[tuple[str, int | None]]:
    for one in table.findings:
        for language in ("en", "nl"):
            assert "{" not in one.wrong(language) + one.remedy(language)
    return [(one.rule.id, one.place.line) for one in table.findings]


def cells(table: CsvTable) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.line, row.cells) for row in table.rows]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, sign: str):
    table = read(tmp_path, f'"a, b"{sign}c\r\n"1;2"{sign}3\r\n')
    assert table.header == ("a, b", "c")
    assert cells(table) == [(2, ("1;2", "3"))]
    assert told(table) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str):
    table = read(tmp_path, "a,b\nénergie,€\n".encode(encoding))
    assert cells(table) == [(2, ("énergie", "€"))]
    assert told(table) == []


def test_what_is_no_utf_8_is_read_as_windows_1252_and_that_is_said(tmp_path: Path):
    table = read(tmp_path, "a,b\nénergie,€\n".encode("cp1252"))
    assert cells(table) == [(2, ("énergie", "€"))]
    assert told(table) == [("ADH-COD-009", None)]


@pytest.mark.parametrize("content", [b"\xff\xfea\x00,\x00\xd8", b"PK\x03\x04\x00\x00", b"", b"\n \n,,\n"])
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes):
    assert told(read(tmp_path, content)) == [("ADH-COD-043", None)]


def test_a_missing_file_and_a_pipe_are_told(tmp_path: Path):
    assert told(read_csv(tmp_path / "none.csv")) == [("ADH-COD-043", None)]
    os.mkfifo(tmp_path / "pipe.csv")
    assert told(read_csv(tmp_path / "pipe.csv")) == [("ADH-COD-043", None)]


def test_blank_rows_and_empty_cells_behind_are_left_out_without_a_word(tmp_path: Path):
    table = read(tmp_path, "a,b\n\n,\n  , \n1,2,,\n")
    assert cells(table) == [(5, ("1", "2"))]
    assert told(table) == []


def test_rows_of_another_width_are_told_with_their_line_and_the_rest_is_read(tmp_path: Path):
    table = read(tmp_path, 'a,b\n1,2,3\n"x\ny",2\n1\n5,6\n')
    assert told(table) == [("ADH-COD-047", 2), ("ADH-COD-047", 5)]
    assert cells(table) == [(3, ("x\ny", "2")), (6, ("5", "6"))]


@pytest.mark.parametrize(
    ("content", "line"), [('a,b\n1,2\n"3,4\n5,6\n', 3), ('a,b\n"3"x,4\n', 2), ('"a,b\n', 1)]
)
def test_broken_quoting_is_told_and_what_stands_before_it_is_kept(tmp_path: Path, content: str, line: int):
    table = read(tmp_path, content)
    assert ("ADH-COD-049", line) in told(table)
    assert len(table.rows) == (1 if line == 3 else 0)


@pytest.mark.parametrize(
    ("limit", "rows", "line"),
    [("SIZE_LIMIT", 0, None), ("ROW_LIMIT", 1, 3), ("COLUMN_LIMIT", 0, 1), ("CELL_LIMIT", 0, 2)],
)
def test_every_limit_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, rows: int, line: int | None
):
    monkeypatch.setattr(csvtable, limit, 1)
    table = read(tmp_path, "a,b\n1,22\n3,44\n" if limit == "CELL_LIMIT" else "a,b\n1,2\n3,4\n")
    assert told(table)[0] == ("ADH-COD-044", line)
    assert len(table.rows) == rows


def test_a_cell_beyond_what_the_reader_takes_is_told(tmp_path: Path):
    assert told(read(tmp_path, f"a,b\n{'x' * 200_000},2\n")) == [("ADH-COD-044", 2)]


@settings(max_examples=150)
@given(st.binary(max_size=200) | st.text(alphabet='",;\n\r\tab=', max_size=80).map(str.encode))
def test_no_bytes_make_it_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    table = read(tmp_path_factory.mktemp("csv"), content)
    told(table)
    assert all(len(row.cells) == len(table.header) for row in table.rows)
