# SPDX-License-Identifier: EUPL-1.2
"""Coverage: which fields answer which points of Annexes XI and XII, and how they stand for one recipient.

Annexes XI and XII to Regulation (EU) 2024/1689; a field names the points it answers, and answers what contains them in part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from adhere.forms.answers import Filled
from adhere.forms.completeness import State, worst
from adhere.forms.form import Recipient
from adhere.forms.views import ShownRow, view
from adhere.kernel.refs import within


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of the law, the full ids of the fields that answer it, and the state of the worst of them."""

    provision: str
    fields: tuple[str, ...]
    state: State


def coverage(forms: Iterable[Filled], points: Iterable[str], recipient: Recipient) -> tuple[Point, ...]:
    """Return how each point stands for a recipient; a point that no field answers is missing."""
    rows = [(filled.form.full_id(row.field), row) for filled in forms for row in view(filled, recipient).rows]
    return tuple(
        _point(point, [(name, row) for name, row in rows if _answers(row, point)]) for point in points
    )


def _answers(row: ShownRow, point: str) -> bool:
    return any(within(provision, point) for provision in row.field.provisions)


def _point(provision: str, rows: list[tuple[str, ShownRow]]) -> Point:
    """Return a point; what is not asked counts only where nothing else answers it."""
    asked = [row.state for _, row in rows if row.state is not State.NOT_ASKED]
    state = worst(asked) if asked or not rows else State.NOT_ASKED
    return Point(provision=provision, fields=tuple(dict.fromkeys(name for name, _ in rows)), state=state)
