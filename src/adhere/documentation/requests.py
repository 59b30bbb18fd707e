# SPDX-License-Identifier: EUPL-1.2
"""A request for documentation: who asks what on which ground, when the answer is due and why then, and how it stands.

Measure 1.2 of the GPAI code (14 days for downstream providers), Articles 53(1)(b), 75(3) and 91(4); periods are data (``periods``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from adhere.documentation.periods import Asker, askers, code_period, interval, plain_end
from adhere.documentation.upkeep_words import word
from adhere.kernel.calendar import Calendar, Deadline, deadline, spoken
from adhere.kernel.finding import Place
from adhere.kernel.text import Text
from adhere.law.citations import cite


class RequestState(StrEnum):
    """How a request stands on a date."""

    OPEN = "open"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered-late"
    REFUSED = "refused"
    CLOSED = "closed"
    NO_DATE = "no-date"

    @property
    def label(self) -> Text:
        """How people say it."""
        return word("state", self.value)

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to be given."""
        return self in (self.OPEN, self.DUE_SOON, self.OVERDUE, self.NO_DATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Something sent in answer: the day, the SHA-256 of the pack, the issue it is of, who sent it."""

    on: date
    pack: str
    issue: int | None = None
    by: str | None = None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A day with its reason: of a refusal, a closing, or, as the last day, of an extension."""

    on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidential:
    """A row marked confidential in the answer (Article 78), and why."""

    row: str
    why: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A field or row asked for, and where that stands."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request; ``due`` is the day set in it, ``fields`` empty asks for all the recipient is shown."""

    name: str
    organisation: str
    kind: str
    legal_basis: tuple[str, ...]
    purpose: str
    received: date
    form: str = "mdf"
    due: date | None = None
    fields: tuple[Asked, ...] = ()
    extended: Ended | None = None
    sent: tuple[Sent, ...] = ()
    confidential: tuple[Confidential, ...] = ()
    closed: Ended | None = None
    refused: Ended | None = None
    place: Place

    @property
    def asker(self) -> Asker:
        """Who asks, by kind."""
        return askers()[self.kind]

    @property
    def first_sent(self) -> date | None:
        """The day of the first answer."""
        return min((sent.on for sent in self.sent), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The last day for an answer, to its end, and why that day; None where nothing sets one. ``first`` is it without extension."""

    day: date | None
    reasons: tuple[Text, ...]
    first: date | None = None


def due(request: Request, calendar: Calendar) -> Due:
    """Return when a request must be answered; ``calendar`` tells working days where the provider answers."""
    day, reasons = _first_due(request, calendar)
    if request.extended is None:
        return Due(day=day, reasons=reasons, first=day)
    until = request.extended.on
    told = word("due", "extended", day=spoken(until), why=request.extended.why)
    return Due(day=until, reasons=(*reasons, told), first=day)


def _first_due(request: Request, calendar: Calendar) -> tuple[date | None, tuple[Text, ...]]:
    if request.asker.period is None:
        if request.due is None:
            return None, (word("due", "unknown"),)
        return request.due, (word("due", "set", day=spoken(request.due)),)
    period = code_period(request.asker.period)
    end = deadline(request.received, period.length, calendar)
    last = plain_end(request.received, period.length)
    if last is None:
        return request.due, (word("due", "beyond", day=spoken(request.received)),)
    values = {"measure": cite(period.measure), "length": period.length.label}
    counted = word("due", "counted", day=spoken(last), event=period.event, **values)
    reasons = (counted, *_not_moved(last, end))
    if request.due is not None and request.due < last:
        return request.due, (*reasons, word("due", "agreed", day=spoken(request.due), **values))
    return last, reasons


def _not_moved(last: date, end: Deadline) -> tuple[Text, ...]:
    """Say what Regulation 1182/71 would make of the last day, where that is another one."""
    if end.beyond or end.day == last:
        return ()
    return (word("due", "not-moved", day=spoken(last), moved=spoken(end.day)),)


def state(request: Request, last_day: date | None, on: date) -> RequestState:
    """Return how a request stands on a date; ``last_day`` comes from ``due``."""
    first = request.first_sent
    if request.refused is not None:
        return RequestState.REFUSED
    if first is not None:
        late = last_day is not None and first > last_day
        return RequestState.ANSWERED_LATE if late else RequestState.ANSWERED
    if request.closed is not None:
        return RequestState.CLOSED
    if last_day is None:
        return RequestState.NO_DATE
    if last_day < on:
        return RequestState.OVERDUE
    soon = plain_end(on, interval("due-soon").length)
    return RequestState.DUE_SOON if soon is None or last_day <= soon else RequestState.OPEN
