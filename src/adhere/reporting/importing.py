# SPDX-License-Identifier: EUPL-1.2
"""Figures from a file of others, CSV (RFC 4180) or JSON: one row per indicator, period and Member State, every mistake with its row.

The columns are ``COLUMNS``; a row with a Member State is a part of the value on the row without one. Rules: ADH-REP-090 to 094.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from adhere.kernel.finding import Finding, Place
from adhere.kernel.notation import NotationError, number_of
from adhere.kernel.text import Text
from adhere.reporting.reading import FIGURE_FAULTS, GREATEST, LONGEST, NAME
from adhere.reporting.report import Figure
from adhere.reporting.rules import rule
from adhere.reporting.wording import clipped, near, shown, words

REQUIRED = ("indicator", "period", "value", "unit")
OPTIONAL = ("state", "total", "why")
COLUMNS = (*REQUIRED, *OPTIONAL)
SIZE_LIMIT = 1024 * 1024
ROWS = 10_000
HEADER = 1
"""Lines before the first row of a CSV file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One figure of a file, for a period by its name, and where it stands."""

    period: str
    figure: Figure
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFigures:
    """The figures of a file as far as they could be read, and what is wrong with it."""

    figures: tuple[Imported, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_figures(content: bytes, file: str) -> ReadFigures:
    """Read the figures of a CSV or JSON file, told apart by its name; nothing is raised."""
    reader = _Reader(file)
    figures = tuple(reader.figures(content))
    return ReadFigures(figures=figures, findings=tuple(reader.findings))


@dataclass(slots=True)
class _Row:
    indicator: str
    period: str
    line: int
    value: Decimal | None
    unit: str
    state: str
    total: Decimal | None
    why: str | None


@dataclass
class _Reader:
    file: str
    findings: list[Finding] = field(default_factory=list)

    def figures(self, content: bytes) -> Iterator[Imported]:
        rows = [row for line, cells in self._rows(content) if (row := self._row(cells, line)) is not None]
        seen: dict[tuple[str, str, str], int] = {}
        kept: dict[tuple[str, str], list[_Row]] = {}
        for row in rows:
            key = (row.indicator, row.period, row.state)
            if key in seen:
                self._tell("ADH-REP-092", row.line, indicator=row.indicator, other=seen[key])
                continue
            seen[key] = row.line
            kept.setdefault(key[:2], []).append(row)
        for (indicator, period), found in kept.items():
            yield self._figure(indicator, period, found)

    def _figure(self, indicator: str, period: str, rows: Sequence[_Row]) -> Imported:
        whole = next((row for row in rows if not row.state), None)
        first = whole or rows[0]
        figure = Figure(
            indicator=indicator,
            unit=first.unit,
            value=whole.value if whole else None,
            why=whole.why if whole else None,
            basis="imported",
            parts={row.state: row.value for row in rows if row.state and row.value is not None},
            total=int(whole.total) if whole and whole.total is not None else None,
            source=self.file,
        )
        return Imported(period=period, figure=figure, place=self._place(first.line))

    def _row(self, cells: Mapping[str, Any], line: int) -> _Row | None:
        texts = {
            name: self._text(cells.get(name), name, line) for name in ("indicator", "period", "unit", "state")
        }
        before = len(self.findings)
        value, total = (self._number(cells.get(name), name, line) for name in ("value", "total"))
        why = self._text(cells.get("why"), "why", line, most=LONGEST)
        if not texts["indicator"] or not texts["period"] or len(self.findings) > before:
            for name in ("indicator", "period"):
                if not texts[name]:
                    self._tell("ADH-REP-003", line, place=name)
            return None
        return _Row(
            indicator=texts["indicator"],
            period=texts["period"],
            line=line,
            value=value,
            unit=texts["unit"],
            state=texts["state"],
            total=total,
            why=why or None,
        )

    def _rows(self, content: bytes) -> Iterator[tuple[int, Mapping[str, Any]]]:
        if len(content) > SIZE_LIMIT:
            self._unread(words("json", "size", most=SIZE_LIMIT // 1024**2))
            return
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._unread(words("json", "encoding", byte=error.start))
            return
        found = self._of_json(text) if self.file.lower().endswith(".json") else self._of_csv(text)
        for number, row in enumerate(found):
            if number == ROWS:
                self._tell("ADH-REP-093", row[0], most=ROWS)
                return
            yield row

    def _of_csv(self, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
        try:
            names = [name.strip() for name in reader.fieldnames or ()]
            reader.fieldnames = names
            if not names:
                self._unread(words("json", "empty"))
            elif self._columns(names):
                yield from ((reader.line_num, row) for row in reader if any(row.values()))
        except csv.Error:
            self._unread(words("json", "csv", line=reader.line_num))

    def _of_json(self, text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        try:
            value = json.loads(text, parse_float=Decimal, parse_constant=str)
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", 0)
            self._unread(words("json", "syntax", line=line) if line else words("json", "depth"))
            return
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._unread(words("json", "rows"))
            return
        names = list(dict.fromkeys(name for one in value for name in one))
        if self._columns(names or list(REQUIRED)):
            yield from enumerate(value, 1)

    def _columns(self, names: Sequence[str]) -> bool:
        """Whether the columns that are needed are there; others are told and left out."""
        for name in names:
            if name not in COLUMNS:
                self._tell("ADH-REP-094", HEADER, column=clipped(name), near=near(name, COLUMNS))
        missing = [name for name in REQUIRED if name not in names]
        for name in missing:
            self._tell("ADH-REP-091", HEADER, column=name)
        return not missing

    def _text(self, value: object, name: str, line: int, most: int = NAME) -> str:
        text = value.strip() if isinstance(value, str) else ""
        if value is not None and not isinstance(value, str):
            self._tell("ADH-REP-004", line, place=name, value=shown(value), wanted=words("wanted", "text"))
        elif len(text) > most:
            self._tell("ADH-REP-007", line, place=name, count=len(text), most=most)
            return ""
        return text

    def _number(self, value: object, name: str, line: int) -> Decimal | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            number = number_of(value.strip() if isinstance(value, str) else value)
        except NotationError as error:
            self._tell(FIGURE_FAULTS.get(error.fault, "ADH-REP-008"), line, place=name, value=shown(value))
            return None
        if number > GREATEST:
            self._tell("ADH-REP-010", line, place=name, value=shown(value))
            return None
        if name == "total" and number != number.to_integral_value():
            self._tell("ADH-REP-004", line, place=name, value=shown(value), wanted=words("wanted", "count"))
            return None
        return number

    def _unread(self, reason: Text) -> None:
        self._tell("ADH-REP-090", None, reason=reason)

    def _place(self, line: int | None) -> Place:
        return Place(file=self.file, line=line)

    def _tell(self, rule_id: str, line: int | None, **values: object) -> None:
        told = {"columns": ", ".join(COLUMNS), **values}
        self.findings.append(Finding(rule=rule(rule_id), place=self._place(line), values=told))
