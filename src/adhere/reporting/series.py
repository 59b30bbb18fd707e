# SPDX-License-Identifier: EUPL-1.2
"""Several reports of one signatory on one code: a period told twice, overlaps, gaps, and reports that are due.

Article 56(5): participants report regularly. Rules: ADH-REP-060 to 065. What binds and since when comes from adherences (Article 56(7)).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from adhere.adherence.statement import Adherence
from adhere.kernel.finding import Finding, Place
from adhere.reporting.periods import ReportingPeriod, due_day, label_for, periods_since, soon_day
from adhere.reporting.report import Report
from adhere.reporting.rules import rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report with the place where its period stands."""

    report: Report
    place: Place

    @property
    def period(self) -> ReportingPeriod:
        """The period it is on."""
        return ReportingPeriod(since=self.report.since, until=self.report.until)


def series_findings(filed: Iterable[Filed]) -> Iterator[Finding]:
    """Yield periods of one code that are told twice, overlap or leave a gap; those that end before they start are left out."""
    sound = [one for one in filed if one.report.since <= one.report.until]
    for code in sorted({one.report.code for one in sound}):
        ordered = sorted((one for one in sound if one.report.code == code), key=_order)
        yield from _between(ordered)


def _order(one: Filed) -> tuple[date, date, str]:
    return one.report.since, one.report.until, one.place.file


def _between(ordered: Sequence[Filed]) -> Iterator[Finding]:
    """Compare each report with the one before it that reaches furthest."""
    furthest: Filed | None = None
    for one in ordered:
        if furthest is not None:
            yield from _after(furthest, one)
        if furthest is None or one.period.until > furthest.period.until:
            furthest = one


def _after(before: Filed, one: Filed) -> Iterator[Finding]:
    told: dict[str, object] = {
        "since": one.period.since,
        "until": one.period.until,
        "other": before.place.file,
    }
    if one.period == before.period:
        yield Finding(rule=rule("ADH-REP-060"), place=one.place, values=told)
    elif one.period.since <= before.period.until:
        yield Finding(rule=rule("ADH-REP-061"), place=one.place, values=told)
    elif (one.period.since - before.period.until).days > 1:
        day = timedelta(days=1)
        told |= {"since": before.period.until + day, "until": one.period.since - day}
        yield Finding(rule=rule("ADH-REP-062"), place=one.place, values=told)


def due_findings(
    adherences: Sequence[Adherence], filed: Sequence[Filed], size: str, on: date
) -> Iterator[Finding]:
    """Yield a report for each period that is over, bound an adherence, and is not reported: late, or still in time."""
    for code in dict.fromkeys(one.code for one in adherences if one.since is not None):
        own = [one for one in adherences if one.code == code and one.since is not None]
        told = [one.period for one in filed if one.report.code == code]
        for period in expected(own, size, on):
            if not any(one.since <= period.until and period.since <= one.until for one in told):
                yield from _due(period, size, own[0].place, on)


def expected(adherences: Sequence[Adherence], size: str, on: date) -> Iterator[ReportingPeriod]:
    """Yield every period that is over by a day and in which an adherence held, from the first adherence on."""
    start = min((one.since for one in adherences if one.since is not None), default=None)
    if start is None:
        return
    for period in periods_since(start, on, size):
        if period.until < on and any(adhered(one, period) for one in adherences):
            yield period


def adhered(adherence: Adherence, period: ReportingPeriod) -> bool:
    """Whether an adherence held on any day of a period."""
    ends = (adherence.until, adherence.withdrawn.on if adherence.withdrawn else None)
    first = adherence.since
    return (
        first is not None
        and first <= period.until
        and all(end is None or (end > period.since and end > first) for end in ends)
    )


def _due(period: ReportingPeriod, size: str, place: Place, on: date) -> Iterator[Finding]:
    due = due_day(period)
    told = {"label": label_for(period, size), "due": due, "since": period.since, "until": period.until}
    late = due < on
    if late or soon_day(period) <= on:
        yield Finding(rule=rule("ADH-REP-063" if late else "ADH-REP-064"), place=place, values=told)
