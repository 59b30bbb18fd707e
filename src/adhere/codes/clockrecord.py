# SPDX-License-Identifier: EUPL-1.2
"""What is known to have happened, as clocks are held against it: events, exceptions that were invoked, conditions of the model.

An event has a day, or a moment with its time zone; ``about`` tells events of the same kind apart, such as version 1.1 of a Framework.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from adhere.codes.clockdata import ClockException, clock_word
from adhere.codes.clockends import Ending, counted_day
from adhere.codes.code import Deadline, Measure
from adhere.kernel.finding import Place
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth


class ClockState(StrEnum):
    """How a clock stands on a date."""

    NOT_STARTED = "not-started"
    NOT_KNOWN = "not-known"
    RUNNING = "running"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met-late"
    EXCEPTED = "excepted"
    OVER = "over"
    """The time to keep something, or a permission, has passed."""
    NOT_BOUND = "not-bound"

    @property
    def label(self) -> Text:
        """How people say it."""
        return clock_word("state", self.value)

    @property
    def waiting(self) -> bool:
        """Whether something is still to be done."""
        return self in (self.RUNNING, self.OVERDUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An event that happened or is planned; ``due`` is the last day that a request itself sets."""

    event: str
    at: date | datetime
    about: str | None = None
    due: date | None = None
    place: Place | None = None

    @property
    def day(self) -> date:
        """The day it counts as: of two in different time zones the earlier."""
        return counted_day(self.at)[0]

    @property
    def done_day(self) -> date:
        """The day by which it surely had happened: of two in different time zones the later."""
        return counted_day(self.at, later=True)[0]

    def before(self, other: Occurrence) -> bool | None:
        """Whether it came before another event; None where both are of one day and not both have their hour."""
        if self.moment is not None and other.moment is not None:
            return self.moment < other.moment
        if self.done_day == other.day:
            return None
        return self.done_day < other.day

    @property
    def moment(self) -> datetime | None:
        """The moment, where its hour is known."""
        return self.at if isinstance(self.at, datetime) and self.at.tzinfo is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoked:
    """An exception somebody invoked: for which clock, when, why, and which of its conditions are stated to be met."""

    clock: str
    exception: str
    on: date
    why: str
    shown: frozenset[str] = frozenset()
    about: str | None = None
    day: date | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An exception that was invoked, whether it counts, and what is told of it."""

    invoked: Invoked
    exception: ClockException
    counts: bool
    told: Text


@dataclass(frozen=True, kw_only=True)
class Record:
    """Everything known for one model. Where it is not ``kept``, what it does not hold may still have been done."""

    occurrences: tuple[Occurrence, ...] = ()
    invoked: tuple[Invoked, ...] = ()
    holds: Mapping[str, Truth] = field(default_factory=dict)
    kept: bool = True

    def of(self, *events: str, until: date | None = None) -> list[Occurrence]:
        """Return the events of some kinds in order of time, those after a date left out."""
        found = (one for one in self.occurrences if one.event in events)
        return sorted(
            (one for one in found if until is None or one.day <= until),
            key=lambda one: (one.day, one.done_day, one.about or ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One running of a clock, as it stands on a date.

    ``day`` is the last day, to its end; for what is kept, until when. ``missed`` are last days of a series that passed unmet.
    """

    code: str
    measure: Measure
    clock: Deadline
    state: ClockState
    start: Occurrence | None = None
    ending: Ending | None = None
    done: Occurrence | None = None
    missed: tuple[date, ...] = ()
    missed_count: int = 0
    invoked: Invoked | None = None
    refused: tuple[Judged, ...] = ()
    """Exceptions that were invoked and stop nothing."""
    delays: date | None = None
    """The last day from which a valid exception lets another clock run."""
    reasons: tuple[Text, ...] = ()

    @property
    def id(self) -> str:
        """Its full id, such as ``gpai-2025:S-7.6``."""
        return f"{self.code}:{self.clock.id}"

    @property
    def day(self) -> date | None:
        """The last day; None where none can be named."""
        return self.ending.day if self.ending else None

    @property
    def about(self) -> str | None:
        """What it is about, where events of the same kind are told apart."""
        return self.start.about if self.start else None
