# SPDX-License-Identifier: EUPL-1.2
"""An office as a whole: its folder read, every report put to its place, and the rows that evaluation and storage work on.

Article 56(6). A signatory that adheres and did not report has a row without bits: what it did is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from adhere.codes.catalogue import code as packaged_code
from adhere.codes.catalogue import known_codes
from adhere.codes.code import Code
from adhere.dossier.office import read_office
from adhere.dossier.officefolder import is_name, listed
from adhere.dossier.officepapers import read_assessments, read_standards
from adhere.dossier.officereports import Filed, read_reports
from adhere.dossier.rules import rule
from adhere.intake.codefolder import read_code
from adhere.kernel.finding import Finding, Place
from adhere.law.library import Law
from adhere.monitoring.assessment import Assessment, Assessments, packaged_assessments
from adhere.monitoring.assessmentchecks import assessment_findings
from adhere.monitoring.course import Course, course
from adhere.monitoring.evaluation import adhered
from adhere.monitoring.figures import FigureRow
from adhere.monitoring.office import Office, Signatory
from adhere.monitoring.portfolio import Row
from adhere.monitoring.reportchecks import course_findings, office_findings
from adhere.monitoring.standardchecks import standard_findings
from adhere.monitoring.standards import Standard, register
from adhere.monitoring.states import places_of, scope_bits


@dataclass(frozen=True, slots=True)
class OneSignatory:
    """One signatory of a code over time, with what was found on it; for the office alone."""

    signatory: Signatory
    code: Code
    course: Course
    findings: tuple[Finding, ...]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeStanding:
    """An office on a date, with everything found."""

    root: Path
    office: Office
    codes: Mapping[str, Code]
    filed: tuple[Filed, ...]
    assessments: tuple[Assessment, ...]
    standards: tuple[Standard, ...]
    findings: tuple[Finding, ...]
    on: date

    def assessments_of(self, code: str) -> Assessments:
        """Return the assessments of a code, the packaged record of those that were really made included."""
        return Assessments(code=code, all=(*packaged_assessments(), *self.assessments))

    def version_of(self, code: str, version: str | None, law: Law) -> Code | None:
        """Return another version of a code, where a folder under ``codes`` holds it or it comes with the program."""
        if version is None or version == self.codes[code].version:
            return None
        if code in known_codes() and packaged_code(code).version == version:
            return packaged_code(code)
        for name in listed(self.root, "codes", "", [], folders=True):
            found = read_code(self.root / "codes" / name, law).code
            if found is not None and (found.id, found.version) == (code, version):
                return found
        return None

    def periods(self, code: str) -> tuple[str, ...]:
        """Return the periods of a code that are over on the date, earliest first."""
        return tuple(one.id for one in self.office.windows_of(code) if one.until < self.on)

    def rows(self, code: str) -> Iterator[Row]:
        """Yield the submissions on a code, period after period; who adheres and did not report has no bits."""
        places = places_of(self.codes[code])
        filed = self._counted(code)
        over = set(self.periods(code))
        for window in self.office.windows_of(code):
            for signatory in self.office.signatories if window.id in over else ():
                adherence = signatory.adherence(code, window.since, window.until)
                if adherence is None or not window.asks(signatory.size):
                    continue
                found = filed.get((signatory.id, window.id))
                scope = scope_bits(adhered(adherence, self.codes[code]), places)
                bits = found.evaluation.bits if found and found.evaluation else None
                yield Row(window.id, signatory.id, signatory.size, scope, bits)

    def figures(self, code: str) -> Iterator[FigureRow]:
        """Yield the figures reported on a code, indicator after indicator; a figure without a value is none."""
        rows = []
        for (_, period), one in self._counted(code).items():
            if one.report is not None and one.signatory is not None:
                for measure, figure in one.figures:
                    if figure.value is not None:
                        size = one.signatory.size
                        named = (measure, figure.indicator, figure.unit, period, one.signatory.id, size)
                        rows.append(FigureRow(*named, figure.value))
        yield from sorted(rows, key=lambda row: row[:5])

    def course(self, code: str, signatory: Signatory) -> Course:
        """Return one signatory over time."""
        own = [row for row in self.rows(code) if row.signatory == signatory.id]
        figures = [row for row in self.figures(code) if row.signatory == signatory.id]
        return course(own, [one.id for one in self.codes[code].measures], figures)

    def findings_on(self, signatory: Signatory) -> tuple[Finding, ...]:
        """Return what was found on one signatory and its reports."""
        own = (f"signatories/{signatory.id}.yaml", f"reports/{signatory.id}/")
        return tuple(one for one in self.findings if one.place.file.startswith(own))

    def _counted(self, code: str) -> dict[tuple[str, str], Filed]:
        return {
            (one.signatory.id, one.window.id): one
            for one in self.filed
            if one.evaluation and one.signatory and one.window and one.report and one.report.code == code
        }


def office_standing(root: Path, law: Law, on: date) -> OfficeStanding:
    """Read an office folder and everything in it; nothing is raised for what a file holds."""
    read = read_office(root)
    findings = list(read.findings)
    office = read.office
    codes = dict(_codes(root, office, law, findings))
    filed = tuple(read_reports(root, office, codes, findings))
    assessments = tuple(read_assessments(root, findings))
    own = tuple(read_standards(root, findings))
    findings += [found for one in filed for found in one.findings]
    findings += office_findings(office, codes)
    for assessment in assessments:
        findings += assessment_findings(assessment, codes, law, on)
    for standard in own:
        findings += standard_findings(standard, codes.values(), law, on)
    standing = OfficeStanding(
        root=root,
        office=office,
        codes=codes,
        filed=filed,
        assessments=assessments,
        standards=register(own),
        findings=(),
        on=on,
    )
    findings += _over_time(standing)
    return replace(standing, findings=tuple(findings))


def _codes(root: Path, office: Office, law: Law, findings: list[Finding]) -> Iterator[tuple[str, Code]]:
    """Yield the codes the office runs that can be found: in ``codes/<id>`` of the folder, which leads, or packaged."""
    for run in office.codes:
        own = is_name(run.id) and (root / "codes" / run.id).is_dir()
        if run.id in known_codes() and not own:
            yield run.id, packaged_code(run.id)
        elif own:
            read = read_code(root / "codes" / run.id, law)
            if read.code is not None and read.code.id == run.id:
                yield run.id, read.code
            else:
                said = next((one.rule.wrong.filled(one.values) for one in read.findings), "-")
                place = Place(file=f"codes/{run.id}")
                findings.append(
                    Finding(rule=rule("ADH-DOS-190"), place=place, values={"code": run.id, "reason": said})
                )


def _over_time(standing: OfficeStanding) -> Iterator[Finding]:
    for code in standing.codes:
        measures = [one.id for one in standing.codes[code].measures]
        windows = standing.office.windows_of(code)
        own: dict[str, list[Row]] = {}
        for row in standing.rows(code):
            own.setdefault(row.signatory, []).append(row)
        for signatory in standing.office.signatories:
            rows = own.get(signatory.id, [])
            yield from course_findings(course(rows, measures), code, signatory, windows, standing.on)
