# SPDX-License-Identifier: EUPL-1.2
"""A complaint of a rightsholder: who lodged it about what, what was done, and when that is due by the provider's own word.

Measure 1.5 of the Copyright chapter: with care, without arbitrariness and within a reasonable time, save what is manifestly unfounded and
what repeats a complaint of the same rightsholder that was answered. The code puts no number on the time; the one that counts here is stated.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from adhere.content.summary.template import end_of
from adhere.kernel.calendar import Period
from adhere.kernel.finding import Place

KINDS = ("rightsholder", "representative")
"""Who may lodge a complaint: rightsholders, and those they authorised, collective management organisations too."""
SOON = timedelta(days=7)
"""Before the last day, from when it is said that it comes: ours."""
OUTCOMES = ("upheld", "partly-upheld", "rejected")


class Standing(StrEnum):
    """How a complaint stands on a date."""

    OPEN = "open"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    NO_PERIOD = "no-period"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered-late"
    UNFOUNDED = "unfounded"
    REPEATED = "repeated"
    WITHDRAWN = "withdrawn"
    NOT_RECEIVED = "not-received"

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to be given."""
        return self in (self.OPEN, self.DUE_SOON, self.OVERDUE, self.NO_PERIOD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer: the day, whether the complaint was right, and what was said and done."""

    on: date
    outcome: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A day with its reason: found manifestly unfounded, or withdrawn."""

    on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One complaint; ``on_behalf`` is whom a representative speaks for, ``repeats`` the earlier complaint it is identical to."""

    id: str
    received: date
    complainant: str
    kind: str
    about: str
    place: Place
    on_behalf: str | None = None
    models: tuple[str, ...] = ()
    acknowledged: date | None = None
    answered: Answered | None = None
    unfounded: SetAside | None = None
    withdrawn: SetAside | None = None
    repeats: str | None = None

    @property
    def rightsholder(self) -> str:
        """Whose rights it is about, as names are compared."""
        return " ".join((self.on_behalf or self.complainant).casefold().split())

    def by(self, on: date) -> Complaint:
        """Return the complaint with what had happened by a date, and nothing of later days."""
        return replace(
            self,
            acknowledged=self.acknowledged if self.acknowledged and self.acknowledged <= on else None,
            answered=self.answered if self.answered and self.answered.on <= on else None,
            unfounded=self.unfounded if self.unfounded and self.unfounded.on <= on else None,
            withdrawn=self.withdrawn if self.withdrawn and self.withdrawn.on <= on else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaints:
    """The file: the point of contact, the periods the provider set itself, and the complaints."""

    place: Place
    contact_point: str | None = None
    contact_page: str | None = None
    procedure: str | None = None
    acknowledge_within: Period | None = None
    answer_within: Period | None = None
    complaints: tuple[Complaint, ...] = ()

    def named(self, name: str) -> Complaint | None:
        """Return a complaint by its id."""
        return next((one for one in self.complaints if one.id == name), None)

    def acknowledge_by(self, complaint: Complaint) -> date | None:
        """Return the last day to acknowledge a complaint; None where no period was set."""
        return end_of(complaint.received, self.acknowledge_within) if self.acknowledge_within else None

    def answer_by(self, complaint: Complaint) -> date | None:
        """Return the last day to answer a complaint; None where no period was set."""
        return end_of(complaint.received, self.answer_within) if self.answer_within else None

    def earlier(self, complaint: Complaint, on: date) -> Complaint | None:
        """Return the complaint that one repeats by measure 1.5: identical, of the same rightsholder, and answered by a date."""
        found = self.named(complaint.repeats) if complaint.repeats is not None else None
        if found is None or found.id == complaint.id or found.received > complaint.received:
            return None
        answered = found.by(on).answered is not None
        return found if answered and found.rightsholder == complaint.rightsholder else None

    def standing(self, complaint: Complaint, on: date) -> Standing:
        """Return how a complaint stands on a date, by what had happened then; one that is said to repeat another and cannot waits on."""
        if complaint.received > on:
            return Standing.NOT_RECEIVED
        due, then = self.answer_by(complaint), complaint.by(on)
        if then.answered is not None:
            late = due is not None and then.answered.on > due
            return Standing.ANSWERED_LATE if late else Standing.ANSWERED
        for put_aside, standing in (
            (then.unfounded, Standing.UNFOUNDED),
            (self.earlier(complaint, on), Standing.REPEATED),
            (then.withdrawn, Standing.WITHDRAWN),
        ):
            if put_aside is not None:
                return standing
        if due is None:
            return Standing.NO_PERIOD
        if due < on:
            return Standing.OVERDUE
        return Standing.DUE_SOON if due - on <= SOON else Standing.OPEN
