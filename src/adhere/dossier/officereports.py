# SPDX-License-Identifier: EUPL-1.2
"""Reports in an office folder, ``reports/<signatory>/<period>.json``: each read, put to its signatory and period, and evaluated.

Format ``adhere/report/1``; Article 56(5). Two reports over one period count neither; what does not fit is told and left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from adhere.codes.code import Code
from adhere.dossier.officefolder import link_finding, linked, listed
from adhere.dossier.rules import rule as dossier_rule
from adhere.dossier.wording import near
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding, Place
from adhere.monitoring.evaluation import Evaluation, evaluate
from adhere.monitoring.office import Office, Signatory, Window
from adhere.monitoring.reportchecks import report_findings
from adhere.monitoring.rules import rule
from adhere.reporting.exchange import SIZE_LIMIT, report_of_bytes
from adhere.reporting.figures import checked_figure
from adhere.reporting.indicators import indicators
from adhere.reporting.report import Figure, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One report file: the report where it could be read, its evaluation where it counts, and what is wrong."""

    file: str
    report: Report | None = None
    signatory: Signatory | None = None
    window: Window | None = None
    evaluation: Evaluation | None = None
    figures: tuple[tuple[str, Figure], ...] = ()
    """Figures with a value and nothing wrong with it, each with its measure; no others are added up."""
    findings: tuple[Finding, ...] = ()


def read_report_file(root: Path, file: str) -> Filed:
    """Read one report of the office; nothing is raised, and no more is read than a report may be long."""
    if linked(root, file):
        return Filed(file=file, findings=(link_finding(file),))
    try:
        with regular(root / file) as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        told = {"reason": disk_reason(error)}
        return Filed(
            file=file,
            findings=(Finding(rule=dossier_rule("ADH-DOS-065"), place=Place(file=file), values=told),),
        )
    read = report_of_bytes(content, file)
    return Filed(file=file, report=read.report, findings=read.findings)


def read_reports(
    root: Path, office: Office, codes: Mapping[str, Code], findings: list[Finding]
) -> Iterator[Filed]:
    """Yield every report, signatory by signatory; what is wrong with the folders is added to the findings."""
    for name in listed(root, "reports", "", findings, folders=True):
        folder = f"reports/{name}"
        files = [f"{folder}/{stem}.json" for stem in listed(root, folder, ".json", findings)]
        filed = [put(read_report_file(root, file), office, codes, folder=name) for file in files]
        yield from _once(filed)


def put(filed: Filed, office: Office, codes: Mapping[str, Code], folder: str | None = None) -> Filed:
    """Put a report to its signatory and period and evaluate it; ``folder`` is the signatory in whose folder it lies."""
    report = filed.report
    if report is None:
        return filed
    told = _Told(filed.file)
    if folder is not None and report.signatory != folder:
        told.dossier("ADH-DOS-188", said=report.signatory[:100], folder=folder)
    code = codes.get(report.code)
    if code is None:
        told.add("ADH-MON-015", code=report.code[:100], near=near(report.code, codes), known=", ".join(codes))
    signatory = office.signatory(report.signatory)
    window = _window(filed.file, report, office, told) if code else None
    adherence = signatory.adherence(report.code, report.since, report.until) if signatory else None
    if signatory is None or not any(one.code == report.code for one in signatory.adherences):
        known = [one.id for one in office.signatories]
        values = {"signatory": report.signatory[:100], "code": report.code[:100]}
        told.add("ADH-MON-001", near=near(report.signatory, known), **values)
    elif adherence is None:
        values = {"signatory": signatory.id, "code": report.code}
        told.add("ADH-MON-002", since=report.since, until=report.until, **values)
    if told.found or code is None or adherence is None or signatory is None:
        return replace(filed, signatory=signatory, window=window, findings=(*filed.findings, *told.found))
    evaluation = evaluate(report, adherence, code, window)
    odd = dict(_figure_findings(report, code, filed.file))
    found = (*report_findings(evaluation, signatory, window, filed.file), *chain.from_iterable(odd.values()))
    wrong = {key for key, told_of in odd.items() if any(one.rule.severity == "error" for one in told_of)}
    return replace(
        filed,
        signatory=signatory,
        window=window,
        evaluation=evaluation,
        figures=tuple(
            (measure, figure)
            for measure, figure in report.figures()
            if figure.value is not None and (measure, figure.indicator) not in wrong
        ),
        findings=(*filed.findings, *found),
    )


def _figure_findings(
    report: Report, code: Code, file: str
) -> Iterator[tuple[tuple[str, str], list[Finding]]]:
    """Yield what is wrong with each figure, by its measure and indicator."""
    known = indicators(code)
    for measure, figure in report.figures():
        place = Place(file=file, at=f"measures.{measure[:40]}.figures.{figure.indicator[:100]}")
        yield (measure, figure.indicator), list(checked_figure(figure, measure, report.until, known, place))


class _Told:
    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Finding] = []

    def add(self, rule_id: str, **values: object) -> None:
        self.found.append(Finding(rule=rule(rule_id), place=Place(file=self.file), values=values))

    def dossier(self, rule_id: str, **values: object) -> None:
        self.found.append(Finding(rule=dossier_rule(rule_id), place=Place(file=self.file), values=values))


def _window(file: str, report: Report, office: Office, told: _Told) -> Window | None:
    """Return the period a report is over: that of its days, and where there is none, that of its file name, with what differs."""
    windows = office.windows_of(report.code)
    same = next((one for one in windows if (one.since, one.until) == (report.since, report.until)), None)
    if same is not None:
        return same
    stem = file.rpartition("/")[2].removesuffix(".json")
    named = next((one for one in windows if one.id == stem), None)
    if named is None:
        known = [one.id for one in windows]
        told.add("ADH-MON-005", period=stem, code=report.code, near=near(stem, known))
    else:
        days = {"since": report.since, "until": report.until, "from": named.since, "to": named.until}
        told.add("ADH-MON-004", period=named.id, **days)
    return named


def _once(filed: list[Filed]) -> Iterator[Filed]:
    """Yield reports; those over the same code and period count none of them."""
    by_period: dict[tuple[str, str], list[Filed]] = {}
    for one in filed:
        if one.report is not None and one.window is not None:
            by_period.setdefault((one.report.code, one.window.id), []).append(one)
    for one in filed:
        if one.report is None or one.window is None:
            yield one
            continue
        others = [other.file for other in by_period[one.report.code, one.window.id] if other is not one]
        if not others:
            yield one
            continue
        told = _Told(one.file)
        values = {"signatory": one.report.signatory, "code": one.report.code, "period": one.window.id}
        told.add("ADH-MON-003", other=", ".join(others), **values)
        yield replace(one, evaluation=None, findings=(*one.findings, *told.found))
