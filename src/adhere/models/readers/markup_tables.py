# SPDX-License-Identifier: EUPL-1.2
"""Rows of pipe tables and HTML tables in Markdown, with cells that span others filled in.

Tables of GitHub Flavored Markdown 0.29 and the table model of HTML (https://html.spec.whatwg.org/#tables), within
limits on rows and columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_ROWS, _COLUMNS = 2_000, 64
_PIPE = re.compile(r"(?<!\\)\|")
_MARK = re.compile(r"<(/?)(tr|td|th)\b([^<>]{0,300})>", re.IGNORECASE)
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?(\d{1,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: the line it begins on, from 1, and its cells in plain words."""

    line: int
    cells: tuple[str, ...]


def pipe_rows(numbered: Iterable[tuple[int, str]], plain: Callable[[str], str]) -> list[Row]:
    """Return the rows of a pipe table from its numbered lines, the delimiter row left out."""
    rows = []
    for number, line in list(numbered)[:_ROWS]:
        inner = line.strip().removeprefix("|").removesuffix("|")
        cells = tuple(plain(cell) for cell in _PIPE.split(inner)[:_COLUMNS])
        rows.append(Row(line=number, cells=cells))
    return rows


def html_rows(markup: str, first_line: int, plain: Callable[[str], str]) -> list[Row]:
    """Return the rows of an HTML table whose first character stands on a given line."""
    rows: list[Row] = []
    held: dict[int, tuple[int, str]] = {}
    line, counted = first_line, 0
    for begin, cells in _written_rows(markup):
        line, counted = line + markup.count("\n", counted, begin), begin
        rows.append(Row(line=line, cells=_spread(cells, held, plain)))
        if len(rows) == _ROWS:
            break
    return rows


def _written_rows(markup: str) -> list[tuple[int, list[tuple[str, str]]]]:
    """Return for each row where it begins and its cells as (attributes, markup)."""
    rows: list[tuple[int, list[tuple[str, str]]]] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(markup):
        if opened is not None and rows and len(rows[-1][1]) < _COLUMNS:
            rows[-1][1].append((opened[3], markup[opened.end() : mark.start()]))
        opened = None
        if not mark[1] and mark[2].casefold() == "tr":
            rows.append((mark.start(), []))
        elif not mark[1]:
            opened = mark
    return rows


def _spread(
    cells: list[tuple[str, str]], held: dict[int, tuple[int, str]], plain: Callable[[str], str]
) -> tuple[str, ...]:
    """Return the cells of a row with those filled in that reach into it from rows above."""
    row: list[str] = []
    waiting = iter(cells)
    while len(row) < _COLUMNS:
        if len(row) in held:
            left, text = held.pop(len(row))
            if left > 1:
                held[len(row)] = (left - 1, text)
            row.append(text)
            continue
        written = next(waiting, None)
        if written is None:
            break
        _place(written, row, held, plain)
    return tuple(row)


def _place(
    written: tuple[str, str], row: list[str], held: dict[int, tuple[int, str]], plain: Callable[[str], str]
) -> None:
    spans = {kind.casefold(): int(size) for kind, size in _SPAN.findall(written[0])}
    text = plain(written[1])
    for _ in range(min(max(spans.get("col", 1), 1), _COLUMNS - len(row))):
        if spans.get("row", 1) > 1:
            held[len(row)] = (min(spans["row"], _ROWS) - 1, text)
        row.append(text)
