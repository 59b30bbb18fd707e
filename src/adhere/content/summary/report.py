# SPDX-License-Identifier: EUPL-1.2
"""What a run found, for the provider alone: exact sizes behind their ranges, content by kind of source, and who can supply what is missing.

Article 53(1)(d); the public is told ranges and no figures, so none of this goes into a document for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adhere.content.figures import Amount
from adhere.content.sources.register import CLASSES
from adhere.content.summary.amounts import added
from adhere.content.summary.datachecks import MEASURES
from adhere.content.summary.material import Content
from adhere.forms.answers import Filled
from adhere.forms.completeness import State
from adhere.forms.form import Band, Form
from adhere.forms.precision import bands_of
from adhere.forms.views import ShownRow, view
from adhere.kernel.quantity import Quantity

OPEN = (State.MISSING, State.TOO_COARSE, State.WRONG, State.CONTRADICTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeLine:
    """How much there is of a modality: in the unit of the template where that is known, and the ranges it may lie in."""

    modality: str | None
    amount: Amount
    quantity: Quantity | None = None
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine:
    """How much there is of a kind of source; ``kind`` None is content of which nobody stated it."""

    kind: str | None
    amount: Amount
    sources: tuple[str, ...]


def size_lines(content: Content, form: Form) -> tuple[SizeLine, ...]:
    """Return the modalities with their sizes, what has none last."""
    lines = [_size(content, form, name) for name in content.modalities()]
    unknown = content.without_modality()
    if unknown.documents:
        lines.append(SizeLine(modality=None, amount=unknown))
    return tuple(lines)


def class_lines(content: Content) -> tuple[ClassLine, ...]:
    """Return the kinds of source with how much there is of each, what has none last."""
    found = (_class(content, kind) for kind in (*CLASSES, None))
    return tuple(line for line in found if line.amount.documents)


def open_rows(filled: Filled) -> Mapping[str, tuple[ShownRow, ...]]:
    """Return the rows that still need somebody, by who can supply them: engineering, legal or business."""
    found: dict[str, list[ShownRow]] = {}
    for row in view(filled, "public").rows:
        if row.state in OPEN:
            found.setdefault(row.field.who, []).append(row)
    return {who: tuple(rows) for who, rows in found.items()}


def _size(content: Content, form: Form, modality: str) -> SizeLine:
    amount = content.amount(modality=modality)
    unit = MEASURES.get(modality)
    found = content.held(modality, unit) if unit else None
    bands = bands_of(found, form.field(f"size_{modality}").bands) if found else ()
    return SizeLine(modality=modality, amount=amount, quantity=found, bands=bands)


def _class(content: Content, kind: str | None) -> ClassLine:
    lines = [line for line in content.lines() if content.kind(line.source) == kind]
    names = dict.fromkeys(_names(content, line.source) for line in lines)
    return ClassLine(kind=kind, amount=added(line.amount for line in lines), sources=tuple(names))


def _names(content: Content, source: str | None) -> str:
    record = content.record(source)
    return record.shown if record else source or "-"
