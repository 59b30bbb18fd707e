# SPDX-License-Identifier: EUPL-1.2
"""The serious incidents of a model as they stand: what their files and the answers to their reports say, brought together.

Article 55(1)(c) and measures S-9.3 and S-9.4 of the GPAI code. An issue of the form counts as its first report where none is recorded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from adhere.codes.catalogue import code
from adhere.codes.clockends import Calendars, commission
from adhere.codes.clockrecord import ClockState, Run
from adhere.dossier.events import CODE
from adhere.dossier.incidentfiles import FORM, ReadIncident, folder_of_incidents, read_incidents
from adhere.dossier.issued import issued
from adhere.dossier.rules import rule
from adhere.dossier.wording import near, shown_key
from adhere.forms.answers import Filled, Record, Value
from adhere.kernel.calendar import spoken
from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, text_of
from adhere.kernel.truth import Truth
from adhere.law.citations import cite
from adhere.models.classification import Classification
from adhere.render.standing import Clock
from adhere.risk.incidentchecks import at_odds, report_name
from adhere.risk.incidents import (
    KINDS,
    Incident,
    IncidentReport,
    StandingIncident,
    standing_incidents,
)

DUTY = "duty:art-55.1.c-1"


@dataclass(frozen=True, kw_only=True)
class Incidents:
    """The incidents of a model, near misses among them, as they stand on a date, and what is wrong with their files."""

    known: tuple[Incident, ...] = ()
    standing: tuple[StandingIncident, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def near_misses(self) -> tuple[Incident, ...]:
        """Those that did no harm, which are kept apart."""
        return tuple(one for one in self.known if one.near_miss)


def has_incidents(root: Path, model: str) -> bool:
    """Whether a model has anything on incidents; this looks at names of files only."""
    if os.path.lexists(root / folder_of_incidents(model)):
        return True
    try:
        return any(one.name.startswith(FORM) for one in (root / "models" / model).iterdir())
    except OSError:
        return False


def model_incidents(
    root: Path, model: str, filled: Mapping[str, Filled], on: date, calendars: Calendars = commission
) -> Incidents:
    """Return the incidents of a model; ``filled`` are the forms somebody answered."""
    answered = {key: one for key, one in filled.items() if one.form.per == "incident" and one.answers}
    findings: list[Finding] = []
    known: list[Incident] = []
    for read in read_incidents(root, model):
        findings += read.findings
        if read.incident is not None:
            answers = answered.pop(read.answers or "", None)
            findings += _unanswered(read, answers, filled)
            known.append(_merged(read, read.incident, answers, findings))
    known += [_from_answers(key, one, model) for key, one in answered.items()]
    whole = tuple(_with_issue(one, root, model) for one in known)
    stands = standing_incidents(whole, code(CODE), on, calendars)
    return Incidents(known=whole, standing=stands, findings=tuple(findings))


def duty(outcome: Classification) -> Truth:
    """Return whether the provider must report serious incidents with this model."""
    found = [one.applies for one in outcome.obligations if one.norm.id == DUTY]
    return found[0] if found else Truth.UNKNOWN


def _unanswered(
    read: ReadIncident, answers: Filled | None, filled: Mapping[str, Filled]
) -> Iterator[Finding]:
    if read.named and answers is None and read.incident is not None:
        known = [key for key, one in filled.items() if one.form.per == "incident"]
        told = {"answers": shown_key(read.answers or ""), "near": near(read.answers or "", known)}
        yield Finding(rule=rule("ADH-DOS-145"), place=read.incident.at("answers"), values=told)


def _merged(
    read: ReadIncident, incident: Incident, answers: Filled | None, findings: list[Finding]
) -> Incident:
    """Return an incident with what its answers say; where both say something else the safe one is taken."""
    if answers is None:
        return incident
    told = _from_answers(read.answers or "", answers, "")
    file = f"{read.answers}.yaml"
    findings += at_odds(incident, told, file)
    return replace(
        incident,
        aware=_first(incident.aware, told.aware),
        resolved=incident.resolved or told.resolved,
        started=incident.started or told.started,
        ended=incident.ended or told.ended,
        harms=tuple(dict.fromkeys((*incident.harms, *told.harms))),
        later=told.later if not incident.reports else None,
    )


def _first(one: date | datetime | None, other: date | datetime | None) -> date | datetime | None:
    """Return the earlier of two days; of one and the same day that with its hour."""
    if one is None or other is None:
        return one or other
    return one if _day(one) <= _day(other) else other


def _from_answers(key: str, filled: Filled, model: str) -> Incident:
    """Return what the answers to a report say of the incident."""
    place = Place(file=f"models/{model}/{key}.yaml", line=1)
    report, harm = _chosen(filled, "report"), _chosen(filled, "harm")
    dates = _value(filled, "dates")
    parts = dates.parts if isinstance(dates, Record) else {}
    return Incident(
        name=key.removeprefix(f"{FORM}-"),
        aware=_as_day(_value(filled, "aware_on")),
        harms=(harm,) if harm else (),
        started=_as_day(parts.get("start")),
        ended=_as_day(parts.get("end")),
        resolved=_as_day(_value(filled, "resolved_on")),
        later=report if report in KINDS else None,
        place=place,
        places={},
    )


def _with_issue(incident: Incident, root: Path, model: str) -> Incident:
    """Take the first issue of the form as the first report, where the file of the incident records none."""
    if incident.of("initial") or incident.near_miss:
        return incident
    issues = issued(root, model, f"{FORM}-{incident.name}")
    record = issues.record(min(issues.numbers)) if issues.numbers else None
    if record is None:
        return incident
    at = datetime.fromisoformat(record.at)
    first = IncidentReport(kind="initial", at=at, issue=min(issues.numbers))
    return replace(incident, reports=(first, *incident.reports))


def incident_clocks(incidents: Incidents, applies: Truth) -> Iterator[Clock]:
    """Yield a clock for each report that is still to be made, the initial, the next in between and the final one."""
    for one in incidents.standing:
        if one.binding is None and not one.incident.reports and one.incident.later in (None, "initial"):
            yield _clock(_word("incident-no-day", incident=one.incident.name), None, applies, late=False)
        for run in (one.binding, *one.later):
            if run is not None and run.state.waiting and run.about in (None, one.incident.name):
                yield _clock(_told(one, run), run.day, applies, late=run.state is ClockState.OVERDUE)


def _told(one: StandingIncident, run: Run) -> Text:
    values = {
        "incident": one.incident.name,
        "kind": report_name(run),
        "measure": cite(f"{run.code}:{run.measure.id}"),
    }
    if run.day is None:
        return _word("incident-report-no-day", **values)
    return _word("incident-report", day=spoken(run.day), **values)


def _clock(told: Text, due: date | None, applies: Truth, *, late: bool) -> Clock:
    if applies is not Truth.YES:
        doubt = _word("incident-unsure" if applies is Truth.UNKNOWN else "incident-not-owed")
        told = Text(en=f"{told.en}; {doubt.en}", nl=f"{told.nl}; {doubt.nl}")
    return Clock(text=told, due=due, late=late and applies is not Truth.NO)


def _chosen(filled: Filled, field: str) -> str | None:
    value = _value(filled, field)
    return str(value[0]) if isinstance(value, tuple) and value else None


def _value(filled: Filled, field: str) -> Value | None:
    answer = filled.answers.get(field)
    return answer.value if answer else None


def _as_day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _word(name: str, **values: object) -> Text:
    return text_of(packaged("adhere.dossier", "data/standing.toml")[name]).filled(values)
