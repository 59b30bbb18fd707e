# SPDX-License-Identifier: EUPL-1.2
"""Rows of text read one by one, with the line of each and every fault told apart: for files that no engine can read as they are.

JSON: RFC 8259; CSV: RFC 4180; CDX and CDXJ: see ``peeking``. Slower than an engine by far, and used where that gives up.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from adhere.engine.manifests.faults import LONGEST_ROW, SHOWN
from adhere.engine.manifests.fields import MOST_FIELDS, Layout
from adhere.engine.manifests.streaming import lines

MOST_LINES = 100
"""Lines of one row of CSV: cells with line breaks have a few; a quotation mark too many would take the rest of the file."""
_BOM = b"\xef\xbb\xbf"
_CDXJ = re.compile(r"\S+ ([0-9]{14})[0-9]* (\{.*\})\s*")


_SAID = {"unexpected end": "open", "new-line": "carriage-return"}
"""What the reader of CSV says of a row, and the fault that it means; anything else it says of quotation marks."""


class Row(NamedTuple):
    """One row: its line, its values by column, or the fault for which it has none, how it begins, and the names in it that were not expected."""

    number: int
    values: dict[str, Any]
    fault: str | None = None
    shown: str = ""
    late: tuple[str, ...] = ()


def json_rows(chunks: Iterable[bytes], layout: Layout) -> Iterator[Row]:
    """Yield the rows of JSON Lines."""
    wanted = {one.name for one in layout.fields}
    for number, line, whole in lines(iter(chunks), LONGEST_ROW):
        text = line.removeprefix(_BOM) if number == 1 else line
        if not whole:
            yield _faulty(number, text, "too-long")
        elif text.strip():
            yield _object(number, text, text, wanted)


def cdxj_rows(chunks: Iterable[bytes], layout: Layout) -> Iterator[Row]:
    """Yield the rows of CDXJ: a key, fourteen digits of time and an object; lines that begin with ! are about the file.

    A hyphen is a field with nothing in it, as in CDX.
    """
    wanted = {one.name for one in layout.fields}
    for number, line, whole in lines(iter(chunks), LONGEST_ROW):
        if not line.strip() or line.startswith(b"!"):
            continue
        text = _decoded(line)
        if not whole or text is None:
            yield _faulty(number, line, "encoding" if whole else "too-long")
            continue
        match = _CDXJ.fullmatch(text)
        if match is None:
            yield _faulty(number, line, "cdxj")
            continue
        row = _object(number, match[2].encode(), line, wanted)
        known = row.fault in (None, "not-content")
        values = {name: value for name, value in row.values.items() if value != "-"}
        yield row._replace(values={**values, "timestamp": match[1]}) if known else row


def cdx_rows(chunks: Iterable[bytes], layout: Layout) -> Iterator[Row]:
    """Yield the rows of CDX: cells with one space between; a hyphen is a cell with nothing in it."""
    names = [one.name for one in layout.fields]
    for number, line, whole in lines(iter(chunks), LONGEST_ROW):
        if not line.strip() or line.startswith(b" CDX "):
            continue
        text = _decoded(line)
        if not whole or text is None:
            yield _faulty(number, line, "encoding" if whole else "too-long")
            continue
        cells = text.rstrip("\r").split(" ")
        if len(cells) != len(names):
            yield _faulty(number, line, "columns")
            continue
        values = {name: cell for name, cell in zip(names, cells, strict=True) if cell != "-"}
        yield Row(number, values, _repeated(values.get("mime")), shown_of(line))


def table_rows(chunks: Iterable[bytes], layout: Layout) -> Iterator[Row]:
    """Yield the rows of CSV below the header; a row whose quotation marks do not pair costs its own line and no other."""
    names = [one.name for one in layout.fields]
    source = _Lines(chunks)
    header = True
    while (taken := source.take()) is not None:
        number, line, whole = taken
        line = line.removeprefix(_BOM) if number == 1 else line
        if not line.strip(b"\r"):
            continue
        row = _table_row(number, line, layout, names, source) if whole else _faulty(number, line, "too-long")
        if not header or row.fault == "too-long":
            yield row
        header = False


def _table_row(number: int, line: bytes, layout: Layout, names: list[str], source: _Lines) -> Row:
    """Return the row that begins on a line; the lines it takes with it are given back where it turns out broken."""
    content, more = line, list[_Line]()
    cells, fault = _cells(content, layout.delimiter)
    while (
        fault == "open"
        and len(more) < MOST_LINES
        and len(content) <= LONGEST_ROW
        and (taken := source.take())
    ):
        more.append(taken)
        content += b"\n" + taken[1]
        cells, fault = _cells(content, layout.delimiter) if b'"' in taken[1] else (cells, fault)
    if fault is None and len(cells) != len(names):
        fault = "quotes" if more else "columns"
    if fault is not None:
        source.give_back(more)
        return _faulty(number, line, "quotes" if fault == "open" else fault)
    values = {name: cell for name, cell in zip(names, cells, strict=True) if cell != ""}
    return Row(number, values, None, shown_of(content))


def _cells(content: bytes, delimiter: str) -> tuple[list[str], str | None]:
    """Return the cells of a row, or its fault; ``open`` where a cell in quotes has no end yet."""
    text = _decoded(content)
    if text is None:
        return [], "encoding"
    before = csv.field_size_limit(LONGEST_ROW)  # of the whole process, so others get theirs back
    try:
        found = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return [], next((fault for said, fault in _SAID.items() if said in str(error)), "quotes")
    finally:
        csv.field_size_limit(before)
    return (found[0], None) if len(found) == 1 else ([], "quotes")


_Line = tuple[int, bytes, bool]


class _Lines:
    """Lines that can be given back."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._lines = lines(iter(chunks), LONGEST_ROW)
        self._back: list[_Line] = []

    def take(self) -> _Line | None:
        return self._back.pop() if self._back else next(self._lines, None)

    def give_back(self, taken: list[_Line]) -> None:
        self._back += reversed(taken)


def _object(number: int, content: bytes, line: bytes, wanted: set[str]) -> Row:
    try:
        value = json.loads(content.decode("utf-8"))
        kept = {name: value[name] for name in wanted if name in value} if isinstance(value, dict) else None
        json.dumps(kept, ensure_ascii=False).encode("utf-8")  # half a sign of two cannot be written
    except (ValueError, RecursionError):
        return _faulty(number, line, "json")
    if kept is None:
        return _faulty(number, line, "json-object")
    late = [name for name in islice(value, MOST_FIELDS) if name not in kept and _can_be_written(name)]
    return Row(number, kept, _repeated(kept.get("mime")), shown_of(line), tuple(late))


def _repeated(mime: object) -> str | None:
    """Return the fault of a record that only says that what was fetched is unchanged (ISO 28500, revisit)."""
    return "not-content" if mime == "warc/revisit" else None


def shown_of(line: bytes) -> str:
    """Return the beginning of a line, as people are shown it."""
    return " ".join(line[: SHOWN * 4].decode("utf-8", errors="replace").split())[:SHOWN]


def _faulty(number: int, line: bytes, fault: str) -> Row:
    return Row(number, {}, fault, shown_of(line))


def _can_be_written(name: str) -> bool:
    """Whether a name has no half of a sign of two, which JSON can spell and UTF-8 cannot."""
    return name.isascii() or name == name.encode("utf-8", "ignore").decode("utf-8")


def _decoded(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None
