# SPDX-License-Identifier: EUPL-1.2
"""Views: a filled form as one recipient may see it, each row derived from the one answer to its field.

Crosses of the Model Documentation Form (measure 1.1 of the GPAI code) say who sees which row; its formats say how precisely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adhere.forms.answers import Answer, Filled
from adhere.forms.completeness import State
from adhere.forms.composing import composed_row, composed_rows
from adhere.forms.form import RECIPIENTS, Field, Form, Recipient, Row
from adhere.forms.rows import ShownRow, shown_row
from adhere.forms.tables import ShownTable

__all__ = ["ShownRow", "ShownTable", "View", "all_rows", "form_rows", "view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A form for one model as one recipient may see it, rows in the order of the form."""

    form: Form
    model: str
    recipient: Recipient
    rows: tuple[ShownRow, ...]

    def counts(self) -> dict[State, int]:
        """Return how many rows stand how, every state named."""
        return {state: sum(row.state is state for row in self.rows) for state in State}


def view(filled: Filled, recipient: Recipient) -> View:
    """Return what a recipient may see; a form without rows for the public shows it the answers marked public."""
    rows: Iterable[tuple[Field, Row]]
    if recipient == "public" and not any(filled.form.rows("public")):
        rows = _made_public(filled)
    else:
        rows = ((field, row) for field, row in form_rows(filled) if recipient in row.recipients)
    return View(form=filled.form, model=filled.model, recipient=recipient, rows=_shown(filled, rows))


def all_rows(filled: Filled) -> tuple[ShownRow, ...]:
    """Return every row of the form once, whoever it is for, as for the record of an issue."""
    return _shown(filled, form_rows(filled))


def form_rows(filled: Filled) -> Iterator[tuple[Field, Row]]:
    """Yield every field with each of its rows; a composed row is split where its recipients do not see the same."""
    for field in filled.form.fields:
        rows = composed_rows(filled, field) if field.kind == "composed" else field.rows
        yield from ((field, row) for row in rows)


def _shown(filled: Filled, rows: Iterable[tuple[Field, Row]]) -> tuple[ShownRow, ...]:
    return tuple(
        (composed_row if field.kind == "composed" else shown_row)(filled, field, row) for field, row in rows
    )


def _made_public(filled: Filled) -> Iterator[tuple[Field, Row]]:
    """Yield the fields whose answers the provider shows to everybody, with the row that shows what was said (measure 1.2)."""
    for field in filled.form.fields:
        answer = filled.answers.get(field.id)
        row = public_row(field, answer) if answer is not None and answer.public else None
        if row is not None:
            yield field, row


def public_row(field: Field, answer: Answer) -> Row | None:
    """Return the row that shows everybody what somebody said and no more, or None where there is none.

    A range was made public as a range, whatever figure the files hold; parts that only the files know were made public by nobody.
    """
    if field.kind == "composed":
        return None
    if answer.band is not None:
        return next((row for row in field.rows if any(show.how == "band" for show in row.shows)), None)
    if answer.facts:
        return None
    return next(row for row in map(field.row_for, RECIPIENTS) if row is not None)
