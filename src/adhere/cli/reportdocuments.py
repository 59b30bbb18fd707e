# SPDX-License-Identifier: EUPL-1.2
"""A report with its code and its findings, from a dossier or a file that was handed in, and the document it becomes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from adhere.kernel.text import Language

if TYPE_CHECKING:
    from adhere.codes.code import Code
    from adhere.dossier.reporting import ReportingDesk
    from adhere.dossier.reports import KeptReport
    from adhere.kernel.finding import Finding
    from adhere.render.document import Document
    from adhere.reporting.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundReport:
    """A report that could be read, its code, and what is wrong with it; from a dossier, where it stands there."""

    report: Report
    code: Code
    findings: tuple[Finding, ...]
    desk: ReportingDesk | None = None
    kept: KeptReport | None = None


def read_one(path: Path, code_id: str | None, period: str | None, on: date) -> FoundReport:
    """Read the one report that is meant; exit 1 where it cannot be read, 2 where there is none."""
    from adhere.cli.reported import desk_of, handed_in, is_handed_in, one_of, reports_of
    from adhere.codes.catalogue import code, known_codes
    from adhere.dossier.reportchecks import Depth, findings_on, handed_in_findings

    if is_handed_in(path):
        read = handed_in(path)
        found = (*read.findings, *handed_in_findings(read, path.name, on))
        if read.report is None or read.report.code not in known_codes():
            _quit(found)
        return FoundReport(report=read.report, code=code(read.report.code), findings=found)
    desk = desk_of(path, on)
    kept = one_of(reports_of(desk)[0], code_id, period)
    found = tuple(findings_on(kept, desk, Depth(figures=True)))
    named = desk.code(kept.report.code) if kept.report is not None else None
    if kept.report is None or named is None:
        _quit(found)
    return FoundReport(report=kept.report, code=named, findings=found, desk=desk, kept=kept)


def document_of(found: FoundReport, language: Language) -> Document:
    """Return a report as a document."""
    from adhere.render.reportdocument import report_document

    return report_document(found.report, found.code, language)


def _quit(findings: tuple[Finding, ...]) -> NoReturn:
    """Show why a report cannot be read and exit 1."""
    from adhere.cli.findings import add_findings
    from adhere.cli.output import Page
    from adhere.cli.wording import language

    page = Page()
    add_findings(page, findings, language())
    page.print(err=True)
    sys.exit(1)
