# SPDX-License-Identifier: EUPL-1.2
"""What an amending act did, as operations on provisions: the old text with them applied is the new text, by construction and by test.

The sources mark which provisions an act amended, and by which of its points; the operation itself is what differs between the versions
there. A difference that no mark explains is reported, and so is a mark without a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from adhere.kernel.refs import within
from adhere.law.texts.nodes import ActText, Amendment
from adhere.law.texts.rules import Collected
from adhere.law.texts.units import Unit
from adhere.law.texts.words import likeness

Kind = Literal["insert", "replace", "delete"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One provision that was put in, replaced or taken out, and the marks that the new text has on it."""

    kind: Kind
    unit: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    by: tuple[Amendment, ...]


def operations(old: Mapping[str, Unit], new: Mapping[str, Unit], new_act: ActText) -> tuple[Operation, ...]:
    """Return what turns the old units into the new ones, in the order of the new text; what was taken out comes last."""
    marks, whole = dict(_marks(new_act)), dict(_on_articles(new_act))
    found = []
    for name, unit in new.items():
        before = old.get(name)
        if before is None:
            found.append(_operation("insert", name, (), unit.paragraphs, marks))
        elif likeness(before.text) != likeness(unit.text) or len(before.paragraphs) != len(unit.paragraphs):
            found.append(_operation("replace", name, before.paragraphs, unit.paragraphs, marks))
    for name, unit in old.items():
        if name not in new:
            found.append(_operation("delete", name, unit.paragraphs, (), whole))
    return tuple(found)


def applied(old: Mapping[str, tuple[str, ...]], changes: Iterable[Operation]) -> dict[str, tuple[str, ...]]:
    """Return texts after operations; raise ValueError where one does not meet the words it says were there."""
    texts = dict(old)
    for change in changes:
        if texts.get(change.unit, ()) != change.before:
            raise ValueError(f"{change.unit} does not have the words that the operation replaces")
        if change.kind == "delete":
            del texts[change.unit]
        else:
            texts[change.unit] = change.after
    return texts


def check_marks(changes: Iterable[Operation], new_act: ActText, found: Collected) -> None:
    """Report differences without a mark, and marked paragraphs without a difference."""
    changed = []
    for change in changes:
        changed.append(change.unit)
        if not change.by:
            found.add("ADH-LAW-065", at=change.unit, place=change.unit)
    for place, amendments in _marks(new_act):
        if amendments and not any(within(unit, place) for unit in changed):
            by = ", ".join(f"{one.by} {one.place}".strip() for one in amendments)
            found.add("ADH-LAW-066", at=place, place=place, by=by)


def _operation(
    kind: Kind,
    unit: str,
    before: tuple[str, ...],
    after: tuple[str, ...],
    marks: Mapping[str, tuple[Amendment, ...]],
) -> Operation:
    """Return an operation with the marks of the nearest provision around it that has any."""
    place = unit
    while not marks.get(place) and "." in place:
        place = place.rpartition(".")[0]
    return Operation(kind=kind, unit=unit, before=before, after=after, by=marks.get(place, ()))


def _marks(act: ActText) -> Iterator[tuple[str, tuple[Amendment, ...]]]:
    """Yield the marks on paragraphs; those on an article as a whole count where none of its paragraphs has its own."""
    for article in act.articles:
        name = f"{act.prefix}:art-{article.number}"
        own = [one for paragraph in article.paragraphs for one in paragraph.amended if not paragraph.number]
        apart = any(paragraph.number and paragraph.amended for paragraph in article.paragraphs)
        yield name, tuple(dict.fromkeys(own if apart else [*article.amended, *own]))
        for paragraph in article.paragraphs:
            if paragraph.number:
                yield f"{name}.{paragraph.number}", paragraph.amended
    for annex in act.annexes:
        yield f"{act.prefix}:annex-{annex.number}", annex.amended


def _on_articles(act: ActText) -> Iterator[tuple[str, tuple[Amendment, ...]]]:
    """Yield every mark in an article: what was taken out has no place of its own in the new text."""
    for article in act.articles:
        inner = [one for paragraph in article.paragraphs for one in paragraph.amended]
        yield f"{act.prefix}:art-{article.number}", tuple(dict.fromkeys([*article.amended, *inner]))
    for annex in act.annexes:
        yield f"{act.prefix}:annex-{annex.number}", annex.amended
