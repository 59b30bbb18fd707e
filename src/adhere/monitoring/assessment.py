# SPDX-License-Identifier: EUPL-1.2
"""An assessment of the adequacy of a code: finding per obligation, the Board's opinion, dissent, decision, publication and review.

Article 56(6): whether a code covers the obligations of Articles 53 and 55; Article 50(7) has codes on content assessed the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from adhere.kernel.data import packaged
from adhere.kernel.finding import Place
from adhere.kernel.text import Text, text_of

Judgement = Literal["adequate", "not-adequate", "in-part", "not-assessed"]
JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)
DecisionKind = Literal["adequacy-assessment", "approval", "common-rules"]
DECISIONS: tuple[DecisionKind, ...] = get_args(DecisionKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """The finding on one obligation, by its id, and what it rests on; ``measures`` are those it rests on."""

    obligation: str
    judgement: Judgement
    why: str | None = None
    evidence: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """The opinion or assessment of the Board; ``dissent`` holds what members thought otherwise, by no name."""

    on: date | None
    judgement: Judgement
    dissent: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, by whom, on which day, and from when it holds."""

    kind: DecisionKind
    by: str
    on: date
    effective: date | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One assessment of one version of a code; ``judgement`` is on the code as a whole."""

    id: str
    code: str
    version: str | None = None
    judgement: Judgement
    obligations: tuple[Assessed, ...] = ()
    provisions: tuple[str, ...] = ()
    """What the code as a whole was held against, where the record names it."""
    opinion: Opinion | None = None
    decision: Decision | None = None
    published: date | None = None
    address: str | None = None
    review: date | None = None
    grade: str | None = None
    note: Text | None = None
    title: Text | None = None
    example: bool = False
    place: Place

    @property
    def on(self) -> date | None:
        """The day from which it counts."""
        if self.decision is None:
            return None
        return self.decision.effective or self.decision.on


@cache
def packaged_assessments() -> tuple[Assessment, ...]:
    """Return what is on record of assessments that were made, as far as facts go."""
    return tuple(_assessments())


def _assessments() -> Iterator[Assessment]:
    for record in packaged("adhere.monitoring", "data/assessments.toml")["assessment"]:
        place = Place(file="assessments.toml", at=record["id"])
        yield Assessment(
            id=record["id"],
            code=record["code"],
            version=record.get("version"),
            judgement=record["judgement"],
            provisions=tuple(record["provisions"]),
            opinion=_opinion(record["opinion"], place),
            decision=_decision(record["decision"], place),
            published=record.get("published"),
            address=record.get("address"),
            grade=record["grade"],
            note=text_of(record["note"]),
            title=text_of(record["title"]),
            place=place,
        )


def _opinion(record: Mapping[str, Any], place: Place) -> Opinion:
    return Opinion(on=record["on"], judgement=record["judgement"], place=place)


def _decision(record: Mapping[str, Any], place: Place) -> Decision:
    return Decision(
        kind=record["kind"],
        by=record["by"],
        on=record["on"],
        effective=record.get("effective"),
        place=place,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessments:
    """Assessments, and the code whose are looked for."""

    code: str
    all: tuple[Assessment, ...]

    def of_code(self) -> tuple[Assessment, ...]:
        """Return those of the code, earliest first."""
        found = (one for one in self.all if one.code == self.code)
        return tuple(sorted(found, key=lambda one: one.on or date.max))

    def last(self, on: date) -> Assessment | None:
        """Return the one that counts on a date."""
        counting = [one for one in self.of_code() if one.on is not None and one.on <= on]
        return counting[-1] if counting else None
