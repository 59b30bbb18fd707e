# SPDX-License-Identifier: EUPL-1.2
"""The clocks of a code for one model of a dossier: events, facts, requests, issues and incidents brought together.

Measures of the GPAI code with a period (``codes.clocks``); whom they bind is told by adherences (Article 56(7)) and by the law.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.codes.catalogue import code
from adhere.codes.clockdata import clock_rule, event_kinds, event_name, soon
from adhere.codes.clockends import Calendars, commission
from adhere.codes.clockexceptions import joined
from adhere.codes.clockrecord import ClockState, Invoked, Occurrence, Record, Run
from adhere.codes.clocks import standing
from adhere.dossier.events import CODE, file_of_events, read_events, word
from adhere.dossier.incidents import Incidents, duty, has_incidents, model_incidents
from adhere.kernel.calendar import Calendar, Period, Unit, spoken
from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, text_of
from adhere.kernel.truth import Truth
from adhere.render.standing import Clock
from adhere.risk.incidentchecks import Owed, incident_findings
from adhere.risk.rules import rule

if TYPE_CHECKING:
    from adhere.documentation.requests import Request
    from adhere.dossier.portfolio import DossierModel
    from adhere.forms.answers import Filled
    from adhere.law.library import Law
    from adhere.models.classification import Classification

    Answers = Callable[[], Mapping[str, Filled]]

INCIDENTS = "S-9"
"""The commitment under which incidents are reported."""
ELSEWHERE = ("requests", "incidents")
"""Sources of events whose clocks have findings of their own."""


@dataclass(frozen=True, kw_only=True)
class ModelClocks:
    """The clocks of a model on a date; ``bound`` tells of each commitment whether it binds the provider for the model."""

    model: str
    on: date
    runs: tuple[Run, ...]
    incidents: Incidents
    bound: Mapping[str, Truth]
    duty: Truth
    record: Record = field(default_factory=Record)
    findings: tuple[Finding, ...] = ()

    def binds(self, run: Run) -> Truth:
        """Whether the provider is bound to the measure of a clock."""
        return self.bound.get(run.measure.commitment, Truth.NO)

    @property
    def owed(self) -> Owed:
        """What is owed on incidents."""
        return Owed(duty=self.duty, signatory=self.bound.get(INCIDENTS, Truth.NO))

    @property
    def all_runs(self) -> tuple[Run, ...]:
        """Every clock, those of incidents in the place of the clocks that have none."""
        found = [run for run in self.runs if not (_of_incidents(run) and self.incidents.standing)]
        for one in self.incidents.standing:
            found += [*one.runs, *([one.keep] if one.keep else [])]
        return tuple(found)


def calendars_of(country: str | None) -> Calendars:
    """Return the calendars of business days: of the Commission, and of the Member State of the provider where it is in one."""

    @cache
    def found() -> Sequence[Calendar]:
        known = [*commission()]
        if country:
            try:
                known.append(Calendar.for_country(country))
            except ValueError:
                return tuple(known)
        return tuple(known)

    return found


@dataclass(frozen=True)
class Desk:
    """What clocks of a dossier are held against; ``adherences`` are those to the code, as stated."""

    root: Path
    law: Law
    on: date
    calendars: Calendars = commission

    def clocks(
        self, model: DossierModel, outcome: Classification, answers: Answers | None = None
    ) -> ModelClocks:
        """Return the clocks of one model; ``answers`` gives the forms somebody answered."""
        events = read_events(self.root, model.id)
        filled = answers() if answers is not None and has_incidents(self.root, model.id) else {}
        incidents = model_incidents(self.root, model.id, filled, self.on, self.calendars)
        record = self._record(model, events.record)
        return ModelClocks(
            model=model.id,
            on=self.on,
            runs=standing(code(CODE), record, self.on, self.calendars),
            incidents=incidents,
            bound=self._bound(model.id, outcome),
            duty=duty(outcome),
            record=record,
            findings=(*events.findings, *incidents.findings),
        )

    def _record(self, model: DossierModel, events: Record) -> Record:
        """Return the events people recorded with those that the dossier holds elsewhere."""
        found = [*events.occurrences, *_facts(model)]
        found += self._issues(model.id, found)
        invoked = [*events.invoked]
        for request in self._requests(model.id):
            found += _request(request)
            invoked += _extension(request)
        return Record(occurrences=tuple(found), invoked=tuple(invoked), holds=events.holds, kept=events.kept)

    def _requests(self, model: str) -> Iterator[Request]:
        from adhere.dossier.requests import folder_of_requests, read_requests  # noqa: PLC0415

        if (self.root / folder_of_requests(model)).is_dir():
            for read in read_requests(self.root, model):
                if read.request is not None:
                    yield read.request

    def _issues(self, model: str, known: Sequence[Occurrence]) -> list[Occurrence]:
        """Return the first issue of the Model Documentation Form where it shows that the documentation was there in time.

        A later one does not show that it was not.
        """
        from adhere.dossier.issued import issued  # noqa: PLC0415 - reads JSON, which only issues need
        from adhere.forms.form import MAIN_FORM  # noqa: PLC0415

        issues = issued(self.root, model, MAIN_FORM)
        first = issues.record(min(issues.numbers)) if issues.numbers else None
        if first is None:
            return []
        at = datetime.fromisoformat(first.at)
        drawn_up = Occurrence(event="documentation-drawn-up", at=at, place=issues.place(first.number))
        placed = [one.day for one in known if one.event == "placed-on-market"]
        return [drawn_up] if any(drawn_up.done_day <= day for day in placed) else []

    def _bound(self, model: str, outcome: Classification) -> Mapping[str, Truth]:
        """Return of each commitment whether an adherence binds the provider to it for a model."""
        from adhere.dossier.file import ADHERENCES  # noqa: PLC0415

        if not os.path.lexists(self.root / ADHERENCES):
            return {}
        from adhere.adherence.scope import case_of, scope  # noqa: PLC0415 - only where there are adherences
        from adhere.dossier.adherence import read_adherences  # noqa: PLC0415

        found: dict[str, Truth] = {}
        for read in read_adherences(self.root):
            if read.adherence is None or read.adherence.code != CODE:
                continue
            reach = scope(read.adherence, code(CODE), [case_of(model, outcome)], self.law, self.on)
            for one in reach.bindings:
                found[one.commitment] = _surest(found.get(one.commitment), one.bound)
        return found


def clock_findings(clocks: ModelClocks) -> Iterator[Finding]:
    """Yield what is found on the clocks of a model: what is overdue, due soon or late, and exceptions that stop nothing."""
    yield from clocks.findings
    for run in clocks.runs:
        yield from _run_finding(clocks, run)
    yield from _exceptions(clocks)
    yield from _to_come(clocks)
    incidents = clocks.incidents
    yield from incident_findings(incidents.known, incidents.standing, code(CODE), clocks.owed, clocks.on)


def binding_clocks(clocks: ModelClocks) -> Iterator[Clock]:
    """Yield the clocks that wait and bind the provider, as the status page shows them; those told elsewhere are left out."""
    waiting = [run for run in clocks.runs if run.state.waiting and _own(clocks, run)]
    for run in sorted(waiting, key=lambda run: (run.day is None, run.day or clocks.on)):
        day = spoken(run.day) if run.day is not None else word("word", "no-day")
        values = {"clock": run.clock.id, "what": run.clock.what, "state": run.state.label, "day": day}
        told = text_of(packaged("adhere.dossier", "data/standing.toml")["clock"]).filled(values)
        yield Clock(text=told, due=run.day, late=run.state is ClockState.OVERDUE)


def _own(clocks: ModelClocks, run: Run) -> bool:
    """Whether a clock binds the provider, asks for something to be done, and has no findings elsewhere."""
    known = clock_rule(run.id)
    told_elsewhere = _source(run) in ELSEWHERE or known.example
    return bool(known.done) and not told_elsewhere and clocks.binds(run) is Truth.YES


def _run_finding(clocks: ModelClocks, run: Run) -> Iterator[Finding]:
    """Yield how a clock stands that binds the provider and has no findings elsewhere."""
    if run.start is None or not _own(clocks, run):
        return
    values = {
        "clock": run.clock.id,
        "what": run.clock.what,
        "day": spoken(run.day) if run.day is not None else word("word", "no-day"),
        "reasons": joined(run.reasons, " "),
        "model": clocks.model,
        "events": joined((event_name(one) for one in clock_rule(run.id).done), ", "),
    }
    place = run.start.place or Place(file=file_of_events(clocks.model))
    match run.state:
        case ClockState.OVERDUE:
            yield Finding(rule=rule("ADH-RSK-100"), place=place, values=values)
        case ClockState.MET_LATE:
            yield Finding(rule=rule("ADH-RSK-102"), place=place, values=values)
        case ClockState.NOT_KNOWN:
            yield Finding(rule=rule("ADH-RSK-105"), place=place, values=values)
        case ClockState.RUNNING if run.day is not None:
            left = (run.day - clocks.on).days
            if 0 <= left <= soon().count:
                values["left"] = _left(left)
                yield Finding(rule=rule("ADH-RSK-101"), place=place, values=values)


def _exceptions(clocks: ModelClocks) -> Iterator[Finding]:
    """Yield the exceptions that were invoked without what they ask."""
    for run in clocks.runs:
        for one in run.refused:
            place = one.invoked.place or Place(file=file_of_events(clocks.model))
            told = {"clock": run.clock.id, "told": one.told}
            yield Finding(rule=rule("ADH-RSK-103"), place=place, values=told)


def _to_come(clocks: ModelClocks) -> Iterator[Finding]:
    """Yield the events that were recorded for a day that has not come."""
    for one in clocks.record.occurrences:
        kind = event_kinds().get(one.event)
        if one.place is not None and one.day > clocks.on and kind and kind.source == "events":
            told = {"on": spoken(clocks.on), "event": kind.name, "day": spoken(one.day)}
            yield Finding(rule=rule("ADH-RSK-104"), place=one.place, values=told)


def _source(run: Run) -> str:
    kind = event_kinds().get(run.clock.event)
    return kind.source if kind else "events"


def _of_incidents(run: Run) -> bool:
    return _source(run) == "incidents"


def _facts(model: DossierModel) -> Iterator[Occurrence]:
    for kind in event_kinds().values():
        value = model.facts.value(kind.fact) if kind.fact else None
        if isinstance(value, date):
            yield Occurrence(event=kind.id, at=value)


def _request(request: Request) -> Iterator[Occurrence]:
    """Yield that a request was received, and that it was answered, refused or closed."""
    of_office = request.asker.period is None
    name = "office-request" if of_office else "request"
    due = (request.extended.on if request.extended else request.due) if of_office else None
    yield Occurrence(
        event=f"{name}-received", at=request.received, about=request.name, due=due, place=request.place
    )
    ended = [one.on for one in (request.refused, request.closed) if one is not None]
    answered = request.first_sent or min(ended, default=None)
    if answered is not None:
        yield Occurrence(event=f"{name}-answered", at=answered, about=request.name, place=request.place)


def _extension(request: Request) -> Iterator[Invoked]:
    """Yield an extended answer to a downstream provider as what the code lets it be: exceptional circumstances."""
    if request.extended is not None and request.asker.period is not None:
        yield Invoked(
            clock=f"{CODE}:T-1.2-dp",
            exception="exceptional-circumstances",
            on=request.received,
            why=request.extended.why,
            shown=frozenset({"circumstances-exceptional"}),
            about=request.name,
            place=request.place,
        )


def _surest(one: Truth | None, other: Truth) -> Truth:
    """Return whether one of two adherences binds."""
    known = (one, other)
    return next((truth for truth in (Truth.YES, Truth.UNKNOWN) if truth in known), Truth.NO)


def _left(days: int) -> Text:
    return Period(count=days, unit=Unit.DAYS).label if days else word("word", "today")
