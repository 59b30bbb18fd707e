# SPDX-License-Identifier: EUPL-1.2
"""Checks of the rows of a form: that each is one of the form, that none for this recipient is left out, and how many are answered.

What is asked, and which states there are, is said by ``adhere.forms``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adhere.forms.completeness import State
from adhere.forms.form import Field, Form
from adhere.forms.library import known_forms, versions
from adhere.kernel.finding import Finding
from adhere.ledger.canonical import printable
from adhere.portal.submissions.pack import OpenedPack
from adhere.portal.submissions.rules import finding
from adhere.reporting.wording import near

DONE = (State.ANSWERED, State.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many rows a pack answers of those it is asked, and what is wrong with them."""

    answered: int
    asked: int
    findings: tuple[Finding, ...] = ()


def form_of(name: str) -> str | None:
    """Return the id of the form of an issue; one that is filled in for each incident has the name of the incident behind it."""
    return next((one for one in known_forms() if name == one or name.startswith(f"{one}-")), None)


def count_rows(pack: OpenedPack) -> Counted:
    """Hold the rows of a pack against its form."""
    form_id = form_of(pack.statement.form)
    if form_id is None:
        told = {"form": pack.statement.form, "near": near(pack.statement.form, known_forms())}
        return Counted(answered=0, asked=0, findings=(finding("ADH-SUB-020", **told),))
    known = versions(form_id)
    form = next((one for one in known if one.version == pack.statement.form_version), None)
    if form is None:
        listed = ", ".join(one.version for one in known)
        told = {"form": form_id, "version": printable(pack.statement.form_version), "known": listed}
        return Counted(answered=0, asked=0, findings=(finding("ADH-SUB-021", **told),))
    if not pack.rows:
        return Counted(answered=0, asked=0, findings=(finding("ADH-SUB-026", form=form_id),))
    states = [row["state"] for row in pack.rows.values()]
    asked = sum(state != State.NOT_ASKED for state in states)
    answered = sum(state in DONE for state in states)
    found = list(_rows(pack, form))
    if answered < asked:
        found.append(finding("ADH-SUB-025", open=asked - answered, asked=asked))
    return Counted(answered=answered, asked=asked, findings=tuple(found))


def _rows(pack: OpenedPack, form: Form) -> Iterator[Finding]:
    fields = {one.id: one for one in form.fields}
    for name, told in pack.rows.items():
        field = fields.get(told["field"])
        if field is None or not _has_row(field, name):
            yield finding("ADH-SUB-022", printable(name), form=form.id, row=printable(name))
        if told["state"] not in set(State):
            yield finding("ADH-SUB-024", printable(name), state=told["state"], row=printable(name))
    for field in form.fields:
        for row in field.rows:
            if field.kind != "composed" and pack.recipient in row.recipients and row.id not in pack.rows:
                yield finding("ADH-SUB-023", row.id, form=form.id, row=row.id)


def _has_row(field: Field, name: str) -> bool:
    """Return whether a field has a row; one that is composed is split into rows of which only the answers know."""
    return field.kind == "composed" or any(row.id == name for row in field.rows)
