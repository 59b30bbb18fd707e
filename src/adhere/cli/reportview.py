# SPDX-License-Identifier: EUPL-1.2
"""Indicators and reports as text for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from adhere.cli.contracts import head
from adhere.cli.output import Page
from adhere.cli.wording import counted, language, say
from adhere.kernel.text import Language
from adhere.reporting.checks import asked_answers
from adhere.reporting.exchange import json_of
from adhere.reporting.figures import unit_text
from adhere.reporting.indicators import asked_of
from adhere.reporting.periods import ReportingPeriod, label_for
from adhere.reporting.wording import words

if TYPE_CHECKING:
    from adhere.codes.code import Code
    from adhere.law.store import Store
    from adhere.reporting.indicators import Indicator
    from adhere.reporting.report import Report


def indicators_page(code: Code, shown: Sequence[Indicator], language: Language) -> Page:
    """Return every indicator with what is to be known of it."""
    page = Page()
    count = counted("report.indicators-count", len(shown))
    page.title(say("report.indicators-title", code=code.title.in_(language)), count)
    page.paragraph(say("report.indicators-head"))
    for one in shown:
        page.blank()
        page.marked(one.id, one.title.in_(language), colour="yes", width=max(len(one.id) + 2, 28))
        page.paragraph(_of(one, language), indent=2)
        measures = ", ".join(one.measures) or say("report.whole")
        sizes = asked_of(one).in_(language)
        page.paragraph(say("report.indicators-measures", measures=measures, sizes=sizes), indent=2)
        if one.clock:
            page.paragraph(say("report.indicators-clock", clock=one.clock), indent=2)
        page.paragraph(one.meaning.in_(language), indent=2)
        if one.method:
            page.paragraph(say("report.indicators-method", method=one.method.in_(language)), indent=2)
        if one.gaming:
            page.paragraph(say("report.indicators-gaming", note=one.gaming.in_(language)), indent=2)
    return page


def _of(one: Indicator, language: Language) -> str:
    told = (
        unit_text(one.unit),
        words("direction", one.direction),
        words("checkable", one.checkable),
        words("status", one.status),
    )
    line = "; ".join(text.in_(language) for text in told)
    return f"{line[:1].upper()}{line[1:]}."


def indicators_json(code: Code, shown: Sequence[Indicator], law: Store) -> dict[str, Any]:
    """Return the JSON of indicators."""
    return head("report-indicators", law) | {
        "code": code.id,
        "indicators": [_indicator(one, language()) for one in shown],
    }


def _indicator(one: Indicator, language: Language) -> dict[str, Any]:
    texts = {
        "title": one.title,
        "meaning": one.meaning,
        "method": one.method,
        "source": one.source,
        "gaming": one.gaming,
    }
    return {
        "id": one.id,
        "status": one.status,
        "unit": one.unit,
        "direction": one.direction,
        "checkable": one.checkable,
        "target": one.target,
        "clock": one.clock,
        "frequency": one.frequency,
        "sizes": list(one.sizes),
        "measures": list(one.measures),
        "provision": one.provision,
        "of_cases": one.of_cases,
        "additive": one.additive,
        **{name: text.in_(language) if text else None for name, text in texts.items()},
    }


def add_report(page: Page, report: Report, code: Code | None) -> None:
    """Add how far a report is filled in to a page."""
    period = ReportingPeriod(since=report.since, until=report.until)
    page.heading(f"{report.code}, {label_for(period, report.size)}")
    page.paragraph(say("report.check-counts", **_counts(report, code)))


def _counts(report: Report, code: Code | None) -> dict[str, int]:
    figures = [figure for _, figure in report.figures()]
    answered, asked = asked_answers(report, code) if code else (0, 0)
    return {
        "measures": len(report.measures),
        "answered": answered,
        "asked": asked,
        "figures": sum(figure.value is not None for figure in figures),
        "missing": sum(figure.value is None for figure in figures),
    }


def report_json(report: Report, code: Code | None) -> dict[str, Any]:
    """Return a report with how far it is filled in."""
    return {"counts": _counts(report, code), "report": json_of(report)}
