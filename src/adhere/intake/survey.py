# SPDX-License-Identifier: EUPL-1.2
"""Answers to a consultation, from a table to comments on the clauses of a code; names of people do not come along.

Article 56(3). A survey has one column for the clause and one for the text, or a column for every clause it asks about. How columns and
groups are called is data: ``codes/data/survey.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from adhere.codes.clauses import clauses
from adhere.codes.code import Code
from adhere.codes.drafting import Comment
from adhere.codes.parties import parties
from adhere.codes.wording import clipped, words
from adhere.intake.csvtable import CsvTable, Row
from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import plain

FIELDS = ("clause", "text", "group", "author", "received")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What whoever imports says about a survey: headings by field, and the group and day of answers that tell none."""

    columns: Mapping[str, str] = field(default_factory=dict)
    group: str | None = None
    received: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The comments in a survey, the rows they came from, and what is wrong with it."""

    comments: tuple[Comment, ...]
    rows: int
    findings: tuple[Finding, ...]


def read_survey(table: CsvTable, code: Code, wishes: Wishes) -> Survey:
    """Return the answers of a table as comments; each row that cannot be taken over is a finding with its line."""
    reader = _Reader(table, code, wishes)
    comments = tuple(reader.comments()) if table.header else ()
    return Survey(comments=comments, rows=len(table.rows), findings=tuple(table.findings))


class _Reader:
    def __init__(self, table: CsvTable, code: Code, wishes: Wishes) -> None:
        self.table, self.code, self.wishes = table, code, wishes
        self.known = {name.casefold(): name for name in clauses(code)}
        self.columns = self._columns()
        taken = set(self.columns.values())
        self.asked = {
            place: found
            for place, heading in enumerate(table.header)
            if place not in taken and (found := self._asked(heading)) is not None
        }
        self.slug = (
            re.sub(r"[^a-z0-9]+", "-", table.name.rpartition(".")[0].lower()).strip("-")[:20] or "survey"
        )
        self.authors: dict[str, str] = {}

    def comments(self) -> Iterator[Comment]:
        """Yield the comments in the order of the rows."""
        if not self._complete():
            return
        number = 0
        for row in self.table.rows:
            said = tuple(self._said(row))
            if not said:
                continue  # who says nothing need not say as whom
            group = self._group(row)
            try:
                received = self._received(row)
            except ValueError:
                continue  # told already
            if group is None:
                continue
            author = self._author(row)
            for clause, text in said:
                number += 1
                yield Comment(
                    id=f"{self.slug}-{number}",
                    clause=clause,
                    group=group,
                    author=author,
                    text=text,
                    received=received,
                    source=f"{self.table.name}:{row.line}",
                    version=self.code.version,
                    place=Place(file=self.table.name, line=row.line),
                )

    def _columns(self) -> dict[str, int]:
        """Return the place of each field in the header: as was said, else by the names that columns usually have."""
        names = packaged("adhere.codes", "data/survey.toml")["column"]
        headings = [_bare(heading) for heading in self.table.header]
        found: dict[str, int] = {}
        for name in FIELDS:
            said = self.wishes.columns.get(name)
            wanted = [_bare(said)] if said is not None else names[name]
            place = next((headings.index(one) for one in wanted if one in headings), None)
            if place is not None and place not in found.values():
                found[name] = place
            elif said is not None:
                self._lacking(name)
        return found

    def _complete(self) -> bool:
        """Whether every field that is needed has a column, or a value that was given instead."""
        lacking = [name for name in ("group",) if name not in self.columns and self.wishes.group is None]
        if "text" not in self.columns and not self.asked:
            lacking.append("text")
        for name in lacking:
            if name not in self.wishes.columns:
                self._lacking(name)
        return not lacking

    def _lacking(self, name: str) -> None:
        known = ", ".join(clipped(one) for one in self.table.header[:40])
        self.table.report("ADH-COD-045", 1, field=name, known=known)

    def _cell(self, row: Row, name: str) -> str:
        place = self.columns.get(name)
        return row.cells[place].strip() if place is not None else ""

    def _said(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield each text of a row with the clause it is on; one that names none is on the code as a whole."""
        named, text = self._cell(row, "clause"), self._cell(row, "text")
        clause = (self._clause(named) or named[:200]) if named else self.code.id
        if text:
            yield clause, text
        elif named and not self.asked:
            self.table.report("ADH-COD-046", row.line, clause=clipped(named))
        for place, asked in self.asked.items():
            if row.cells[place].strip():
                yield asked, row.cells[place].strip()

    def _clause(self, named: str) -> str | None:
        """Return the clause that is meant by ``Measure A-1.1`` or ``a-1.1``; None where the code has none of that name."""
        name = _bare(named)
        for word in packaged("adhere.codes", "data/survey.toml")["column"]["before"]:
            name = name.removeprefix(f"{word} ")
        return self.known.get(name.strip())

    def _asked(self, heading: str) -> str | None:
        """Return the clause a column asks about; a letter or digit alone is a heading like any other, not the chapter of that id."""
        found = self._clause(heading)
        alone = found is not None and _bare(heading) == found.casefold()
        return None if found is None or (alone and "-" not in found) else found

    def _group(self, row: Row) -> str | None:
        value = self._cell(row, "group")
        if not value and self.wishes.group is not None:
            return self.wishes.group
        name = _bare(value)
        names = packaged("adhere.codes", "data/survey.toml")["group"]
        found = next((one for one in parties() if name == one or name in names[one]), None)
        if found is None:
            wanted = plain(", ".join(parties()))
            self.table.report("ADH-COD-048", row.line, field="group", value=_shown(value), wanted=wanted)
        return found

    def _received(self, row: Row) -> date | None:
        """Return the day, None where none is told; report and raise ValueError for one that is none. A time behind it is left out."""
        value = self._cell(row, "received")
        if not value:
            return self.wishes.received
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            told = {"value": _shown(value), "wanted": words("wanted", "plain-day")}
            self.table.report("ADH-COD-048", row.line, field="received", **told)
            raise

    def _author(self, row: Row) -> str:
        """Return an id that tells nothing: the same for the same author, and one of its own for a row without one."""
        named = self._cell(row, "author").casefold() or f"line {row.line}"
        return self.authors.setdefault(named, f"{self.slug}-a{len(self.authors) + 1}")


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" :.?*")


def _shown(value: str) -> object:
    return clipped(value) if value else words("found", "nothing")
