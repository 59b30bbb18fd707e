# SPDX-License-Identifier: EUPL-1.2
"""A code over all its signatories on a terminal: reports, objectives with their reasons, measures, figures, and reasons for review."""

from __future__ import annotations

from collections.abc import Iterable

from adhere.cli.findings import add_findings, counts
from adhere.cli.output import Page
from adhere.cli.wording import say
from adhere.dossier.codeinuse import CodeInUse
from adhere.kernel.text import Language
from adhere.kernel.truth import Truth
from adhere.monitoring.objectives import Objective
from adhere.monitoring.publication import limits
from adhere.monitoring.review import Trigger
from adhere.monitoring.shown import Shown
from adhere.monitoring.states import State
from adhere.monitoring.words import sizes_text, word

VERDICT = {Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: "unknown"}
COLOUR = {Truth.YES: "yes", Truth.NO: "error", Truth.UNKNOWN: "unknown"}
LATEST = 4
"""Periods beside each other on a terminal."""


def code_page(found: CodeInUse, release: str, language: Language, *, single: bool) -> Page:
    """Return the page; ``single`` adds what was found on single signatories, which is for the office alone."""
    page, shown = Page(), found.shown
    title = f"{shown.code.title.in_(language)}, {shown.code.version}"
    page.title(title, say("on-date", on=shown.on, release=release))
    if shown.example:
        page.paragraph(say("monitor.example"))
    limit = limits()
    page.paragraph(say("monitor.shown", least=limit.least))
    _add_reports(page, shown)
    if shown.objectives:
        _add_objectives(page, shown.objectives, language)
        _add_measures(page, shown)
    _add_figures(page, shown, language)
    add_triggers(page, shown.triggers, language)
    if found.single and not single:
        page.blank()
        page.paragraph(say("monitor.single", counts=counts(found.single)))
    add_findings(page, (*found.findings, *(found.single if single else ())), language)
    return page


def _add_reports(page: Page, shown: Shown) -> None:
    page.heading(say("monitor.reports"))
    if not shown.portfolio.periods:
        page.paragraph(say("monitor.no-periods"))
        return
    heads = (say("monitor.period"), say("monitor.adhering"), say("monitor.reported"), say("monitor.silent"))
    rows = [heads]
    for name in shown.portfolio.periods:
        adhering, reported = shown.portfolio.adhering[name], shown.portfolio.reported[name]
        rows.append((name, str(adhering), str(reported), str(adhering - reported)))
    page.rows(rows, (20, 16, 16, 16))


def _add_objectives(page: Page, found: Iterable[Objective], language: Language) -> None:
    objectives = list(found)
    page.heading(say("monitor.objectives", period=objectives[0].period))
    share = f"{100 * limits().reached:.0f}"
    page.paragraph(say("monitor.reached", share=share))
    page.blank()
    for one in objectives:
        truth = one.verdict.truth
        named = f"{one.commitment.id} {one.commitment.title.in_(language)}"
        page.marked(say(f"verdict-{VERDICT[truth]}"), named, colour=COLOUR[truth], width=12)
        for reason in one.verdict.reasons if truth is not Truth.YES else ():
            page.paragraph(reason.text.in_(language), indent=12)


def _add_measures(page: Page, shown: Shown) -> None:
    """Add the measures with what is shown of the last periods: how many met each, of those in the figures."""
    periods = shown.portfolio.periods[-LATEST:]
    page.heading(say("monitor.measures"))
    page.paragraph(say("monitor.measures-told"))
    page.blank()
    widths = (9, *(15 for _ in periods))
    page.rows([(say("monitor.measure"), *periods)], widths)
    rows = []
    for measure in shown.portfolio.measures:
        cells = []
        for name in periods:
            result = shown.portfolio.of(measure, name)
            met = result.total[State.MET]
            cells.append(say("monitor.of", met=met, shown=result.shown) if result.groups else "-")
        rows.append((measure, *cells))
    page.rows(rows, widths)


def _add_figures(page: Page, shown: Shown, language: Language) -> None:
    if not shown.figures:
        return
    page.heading(say("monitor.figures"))
    rows = [(say("monitor.indicator"), say("monitor.period"), say("monitor.group"), say("monitor.mean"))]
    for one in shown.figures:
        mean = "-" if one.mean is None else f"{one.mean.normalize():f} {one.unit}"
        group = f"{one.members} ({sizes_text(one.sizes).in_(language)})"
        rows.append((one.indicator, one.period, group, mean))
    page.rows(rows, (28, 10, 22, 14))
    if any(one.total is None for one in shown.figures):
        page.paragraph(say("monitor.dominated"))


def add_triggers(page: Page, triggers: Iterable[Trigger], language: Language) -> None:
    """Add the reasons for a review; those that lie ahead say so."""
    found = list(triggers)
    page.heading(say("monitor.review"))
    if not any(one.due for one in found):
        page.paragraph(say("monitor.no-review"))
    for one in found:
        key, colour = ("monitor.due", "warning") if one.due else ("monitor.ahead", "note")
        page.marked(say(key), one.text.in_(language), colour=colour, width=12)


def state_text(state: State | None, language: Language) -> str:
    """Return how a measure stood; a stop where it was not adhered to."""
    return "." if state is None else word("state", state.value).in_(language)
