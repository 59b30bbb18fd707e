# SPDX-License-Identifier: EUPL-1.2
"""Drift: an issue held against today, row by row, with what caused each difference.

Article 53(1)(a) and measure 1.1 of the GPAI code: documentation is updated for relevant changes. Both sides have the shape of an issue
(``record``), today's made by ``snapshot``; nothing is read here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from adhere.documentation.record import IssuedFact, IssuedRow, IssuedSource, IssueRecord
from adhere.documentation.stale import Kind, Stale
from adhere.documentation.upkeep_words import named, word
from adhere.forms.difference import Shown, differences
from adhere.forms.form import Form
from adhere.kernel.data import packaged
from adhere.kernel.finding import Place
from adhere.kernel.text import Text, plain
from adhere.models.registry import registry

HEADERS = (".safetensors", ".gguf")
"""Files of which only the header is read: another digest means other weights, even where every figure is the same."""


def drift(issued: IssueRecord, today: IssueRecord, form: Form) -> tuple[Stale, ...]:
    """Return what of the rows of an issue no longer holds; the form names the rows."""
    return tuple(_Comparison(issued, today, form).stale())


@dataclass(slots=True)
class _Group:
    """Rows that one cause touches."""

    rows: list[str] = field(default_factory=list)
    changed: bool = False


class _Comparison:
    """An issue beside today."""

    def __init__(self, issued: IssueRecord, today: IssueRecord, form: Form) -> None:
        self.issued, self.today = issued, today
        self.labels = {row.id: row.label for field_ in form.fields for row in field_.rows}
        self.rows_then = {row.row: row for row in issued.rows}
        self.rows_now = {row.row: row for row in today.rows}
        self.facts_then = {fact.id: fact for fact in issued.facts}
        self.facts_now = {fact.id: fact for fact in today.facts}
        self.values_changed = {one.row for one in differences(form, shown_rows(issued), shown_rows(today))}

    def stale(self) -> Iterator[Stale]:
        by_fact: dict[str, _Group] = {}
        by_field: dict[tuple[Kind, str], list[str]] = {}
        for row_id in dict.fromkeys([*self.rows_then, *self.rows_now]):
            then, now = self.rows_then.get(row_id), self.rows_now.get(row_id)
            differs = self._row_differs(row_id)
            causes = self._facts_behind(then, now)
            for fact_id in causes:
                group = by_fact.setdefault(fact_id, _Group())
                group.rows.append(row_id)
                group.changed |= differs
            if differs and not causes:
                kind: Kind = "statement" if _stated(then, now) else "answer"
                by_field.setdefault((kind, _field(then, now)), []).append(row_id)
        yield from (self._of_fact(fact_id, group) for fact_id, group in by_fact.items())
        yield from (self._of_field(kind, rows) for (kind, _), rows in by_field.items())
        yield from self._of_files()

    def _facts_behind(self, then: IssuedRow | None, now: IssuedRow | None) -> list[str]:
        """Return the facts under a row whose value is not what it was."""
        behind = dict.fromkeys([*(then.facts if then else ()), *(now.facts if now else ())])
        return [fact_id for fact_id in behind if self._changed(fact_id)]

    def _changed(self, fact_id: str) -> bool:
        then, now = self.facts_then.get(fact_id), self.facts_now.get(fact_id)
        return (then is None) != (now is None) or (
            then is not None and now is not None and _canonical(then.value) != _canonical(now.value)
        )

    def _of_fact(self, fact_id: str, group: _Group) -> Stale:
        then, now = self.facts_then.get(fact_id), self.facts_now.get(fact_id)
        kind = registry().get(fact_id)
        touched = [row for row in group.rows if not group.changed or self._row_differs(row)]
        return Stale(
            kind="fact" if group.changed else "beneath",
            rows=tuple(touched),
            since=_day(_said(now.sources if now else ())),
            before=_text(then),
            after=_text(now),
            values={
                "number": self.issued.number,
                "rows": self._labels(touched),
                "cause": cause_of(fact_id),
                "what": kind.label if kind else plain(fact_id),
            },
        )

    def _row_differs(self, row_id: str) -> bool:
        then, now = self.rows_then.get(row_id), self.rows_now.get(row_id)
        if row_id in self.values_changed or then is None or now is None:
            return True
        return then.state != now.state

    def _of_field(self, kind: Kind, rows: list[str]) -> Stale:
        then, now = self.rows_then.get(rows[0]), self.rows_now.get(rows[0])
        said = _said(now.sources if now else ())
        return Stale(
            kind=kind,
            rows=tuple(rows),
            since=_day(said),
            before=_answer(then),
            after=_answer(now),
            values={
                "number": self.issued.number,
                "rows": self._labels(rows),
                "who": said.who if said and said.who else word("word", "nobody"),
                "when": said.when if said and said.when else word("word", "some-day"),
            },
            place=_place(said) if kind == "statement" else None,
        )

    def _of_files(self) -> Iterator[Stale]:
        """Yield files that were read for facts or rows whose value stayed, and that are not the same bytes any more."""
        touched = self._rows_by_file()
        headers = [file for file in touched if file.endswith(HEADERS)]
        if headers:
            rows = list(dict.fromkeys(row for file in headers for row in touched[file]))
            yield self._of_file("headers", named([plain(file) for file in headers]), rows)
        for file, rows in touched.items():
            if not file.endswith(HEADERS):
                yield self._of_file("source", plain(file), rows)

    def _of_file(self, kind: Kind, file: Text, rows: Sequence[str]) -> Stale:
        shown = self._labels(rows) if rows else word("word", "whole")
        values = {"number": self.issued.number, "file": file, "rows": shown}
        return Stale(kind=kind, rows=tuple(rows), values=values)

    def _rows_by_file(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row_id, then in self.rows_then.items():
            now = self.rows_now.get(row_id)
            if now is None or self._row_differs(row_id) or self._facts_behind(then, now):
                continue
            before, after = (self._sources(row, facts) for row, facts in self._sides(then, now))
            for file in other_bytes(before, after):
                found.setdefault(file, []).append(row_id)
        return found

    def _sides(
        self, then: IssuedRow, now: IssuedRow
    ) -> tuple[tuple[IssuedRow, dict[str, IssuedFact]], tuple[IssuedRow, dict[str, IssuedFact]]]:
        return (then, self.facts_then), (now, self.facts_now)

    @staticmethod
    def _sources(row: IssuedRow, facts: Mapping[str, IssuedFact]) -> list[IssuedSource]:
        beneath = [source for fact_id in row.facts if fact_id in facts for source in facts[fact_id].sources]
        return [*row.sources, *beneath]

    def _labels(self, rows: Sequence[str]) -> Text:
        """Name rows; one that was split from another, ``size.office`` from ``size``, has the label of that."""
        known = (
            self.labels.get(row) or self.labels.get(row.rpartition(".")[0]) or plain(row) for row in rows
        )
        return named([Text(f'"{label.en}"', f'"{label.nl}"') for label in dict.fromkeys(known)])


def shown_rows(record: IssueRecord) -> dict[str, Shown]:
    """Return the rows of an issue as ``forms.difference`` compares them."""
    return {row.row: (row.value, _both(row)) for row in record.rows}


def cause_of(fact_id: str) -> Text:
    """Return why a row changed with a fact, in words: ``the weights changed``."""
    known = packaged("adhere.documentation", "data/words-upkeep.toml")["cause"]
    area = fact_id.partition(".")[0]
    return word("cause", area if area in known else "other")


def other_bytes(before: Iterable[IssuedSource], after: Iterable[IssuedSource]) -> list[str]:
    """Return the files whose digests are not what they were; what persons stated is told by its value, not by its file."""
    then, now = _digests(before), _digests(after)
    return [file for file, digests in then.items() if file in now and now[file] != digests]


def _digests(sources: Iterable[IssuedSource]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for source in sources:
        if source.sha256 is not None and source.who is None and source.method != "stated":
            found.setdefault(source.file, set()).add(source.sha256)
    return found


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _stated(then: IssuedRow | None, now: IssuedRow | None) -> bool:
    return any(_said(row.sources) is not None for row in (then, now) if row is not None)


def _said(sources: Iterable[IssuedSource]) -> IssuedSource | None:
    return next((source for source in sources if source.who is not None or source.method == "stated"), None)


def _field(then: IssuedRow | None, now: IssuedRow | None) -> str:
    row = then or now
    return row.field if row else ""


def _day(source: IssuedSource | None) -> date | None:
    if source is None or source.when is None:
        return None
    try:
        return date.fromisoformat(source.when)
    except ValueError:
        return None


def _place(source: IssuedSource | None) -> Place | None:
    if source is None:
        return None
    line = (source.at or "").removeprefix("line ")
    return Place(file=source.file, line=int(line) if line.isdigit() else None)


def _answer(row: IssuedRow | None) -> Text | None:
    """Return an answer in quotes, no more of it than shows which it is."""
    if row is None or row.text is None:
        return None
    return Text(*(f'"{_short(row.text[language])}"' for language in ("en", "nl")))


def _both(row: IssuedRow) -> Text | None:
    return None if row.text is None else Text(row.text["en"], row.text["nl"])


def _text(fact: IssuedFact | None) -> Text | None:
    return None if fact is None else Text(fact.text["en"], fact.text["nl"])


def _short(text: str, most: int = 120) -> str:
    joined = " ".join(text.split()).removesuffix(".")
    return joined if len(joined) <= most else f"{joined[: most - 1].rstrip()}…"
