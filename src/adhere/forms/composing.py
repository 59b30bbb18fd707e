# SPDX-License-Identifier: EUPL-1.2
"""Composed rows: one point of the law answered by fields of other forms, each as the same recipient sees it there.

Annexes XI and XII ask for much of what the Model Documentation Form holds; nothing is answered twice. A field whose own form
shows it only to those who see less may be shown to those who see more, never the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from adhere.forms.answers import Filled
from adhere.forms.asking import asked
from adhere.forms.completeness import Circumstance, State, circumstance, remark, worst
from adhere.forms.form import RECIPIENTS, Field, Recipient, Row
from adhere.forms.rows import ShownRow, shown_row
from adhere.forms.wording import joined
from adhere.kernel.provenance import Basis
from adhere.kernel.text import Text

_STRENGTH = tuple(Basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A field a composed field uses: the form that holds it, and the row in which a recipient may see it, None where none."""

    id: str
    holder: Filled | None
    field: Field | None
    row: Row | None


def composed_rows(filled: Filled, field: Field) -> Iterator[Row]:
    """Yield the rows of a composed field, split where its recipients do not see the same of the fields it uses.

    The parts of a row that was split are called after the first of their recipients: ``size.office``, ``size.authority``.
    """
    for row in field.rows:
        groups: dict[tuple[str | None, ...], list[Recipient]] = {}
        for recipient in RECIPIENTS:
            if recipient in row.recipients:
                rows = (used.row for used in used_fields(filled, field, recipient))
                groups.setdefault(tuple(one.id if one else None for one in rows), []).append(recipient)
        if len(groups) < 2:
            yield row
            continue
        for members in groups.values():
            yield replace(row, id=f"{row.id}.{members[0]}", recipients=frozenset(members))


def used_fields(filled: Filled, field: Field, recipient: Recipient) -> Iterator[Used]:
    """Yield the fields a composed field uses, in its order."""
    for full_id in field.uses:
        form_id, _, field_id = full_id.rpartition(":")
        holder = filled if form_id in ("", filled.form.id) else filled.others.get(form_id)
        found = next((one for one in holder.form.fields if one.id == field_id), None) if holder else None
        if found is not None and found.kind == "composed":
            found = None  # what is composed is taken apart where it is asked, never here
        row = row_at_most(found, recipient) if found else None
        yield Used(id=full_id, holder=holder, field=found, row=row)


def row_at_most(field: Field, recipient: Recipient) -> Row | None:
    """Return the row a recipient sees, or that of the next who sees less; None where only those who see more have one."""
    within = RECIPIENTS[RECIPIENTS.index(recipient) :]
    return next((row for row in map(field.row_for, within) if row is not None), None)


def composed_row(filled: Filled, field: Field, row: Row) -> ShownRow:
    """Return one row of a composed field; its state is the worst of the rows it is made of."""
    section = filled.form.section(field.section)
    asking = asked(filled, field)
    if asking is not None and asking.state is State.NOT_ASKED:
        return ShownRow(section=section, field=field, row=row, state=State.NOT_ASKED, remark=asking.text)
    recipient: Recipient = next((one for one in RECIPIENTS if one in row.recipients), "public")
    used = list(used_fields(filled, field, recipient))
    found = {one.id: shown for one in used if (shown := _shown(one)) is not None}
    around = [*([asking] if asking else []), *_lacking(used, found)]
    told = [one for one in found.values() if one.text is not None]
    return ShownRow(
        section=section,
        field=field,
        row=row,
        state=_state(found, around),
        text=_text(told),
        table=told[0].table if len(told) == 1 else None,
        value={name: one.value for name, one in found.items() if one.value is not None} or None,
        remark=_remark(around, found),
        basis=_weakest(told),
        sources=tuple(dict.fromkeys(source for one in told for source in one.sources)),
        evidence=tuple(dict.fromkeys(file for one in told for file in one.evidence)),
        facts=tuple(dict.fromkeys(fact for one in told for fact in one.facts)),
    )


def _shown(used: Used) -> ShownRow | None:
    if used.holder is None or used.field is None or used.row is None:
        return None
    return shown_row(used.holder, used.field, used.row)


def _lacking(used: list[Used], found: dict[str, ShownRow]) -> Iterator[Circumstance]:
    absent = [one.id for one in used if one.field is None]
    if absent:
        yield circumstance("form-missing", fields=", ".join(absent))
    elif all(one.state is State.NOT_ASKED for one in found.values()):
        yield circumstance("nothing-used")


def _state(found: dict[str, ShownRow], around: list[Circumstance]) -> State:
    counted = [one.state for one in found.values() if one.state is not State.NOT_ASKED]
    return worst([*counted, *(one.state for one in around if one.state is not None)])


def _text(shown: list[ShownRow]) -> Text | None:
    told = [_titled(one.row.label, one.text) for one in shown if one.text is not None]
    return joined(told, "\n\n") if told else None


def _titled(label: Text, text: Text) -> Text:
    pairs = ((label.en, text.en), (label.nl, text.nl))
    return Text(*(f"{name}:\n\n{said}" if "\n" in said else f"{name}: {said}" for name, said in pairs))


def _remark(around: list[Circumstance], found: dict[str, ShownRow]) -> Text | None:
    own = remark(around)
    told = [own] if own else []
    by_remark: dict[Text, list[Text]] = {}
    for one in found.values():
        if one.remark is not None:
            by_remark.setdefault(one.remark, []).append(one.row.label)
    told += [_titled(joined(dict.fromkeys(labels), ", "), said) for said, labels in by_remark.items()]
    return joined(told, "\n\n") if told else None


def _weakest(shown: list[ShownRow]) -> Basis | None:
    known = [one.basis for one in shown if one.basis is not None]
    return max(known, key=_STRENGTH.index, default=None)
