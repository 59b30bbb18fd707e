# SPDX-License-Identifier: EUPL-1.2
"""Answers as tables: entries as rows with a column per part, records with figures and per-option answers as two columns or more.

Cells are one line each; nothing is in a table that is not in the text of the same row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adhere.forms.form import Field
from adhere.forms.seeing import Seen, plain_text
from adhere.forms.wording import words
from adhere.kernel.text import Text, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """An answer as a table: its columns and, row by row, its cells."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


def table_of(field: Field, seen: Seen, option_column: Text | None = None) -> ShownTable | None:
    """Return an answer as a table, None where a text says it as well; ``option_column`` heads the options of a per-option answer."""
    if seen.entries:
        return _of_entries(seen.entries)
    if not seen.parts or (field.kind == "record" and not seen.figures):
        return None
    first = option_column or words("tables", "part")
    if field.kind == "per-option" and all(found.parts for _, found in seen.parts):
        inner = _of_entries([found for _, found in seen.parts])
        rows = tuple((label, *cells) for (label, _), cells in zip(seen.parts, inner.rows, strict=True))
        return ShownTable(header=(first, *inner.header), rows=rows)
    told = tuple((label, _cell(found)) for label, found in seen.parts)
    return ShownTable(header=(first, words("tables", "answer")), rows=told)


def _of_entries(entries: Sequence[Seen]) -> ShownTable:
    """Return records as rows; a column for every part that any of them has, in the order of the first that has most."""
    fullest = max(entries, key=lambda entry: len(entry.parts))
    columns = list(dict.fromkeys(label for entry in (fullest, *entries) for label, _ in entry.parts))
    rows = tuple(tuple(_of_part(entry, column) for column in columns) for entry in entries)
    return ShownTable(header=tuple(columns), rows=rows)


def _of_part(entry: Seen, column: Text) -> Text:
    found = next((found for label, found in entry.parts if label == column), None)
    return _cell(found) if found else plain("")


def _cell(seen: Seen) -> Text:
    return plain_text(seen.text) if seen.text else plain("")
