# SPDX-License-Identifier: EUPL-1.2
"""Cross-walks: how the parts of a code relate to the items of an international framework, both ways, and what has no counterpart.

Article 56(1) has codes drawn up "taking into account international approaches". The relations are those of set theory (NIST IR 8477,
section 4.3); all are ours unless their grade says otherwise. Data: ``data/crosswalks/``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, Literal, get_args

from adhere.codes.code import Code
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of

RelationType = Literal["equal", "subset", "superset", "intersects"]
"""What a part of the code is to the items: ``subset`` where it asks only a part of what they ask."""
RELATION_TYPES: tuple[RelationType, ...] = get_args(RelationType)


class UnknownFrameworkError(LookupError):
    """No framework of that id stands beside the code; ``known`` lists those that do."""

    def __init__(self, framework: str, known: Sequence[str]) -> None:
        super().__init__(framework)
        self.framework = framework
        self.known = tuple(known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a framework, by its official id; ``content`` is our paraphrase, None where none was needed."""

    id: str
    content: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How a measure, commitment or appendix relates to items, and why; a relation of a commitment is not one of its measures."""

    source: str
    type: RelationType
    items: tuple[str, ...]
    rationale: Text
    grade: str
    reviewed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What a draft named and the final text dropped: history, and no relation. ``counterpart`` is what became of that measure."""

    draft: str
    counterpart: str
    items: tuple[str, ...]
    content: Text
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """One version of a framework; ``mapped`` is false where nobody has looked for relations, ``history`` where it is a draft's own list."""

    id: str
    title: Text
    version: str
    published: date
    source: str
    grade: str
    licence: Text
    note: Text
    mapped: bool
    history: bool
    items: tuple[Item, ...]
    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, kw_only=True)
class Crosswalk:
    """A code beside one framework, read both ways."""

    code: Code
    framework: Framework

    @cached_property
    def by_part(self) -> Mapping[str, tuple[Relation, ...]]:
        """The relations of each part of the code that has any, in the order of the data."""
        found: dict[str, list[Relation]] = {}
        for relation in self.framework.relations:
            found.setdefault(relation.source, []).append(relation)
        return {name: tuple(relations) for name, relations in found.items()}

    @cached_property
    def by_item(self) -> Mapping[str, tuple[Relation, ...]]:
        """The relations of each item of the framework, in its order; of an item without any, an empty tuple."""
        found: dict[str, list[Relation]] = {one.id: [] for one in self.framework.items}
        for relation in self.framework.relations:
            for item in relation.items:
                found[item].append(relation)
        return {name: tuple(relations) for name, relations in found.items()}

    @property
    def through_commitment(self) -> tuple[str, ...]:
        """The measures without a relation of their own whose commitment has one."""
        return tuple(
            one.id
            for one in self.code.measures
            if one.id not in self.by_part and one.commitment in self.by_part
        )

    @property
    def without_item(self) -> tuple[str, ...]:
        """The measures to which nothing in the framework corresponds, nor to their commitment; none where nobody looked."""
        return tuple(
            one.id
            for one in self.code.measures
            if self.framework.mapped and not {one.id, one.commitment} & self.by_part.keys()
        )

    @property
    def without_part(self) -> tuple[str, ...]:
        """The items to which nothing in the code corresponds; none where nobody looked."""
        return tuple(
            name for name, relations in self.by_item.items() if self.framework.mapped and not relations
        )


def known_frameworks(code_id: str) -> tuple[str, ...]:
    """Return the ids of the frameworks beside a code, in the order people meet them; none for a code of one's own."""
    return tuple(_contents().get(code_id, {}).get("frameworks", ()))


def codes_with_crosswalks() -> tuple[str, ...]:
    """Return the ids of the codes that frameworks stand beside."""
    return tuple(name for name, table in _contents().items() if "frameworks" in table)


@cache
def framework(code_id: str, framework_id: str) -> Framework:
    """Return one framework beside a code; raise UnknownFrameworkError."""
    known = known_frameworks(code_id)
    if framework_id not in known:
        raise UnknownFrameworkError(framework_id, known)
    return framework_of(packaged("adhere.codes", f"data/crosswalks/{framework_id}.toml"))


def crosswalks(code: Code) -> tuple[Crosswalk, ...]:
    """Return the cross-walks of a code, history left out."""
    frameworks = (framework(code.id, one) for one in known_frameworks(code.id))
    return tuple(Crosswalk(code=code, framework=one) for one in frameworks if not one.history)


def statement() -> Text:
    """Return what holds of every framework: that it gives no presumption of conformity."""
    return text_of(_contents()["statement"])


def ours() -> Text:
    """Return what the relations are worth: that they are ours and unreviewed."""
    return text_of(_contents()["ours"])


def type_text(relation: RelationType) -> Text:
    """Return a relation in words, read from the code to the framework."""
    return text_of(_contents()["type"][relation])


def framework_of(table: Mapping[str, Any]) -> Framework:
    """Return the framework of a parsed file; raise KeyError or TypeError where it has another shape."""
    return Framework(
        id=table["id"],
        title=text_of(table["title"]),
        version=table["version"],
        published=table["published"],
        source=table["source"],
        grade=table["grade"],
        licence=text_of(table["licence"]),
        note=text_of(table["note"]),
        mapped=table.get("mapped", True),
        history=table.get("history", False),
        items=tuple(
            Item(id=one["id"], content=text_of(one["content"]) if "content" in one else None)
            for one in table["item"]
        ),
        relations=tuple(_relation(one) for one in table.get("relation", ())),
        mentions=tuple(_mention(one) for one in table.get("mention", ())),
    )


def _relation(record: Mapping[str, Any]) -> Relation:
    return Relation(
        source=record["from"],
        type=record["type"],
        items=tuple(record["items"]),
        rationale=text_of(record["rationale"]),
        grade=record["grade"],
        reviewed_by=record.get("reviewed_by"),
    )


def _mention(record: Mapping[str, Any]) -> Mention:
    return Mention(
        draft=record["draft"],
        counterpart=record["counterpart"],
        items=tuple(record["items"]),
        content=text_of(record["content"]),
        grade=record["grade"],
    )


@cache
def _contents() -> dict[str, Any]:
    return packaged("adhere.codes", "data/crosswalks/contents.toml")
