# SPDX-License-Identifier: EUPL-1.2
"""A view as data: every row as its recipient may have it, ``adhere/form/1``; ``docs/en/rendering.md`` documents it.

Basis, sources, evidence and facts go to recipients to whom the provider accounts for its answers.
"""

from __future__ import annotations

import json
import re
from typing import Any

from adhere.forms.answers import Evidence
from adhere.forms.form import Recipient
from adhere.forms.views import ShownRow, ShownTable, View
from adhere.kernel.provenance import Source
from adhere.kernel.text import Text
from adhere.render.disclosure import ACCOUNTABLE, TOLD_DIGESTS, remark_for
from adhere.render.document import Document

FORMAT = "adhere/form/1"
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which UTF-8 cannot hold and JSON escapes can."""


def json_bytes(document: Document) -> bytes:
    """Return the data of a document as JSON in UTF-8; what is no character at all is written as an escape."""
    text = json.dumps(document.data, indent=2, ensure_ascii=False)
    return _HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", f"{text}\n").encode()


def rows_json(view: View) -> dict[str, Any]:
    """Return how many rows stand how, and every row."""
    return {
        "states": {state.value: count for state, count in view.counts().items()},
        "rows": [_row(row, view.recipient) for row in view.rows],
    }


def _row(row: ShownRow, recipient: Recipient) -> dict[str, Any]:
    shown = {
        "row": row.row.id,
        "field": row.field.id,
        "section": row.section.id,
        "label": _text(row.row.label),
        "state": row.state.value,
        "value": row.value,
        "text": _text(row.text),
        "table": _table(row.table),
        "remark": _text(remark_for(row, recipient)),
    }
    return {**shown, **_grounds(row, recipient)} if recipient in ACCOUNTABLE else shown


def _grounds(row: ShownRow, recipient: Recipient) -> dict[str, Any]:
    digests = recipient in TOLD_DIGESTS
    return {
        "basis": row.basis.value if row.basis else None,
        "facts": list(row.facts),
        "sources": [_source(source, digests) for source in row.sources],
        "evidence": [_evidence(one, digests) for one in row.evidence],
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"en": text.en, "nl": text.nl}


def _table(table: ShownTable | None) -> dict[str, Any] | None:
    if table is None:
        return None
    return {
        "header": [_text(cell) for cell in table.header],
        "rows": [[_text(cell) for cell in cells] for cells in table.rows],
    }


def _source(source: Source, digests: bool) -> dict[str, Any]:
    names = ("file", "at", "method", *(("sha256",) if digests else ()), "who", "when", "why")
    return {name: getattr(source, name) for name in names if getattr(source, name) is not None}


def _evidence(evidence: Evidence, digests: bool) -> dict[str, Any]:
    told = {"sha256": evidence.sha256, "size": evidence.size} if digests else {}
    return {"file": evidence.file, **told}
