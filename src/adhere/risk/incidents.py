# SPDX-License-Identifier: EUPL-1.2
"""Serious incidents and their reports: which report is next, by when, and how those that were due stand.

Article 55(1)(c): without undue delay, whatever the days of the code; measures S-9.3 and S-9.4 of the GPAI code. Kinds of harm with their
clocks are data (``data/incidents.toml``). Near misses have no clock and are kept apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from adhere.codes.clockends import Calendars, commission
from adhere.codes.clockrecord import ClockState, Invoked, Occurrence, Record, Run
from adhere.codes.clocks import standing
from adhere.codes.code import Code
from adhere.kernel.calendar import spoken
from adhere.kernel.data import packaged
from adhere.kernel.finding import Place
from adhere.kernel.text import Text, plain, text_of

ReportKind = Literal["initial", "intermediate", "final"]
KINDS: tuple[ReportKind, ...] = ("initial", "intermediate", "final")
Link = Literal["established", "suspected"]
LATER = ("S-9.3-int", "S-9.3-fin")
"""The clocks of the reports in between and of the final one."""
EVENTS: Mapping[ReportKind, str] = {
    "initial": "initial-report-made",
    "intermediate": "intermediate-report-made",
    "final": "final-report-made",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReport:
    """A report that was sent: which kind, when, of which issue or with which digest."""

    kind: ReportKind
    at: date | datetime
    issue: int | None = None
    by: str | None = None
    sha256: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptional:
    """Exceptional circumstances in which a first report could not be made in the days of the code, since when, and why."""

    on: date
    why: str
    stated: bool
    """Whether it is stated that the circumstances are exceptional."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident, or a near miss. ``aware`` is when the provider knew that its model was involved, established or suspected.

    ``places`` tells where a field stands that was written.
    """

    name: str
    aware: date | datetime | None = None
    harms: tuple[str, ...] = ()
    link: Link | None = None
    started: date | None = None
    ended: date | None = None
    documented: date | None = None
    reports: tuple[IncidentReport, ...] = ()
    resolved: date | datetime | None = None
    exceptional: Exceptional | None = None
    bundled_with: str | None = None
    near_miss: bool = False
    later: ReportKind | None = None
    """The kind of report that the answers are being written for, where no report is recorded: those before it were made."""
    place: Place
    places: Mapping[str, Place]

    def at(self, field: str) -> Place:
        """Return where a field stands, or the incident."""
        return self.places.get(field, self.place)

    def of(self, kind: ReportKind) -> tuple[IncidentReport, ...]:
        """Return the reports of one kind."""
        return tuple(one for one in self.reports if one.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingIncident:
    """An incident on a date: the clocks of its reports, the one that comes next, and until when everything is kept."""

    incident: Incident
    group: tuple[str, ...]
    runs: tuple[Run, ...]
    binding: Run | None
    """Of the clocks of the initial report the one whose last day comes first."""
    next: Run | None
    keep: Run | None

    @property
    def later(self) -> tuple[Run, ...]:
        """The clocks of the reports after the initial one."""
        return tuple(run for run in self.runs if run.clock.id in LATER)


@cache
def harms() -> Mapping[str, tuple[str, Text]]:
    """Return the clock and the name of each kind of harm, gravest first."""
    return {one["id"]: (one["clock"], text_of(one["name"])) for one in _table()["harm"]}


def incident_word(key: str, /, **values: object) -> Text:
    """Return one of the words of incidents, with its ``{names}`` filled in."""
    return text_of(_table()["word"][key]).filled(values)


def odd_word(key: str, /, **values: object) -> Text:
    """Return how something that does not fit an incident is said."""
    return text_of(_table()["odd"][key]).filled(values)


def standing_incidents(
    incidents: Sequence[Incident], code: Code, on: date, calendars: Calendars = commission
) -> tuple[StandingIncident, ...]:
    """Return how every incident stands, in the order given; near misses are left out."""
    known = [one for one in incidents if not one.near_miss]
    groups = bundles(known)
    by_name = {one.name: one for one in known}
    return tuple(
        _Standing(one, [by_name[name] for name in groups[one.name]], code, on, calendars).result()
        for one in known
    )


def bundles(incidents: Sequence[Incident]) -> dict[str, tuple[str, ...]]:
    """Return of each incident all that are reported together with it, itself among them; what goes round is left apart."""
    known = {one.name: one for one in incidents}
    roots = {name: _root(name, known) for name in known}
    return {name: tuple(other for other in known if roots[other] == roots[name]) for name in known}


def _root(name: str, known: Mapping[str, Incident]) -> str:
    seen = [name]
    while (further := known[seen[-1]].bundled_with) in known and further is not None:
        if further in seen:
            return name
        seen.append(further)
    return seen[-1]


def goes_round(incident: Incident, incidents: Sequence[Incident]) -> bool:
    """Whether an incident is bundled, perhaps by way of others, with itself."""
    known = {one.name: one for one in incidents}
    name, seen = incident.bundled_with, set[str]()
    while name in known and name not in seen and name is not None:
        if name == incident.name:
            return True
        seen.add(name)
        name = known[name].bundled_with
    return False


@dataclass(frozen=True)
class _Standing:
    """One incident with those it is bundled with."""

    incident: Incident
    group: Sequence[Incident]
    code: Code
    on: date
    calendars: Calendars

    def result(self) -> StandingIncident:
        initial = [run for one in self.group for run in self._initial(one)]
        binding = min(initial, key=lambda run: (run.day is None, run.day or self.on), default=None)
        own = [run for run in initial if run.about == self.incident.name]
        if binding is not None and binding.about != self.incident.name:
            own = [self._bundled(binding)]
        later = list(self._later())
        runs = (*own, *later)
        waiting = [run for run in (binding, *later) if run is not None and run.state.waiting]
        return StandingIncident(
            incident=self.incident,
            group=tuple(one.name for one in self.group if one.name != self.incident.name),
            runs=runs,
            binding=binding,
            next=min(waiting, key=lambda run: (run.day is None, run.day or self.on), default=None),
            keep=self._keep(),
        )

    def _initial(self, one: Incident) -> list[Run]:
        """Return the clocks of the initial report of one incident, one for each kind of harm."""
        if one.aware is None:
            return []
        record = Record(
            occurrences=(
                Occurrence(event="incident-known", at=one.aware, about=one.name, place=one.at("aware")),
                *self._reports("initial"),
            ),
            invoked=tuple(self._invoked(one)),
        )
        clocks = {harms()[harm][0].partition(":")[2] for harm in one.harms if harm in harms()}
        runs = standing(self.code, record, self.on, self.calendars, clocks)
        if one.later in ("intermediate", "final") and not self._made("initial"):
            told = incident_word("made-unknown")
            runs = tuple(
                replace(run, state=ClockState.NOT_KNOWN, reasons=(*run.reasons, told)) for run in runs
            )
        return list(runs)

    def _bundled(self, run: Run) -> Run:
        told = incident_word("bundled", name=plain(run.about or "-"))
        return replace(run, reasons=(*run.reasons, told))

    def _invoked(self, one: Incident) -> Iterator[Invoked]:
        for harm in one.harms:
            if one.exceptional is not None and harm in harms():
                shown = {"circumstances-exceptional"} if one.exceptional.stated else set[str]()
                yield Invoked(
                    clock=harms()[harm][0],
                    exception="exceptional-circumstances",
                    on=one.exceptional.on,
                    why=one.exceptional.why,
                    shown=frozenset(shown),
                    place=one.exceptional.place,
                )

    def _made(self, kind: ReportKind) -> list[IncidentReport]:
        """Return the reports of a kind on any of the incidents bundled, as far as made on the date, first ones first."""
        found = [report for one in self.group for report in one.of(kind)]
        return sorted(found, key=lambda one: str(one.at))

    def _reports(self, *kinds: ReportKind) -> Iterator[Occurrence]:
        for kind in kinds:
            for one in self._made(kind):
                yield Occurrence(event=EVENTS[kind], at=one.at, place=one.place)

    def _later(self) -> Iterator[Run]:
        """Yield the clocks of the reports in between and of the final one."""
        occurrences = [*self._reports(*KINDS)]
        if self.incident.resolved is not None:
            resolved = Occurrence(
                event="incident-resolved", at=self.incident.resolved, about=self.incident.name
            )
            occurrences.append(resolved)
        record = Record(occurrences=tuple(occurrences))
        yield from standing(self.code, record, self.on, self.calendars, LATER)

    def _keep(self) -> Run | None:
        """Return until when what was gathered is kept: counted from the incident or its documentation, whichever came last."""
        one = self.incident
        days = [one.started, one.ended, one.documented, *(_day(report.at) for report in one.reports)]
        known = [day for day in days if day is not None]
        if not known and one.aware is not None:
            known = [_day(one.aware)]
        if not known:
            return None
        event = Occurrence(event="incident-or-documentation", at=max(known), about=one.name)
        found = standing(self.code, Record(occurrences=(event,)), self.on, only=("S-9.4",))
        return found[0] if found else None


def earliest_possible(aware: date | datetime, code: Code) -> Text:
    """Return the last day of the initial report that is safe while the harm is not known."""
    record = Record(occurrences=(Occurrence(event="incident-known", at=aware),))
    clocks = {clock.partition(":")[2] for clock, _ in harms().values()}
    days = [run.day for run in standing(code, record, _day(aware), only=clocks) if run.day is not None]
    return spoken(min(days)) if days else plain("-")


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _table() -> dict[str, Any]:
    return packaged("adhere.risk", "data/incidents.toml")
