# SPDX-License-Identifier: EUPL-1.2
"""What rests on a provision: everything that names it, something within it, or what it is a part of, by kind.

Annexes XI and XII are the content of points of Article 53(1) (Regulation (EU) 2024/1689), so what rests on a list rests on the point that
calls for it; ``parts`` says which list is of which provision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from adhere.kernel.refs import within
from adhere.kernel.text import Text

Group = Literal[
    "record", "exception", "criterion", "question", "figure", "requirement", "commitment", "measure", "clock", "form", "field", "rule",
    "reference",
]  # fmt: skip
"""Records of the law, exceptions elsewhere that take its duties away, criteria and questions of the classification, figures of
guidelines, requirements of the catalogue, what codes promise with its clocks, forms and their fields, rules of findings, other provisions."""
GROUPS: tuple[Group, ...] = get_args(Group)
Reach = Literal["itself", "below", "above"]
"""Whether the provision itself is named, something within it, or what it is a part of."""
REACHES: tuple[Reach, ...] = get_args(Reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One thing that names one provision, from ``start`` up to and not including ``end``; ``name`` is None where only ids are at hand.

    ``kind`` says more of the group: the kind of a record, the severity of a rule. ``why`` is the reason for the link, ``grade`` how sure it is.
    """

    group: Group
    id: str
    provision: str
    kind: str = ""
    grade: str = ""
    reviewed_by: str | None = None
    start: date | None = None
    end: date | None = None
    name: Text | None = None
    why: Text | None = None

    def stands(self, on: date) -> bool:
        """Whether it is there on a date."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How one thing hangs on the provision that was asked for: through which one, and as what."""

    provision: str
    reach: Reach
    grade: str = ""
    reviewed_by: str | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """One thing that rests on a provision, with every way in which it does, the nearest first."""

    group: Group
    id: str
    kind: str
    name: Text | None
    links: tuple[Link, ...]

    @property
    def reach(self) -> Reach:
        """How near it is."""
        return self.links[0].reach


def resting(
    provision: str, cited: Iterable[Cited], on: date, parts: Mapping[str, str] | None = None
) -> tuple[Resting, ...]:
    """Return what rests on a provision on a date, group by group, the nearest first, and else in the order of what it comes from."""
    found: dict[tuple[Group, str], list[tuple[Link, Cited]]] = {}
    for one in cited:
        reach = reach_of(one.provision, provision, parts or {})
        if reach is not None and one.stands(on):
            link = Link(
                provision=one.provision,
                reach=reach,
                grade=one.grade,
                reviewed_by=one.reviewed_by,
                why=one.why,
            )
            found.setdefault((one.group, one.id), []).append((link, one))
    return tuple(sorted((_joined(pairs) for pairs in found.values()), key=_place))


def reach_of(cited: str, provision: str, parts: Mapping[str, str]) -> Reach | None:
    """Return how a provision that is cited stands to the one asked for; None where it has nothing to do with it."""
    if cited == provision:
        return "itself"
    if within(cited, provision) or within(parts.get(cited.partition(".")[0], ""), provision):
        return "below"
    if within(provision, cited) or parts.get(provision.partition(".")[0]) == cited:
        return "above"
    return None


def _joined(pairs: list[tuple[Link, Cited]]) -> Resting:
    links = dict.fromkeys(sorted((link for link, _ in pairs), key=lambda link: REACHES.index(link.reach)))
    first = pairs[0][1]
    return Resting(group=first.group, id=first.id, kind=first.kind, name=first.name, links=tuple(links))


def _place(one: Resting) -> tuple[int, int]:
    return GROUPS.index(one.group), REACHES.index(one.reach)
