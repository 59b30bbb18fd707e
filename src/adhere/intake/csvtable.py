# SPDX-License-Identifier: EUPL-1.2
"""A table in a CSV file as people save it: delimiter and encoding found out, every limit kept, each broken row told with its line.

RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180); spreadsheets also write semicolons, tabs, UTF-16 and Windows-1252.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from adhere.codes.rules import rule
from adhere.codes.wording import words
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text

SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes."""
ROW_LIMIT = 20_000
COLUMN_LIMIT = 500
CELL_LIMIT = 20_000
"""Characters."""
DELIMITERS = ",;\t|"
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_FALLBACK = "cp1252"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one row and the line it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class CsvTable:
    """A table as far as it can be read; rows that are wholly empty are left out without a word."""

    name: str
    header: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def report(self, rule_id: str, line: int | None = None, **values: object) -> None:
        """Add a finding at a line."""
        place = Place(file=self.name, line=line)
        self.findings.append(Finding(rule=rule(rule_id), place=place, values=values))


def read_csv(path: Path) -> CsvTable:
    """Read a CSV file; nothing is raised: what is wrong is in the findings."""
    try:
        with regular(path) as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        table = CsvTable(name=path.name)
        table.report("ADH-COD-043", reason=disk_reason(error))
        return table
    return csv_table(content, path.name)


def csv_table(content: bytes, name: str) -> CsvTable:
    """Read the bytes of a CSV file; ``name`` is what findings call it."""
    table = CsvTable(name=name)
    if len(content) > SIZE_LIMIT:
        table.report("ADH-COD-044", limit=SIZE_LIMIT, what=words("large", "bytes"))
        return table
    text = _decoded(content, table)
    if text is not None:
        _read(text, table)
    return table


def _decoded(content: bytes, table: CsvTable) -> str | None:
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            table.report("ADH-COD-043", reason=words("survey", "encoding"))
            return None
        text = content.decode(_FALLBACK, errors="replace")
        table.report("ADH-COD-009", encoding="Windows-1252")
    if "\0" in text:
        table.report("ADH-COD-043", reason=words("survey", "binary"))
        return None
    return text


def _read(text: str, table: CsvTable) -> None:
    rows = _rows(text, table)
    first = next(rows, None)
    if first is None:
        table.report("ADH-COD-043", reason=words("survey", "empty"))
        return
    table.header = tuple(cell.strip() for cell in first.cells)
    if len(table.header) > COLUMN_LIMIT:
        table.report("ADH-COD-044", first.line, limit=COLUMN_LIMIT, what=words("large", "columns"))
        return
    for row in rows:
        if len(table.rows) == ROW_LIMIT:
            table.report("ADH-COD-044", row.line, limit=ROW_LIMIT, what=words("large", "rows"))
            return
        _take(row, table)


def _rows(text: str, table: CsvTable) -> Iterator[Row]:
    """Yield the rows that hold anything, each with the line it begins on; broken quoting ends them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            large = "field larger" in str(error)
            what: dict[str, int | Text] = (
                {"limit": CELL_LIMIT, "what": words("large", "signs")} if large else {}
            )
            table.report("ADH-COD-044" if large else "ADH-COD-049", line, **what)
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield Row(line=line, cells=tuple(cells))


def _take(row: Row, table: CsvTable) -> None:
    """Keep a row that is as wide as the header; empty cells beyond it are what spreadsheets leave behind."""
    width = len(table.header)
    cells = row.cells[:width] if not any(cell.strip() for cell in row.cells[width:]) else row.cells
    if len(cells) != width:
        table.report("ADH-COD-047", row.line, found=len(cells), wanted=width)
    elif max(map(len, cells)) > CELL_LIMIT:
        table.report("ADH-COD-044", row.line, limit=CELL_LIMIT, what=words("large", "signs"))
    else:
        table.rows.append(Row(line=row.line, cells=cells))


def _delimiter(text: str) -> str:
    """Return the sign that parts the cells of the header: the one that stands there most often outside quotes."""
    header = next((line for line in text[:CELL_LIMIT].splitlines() if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside.count)
