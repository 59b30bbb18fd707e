# SPDX-License-Identifier: EUPL-1.2
"""Criteria as trees of questions in words, and what rests on a place in a document.

The criteria of design record 0002, laid out for a reader: every combination is a heading over its parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from adhere.kernel.data import packaged
from adhere.kernel.refs import within
from adhere.kernel.text import Text
from adhere.law.library import Law
from adhere.law.parsing import names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One line of a tree: how deep it stands, its words, and the record it is, or None for a heading."""

    depth: int
    text: Text
    id: str | None = None


def tree_of(law: Law, identifier: str) -> Iterator[Node]:
    """Yield a criterion with all its parts, or a question of fact with what it is a part of; KeyError for neither."""
    if identifier in law.criteria:
        yield from _criterion(law, identifier, 0)
        return
    atom = law.atoms[identifier]
    yield Node(depth=0, text=atom.question, id=identifier)
    if atom.hint:
        yield Node(depth=1, text=atom.hint)
    yield Node(depth=0, text=_headings()["part-of"])
    for criterion in law.criteria.values():
        if identifier in chain.from_iterable(criterion.parts.values()):
            yield Node(depth=1, text=criterion.name, id=criterion.id)


def resting_on(law: Law, place: str) -> Iterator[Node]:
    """Yield the figures, questions and criteria that rest on a place in a document, under a heading; nothing for none."""
    from adhere.law.figures import figures  # noqa: PLC0415 - exact arithmetic, which criteria do not need

    found = [(record.id, record.source, record.content) for record in figures()]
    found += [(atom.id, atom.provision, atom.question) for atom in law.atoms.values()]
    found += [(criterion.id, criterion.provision, criterion.name) for criterion in law.criteria.values()]
    resting = [(name, text) for name, source, text in found if within(source, place)]
    if resting:
        yield Node(depth=0, text=_headings()["rests-on"])
    for name, text in resting:
        yield Node(depth=1, text=text, id=name)


def _criterion(law: Law, identifier: str, depth: int) -> Iterator[Node]:
    criterion = law.criteria[identifier]
    yield Node(depth=depth, text=criterion.name, id=identifier)
    for combination, parts in criterion.parts.items():
        if len(parts) > 1 or combination == "none":
            yield Node(depth=depth + 1, text=_headings()[combination])
        for part in parts:
            below = depth + 1 + (len(parts) > 1 or combination == "none")
            if part in law.criteria:
                yield from _criterion(law, part, below)
            else:
                yield Node(depth=below, text=law.atoms[part].question, id=part)


@cache
def _headings() -> dict[str, Text]:
    name = "combinations.toml"
    return names_of(name, packaged("adhere.law", f"data/{name}"), "combination")
