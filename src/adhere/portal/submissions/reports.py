# SPDX-License-Identifier: EUPL-1.2
"""A periodic report in a pack: put together from its rows, held against its code, its period and what binds the signatory.

Article 56(5). What a report may say, and what it lacks, is said by ``adhere.reporting``; when it is due, by its data, scaled to size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from adhere.codes.catalogue import UnknownCodeError
from adhere.kernel.calendar import spoken
from adhere.kernel.finding import Finding, Place
from adhere.ledger.canonical import printable
from adhere.portal.codes import code
from adhere.portal.people.models import Organisation
from adhere.portal.submissions.adhering import reach, statements
from adhere.portal.submissions.keeping import LostCodeError
from adhere.portal.submissions.pack import OpenedPack
from adhere.portal.submissions.rules import FILE, finding
from adhere.reporting.checks import Known, is_lack, report_findings
from adhere.reporting.exchange import report_of
from adhere.reporting.periods import ReportingPeriod, due_day
from adhere.reporting.reading import FORMAT, Path
from adhere.reporting.report import Report
from adhere.reporting.series import adhered
from adhere.reporting.wording import near

PREFIX = "report-"
_PARTS = {"commitment": "commitments", "measure": "measures", "figure": "figures"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReport:
    """A report as far as it could be read, with its period and last day, and everything wrong with it."""

    report: Report | None
    findings: tuple[Finding, ...]
    due: date | None = None
    answered: int = 0
    asked: int = 0

    @property
    def incomplete(self) -> bool:
        """Whether something that is asked is left open."""
        return any(map(is_lack, self.findings))


def is_report(pack: OpenedPack) -> bool:
    """Return whether a pack holds a report."""
    return pack.statement.form.startswith(PREFIX)


def value_of(pack: OpenedPack) -> dict[str, Any]:
    """Return the report of a pack as it is exchanged (``adhere/report/1``)."""
    value: dict[str, Any] = {"format": FORMAT}
    for name, told in pack.rows.items():
        part, _, own = name.partition(".")
        if part == "head" and isinstance(told["value"], dict):
            value |= told["value"]
        elif part in _PARTS:
            value.setdefault(_PARTS[part], {})[own] = told["value"]
    return value


def check_report(pack: OpenedPack, provider: Organisation, on: date) -> CheckedReport:
    """Check the report of a pack; raise LostCodeError where the files of its code are lost here, which says nothing of the report."""
    read = report_of(value_of(pack), FILE)
    report = read.report
    if report is None:
        return CheckedReport(report=None, findings=read.findings)
    found = [*read.findings, *_names(report, provider)]
    try:
        known = code(report.code)
    except UnknownCodeError as error:
        told = {"code": printable(report.code), "near": near(report.code, error.known)}
        return CheckedReport(report=report, findings=(*found, finding("ADH-SUB-043", "code", **told)))
    except FileNotFoundError as error:
        raise LostCodeError(report.code) from error
    if report.until < report.since:
        found += report_findings(report, Known(code=known, on=on, where=_where))
        return CheckedReport(report=report, findings=tuple(found))
    period = ReportingPeriod(since=report.since, until=report.until)
    binding = reach(provider, known, period)
    found += report_findings(report, Known(code=known, on=on, where=_where, reach=binding))
    found += _period(report, period, provider, on)
    reported = {one.measure for one in report.measures if one.status or one.answers}
    wanted = reported if binding is None else binding.bound
    return CheckedReport(
        report=report,
        findings=tuple(found),
        due=due_day(period),
        answered=len(reported & wanted),
        asked=len(wanted),
    )


def _names(report: Report, provider: Organisation) -> Iterator[Finding]:
    if report.signatory.strip().casefold() not in (provider.name.casefold(), provider.slug):
        told = {"signatory": printable(report.signatory), "provider": provider.name}
        yield finding("ADH-SUB-040", "signatory", **told)


def _period(report: Report, period: ReportingPeriod, provider: Organisation, on: date) -> Iterator[Finding]:
    if period.until >= on:
        yield finding("ADH-SUB-044", "period", day=spoken(period.until))
    if not any(adhered(one, period) for one in statements(provider, report.code)):
        yield finding("ADH-SUB-041", "code", provider=provider.name, code=report.code)
    due = due_day(period)
    if due < on:
        yield finding("ADH-SUB-042", "period", due=spoken(due))


def _where(path: Path) -> Place:
    return Place(file=FILE, at=".".join(map(printable, path)) or None)
