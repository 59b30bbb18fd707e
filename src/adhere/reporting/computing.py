# SPDX-License-Identifier: EUPL-1.2
"""Indicators computed from what a dossier holds: a value with the number of cases and what it rests on, or why there is none.

Article 56(5); one function per indicator that is marked as computed. No cases is never 0: a median or a share of nothing does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from adhere.adherence.standing import Standing
from adhere.codes.clockrecord import ClockState, Run
from adhere.documentation.requests import Due, Request
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth
from adhere.reporting.periods import ReportingPeriod
from adhere.reporting.wording import words

PLACES = Decimal("0.0001")
"""Shares are rounded to four decimals, halves up; medians of days to one."""
TENTH = Decimal("0.1")
NAMES = 12
"""Names that are listed; the rest is a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRequest:
    """A request for documentation of one model, with its last day."""

    model: str
    request: Request
    due: Due

    @property
    def name(self) -> str:
        """What it is called in the dossier."""
        return f"{self.model}/{self.request.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of a form for one recipient: how many are asked, and how many of them are answered or do not apply; per source, as of when."""

    form: str
    answered: int
    asked: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a dossier holds that figures are computed from; None is not held, which is not the same as none."""

    requests: tuple[HeldRequest, ...] | None = None
    rows: Mapping[str, Rows] = field(default_factory=dict)
    """By recipient."""
    standings: tuple[Standing, ...] | None = None
    """How the measures of the code stand on the last day; None where no adherence is on record."""
    runs: tuple[Run, ...] | None = None
    """The clocks of the code as they stand on the last day, of every model."""
    issues: tuple[int, int] | None = None
    """Issues that are there, of those the log names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What an indicator comes to: the value, of how many cases, and what it rests on; or why there is none.

    ``open``: the dossier does not hold what it is made of, so that people may still know it.
    """

    value: Decimal | None = None
    total: int | None = None
    rests: Text | None = None
    why: Text | None = None
    open: bool = False


Computing = Callable[[Holdings, ReportingPeriod], Computed]


def computed(holdings: Holdings, period: ReportingPeriod) -> dict[str, Computed]:
    """Return what every indicator that can be computed comes to over a period, by id."""
    return {name: compute(holdings, period) for name, compute in COMPUTED.items()}


def share(part: int, total: int) -> Decimal:
    """Return a share, rounded to four decimals."""
    return (Decimal(part) / Decimal(total)).quantize(PLACES, ROUND_HALF_UP).normalize()


def _no_cases() -> Computed:
    return Computed(why=words("why", "no-cases"))


def _unknown(why: str) -> Computed:
    return Computed(why=words("why", why), open=True)


def _share(found: Sequence[bool], rests: Text) -> Computed:
    if not found:
        return _no_cases()
    return Computed(value=share(sum(found), len(found)), total=len(found), rests=rests)


def _downstream(holdings: Holdings) -> list[HeldRequest]:
    return [one for one in holdings.requests or () if one.request.asker.period is not None]


def _answered_days(holdings: Holdings, period: ReportingPeriod) -> dict[str, int]:
    """Return the days each downstream request answered in the period had to wait."""
    return {
        one.name: (sent - one.request.received).days
        for one in _downstream(holdings)
        if (sent := one.request.first_sent) is not None
        and period.holds(sent)
        and sent >= one.request.received
    }


def _waiting_days(holdings: Holdings, period: ReportingPeriod) -> dict[str, int]:
    """Return the days each downstream request had waited on the last day of the period, where it had no answer by then."""
    return {
        one.name: (period.until - one.request.received).days
        for one in _downstream(holdings)
        if one.request.received <= period.until and not _ended(one.request, period.until)
    }


def _ended(request: Request, day: date) -> bool:
    """Whether a request was answered, refused or closed by a day."""
    ends = (request.first_sent, *(one.on for one in (request.refused, request.closed) if one is not None))
    return any(end is not None and end <= day for end in ends)


def _median_days(holdings: Holdings, period: ReportingPeriod) -> Computed:
    if holdings.requests is None:
        return _unknown("not-computable")
    days = _answered_days(holdings, period)
    if not days:
        return _no_cases()
    middle = Decimal(str(median(days.values()))).quantize(TENTH, ROUND_HALF_UP).normalize()
    return Computed(value=middle, total=len(days), rests=_listed("requests", days))


def _worst_days(holdings: Holdings, period: ReportingPeriod) -> Computed:
    if holdings.requests is None:
        return _unknown("not-computable")
    days = _answered_days(holdings, period) | _waiting_days(holdings, period)
    if not days:
        return _no_cases()
    return Computed(value=Decimal(max(days.values())), rests=_listed("requests-all", days))


def _in_time(holdings: Holdings, period: ReportingPeriod, *, downstream: bool) -> Computed:
    """Requests whose last day, without extension, fell in the period; withdrawn ones are not counted, refused ones as late."""
    if holdings.requests is None:
        return _unknown("not-computable")
    asked = [one for one in holdings.requests if (one.request.asker.period is not None) is downstream]
    found = {
        one.name: one.request.first_sent is not None and one.request.first_sent <= last
        for one in asked
        if (last := one.due.first) is not None and period.holds(last) and _counts(one.request)
    }
    return _share(list(found.values()), _listed("requests-due", found))


def _counts(request: Request) -> bool:
    """Whether a request counts: not withdrawn before an answer, nor answered before it came in."""
    if request.first_sent is None:
        return request.closed is None
    return request.first_sent >= request.received


def _downstream_in_time(holdings: Holdings, period: ReportingPeriod) -> Computed:
    return _in_time(holdings, period, downstream=True)


def _office_in_time(holdings: Holdings, period: ReportingPeriod) -> Computed:
    return _in_time(holdings, period, downstream=False)


def _completeness(recipient: str) -> Computing:
    def compute(holdings: Holdings, _: ReportingPeriod) -> Computed:
        rows = holdings.rows.get(recipient)
        if rows is None or rows.asked == 0:
            return _unknown("no-forms")
        told = {"answered": rows.answered, "asked": rows.asked, "form": rows.form, "recipient": recipient}
        rests = words("rests", "rows", **told, sources=_names(rows.sources))
        return Computed(value=share(rows.answered, rows.asked), total=rows.asked, rests=rests)

    return compute


def _retention(holdings: Holdings, _: ReportingPeriod) -> Computed:
    if holdings.issues is None or holdings.issues[1] == 0:
        return _no_cases()
    kept, count = holdings.issues
    rests = words("rests", "issues", kept=kept, count=count)
    return Computed(value=share(kept, count), total=count, rests=rests)


def _measures_shown(holdings: Holdings, _: ReportingPeriod) -> Computed:
    bound = [one for one in holdings.standings or () if one.bound is Truth.YES]
    if not bound:
        return _unknown("no-standing")
    count = sum(one.state == "shown" for one in bound)
    unknown = sum(one.bound is Truth.UNKNOWN for one in holdings.standings or ())
    rests = words("rests", "measures", count=count, total=len(bound), unknown=unknown)
    return Computed(value=share(count, len(bound)), total=len(bound), rests=rests)


def _evidence_expired(holdings: Holdings, period: ReportingPeriod) -> Computed:
    if holdings.standings is None:
        return _unknown("no-standing")
    states = {proof.evidence.file: proof.state for one in holdings.standings for proof in one.proofs}
    rests = words("rests", "evidence", count=len(states), day=spoken(period.until))
    return Computed(value=Decimal(list(states.values()).count("expired")), rests=rests)


def _met_in_time(clock: str) -> Computing:
    """Runnings of a clock whose last day fell in the period; what was not done counts as late."""

    def compute(holdings: Holdings, period: ReportingPeriod) -> Computed:
        runs = _runs(holdings, clock)
        if runs is None:
            return _unknown("not-computable")
        ended = [(one, one.day) for one in runs if one.day is not None and period.holds(one.day)]
        met = [run.done is not None and run.done.done_day <= day for run, day in ended]
        return _share(met, words("rests", "clocks", count=len(met), clock=clock))

    return compute


def _overdue(clock: str) -> Computing:
    """Runnings of a clock that comes round with a last day in the period that passed unmet."""

    def compute(holdings: Holdings, period: ReportingPeriod) -> Computed:
        runs = _runs(holdings, clock)
        if runs is None:
            return _unknown("not-computable")
        found = [one for one in runs if any(period.holds(day) for day in one.missed)]
        rests = words("rests", "clocks", count=len(runs), clock=clock)
        return Computed(value=Decimal(len(found)), rests=rests)

    return compute


def _age(clock: str) -> Computing:
    """Days since what a clock asks was last done, or else since it started: of several models the longest."""

    def compute(holdings: Holdings, period: ReportingPeriod) -> Computed:
        runs = _runs(holdings, clock)
        if runs is None:
            return _unknown("not-computable")
        last = [one.done or one.start for one in runs]
        days = [one.done_day for one in last if one is not None and one.done_day <= period.until]
        if not days:
            return _unknown("no-clock")
        rests = words("rests", "since", day=spoken(min(days)))
        return Computed(value=Decimal((period.until - min(days)).days), rests=rests)

    return compute


def _runs(holdings: Holdings, clock: str) -> list[Run] | None:
    """Return the runnings of a clock that binds; None where it is not known whether it started."""
    found = [one for one in holdings.runs or () if one.clock.id == clock]
    if holdings.runs is None or any(one.state is ClockState.NOT_KNOWN for one in found):
        return None
    return [one for one in found if one.state is not ClockState.NOT_BOUND]


def _listed(name: str, found: Mapping[str, object]) -> Text:
    return words("rests", name, count=len(found), names=_names(sorted(found)))


def _names(names: Iterable[str]) -> str:
    every = list(names)
    more = f" (+{len(every) - NAMES})" if len(every) > NAMES else ""
    return f"{', '.join(every[:NAMES])}{more}"


COMPUTED: Mapping[str, Computing] = {
    "request-days-median": _median_days,
    "request-days-worst": _worst_days,
    "request-share-in-time": _downstream_in_time,
    "office-request-share-in-time": _office_in_time,
    "completeness-office": _completeness("office"),
    "completeness-downstream": _completeness("downstream"),
    "retention-coverage": _retention,
    "framework-assessment-age": _age("S-1.3"),
    "model-report-age": _age("S-7.6"),
    "incident-in-time-infrastructure": _met_in_time("S-9.3-1"),
    "incident-in-time-cybersecurity": _met_in_time("S-9.3-2"),
    "incident-in-time-death": _met_in_time("S-9.3-3"),
    "incident-in-time-harm": _met_in_time("S-9.3-4"),
    "incident-intermediate-overdue": _overdue("S-9.3-int"),
    "incident-final-in-time": _met_in_time("S-9.3-fin"),
    "measures-shown": _measures_shown,
    "evidence-expired": _evidence_expired,
}
"""Every indicator that is marked as computed, by id."""
