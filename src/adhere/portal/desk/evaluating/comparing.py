# SPDX-License-Identifier: EUPL-1.2
"""A report beside the one of the last period, measure by measure; how each comes out is said by ``adhere.monitoring``. Article 56(5)."""

from __future__ import annotations

from dataclasses import dataclass

from adhere.adherence.statement import Adherence
from adhere.codes.catalogue import UnknownCodeError
from adhere.codes.code import Code, Measure
from adhere.kernel.finding import Place
from adhere.monitoring.evaluation import Evaluation, evaluate
from adhere.monitoring.office import Window
from adhere.monitoring.states import NOTHING, State, places_of
from adhere.portal import storing
from adhere.portal.codes import code
from adhere.portal.submissions.adhering import statements
from adhere.portal.submissions.models import Submission
from adhere.portal.submissions.pack import read_pack
from adhere.portal.submissions.reports import value_of
from adhere.portal.submissions.rules import FILE
from adhere.reporting.exchange import report_of
from adhere.reporting.periods import ReportingPeriod
from adhere.reporting.report import Report
from adhere.reporting.series import adhered


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One measure adhered to: how it stood in the last period, None where there is no report of it, and how it stands now."""

    measure: Measure
    was: State | None
    now: State

    @property
    def moved(self) -> bool:
        """Whether it stands otherwise than it did."""
        return self.was is not None and self.was is not self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two reports side by side; ``last`` is None where this is the first one."""

    earlier: Submission | None
    last: Evaluation | None
    now: Evaluation
    measures: tuple[Compared, ...]

    @property
    def counts(self) -> list[tuple[State, int | None, int]]:
        """How many measures stand how, then and now."""
        return [
            (state, self.last.count(state) if self.last else None, self.now.count(state)) for state in State
        ]


def earlier_report(submission: Submission) -> Submission | None:
    """Return the report of the same provider on the same code over the last period before, as it was last corrected."""
    rows = Submission.objects.filter(
        provider=submission.provider, code=submission.code, until__lt=submission.since
    )
    return rows.order_by("-until", "-event").first()


def compared(submission: Submission) -> Comparison | None:
    """Return a report beside the last one; None where it is none or its code is not known. Raise FileNotFoundError where a file is gone."""
    if not submission.code:
        return None
    try:
        found = code(submission.code)
    except UnknownCodeError:
        return None
    now = _evaluated(submission, found)
    if now is None:
        return None
    earlier = earlier_report(submission)
    last = _evaluated(earlier, found) if earlier is not None else None
    return Comparison(earlier=earlier, last=last, now=now, measures=tuple(_measures(found, last, now)))


def _measures(found: Code, last: Evaluation | None, now: Evaluation) -> list[Compared]:
    bits = last.bits if last is not None else NOTHING
    return [
        Compared(
            measure=one,
            was=bits.state(place) if last is not None else None,
            now=now.bits.state(place),
        )
        for one, place in ((one, places_of(found)[one.id]) for one in found.measures)
        if now.scope >> place & 1
    ]


def _evaluated(submission: Submission, found: Code) -> Evaluation | None:
    pack = read_pack(storing.kept(submission.sha256)).pack
    report = report_of(value_of(pack), FILE).report if pack is not None else None
    if report is None:
        return None
    window = Window(
        id=f"{report.since}/{report.until}",
        code=found.id,
        since=report.since,
        until=report.until,
        due=submission.due,
        place=Place(file=FILE),
    )
    return evaluate(report, _adherence(submission, report, found), found, window)


def _adherence(submission: Submission, report: Report, found: Code) -> Adherence:
    """Return what the provider adhered to over the period as one statement: every chapter confirmed then."""
    period = ReportingPeriod(since=report.since, until=report.until)
    held = [one for one in statements(submission.provider, found.id) if adhered(one, period)]
    whole = any(one.extent == "full" for one in held)
    return Adherence(
        code=found.id,
        extent="full" if whole else "chapters",
        chapters=tuple(dict.fromkeys(chapter for one in held for chapter in one.chapters)),
        place=Place(file=FILE),
    )
