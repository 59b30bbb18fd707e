# SPDX-License-Identifier: EUPL-1.2
"""Clocks and incidents as text for a terminal and as events of a calendar: what waits first, with why its last day is that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from adhere.cli.output import Page
from adhere.cli.wording import say
from adhere.codes.clockends import KEEPING, zone_text
from adhere.codes.clockexceptions import joined
from adhere.codes.clockrecord import ClockState, Run
from adhere.codes.wording import clock_text
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Language, Text
from adhere.kernel.truth import Truth
from adhere.risk.incidentchecks import report_name
from adhere.risk.incidents import Incident, StandingIncident, harms, incident_word

if TYPE_CHECKING:
    from adhere.dossier.clocks import ModelClocks
    from adhere.exchange.calendar import Event

COLOURS = {
    ClockState.OVERDUE: "error",
    ClockState.RUNNING: "warning",
    ClockState.NOT_KNOWN: "unknown",
    ClockState.MET_LATE: "warning",
}
HELD = ("at-most", KEEPING)
"""Directions of clocks that ask for nothing to be done before their last day."""


def add_clocks(page: Page, clocks: ModelClocks, language: Language) -> None:
    """Add the clocks of one model: what waits, what is not known, what is kept, what is settled."""
    page.title(clocks.model, clocks.on.isoformat())
    _add_binding(page, clocks)
    groups = grouped(clocks)
    for name in ("waiting", "unknown", "kept", "settled"):
        if groups[name]:
            page.heading(say(f"incident.head-{name}", count=len(groups[name])))
        for run in groups[name]:
            _add_run(page, clocks, run, language)
    for name in ("quiet", "unbound"):
        if groups[name]:
            page.heading(say(f"incident.head-{name}", count=len(groups[name])))
            page.paragraph(", ".join(run.clock.id for run in groups[name]))
    page.blank()


def grouped(clocks: ModelClocks) -> dict[str, list[Run]]:
    """Return clocks by what there is to do about them, those due first in front."""
    names = ("waiting", "unknown", "kept", "settled", "quiet", "unbound")
    groups: dict[str, list[Run]] = {name: [] for name in names}
    for run in sorted(clocks.all_runs, key=lambda run: (run.day is None, run.day or date.max)):
        groups[_group(run, clocks.binds(run))].append(run)
    return groups


def _group(run: Run, binds: Truth) -> str:
    if run.state is ClockState.NOT_STARTED:
        return "quiet"
    if binds is Truth.NO and run.done is None and (run.start is None or run.start.place is None):
        return "unbound"  # it runs from what the model is, and nobody recorded anything for it
    if run.state is ClockState.RUNNING and run.clock.direction in HELD:
        return "kept"
    if run.state.waiting:
        return "waiting"
    return "unknown" if run.state is ClockState.NOT_KNOWN else "settled"


def shown(clocks: ModelClocks) -> list[Run]:
    """Return the clocks worth showing: those that bind the provider, or for which something is recorded."""
    return [run for name, runs in grouped(clocks).items() if name != "unbound" for run in runs]


def _add_binding(page: Page, clocks: ModelClocks) -> None:
    bound = [name for name, truth in clocks.bound.items() if truth is Truth.YES]
    unknown = [name for name, truth in clocks.bound.items() if truth is Truth.UNKNOWN]
    if bound:
        page.paragraph(say("incident.chapters-bound", commitments=", ".join(bound)))
    if unknown:
        page.paragraph(say("incident.chapters-unknown", commitments=", ".join(unknown)))
    if not bound and not unknown:
        page.paragraph(say("incident.chapters-none"))


def _add_run(page: Page, clocks: ModelClocks, run: Run, language: Language) -> None:
    label = run.state.label.in_(language)
    about = f" ({run.about})" if run.about else ""
    binds = clocks.binds(run)
    doubt = {Truth.NO: "not-bound", Truth.UNKNOWN: "bound-unknown"}.get(binds)
    ends = [_last_day(run), *([say(f"incident.{doubt}")] if doubt and clocks.bound else [])]
    told = f"{run.clock.id}{about}: {', '.join(ends)}"
    page.marked(label, told, colour=COLOURS.get(run.state, "note"), width=16)
    page.paragraph(f"{run.clock.what.in_(language)} ({clock_text(run.clock).in_(language)}).", indent=2)
    if run.reasons:
        page.paragraph(joined(run.reasons, " ").in_(language), indent=2)


def _last_day(run: Run) -> str:
    if run.day is None:
        return say("incident.no-day")
    key = "until" if run.clock.direction in HELD else "last-day"
    return say(f"incident.{key}", day=spoken(run.day))


def add_incidents(page: Page, clocks: ModelClocks, language: Language) -> None:
    """Add the incidents of one model, each with what is next."""
    page.title(clocks.model, clocks.on.isoformat())
    known = clocks.incidents
    if not known.known:
        page.paragraph(say("incident.none"))
        page.blank()
        return
    duty = {Truth.YES: "duty-yes", Truth.NO: "duty-no", Truth.UNKNOWN: "duty-unknown"}[clocks.duty]
    for told in (incident_word("law"), incident_word(duty), clocks.owed.told):
        page.paragraph(told.in_(language))
    for one in known.standing:
        page.blank()
        _add_incident(page, one, language)
    if known.near_misses:
        page.blank()
        names = ", ".join(one.name for one in known.near_misses)
        page.paragraph(say("incident.near-misses", count=len(known.near_misses), names=names))
    page.blank()


def _add_incident(page: Page, one: StandingIncident, language: Language) -> None:
    incident = one.incident
    state = one.next.state if one.next is not None else None
    mark = state.label.in_(language) if state else "-"
    told = f"{incident.name}, {next_report(one, language)}"
    page.marked(mark, told, colour=COLOURS.get(state, "note") if state else "note", width=16)
    page.paragraph(_known(incident, language), indent=2)
    if one.group:
        page.paragraph(say("incident.with", names=", ".join(one.group)), indent=2)
    reports = [_report(incident, number, language) for number in range(len(incident.reports))]
    made = say("incident.reports", reports="; ".join(reports)) if reports else say("incident.no-reports")
    page.paragraph(made, indent=2)
    if incident.resolved is not None:
        page.paragraph(say("incident.resolved", day=moment_text(incident.resolved, language)), indent=2)
    if one.next is not None:
        page.paragraph(joined(one.next.reasons, " ").in_(language), indent=2)
    if one.keep is not None and one.keep.day is not None:
        page.paragraph(say("incident.keep", day=spoken(one.keep.day)), indent=2)


def next_report(one: StandingIncident, language: Language) -> str:
    """Return which report is next and by when."""
    if one.next is None:
        undated = one.binding is None and not one.incident.reports
        return say("incident.first-day-unknown") if undated else say("incident.nothing-next")
    return say("incident.next", kind=report_name(one.next).in_(language), day=_last_day(one.next))


def _known(incident: Incident, language: Language) -> str:
    missing = say("incident.not-answered")
    return say(
        "incident.aware",
        day=moment_text(incident.aware, language) if incident.aware else missing,
        harms=", ".join(harms()[one][1].in_(language) for one in incident.harms) or missing,
        link=say(f"incident.link-{incident.link}") if incident.link else missing,
    )


def _report(incident: Incident, number: int, language: Language) -> str:
    one = incident.reports[number]
    kind = incident_word(f"kind-{one.kind}").in_(language)
    made = say("incident.report-made", kind=kind, day=moment_text(one.at, language))
    return say("incident.report-issue", report=made, issue=one.issue) if one.issue else made


def moment_text(at: date | datetime, language: Language) -> str:
    """Return a day, with the hour and its zone where they are known."""
    day = spoken(at.date() if isinstance(at, datetime) else at).in_(language)
    return f"{day}, {at:%H:%M} {zone_text(at)}" if isinstance(at, datetime) else day


def calendar_events(clocks: ModelClocks) -> Iterator[Event]:
    """Yield the last days of what is still to be done."""
    from adhere.exchange.calendar import Event

    for run in grouped(clocks)["waiting"]:
        if run.day is not None:
            about = f"-{run.about}" if run.about else ""
            reasons = joined((clock_text(run.clock), *run.reasons), "\n")
            yield Event(
                uid=f"{clocks.model}/{run.id.replace(':', '-')}{about}@adhere",
                day=run.day,
                title=Text(f"{run.clock.id}: {run.clock.what.en}", f"{run.clock.id}: {run.clock.what.nl}"),
                description=reasons,
            )
