# SPDX-License-Identifier: EUPL-1.2
"""A report as JSON, ``adhere/report/1``: what a signatory hands in and an office reads, the same fields as the file of a dossier.

Figures travel as decimal strings (RFC 8785, section 3.2.2.3); a figure that is not reported has no value and says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from adhere.kernel.finding import Finding, Place
from adhere.kernel.quantity import decimal_text
from adhere.kernel.text import Text
from adhere.reporting.reading import FORMAT, Path, ReadReport, read_report
from adhere.reporting.report import CommitmentReport, Figure, MeasureReport, Report
from adhere.reporting.rules import rule
from adhere.reporting.wording import clipped, words

SIZE_LIMIT = 8 * 1024 * 1024


def json_of(report: Report) -> dict[str, Any]:
    """Return a report as a JSON object; what is not filled in is left out."""
    return _told(
        format=FORMAT,
        example=report.example or None,
        code=report.code,
        signatory=report.signatory,
        size=report.size,
        period={"since": report.since.isoformat(), "until": report.until.isoformat()},
        published=report.published.isoformat() if report.published else None,
        commitments={one.commitment: commitment_json(one) for one in report.commitments} or None,
        measures={one.measure: measure_json(one) for one in report.measures} or None,
        figures=figures_json(report.overall),
    )


def commitment_json(one: CommitmentReport) -> dict[str, Any]:
    """Return what is reported on a commitment as a JSON object."""
    return _told(new=one.new, new_measures=one.new_measures, plans=one.plans, planned=one.planned)


def measure_json(one: MeasureReport) -> dict[str, Any]:
    """Return what is reported on a measure as a JSON object."""
    return _told(status=one.status, answers=dict(one.answers) or None, figures=figures_json(one.figures))


def figures_json(figures: Iterable[Figure]) -> dict[str, Any] | None:
    """Return figures as a JSON object by indicator, None where there are none."""
    return {figure.indicator: figure_json(figure) for figure in figures} or None


def figure_json(figure: Figure) -> dict[str, Any]:
    """Return one figure as a JSON object."""
    return _told(
        value=None if figure.value is None else decimal_text(figure.value),
        unit=figure.unit or None,
        why=figure.why,
        basis=figure.basis,
        parts={name: decimal_text(part) for name, part in figure.parts.items()} or None,
        total=figure.total,
        source=figure.source,
    )


def report_of(value: object, file: str = "report.json") -> ReadReport:
    """Read a report from a JSON object; nothing is raised. ``file`` is how it is named in findings."""

    def where(path: Path) -> Place:
        return Place(file=file, at=".".join(map(clipped, path)) or None)

    return read_report(value, where)


def report_of_bytes(content: bytes, file: str = "report.json") -> ReadReport:
    """Read a report from the bytes of a JSON file; what is no JSON, or could be read in two ways, is a finding."""
    if len(content) > SIZE_LIMIT:
        return _unread(file, words("json", "size", most=SIZE_LIMIT // 1024 // 1024))
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        twice.extend(name for name in dict.fromkeys(names) if names.count(name) > 1)
        return dict(pairs)

    try:
        value = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=once, parse_float=Decimal, parse_constant=str
        )
    except UnicodeDecodeError as error:
        return _unread(file, words("json", "encoding", byte=error.start))
    except json.JSONDecodeError as error:
        return _unread(file, words("json", "syntax", line=error.lineno))
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets without end
        return _unread(file, words("json", "depth"))
    read = report_of(value, file)
    doubled = (_finding("ADH-REP-012", file, field=clipped(name)) for name in dict.fromkeys(twice))
    return ReadReport(report=read.report, findings=(*doubled, *read.findings))


def _unread(file: str, reason: Text) -> ReadReport:
    return ReadReport(report=None, findings=(_finding("ADH-REP-001", file, reason=reason),))


def _finding(rule_id: str, file: str, **values: object) -> Finding:
    return Finding(rule=rule(rule_id), place=Place(file=file), values=values)


def _told(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
