# SPDX-License-Identifier: EUPL-1.2
"""How the documentation of a dossier stands, as one page shows it: plain values, gathered elsewhere.

Articles 53(1)(a) and (b), 52(1) and 56(2)(a); Annexes XI and XII.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from adhere.forms.completeness import State
from adhere.forms.coverage import Point
from adhere.forms.form import Recipient
from adhere.kernel.text import Text

DONE = (State.ANSWERED, State.NOT_APPLICABLE)
AT_ODDS = (State.WRONG, State.CONTRADICTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormStanding:
    """How the rows of one form stand for one recipient; ``key`` names the form, or the file of an incident."""

    key: str
    name: Text
    recipient: Recipient
    counts: Mapping[State, int]

    @property
    def asked(self) -> int:
        """How many rows are asked."""
        return sum(count for state, count in self.counts.items() if state is not State.NOT_ASKED)

    def count(self, *states: State) -> int:
        """Return how many rows are in one of these states."""
        return sum(self.counts.get(state, 0) for state in states)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Something with a last day; ``late`` where that day has passed and nothing was done."""

    text: Text
    due: date | None
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LastIssue:
    """The last issue of one form and how many things in it are stale; None where that was not looked at."""

    key: str
    number: int
    at: str
    stale: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """One thing to supply: where it is answered, what, and who can."""

    id: str
    label: Text
    who: Text
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """The points of one annex for the recipient to whom it is owed."""

    provision: str
    recipient: Recipient
    points: tuple[Point, ...]
    only_if: frozenset[str] = frozenset()
    """Points that are asked only with systemic risk, where that is not known."""

    @property
    def unsure(self) -> tuple[Point, ...]:
        """The points without an answer of which it is not known whether they are asked."""
        return tuple(
            point for point in self.points if point.provision in self.only_if and point.state not in DONE
        )

    @property
    def asked(self) -> tuple[Point, ...]:
        """The points that are asked of this model."""
        unsure = self.unsure
        return tuple(
            point for point in self.points if point.state is not State.NOT_ASKED and point not in unsure
        )

    @property
    def open(self) -> tuple[Point, ...]:
        """The points that still need work."""
        return tuple(point for point in self.asked if point.state not in DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStanding:
    """One model: duties that are owed and that may be, errors found, forms, annexes, clocks, issues, and what to do first."""

    id: str
    owed: int
    unknown: int
    errors: int
    forms: tuple[FormStanding, ...]
    annexes: tuple[Annex, ...]
    clocks: tuple[Clock, ...]
    issues: tuple[LastIssue, ...]
    todo: tuple[ToDo, ...]
    """Everything that is asked, in the order to supply it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A dossier on a date."""

    name: str
    provider: str
    on: date
    law_release: str
    example: bool
    models: tuple[ModelStanding, ...]
