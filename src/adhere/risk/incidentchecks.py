# SPDX-License-Identifier: EUPL-1.2
"""Checks of serious incidents: reports that are due, overdue or late, days that do not fit, and what was bundled.

Article 55(1)(c) and measure S-9.3 of the GPAI code. Rules: ADH-RSK-110 to 121.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from adhere.codes.clockexceptions import joined
from adhere.codes.clockrecord import ClockState, Run
from adhere.codes.code import Code
from adhere.kernel.calendar import spoken
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Truth
from adhere.risk.incidents import (
    Incident,
    StandingIncident,
    earliest_possible,
    goes_round,
    harms,
    incident_word,
    odd_word,
)
from adhere.risk.rules import rule

DAYS = ("aware", "resolved", "started", "ended", "documented")
"""The fields of an incident that hold a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Whether the law asks to report incidents with this model, and whether the provider adheres to the chapter on it."""

    duty: Truth
    signatory: Truth

    @property
    def told(self) -> Text:
        """What the days of the code are to this provider."""
        return incident_word("signatory" if self.signatory is Truth.YES else "not-signatory")


def incident_findings(
    incidents: Sequence[Incident], standing: Sequence[StandingIncident], code: Code, owed: Owed, on: date
) -> Iterator[Finding]:
    """Yield everything found on the incidents of a model."""
    for incident in incidents:
        yield from _days(incident, on)
        yield from _bundle(incident, incidents)
        yield from _near_miss(incident)
    for one in standing:
        yield from _unknown(one, code)
        yield from _exception(one)
        yield from _reports(one, owed)


def at_odds(incident: Incident, answers: Incident, file: str) -> Iterator[Finding]:
    """Yield what the file of an incident and the answers to its report say differently."""
    for field in ("aware", "resolved"):
        one, other = getattr(incident, field), getattr(answers, field)
        if one is not None and other is not None and _day(one) != _day(other):
            said = {"field": field, "one": spoken(_day(one)), "other": spoken(_day(other)), "file": file}
            yield _found("ADH-RSK-120", incident, field, **said)
    missing = [one for one in answers.harms if incident.harms and one not in incident.harms]
    for harm in missing:
        named = joined((harms()[one][1] for one in incident.harms), ", ")
        said = {"field": "harms", "one": named, "other": harms()[harm][1], "file": file}
        yield _found("ADH-RSK-120", incident, "harms", **said)


def _days(incident: Incident, on: date) -> Iterator[Finding]:
    for field, key, one, other in _odd(incident, on):
        what = odd_word(key, one=spoken(_day(one)), other=spoken(_day(other)))
        place = field if isinstance(field, Place) else incident.at(field)
        yield Finding(rule=rule("ADH-RSK-114"), place=place, values={"incident": incident.name, "what": what})
    finals = incident.of("final")
    if finals and incident.resolved is None:
        day = spoken(_day(finals[0].at))
        yield _found("ADH-RSK-115", incident, "reports", day=day)


_Odd = Iterator[tuple[str | Place, str, date | datetime, date | datetime]]
"""Where it stands, what is odd, and the two days that do not fit."""


def _odd(one: Incident, on: date) -> _Odd:
    if one.aware is not None and one.resolved is not None and _earlier(one.resolved, one.aware):
        yield "resolved", "resolved-before-aware", one.resolved, one.aware
    if one.aware is not None and one.started is not None and _earlier(one.aware, one.started):
        yield "started", "started-after-aware", one.started, one.aware
    if one.started is not None and one.ended is not None and one.ended < one.started:
        yield "ended", "ended-before-started", one.ended, one.started
    for field in DAYS:
        day = getattr(one, field)
        if day is not None and _day(day) > on:
            yield field, "later", day, on
    yield from _odd_reports(one, on)


def _odd_reports(one: Incident, on: date) -> _Odd:
    initial = min((report.at for report in one.of("initial")), key=_day, default=None)
    for report in one.reports:
        place = report.place or one.place
        after: list[tuple[str, date | datetime | None]] = [("report-before-aware", one.aware)]
        if report.kind != "initial":
            after.append(("before-initial", initial))
        if report.kind == "final":
            after.append(("final-before-resolved", one.resolved))
        for key, other in after:
            if other is not None and _earlier(report.at, other):
                yield place, key, report.at, other
        if _day(report.at) > on:
            yield place, "later", report.at, on


def _bundle(incident: Incident, incidents: Sequence[Incident]) -> Iterator[Finding]:
    other = incident.bundled_with
    if other is None:
        return
    names = [one.name for one in incidents if not one.near_miss]
    if other not in names:
        found = difflib.get_close_matches(other[:80], names, n=1)
        meant = odd_word("near", name=found[0]) if found else None
        near = Text(f" {meant.en}", f" {meant.nl}") if meant else plain("")
        yield _found("ADH-RSK-117", incident, "bundled_with", other=other[:80], near=near)
    elif goes_round(incident, incidents):
        yield _found("ADH-RSK-116", incident, "bundled_with", other=other)


def _near_miss(incident: Incident) -> Iterator[Finding]:
    if incident.near_miss:
        for field in ("harms", "reports", "bundled_with"):
            if getattr(incident, field):
                yield _found("ADH-RSK-118", incident, field, what=odd_word(f"has-{field}"))


def _unknown(one: StandingIncident, code: Code) -> Iterator[Finding]:
    """Tell that the last day of the initial report is not known, where nothing says that it was made."""
    incident = one.incident
    if one.binding is not None or incident.of("initial") or incident.later not in (None, "initial"):
        return
    missing = [name for name, value in (("aware", incident.aware), ("harms", incident.harms)) if not value]
    day = earliest_possible(incident.aware, code) if incident.aware is not None else odd_word("any-day")
    yield _found("ADH-RSK-113", incident, "aware", missing=", ".join(missing), day=day)


def _exception(one: StandingIncident) -> Iterator[Finding]:
    exceptional = one.incident.exceptional
    if exceptional is not None and not exceptional.stated:
        told = odd_word("not-stated")
        place = exceptional.place
        yield Finding(
            rule=rule("ADH-RSK-119"), place=place, values={"incident": one.incident.name, "told": told}
        )


_RULES = {
    ClockState.OVERDUE: "ADH-RSK-110",
    ClockState.RUNNING: "ADH-RSK-111",
    ClockState.MET_LATE: "ADH-RSK-112",
}


def _reports(one: StandingIncident, owed: Owed) -> Iterator[Finding]:
    """Tell of each report how it stands, as far as it is due or late."""
    first = one.binding if one.binding is not None and one.binding.about == one.incident.name else None
    for run in (first, *one.later):
        rule_id = _RULES.get(run.state) if run is not None else None
        if run is not None and run.state is ClockState.NOT_KNOWN and run.done is not None:
            rule_id = "ADH-RSK-122"
        if run is None or rule_id is None:
            continue
        values = _told(run, owed)
        if owed.duty is not Truth.YES and run.state.waiting:
            rule_id = "ADH-RSK-121"
        yield _found(rule_id, one.incident, "aware", **values)


def _told(run: Run, owed: Owed) -> dict[str, object]:
    duty = {Truth.NO: "duty-no", Truth.UNKNOWN: "duty-unknown", Truth.YES: "duty-yes"}[owed.duty]
    told = owed.told
    return {
        "kind": report_name(run),
        "day": spoken(run.day) if run.day is not None else odd_word("any-day"),
        "reasons": joined(run.reasons, " "),
        "standing": Text(told.en[:1].lower() + told.en[1:], told.nl[:1].lower() + told.nl[1:]),
        "duty": incident_word(duty),
    }


def report_name(run: Run) -> Text:
    """Return which report a clock is of."""
    ends = {"S-9.3-int": "intermediate", "S-9.3-fin": "final"}
    return incident_word(f"kind-{ends.get(run.clock.id, 'initial')}")


def _found(rule_id: str, incident: Incident, at: str, /, **values: object) -> Finding:
    """Return a finding at a field of an incident."""
    told = {"incident": incident.name, **values}
    return Finding(rule=rule(rule_id), place=incident.at(at), values=told)


def _earlier(one: date | datetime, other: date | datetime) -> bool:
    """Whether a day or moment surely lies before another: by the hour where both have one."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return _day(one) < _day(other)


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at
