# SPDX-License-Identifier: EUPL-1.2
"""Shown rows: one row of a form as its recipients may see it, in text, as a table and as canonical JSON.

Crosses and formats of the Model Documentation Form (measure 1.1 of the GPAI code).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from adhere.forms.answers import Answer, Evidence, Filled
from adhere.forms.completeness import State, remark
from adhere.forms.form import Field, Row, Section
from adhere.forms.seeing import coarse
from adhere.forms.standing import standing
from adhere.forms.tables import ShownTable, table_of
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """One row of a form as its recipients may see it; nothing in it is more precise than the row allows."""

    section: Section
    field: Field
    row: Row
    state: State
    text: Text | None = None
    """As people read it, None where there is nothing; paragraphs apart by an empty line, list items begin with "- "."""
    table: ShownTable | None = None
    value: Any = None
    """Canonical JSON as of ``values.value_json``, save that a band is ``{"band": id}`` (``{"bands": ids}`` where several are
    left), a power of ten ``{"magnitude": 24, "unit": "FLOP"}`` (``{"magnitudes": [24, 25], ...}``), N/A
    ``{"not_applicable": reason}``, and a composed row an object by full field id."""
    remark: Text | None = None
    basis: Basis | None = None
    sources: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[str, ...] = ()


def shown_row(filled: Filled, field: Field, row: Row) -> ShownRow:
    """Return one row of a field that is not composed."""
    stands = standing(filled, field, row)
    bare = ShownRow(
        section=filled.form.section(field.section),
        field=field,
        row=row,
        state=stands.state,
        remark=remark(stands.circumstances),
    )
    answer = filled.answers.get(field.id)
    if stands.seen is None or answer is None:
        return bare
    options = filled.form.field(field.of).label if field.of else None
    return replace(
        bare,
        text=stands.seen.text,
        table=table_of(field, stands.seen, options),
        value=stands.seen.value,
        basis=answer.basis,
        sources=_sources(answer, row),
        evidence=answer.evidence,
        facts=answer.facts,
    )


def _sources(answer: Answer, row: Row) -> tuple[Source, ...]:
    """Return where an answer was found; why somebody overruled a file may name the figure a coarse row keeps back."""
    if not coarse(row):
        return answer.sources
    return tuple(replace(source, why=None) for source in answer.sources)
