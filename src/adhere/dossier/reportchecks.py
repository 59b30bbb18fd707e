# SPDX-License-Identifier: EUPL-1.2
"""Everything found on the reports of a dossier: their files, what they say, periods that overlap or are missing, reports that are due.

Article 56(5); called by ``checks`` and by ``adhere report check``. A dossier without reports and adherences pays nothing for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from adhere.codes.catalogue import code as packaged_code
from adhere.codes.catalogue import known_codes
from adhere.dossier.file import INDICATORS
from adhere.dossier.reporting import LEAST_ASKED, ReportingDesk
from adhere.dossier.reports import KeptReport, read_reports
from adhere.dossier.wording import near, shown_key
from adhere.kernel.finding import Finding, Place
from adhere.reporting.checks import Known, is_lack, report_findings
from adhere.reporting.periods import ReportingPeriod, label_for
from adhere.reporting.reading import Path, ReadReport
from adhere.reporting.report import Report
from adhere.reporting.rules import rule
from adhere.reporting.series import Filed, due_findings, series_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How deep reports are looked at: whether what is open is listed one by one, and whether figures are computed again."""

    lacks: bool = False
    figures: bool = False


def reports_findings(desk: ReportingDesk) -> Iterator[Finding]:
    """Yield every finding on the reports of a dossier, what a report leaves open as one number."""
    kept = []
    for one in read_reports(desk.root):
        if isinstance(one, Finding):
            yield one
        else:
            kept.append(one)
            yield from findings_on(one, desk, Depth())
    filed = filed_of(kept)
    yield from series_findings(filed)
    yield from due_findings(desk.adherences, filed, desk.size or LEAST_ASKED, desk.on)
    yield from _imported(desk, filed)


def _imported(desk: ReportingDesk, filed: Iterable[Filed]) -> Iterator[Finding]:
    """Yield what is wrong with figures of others, held against the codes that are reported on or adhered to."""
    if not os.path.lexists(desk.root / INDICATORS):
        return
    from adhere.dossier.importedfigures import imported_findings  # noqa: PLC0415 - only where there are such files

    named = [*(one.report.code for one in filed), *(one.code for one in desk.adherences)]
    codes = [found for name in dict.fromkeys(named) if (found := desk.code(name)) is not None]
    yield from imported_findings(desk.root, codes)


def filed_of(kept: Iterable[KeptReport]) -> list[Filed]:
    """Return the reports that could be read, each with the place of its period."""
    return [Filed(report=one.report, place=one.where(("period",))) for one in kept if one.report is not None]


def findings_on(kept: KeptReport, desk: ReportingDesk, depth: Depth) -> Iterator[Finding]:
    """Yield everything wrong with one report."""
    yield from kept.findings
    report = kept.report
    if report is None:
        return
    yield from _filing(kept, report, desk)
    code = desk.code(report.code)
    if code is None:
        yield _no_code(report.code, kept.where(("code",)))
        return
    period = ReportingPeriod(since=report.since, until=report.until)
    sound = report.since <= report.until and report.since <= desk.on
    reach = desk.reach(code, period) if sound else None
    if sound and reach is None:
        told = {"code": code.id, "since": report.since, "until": report.until}
        yield _told(kept, "ADH-REP-065", "period", **told)
    over = sound and report.until < desk.on  # what is counted of a period that runs, changes every day
    figures = desk.figures(code, period)[1] if depth.figures and over else None
    known_of = Known(code=code, on=desk.on, where=kept.where, reach=reach, computed=figures)
    found = list(report_findings(report, known_of))
    lacks = [one for one in found if is_lack(one)]
    yield from (one for one in found if depth.lacks or not is_lack(one))
    if lacks and not depth.lacks:
        yield _told(kept, "ADH-REP-076", "measures", count=len(lacks))


def _filing(kept: KeptReport, report: Report, desk: ReportingDesk) -> Iterator[Finding]:
    """Yield where a report is filed under another code, name, provider or size than it says."""
    if kept.code != report.code:
        yield _told(kept, "ADH-REP-056", "code", folder=kept.code, code=shown_key(report.code))
    if report.since <= report.until:
        label = label_for(ReportingPeriod(since=report.since, until=report.until), report.size)
        if kept.name != label:
            yield _told(kept, "ADH-REP-054", "period", name=f"{kept.name}.yaml", label=label)
    if desk.provider and report.signatory != desk.provider:
        told = {"signatory": shown_key(report.signatory), "provider": desk.provider}
        yield _told(kept, "ADH-REP-066", "signatory", **told)
    if desk.size is not None and report.size != desk.size:
        yield _told(kept, "ADH-REP-067", "size", size=report.size, stated=desk.size)


def _no_code(code: str, place: Place) -> Finding:
    known = known_codes()
    told = {"code": shown_key(code), "near": near(code, known), "known": ", ".join(known)}
    return Finding(rule=rule("ADH-REP-024"), place=place, values=told)


def _told(kept: KeptReport, rule_id: str, field: str, **values: object) -> Finding:
    return Finding(rule=rule(rule_id), place=kept.where((field,)), values=values)


def handed_in_findings(read: ReadReport, file: str, on: date) -> Iterator[Finding]:
    """Yield everything wrong with a report that was handed in, as far as the report itself tells."""
    report = read.report
    if report is None:
        return

    def where(path: Path) -> Place:
        return Place(file=file, at=".".join(path) or None)

    if report.code not in known_codes():
        yield _no_code(report.code, where(("code",)))
        return
    yield from report_findings(report, Known(code=packaged_code(report.code), on=on, where=where))
