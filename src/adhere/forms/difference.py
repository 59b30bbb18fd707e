# SPDX-License-Identifier: EUPL-1.2
"""Differences between two states of a form, row by row, and word by word within a text.

Measure 1.1 of the GPAI code: documentation is kept up to date and its previous versions are kept.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from adhere.forms.form import Form
from adhere.kernel.text import Text, plain

Shown = tuple[Any, Text | None]
"""A row as canonical JSON and as people read it."""
Run = tuple[Literal["same", "removed", "added"], str]
_FIGURES = frozenset({"value", "low", "high"})
_WORD = re.compile(r"\s*\S+\s*")
"""A word with the white space behind it; the first of a text has that before it too."""
_LONG = 2000
"""Words from which frequent ones no longer begin a match, so that long texts stay fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that is not what it was."""

    row: str
    field: str
    label: Text
    before: Text | None
    after: Text | None
    kind: Literal["added", "removed", "changed"]


def differences(form: Form, before: Mapping[str, Shown], after: Mapping[str, Shown]) -> tuple[Change, ...]:
    """Return the rows that differ, in the order of the form; rows it does not know come last."""
    known = {row.id: (field.id, row.label) for field in form.fields for row in field.rows}
    order = {name: place for place, name in enumerate(known)}
    names = sorted({*before, *after}, key=lambda name: (order.get(_whole(name, order), len(order)), name))
    changes = (
        _change(
            name,
            known.get(_whole(name, order), (name, plain(name))),
            before.get(name, (None, None)),
            after.get(name, (None, None)),
        )
        for name in names
    )
    return tuple(change for change in changes if change is not None)


def _whole(name: str, known: Mapping[str, int]) -> str:
    """Return the row a row was split from: ``size.office`` from ``size``."""
    return name if name in known else name.rpartition(".")[0]


def _change(name: str, known: tuple[str, Text], before: Shown, after: Shown) -> Change | None:
    if _same(before[0], after[0]) and (before[0] is not None or before[1] == after[1]):
        return None
    there = [any(part is not None for part in shown) for shown in (before, after)]
    kind: Literal["added", "removed", "changed"] = (
        "changed" if all(there) else "added" if there[1] else "removed"
    )
    return Change(row=name, field=known[0], label=known[1], before=before[1], after=after[1], kind=kind)


def _same(one: Any, other: Any) -> bool:
    """Whether two values say the same; 3.8e25 and its digits written out do, in the same unit and with the same bounds."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        if one.keys() != other.keys():
            return False
        figures = "unit" in one
        return all(
            _equal(one[key], other[key]) if figures and key in _FIGURES else _same(one[key], other[key])
            for key in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)


def _equal(one: Any, other: Any) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except (InvalidOperation, TypeError, ValueError):
        return _same(one, other)


def word_changes(before: str, after: str) -> list[Run]:
    """Return the words of two texts as runs that stayed, went and came; runs that stayed and came make the newer text."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    runs: list[Run] = []
    for kind, first, last, start, stop in _opcodes(
        [_bare(word) for word in old], [_bare(word) for word in new]
    ):
        if kind == "equal":
            runs.append(("same", "".join(new[start:stop])))
            continue
        if last > first:
            before_it = " " if runs and not runs[-1][1][-1].isspace() else ""
            behind_it = " " if stop > start or stop < len(new) else ""
            runs.append(("removed", f"{before_it}{''.join(old[first:last]).rstrip()}{behind_it}"))
        if stop > start:
            runs.append(("added", "".join(new[start:stop])))
    return runs


def _bare(word: str) -> str:
    return word.strip()


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield what difflib yields; what both texts begin and end with is set aside first, so that long texts stay fast."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    if head:
        yield "equal", 0, head, 0, head
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    matcher = difflib.SequenceMatcher(None, *middle, autojunk=max(map(len, middle)) > _LONG)
    for kind, first, last, start, stop in matcher.get_opcodes():
        yield kind, first + head, last + head, start + head, stop + head
    if tail:
        yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _common(one: list[str], other: list[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))
