# SPDX-License-Identifier: EUPL-1.2
"""Today's state of a form in the shape of an issue, so that an issue and today are compared like two issues.

Rows and facts become what ``record`` keeps; salts are put in where a real issue is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from adhere.documentation.record import IssuedFact, IssuedRow, IssuedSource
from adhere.forms.form import RECIPIENTS
from adhere.forms.views import ShownRow
from adhere.kernel.provenance import Source
from adhere.kernel.quantity import Quantity, decimal_text
from adhere.kernel.text import Text
from adhere.models.facts import Fact, Facts, Value
from adhere.models.reasons import value_text


def issued_row(row: ShownRow, salt: str = "") -> IssuedRow:
    """Return a row as an issue records it."""
    return IssuedRow(
        row=row.row.id,
        field=row.field.id,
        recipients=tuple(name for name in RECIPIENTS if name in row.row.recipients),
        state=row.state.value,
        value=row.value,
        text=None if row.text is None else _both(row.text),
        basis=None if row.basis is None else row.basis.value,
        facts=row.facts,
        sources=tuple(map(issued_source, row.sources)),
        salt=salt,
    )


def issued_facts(rows: Iterable[ShownRow], facts: Facts) -> tuple[IssuedFact, ...]:
    """Return the facts that rows rest on, in order of id."""
    wanted = {fact_id for row in rows for fact_id in row.facts}
    return tuple(issued_fact(fact) for fact in facts if fact.id in wanted)


def issued_fact(fact: Fact) -> IssuedFact:
    """Return a fact as an issue records it."""
    return IssuedFact(
        id=fact.id,
        value=fact_json(fact.value),
        text=_both(value_text(fact.value)),
        basis=fact.basis.value,
        sources=tuple(map(issued_source, fact.sources)),
    )


def issued_source(source: Source) -> IssuedSource:
    """Return a source as an issue records it."""
    return IssuedSource(
        file=source.file,
        at=source.at,
        method=source.method,
        sha256=source.sha256,
        who=source.who,
        when=source.when,
        why=source.why,
    )


def fact_json(value: Value) -> Any:
    """Return the value of a fact as canonical JSON: quantities as decimal strings, dates as ISO 8601."""
    if isinstance(value, Quantity):
        parts = (("value", value.value), ("low", value.low), ("high", value.high))
        numbers = {name: None if part is None else decimal_text(part) for name, part in parts}
        return {**numbers, "unit": value.unit}
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "nl": text.nl}
