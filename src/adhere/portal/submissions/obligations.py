# SPDX-License-Identifier: EUPL-1.2
"""What a provider has to do by which day: the reports it owes and the clocks of its models, in one list in order of day.

Which periods are owed, how long they are for a size, and when a report is due is said by ``adhere.reporting`` and its data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.urls import reverse

from adhere.adherence.statement import Adherence as Statement
from adhere.codes.clockexceptions import joined
from adhere.codes.clockrecord import ClockState
from adhere.codes.code import Code
from adhere.exchange.calendar import Event
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Truth
from adhere.portal.codes import named
from adhere.portal.people.models import Organisation
from adhere.portal.submissions.adhering import statements
from adhere.portal.submissions.clocks import ModelRun, provider_runs
from adhere.portal.submissions.models import Submission
from adhere.portal.wording import text
from adhere.reporting.periods import ReportingPeriod, due_day, label_for, length_of, periods_since
from adhere.reporting.series import adhered

Standing = Literal["open", "late", "unknown"]
SIZES = {"sme": "small", "smc": "small-mid-cap", "large": "large", "unknown": "micro"}
"""Sizes of organisations as reports name them; where none is known, the one that is asked least often."""
_STANDING: dict[ClockState, Standing] = {
    ClockState.RUNNING: "open",
    ClockState.NOT_STARTED: "open",
    ClockState.OVERDUE: "late",
    ClockState.NOT_KNOWN: "unknown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One thing with its last day; ``maybe`` where it is not known whether it binds."""

    id: str
    day: date
    title: Text
    of: str
    why: Text
    standing: Standing
    maybe: bool = False


def obligations(provider: Organisation, on: date) -> list[Obligation]:
    """Return what is still to be done, in order of day."""
    found = [*owed_reports(provider, on), *_of_clocks(provider, on)]
    return sorted(found, key=lambda one: (one.day, one.id))


def owed_reports(provider: Organisation, on: date) -> Iterator[Obligation]:
    """Yield the reports that are owed and not handed in, and the next one of each code."""
    size = SIZES[provider.size]
    held = statements(provider)
    filed = list(
        Submission.objects.filter(provider=provider, until__isnull=False).values_list(
            "code", "since", "until"
        )
    )
    known = named(one.code for one in held)
    for code in dict.fromkeys(one.code for one in held):
        own = [one for one in held if one.code == code]
        told = [(since, until) for name, since, until in filed if name == code and since and until]
        for period in _periods(own, size, on):
            if not any(since <= period.until and period.since <= until for since, until in told):
                yield _report(code, known.get(code), period, size, on)


def _periods(held: list[Statement], size: str, on: date) -> Iterator[ReportingPeriod]:
    """Yield the periods in which an adherence held, up to the one that runs."""
    start = min((one.since for one in held if one.since is not None), default=None)
    if start is None:
        return
    for period in periods_since(start, on, size):
        if any(adhered(one, period) for one in held):
            yield period


def _report(code: str, found: Code | None, period: ReportingPeriod, size: str, on: date) -> Obligation:
    label, due = label_for(period, size), due_day(period)
    told = {"since": spoken(period.since), "until": spoken(period.until), "length": length_of(size)}
    return Obligation(
        id=f"report-{code}-{label.lower()}",
        day=due,
        title=text("submissions.calendar-report").filled(
            {"code": found.title if found else code, "label": label}
        ),
        of=code,
        why=text("submissions.calendar-report-text").filled(told),
        standing="late" if due < on else "open",
    )


def _of_clocks(provider: Organisation, on: date) -> Iterator[Obligation]:
    for one in provider_runs(provider, on):
        run, standing = one.run, _STANDING.get(one.run.state)
        if standing is None or run.day is None or not _recent(one, on):
            continue
        what = run.clock.what
        yield Obligation(
            id=f"{one.model.slug}-{run.id.replace(':', '-')}{f'-{run.about}' if run.about else ''}",
            day=run.day,
            title=Text(f"{run.clock.id}: {what.en}", f"{run.clock.id}: {what.nl}"),
            of=str(one.model),
            why=joined(run.reasons, "\n") if run.reasons else plain(""),
            standing=standing,
            maybe=one.binds is Truth.UNKNOWN,
        )


def _recent(one: ModelRun, on: date) -> bool:
    """Return whether a day is worth showing: what nobody told us of for more than a year is noise."""
    return (one.run.day is not None and (on - one.run.day).days <= 366) or one.run.state is ClockState.OVERDUE


def calendar_events(provider: Organisation, on: date, origin: str) -> Iterator[Event]:
    """Yield the obligations of a provider as events of a calendar."""
    address = origin + reverse("submissions:calendar", args=[provider.slug])
    for one in obligations(provider, on):
        title = Text(f"{one.title.en} ({one.of})", f"{one.title.nl} ({one.of})")
        yield Event(
            uid=f"{one.id}@{provider.slug}", day=one.day, title=title, description=one.why, url=address
        )
