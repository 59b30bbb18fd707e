# SPDX-License-Identifier: EUPL-1.2
"""One signatory over time, and one report, on a terminal: for the office alone."""

from __future__ import annotations

from adhere.adherence.statement import Adherence
from adhere.cli.findings import add_findings
from adhere.cli.monitorview import LATEST, state_text
from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.codes.code import Code
from adhere.dossier.officereports import Filed
from adhere.dossier.officestanding import OfficeStanding, OneSignatory
from adhere.kernel.text import Language
from adhere.monitoring.course import Course
from adhere.monitoring.evaluation import Evaluation
from adhere.monitoring.states import State
from adhere.monitoring.words import sizes_text, word


def signatory_page(one: OneSignatory, language: Language) -> Page:
    """Return one signatory over time."""
    page, signatory, found = Page(), one.signatory, one.course
    page.title(signatory.name, say("monitor.on", on=one.on))
    size = sizes_text([signatory.size]).in_(language)
    page.paragraph(say("monitor.size", size=size))
    for adherence in signatory.adherences:
        page.paragraph(_adherence(adherence))
    for invitation in signatory.invitations:
        answer = word("answer", invitation.answer or "none").in_(language)
        told = {"code": invitation.code, "day": invitation.on, "answer": answer}
        answered = f" ({invitation.answered})" if invitation.answered else ""
        page.paragraph(say("monitor.invited", **told) + answered)
    if found.periods:
        _add_measures(page, one.code, found, language)
        _add_figures(page, found)
    else:
        page.paragraph(say("monitor.never"))
    add_findings(page, one.findings, language)
    return page


def _adherence(one: Adherence) -> str:
    extent = ", ".join(one.chapters) if one.extent == "chapters" else say(f"monitor.extent-{one.extent}")
    key = "monitor.adheres-until" if one.end else "monitor.adheres"
    return say(key, code=one.code, extent=extent, day=one.since, end=one.end)


def _add_measures(page: Page, code: Code, found: Course, language: Language) -> None:
    page.heading(say("monitor.over-time", code=code.id))
    periods = found.periods[-LATEST:]
    widths = (9, *(13 for _ in periods), 9)
    rows = [(say("monitor.measure"), *periods, say("monitor.trend"))]
    for one in found.measures:
        states = [state_text(state, language) for state in one.states[-LATEST:]]
        rows.append((one.measure, *states, one.trend.label.in_(language)))
    page.rows(rows, widths)
    if found.silent:
        page.blank()
        page.paragraph(say("monitor.silent-over", periods=", ".join(found.silent)))


def _add_figures(page: Page, found: Course) -> None:
    if not found.figures:
        return
    page.heading(say("monitor.figures"))
    periods = found.periods[-LATEST:]
    rows = [(say("monitor.indicator"), *periods)]
    for one in found.figures:
        values = ["-" if value is None else f"{value.normalize():f}" for value in one.values[-LATEST:]]
        rows.append((f"{one.indicator} ({one.unit})", *values))
    page.rows(rows, (34, *(10 for _ in periods)))


def report_page(filed: Filed, standing: OfficeStanding, language: Language) -> Page:
    """Return what one report comes to."""
    page = Page()
    period = filed.window.id if filed.window else ""
    name = filed.report.signatory if filed.report else filed.file
    page.title(say("monitor.report-title", signatory=name[:100]), period)
    if filed.evaluation is None:
        page.paragraph(say("monitor.not-counted"))
    else:
        _add_evaluation(page, filed.evaluation, language)
    add_findings(page, filed.findings, language)
    if not filed.findings and filed.evaluation is not None:
        page.paragraph(say("monitor.nothing-found", office=standing.root.name))
    return page


def _add_evaluation(page: Page, found: Evaluation, language: Language) -> None:
    adhered = found.scope.bit_count()
    counts = ", ".join(
        f"{state.label.in_(language)} {found.count(state)}" for state in State if found.count(state)
    )
    page.paragraph(say("monitor.counts", adhered=adhered, counts=counts))
    if found.late is not None:
        key = "monitor.late" if found.late > 0 else "monitor.in-time"
        page.paragraph(counted(key, found.late) if found.late > 0 else say(key))
    for message, names in (("unanswered", found.unanswered), ("lacking", found.lacking)):
        if names:
            page.paragraph(say(f"monitor.{message}", count=len(names), names=", ".join(names)))
