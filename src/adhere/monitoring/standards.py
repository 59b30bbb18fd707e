# SPDX-License-Identifier: EUPL-1.2
"""Standards that may serve or replace measures of a code: how far each has come, and how well it would do (Article 56(8)).

Only a standard cited in the Official Journal is harmonised (Article 40); the packaged register holds what is known and how surely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from adhere.kernel.data import packaged
from adhere.kernel.finding import Place
from adhere.kernel.refs import within
from adhere.kernel.text import Text, text_of
from adhere.monitoring.words import word

StandardState = Literal["announced", "draft", "enquiry", "published", "cited", "withdrawn"]
STATES: tuple[StandardState, ...] = get_args(StandardState)
Relation = Literal["replaces", "supports"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
Degree = Literal["whole", "part", "none", "unknown"]
DEGREES: tuple[Degree, ...] = get_args(Degree)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A state that a standard was in from a day, or was seen in on a day where ``seen``; ``day`` is None where nobody knows."""

    state: StandardState
    day: date | None
    seen: bool = False
    grade: str = "ours"
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A duty or a measure that a standard would serve or replace, how far, and why."""

    target: str
    relation: Relation
    degree: Degree
    why: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardAssessment:
    """What an office finds of a standard: what it would serve, and the gaps that stay."""

    on: date
    by: str
    served: tuple[Served, ...]
    gaps: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One standard or draft of one; ``targets`` are the provisions it is made for."""

    id: str
    title: Text
    body: str
    targets: tuple[str, ...]
    steps: tuple[Step, ...]
    assessment: StandardAssessment | None = None
    note: Text | None = None
    example: bool = False
    place: Place

    def state(self, on: date) -> Step | None:
        """Return the last state known on a date."""
        known = [one for one in self.steps if one.day is not None and one.day <= on]
        return max(known, key=lambda one: one.day or date.min, default=None)

    def changed(self, since: date, on: date) -> tuple[Step, ...]:
        """Return the steps it took after a day, until and with another; having been seen is no step."""
        return tuple(one for one in self.steps if one.day and since < one.day <= on and not one.seen)

    def harmonised(self, on: date) -> bool:
        """Whether it is cited in the Official Journal on a date."""
        state = self.state(on)
        return state is not None and state.state == "cited"


def state_text(state: StandardState) -> Text:
    """Return how a state is said."""
    return word("standard", state)


@cache
def packaged_standards() -> tuple[Standard, ...]:
    """Return the register that comes with the program."""
    return tuple(
        _standard(record) for record in packaged("adhere.monitoring", "data/standards.toml")["standard"]
    )


def _standard(record: Mapping[str, Any]) -> Standard:
    place = Place(file="standards.toml", at=record["id"])
    return Standard(
        id=record["id"],
        title=text_of(record["title"]),
        body=record["body"],
        targets=tuple(record["targets"]),
        steps=tuple(
            Step(
                state=one["state"],
                day=one.get("day"),
                seen=one.get("seen", False),
                grade=one["grade"],
                place=place,
            )
            for one in record["step"]
        ),
        note=text_of(record["note"]) if "note" in record else None,
        place=place,
    )


def register(own: Iterable[Standard]) -> tuple[Standard, ...]:
    """Return the packaged register with an office's own records; a record of the same id takes the place of the packaged one."""
    found = {one.id: one for one in packaged_standards()}
    found |= {one.id: one for one in own}
    return tuple(found.values())


def harmonised_for(
    standards: Iterable[Standard], provisions: Iterable[str], on: date
) -> tuple[Standard, ...]:
    """Return the standards that are harmonised on a date and made for one of some provisions or a part of it."""
    wanted = tuple(provisions)
    return tuple(
        one
        for one in standards
        if one.harmonised(on) and any(within(target, name) for target in one.targets for name in wanted)
    )
