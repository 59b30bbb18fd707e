# SPDX-License-Identifier: EUPL-1.2
"""Issuing a report: what is said on each commitment and measure becomes a row of a record, which the ledger signs and logs.

Article 56(5). A report is issued as a form is, so that packs and ``adhere verify`` hold for it too: the record names the code where that
of a form names its model, and the period where that names the form. The AI Office receives every row; everybody, once it is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from adhere.codes.code import Code
from adhere.documentation.record import IssuedRow, IssueRecord
from adhere.dossier.issue import INSTANT, NothingChangedError, NotSoundError, Wish
from adhere.dossier.issued import ISSUED, issued
from adhere.dossier.reporting import ReportingDesk
from adhere.kernel.finding import Finding
from adhere.reporting.exchange import commitment_json, figure_json, json_of, measure_json
from adhere.reporting.periods import ReportingPeriod, label_for
from adhere.reporting.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from adhere.law.library import Law
    from adhere.ledger.issuing import Issued
    from adhere.ledger.keys import SigningKey

FORM = "report"
VERSION = "1"
WHOLE = "documents/report.json"
"""The report as it is handed in, beside the packs."""


class SameNameError(Exception):
    """A model of the dossier is called as the code is."""


class NotOverError(Exception):
    """The period of the report is not over yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubject:
    """What is issued: a report with its code, where, and what is wrong with it."""

    root: Path
    report: Report
    code: Code
    label: str
    on: date
    law: Law
    findings: tuple[Finding, ...]

    @property
    def form(self) -> str:
        """The name under which it is issued, such as ``report-2026-h1``."""
        return f"{FORM}-{self.label.lower()}"


def subject_of(report: Report, code: Code, desk: ReportingDesk, findings: Iterable[Finding]) -> ReportSubject:
    """Return what is issued; raise SameNameError or NotOverError where it should not be."""
    if code.id in {one.model.id for one in desk.models}:
        raise SameNameError(code.id)
    if report.until >= desk.on:
        raise NotOverError(report.until.isoformat())
    label = label_for(ReportingPeriod(since=report.since, until=report.until), report.size)
    return ReportSubject(
        root=desk.root,
        report=report,
        code=code,
        label=label,
        on=desk.on,
        law=desk.law,
        findings=tuple(findings),
    )


def issue_report(subject: ReportSubject, wish: Wish, key: SigningKey, now: datetime) -> Issued:
    """Issue a report.

    Raise NotSoundError or NothingChangedError where it should not be issued, LedgerError where it cannot be, and MissingExtraError
    where a document cannot be written; then nothing has changed.
    """
    from adhere.ledger import issuing  # noqa: PLC0415 - cryptography, only where something is signed
    from adhere.ledger.disclosure import issued_file  # noqa: PLC0415

    errors = [finding for finding in subject.findings if finding.rule.severity == "error"]
    if errors:
        raise NotSoundError(errors)
    recipients = ("office", "public") if subject.report.published else ("office",)
    rows = _rows(subject.report, recipients)
    last = issued(subject.root, subject.code.id, subject.form)
    before = last.record(last.last) if last.last is not None else None
    if before is not None and not wish.again and _told(before.rows) == _told(rows):
        raise NothingChangedError(before.number)
    folder = subject.root / ISSUED
    upcoming = issuing.next_issue(folder, subject.code.id, subject.form)
    documents = _documents(subject, wish)
    record = IssueRecord(
        form=subject.form,
        form_version=VERSION,
        model=subject.code.id,
        name=subject.code.title.en,
        provider=subject.report.signatory,
        number=upcoming.number,
        at=now.astimezone(UTC).strftime(INSTANT),
        law_release=subject.law.release,
        law_digest=subject.law.digest,
        placed_on=None,
        rows=rows,
        documents=tuple(issued_file(name, content, recipients) for name, content in documents.items()),
        previous=upcoming.previous,
        example=subject.report.example,
    )
    return issuing.issue(folder, record, documents, key=key, recipients=recipients)


def _rows(report: Report, recipients: tuple[str, ...]) -> tuple[IssuedRow, ...]:
    """Return a row for the head of the report, each commitment, each measure and each figure on the whole, with a new salt."""
    from adhere.ledger.disclosure import new_salt  # noqa: PLC0415

    head = json_of(report)
    values: dict[str, Any] = {
        "head": {
            name: part for name, part in head.items() if name not in ("commitments", "measures", "figures")
        }
    }
    values |= {f"commitment.{one.commitment}": commitment_json(one) for one in report.commitments}
    values |= {f"measure.{one.measure}": measure_json(one) for one in report.measures}
    values |= {f"figure.{one.indicator}": figure_json(one) for one in report.overall}
    return tuple(
        IssuedRow(
            row=name,
            field=name.partition(".")[0],
            recipients=recipients,
            state="answered" if value else "missing",
            value=value,
            text=None,
            basis=None,
            facts=(),
            sources=(),
            salt=new_salt(),
        )
        for name, value in values.items()
    )


def _told(rows: Iterable[IssuedRow]) -> list[tuple[Any, ...]]:
    return [(row.row, row.value, row.recipients) for row in rows]


def _documents(subject: ReportSubject, wish: Wish) -> Mapping[str, bytes]:
    from adhere.ledger.canonical import line  # noqa: PLC0415

    made = {WHOLE: line(json_of(subject.report))}
    if wish.documents:
        from adhere.render.reportdocument import report_document  # noqa: PLC0415
        from adhere.render.writing import write  # noqa: PLC0415

        for language in wish.languages:
            document = report_document(subject.report, subject.code, language)
            made |= {f"documents/report-{language}.{to}": write(document, to) for to in wish.documents}
    return made
