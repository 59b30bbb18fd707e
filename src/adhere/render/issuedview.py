# SPDX-License-Identifier: EUPL-1.2
"""A view from the record of an issue: what a recipient was told then, in the version of the form that was used.

``docs/en/ledger.md`` describes records. A record keeps no tables; those of answers that are kept in full are made again.
"""

from __future__ import annotations

from adhere.documentation.record import IssuedRow, IssuedSource, IssueRecord
from adhere.forms.completeness import State
from adhere.forms.form import Field, Form, Recipient, Row
from adhere.forms.library import UnknownFormError, known_forms, versions
from adhere.forms.seeing import seen
from adhere.forms.tables import ShownTable, table_of
from adhere.forms.values import value_of
from adhere.forms.views import ShownRow, View
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import Text


def issued_view(record: IssueRecord, recipient: Recipient) -> View:
    """Return what a recipient was told; raise UnknownFormError where that version of the form is not packaged."""
    known = versions(record.form) if record.form in known_forms() else ()
    form = next((one for one in known if one.version == record.form_version), None)
    if form is None:
        raise UnknownFormError(record.form, [f"{one.id} {one.version}" for one in known])
    rows = (_row(form, row) for row in record.rows if recipient in row.recipients)
    return View(
        form=form, model=record.model, recipient=recipient, rows=tuple(row for row in rows if row is not None)
    )


def _row(form: Form, issued: IssuedRow) -> ShownRow | None:
    try:
        field = form.field(issued.field)
    except KeyError:
        return None
    own = next((row for row in field.rows if row.id == issued.row), None)
    row = own or Row(
        id=issued.row, recipients=frozenset(), label=field.label
    )  # composed rows are split as needed
    return ShownRow(
        section=form.section(field.section),
        field=field,
        row=row,
        state=State(issued.state),
        text=None if issued.text is None else Text(issued.text["en"], issued.text["nl"]),
        table=_table(form, field, row, issued),
        value=issued.value,
        remark=_reason(issued),
        basis=None if issued.basis is None else Basis(issued.basis),
        sources=tuple(map(_source, issued.sources)),
        facts=issued.facts,
    )


def _table(form: Form, field: Field, row: Row, issued: IssuedRow) -> ShownTable | None:
    if issued.value is None:
        return None
    options = form.field(field.of) if field.of else None
    labels = {option.id: option.label for option in options.options} if options else {}
    try:
        shown = seen(field, value_of(field, issued.value), row, labels=labels)
    except (ValueError, KeyError, TypeError, AttributeError):  # a band or a power of ten stands for the value
        return None
    return table_of(field, shown, options.label if options else None)


def _reason(issued: IssuedRow) -> Text | None:
    """Return the reason of N/A, which is the one remark a record keeps."""
    reason = issued.value.get("not_applicable") if isinstance(issued.value, dict) else None
    if isinstance(reason, dict):
        return Text(str(reason.get("en", "")), str(reason.get("nl", "")))
    return Text(reason, reason) if isinstance(reason, str) else None


def _source(source: IssuedSource) -> Source:
    return Source(
        file=source.file,
        method=source.method or "",
        at=source.at,
        sha256=source.sha256,
        who=source.who,
        when=source.when,
        why=source.why,
    )
