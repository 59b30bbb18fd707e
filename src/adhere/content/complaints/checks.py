# SPDX-License-Identifier: EUPL-1.2
"""Checks of complaints of rightsholders: where to lodge one, the clock, reasons to set one aside, and dates that cannot be.

Measure 1.5 of the Copyright chapter of the code of practice; rules ADH-CON-180 to 194. An empty file is no proof that nobody complained.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from adhere.content.complaints.register import Complaint, Complaints, Standing
from adhere.content.complaints.rules import rule
from adhere.kernel.finding import Finding, Place

_CLOCK = {
    Standing.OVERDUE: "ADH-CON-180",
    Standing.DUE_SOON: "ADH-CON-181",
    Standing.ANSWERED_LATE: "ADH-CON-182",
    Standing.NO_PERIOD: "ADH-CON-183",
}


def complaint_findings(found: Complaints, models: Collection[str], on: date) -> Iterator[Finding]:
    """Yield everything wrong with complaints, and what is running; ``models`` are those of the dossier."""
    if found.contact_point is None:
        yield Finding(rule=rule("ADH-CON-184"), place=found.place)
    elif found.contact_page is None:
        yield Finding(rule=rule("ADH-CON-193"), place=found.place, values={"contact": found.contact_point})
    for complaint in found.complaints:
        yield from _Checks(found, complaint, on).all(models)


class _Checks:
    """The checks of one complaint, as it stood on a date; days that lie behind that are told, and do not count."""

    def __init__(self, found: Complaints, complaint: Complaint, on: date) -> None:
        self.found, self.complaint, self.on = found, complaint.by(on), on
        self.whole = complaint

    def all(self, models: Collection[str]) -> Iterator[Finding]:
        yield from self.dates()
        if self.complaint.received > self.on:
            return
        yield from self.clock()
        yield from self.acknowledged()
        yield from self.repeated()
        yield from self.aside()
        if self.complaint.kind == "representative" and self.complaint.on_behalf is None:
            yield self.told("ADH-CON-191")
        for name in self.complaint.models:
            if name not in models:
                yield self.told("ADH-CON-192", model=name[:80], known=", ".join(models) or "-")

    def clock(self) -> Iterator[Finding]:
        rule_id = _CLOCK.get(self.found.standing(self.complaint, self.on))
        if rule_id is not None:
            answered = self.complaint.answered
            yield self.told(
                rule_id,
                due=self.found.answer_by(self.complaint) or "-",
                length=self.found.answer_within.label if self.found.answer_within else "-",
                answered=answered.on if answered else "-",
                days=max((self.on - self.complaint.received).days, 0),
            )

    def acknowledged(self) -> Iterator[Finding]:
        last, done = self.found.acknowledge_by(self.complaint), self.complaint.acknowledged
        answered = self.complaint.answered
        first = min((day for day in (done, answered.on if answered else None) if day), default=None)
        aside = (one.on for one in (self.complaint.unfounded, self.complaint.withdrawn) if one)
        if last is not None and (first or min((self.on, *aside))) > last:
            yield self.told("ADH-CON-185", due=last, acknowledged=first or "-")

    def dates(self) -> Iterator[Finding]:
        one = self.whole
        days = {
            "received": one.received,
            "acknowledged": one.acknowledged,
            "answered": one.answered.on if one.answered else None,
            "unfounded": one.unfounded.on if one.unfounded else None,
            "withdrawn": one.withdrawn.on if one.withdrawn else None,
        }
        for name, day in days.items():
            if day is not None and day < one.received:
                yield self.told("ADH-CON-186", field=name, day=day)
            elif day is not None and day > self.on and (one.received <= self.on or name == "received"):
                yield self.told("ADH-CON-194", field=name, day=day, on=self.on)

    def repeated(self) -> Iterator[Finding]:
        one = self.complaint
        if one.repeats is None:
            return
        earlier = self.found.named(one.repeats)
        if earlier is None or earlier.id == one.id or earlier.received > one.received:
            yield self.told("ADH-CON-187", earlier=one.repeats[:80])
        elif earlier.rightsholder != one.rightsholder:
            yield self.told("ADH-CON-188", earlier=earlier.id)
        elif earlier.by(self.on).answered is None:
            yield self.told("ADH-CON-189", earlier=earlier.id)

    def aside(self) -> Iterator[Finding]:
        one = self.complaint
        reasons = [
            name
            for name, given in (
                ("unfounded", one.unfounded),
                ("repeats", one.repeats),
                ("withdrawn", one.withdrawn),
            )
            if given is not None
        ]
        if len(reasons) > 1 or (
            one.unfounded is not None and one.answered and one.answered.outcome != "rejected"
        ):
            shown = [*reasons, *(["answered"] if one.answered else [])]
            yield self.told("ADH-CON-190", fields=", ".join(shown))

    def told(self, rule_id: str, place: Place | None = None, **values: object) -> Finding:
        """Return a finding on the complaint."""
        one = self.complaint
        told = {"id": one.id, "complainant": one.complainant, "received": one.received, **values}
        return Finding(rule=rule(rule_id), place=place or one.place, values=told)
