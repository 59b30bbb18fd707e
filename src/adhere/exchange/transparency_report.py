# SPDX-License-Identifier: EUPL-1.2
"""A report of ours in the shape of the Transparency Centre, and back where it carries the whole report along.

The shape has no place for figures, periods or sizes, so the report itself (``adhere/report/1``) goes along under a key of our own, which
other readers may leave out. What we put under ``type``, ``sig_value`` and ``code`` follows the one report that was seen.
"""

from __future__ import annotations

from typing import Any

from adhere.codes.code import Code, Measure
from adhere.exchange.transparency_centre import CARRIED, Part
from adhere.kernel.text import Language
from adhere.reporting.elements import elements
from adhere.reporting.exchange import json_of, report_of
from adhere.reporting.periods import ReportingPeriod, label_for
from adhere.reporting.reading import ReadReport
from adhere.reporting.report import CommitmentReport, MeasureReport, Report


def centre_report(report: Report, code: Code, language: Language) -> Part:
    """Return a report in the shape of the centre; ids count from 1 within the file."""
    return _Writer(report, code, language).report_part()


def carried(part: Part, file: str) -> ReadReport | None:
    """Return the report of ours that a report of the centre carries along, None where there is none."""
    found = part.others.get(CARRIED)
    return None if found is None else report_of(found, file)


class _Writer:
    def __init__(self, report: Report, code: Code, language: Language) -> None:
        self.report, self.code, self.language = report, code, language
        self.last = 0
        self.said = {one.commitment: one for one in report.commitments}
        self.reported = {one.measure: one for one in report.measures}

    def report_part(self) -> Part:
        report = self.report
        period = ReportingPeriod(since=report.since, until=report.until)
        values = {
            "id": self._next(),
            "name": label_for(period, report.size),
            "published": report.published is not None,
            "publish_date": report.published.isoformat() if report.published else None,
            "type": "report",
        }
        chapters = tuple(self._chapter(one.id, one.title.in_(self.language)) for one in self.code.chapters)
        held = tuple(one for one in chapters if one.parts)
        return Part(values=values, parts=held, others={CARRIED: json_of(report)})

    def _chapter(self, chapter: str, title: str) -> Part:
        values = {"id": self._next(), "name": title, "report_id": 1}
        commitments = [one for one in self.code.commitments if one.chapter == chapter]
        parts = [
            self._commitment(one.id, one.title.in_(self.language), one.content.in_(self.language), number)
            for number, one in enumerate(commitments, 1)
            if one.id in self.said or any(name.startswith(f"{one.id}.") for name in self.reported)
        ]
        return Part(values=values, parts=tuple(parts))

    def _commitment(self, commitment: str, title: str, content: str, order: int) -> Part:
        number = self._next()
        values: dict[str, Any] = {
            "id": number,
            "name": title,
            "code": commitment,
            "description": content,
            "field_type": "commitment",
            "order": order,
            "sig_value": _told(self.said.get(commitment)),
            "type_id": None,
        }
        measures = [one for one in self.code.measures if one.commitment == commitment]
        parts = [
            self._measure(one, self.reported[one.id], number, place)
            for place, one in enumerate(measures, 1)
            if one.id in self.reported
        ]
        return Part(values=values, parts=tuple(parts))

    def _measure(self, measure: Measure, reported: MeasureReport, commitment: int, order: int) -> Part:
        titles = {one.id: one.title.in_(self.language) for one in elements(measure)}
        texts = [f"{titles.get(name, name)}: {text}" for name, text in reported.answers.items()]
        return Part(
            values={
                "id": self._next(),
                "name": measure.title.in_(self.language),
                "code": f"sm{measure.id}",
                "description": "\n\n".join(texts),
                "commitment_id": commitment,
                "field_type": "measures_list",
                "order": order,
            }
        )

    def _next(self) -> int:
        self.last += 1
        return self.last


def _told(said: CommitmentReport | None) -> str | None:
    """Return what is said on a commitment, as one text."""
    texts = [text for text in (said.new_measures, said.planned) if text] if said else []
    return "\n\n".join(texts) or None
