# SPDX-License-Identifier: EUPL-1.2
"""The record of one issue of a form: every row as it was, what it rested on, and the salts that hide it from others.

The record stays with the provider (measure 1.1 of the GPAI code: previous versions are kept ten years); what others receive is
taken from it. As JSON: ``docs/en/ledger.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "adhere/record/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedSource:
    """One place a row or fact was read: file, where in it, digest of the bytes read, and who said it when."""

    file: str
    at: str | None = None
    method: str | None = None
    sha256: str | None = None
    who: str | None = None
    when: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedRow:
    """One row of the form: its id, its field, what recipients of it are told, and its salt (128 bits, hexadecimal)."""

    row: str
    field: str
    recipients: tuple[str, ...]
    state: str
    value: Any
    text: Mapping[str, str] | None
    basis: str | None
    facts: tuple[str, ...]
    sources: tuple[IssuedSource, ...]
    salt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedFact:
    """One fact the rows rested on: its value as canonical JSON and as people read it, and where it was read."""

    id: str
    value: Any
    text: Mapping[str, str]
    basis: str
    sources: tuple[IssuedSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedFile:
    """A file that was issued or that supports an answer; path relative to the dossier for evidence, to the issue otherwise."""

    file: str
    sha256: str
    size: int
    salt: str | None = None
    recipients: tuple[str, ...] = ()
    """Whose pack names the file; nobody's where it only supports an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRecord:
    """One issue of a form for a model; ``number`` counts from 1 per model and form, ``at`` is UTC as 2026-11-22T05:10:00Z."""

    form: str
    form_version: str
    model: str
    name: str
    provider: str
    number: int
    at: str
    law_release: str
    law_digest: str
    placed_on: str | None
    """Day on which the model was placed on the market; the ten years run from it."""
    rows: tuple[IssuedRow, ...]
    facts: tuple[IssuedFact, ...] = ()
    evidence: tuple[IssuedFile, ...] = ()
    documents: tuple[IssuedFile, ...] = ()
    previous: str | None = None
    """SHA-256 of the signed statement of the issue before, hexadecimal."""
    example: bool = False

    def row(self, row_id: str) -> IssuedRow | None:
        """Return a row by id."""
        return next((row for row in self.rows if row.row == row_id), None)


def record_json(record: IssueRecord) -> dict[str, Any]:
    """Return the record as a JSON object."""
    return {"format": FORMAT, **asdict(record)}


def record_of(value: Mapping[str, Any]) -> IssueRecord:
    """Return the record of a JSON object; raise KeyError, TypeError or ValueError where it is none."""
    if value.get("format") != FORMAT:
        raise ValueError(f"format {value.get('format')!r} is not {FORMAT}")
    fields = {name: part for name, part in value.items() if name != "format"}
    rows = tuple(
        IssuedRow(
            **{
                **row,
                "recipients": tuple(row["recipients"]),
                "facts": tuple(row["facts"]),
                "sources": _sources(row),
            }
        )
        for row in fields.pop("rows")
    )
    facts = tuple(IssuedFact(**{**fact, "sources": _sources(fact)}) for fact in fields.pop("facts"))
    evidence, documents = (_files(fields.pop(name)) for name in ("evidence", "documents"))
    return IssueRecord(**fields, rows=rows, facts=facts, evidence=evidence, documents=documents)


def _files(files: list[dict[str, Any]]) -> tuple[IssuedFile, ...]:
    return tuple(IssuedFile(**{**file, "recipients": tuple(file.get("recipients", ()))}) for file in files)


def _sources(holder: Mapping[str, Any]) -> tuple[IssuedSource, ...]:
    return tuple(IssuedSource(**source) for source in holder["sources"])
