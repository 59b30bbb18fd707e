# SPDX-License-Identifier: EUPL-1.2
"""What ``adhere risk`` prints for people: the register as it stands, what is missing and who can supply it, and the matrix."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from adhere.cli.output import Page
from adhere.cli.wording import language, say
from adhere.kernel.truth import Truth
from adhere.models.wording import wording
from adhere.risk.checking import risk_name
from adhere.risk.estimates import probability_text, severity_text
from adhere.risk.matrix import Mark, at, grid, marks
from adhere.risk.proportionality import size_reliefs
from adhere.risk.rules import abouts
from adhere.risk.scales import label, probabilities, severities
from adhere.risk.taxonomy import SOURCES, term_name

if TYPE_CHECKING:
    from adhere.dossier.risk import StandingRegister
    from adhere.kernel.finding import Finding
    from adhere.kernel.text import Text
    from adhere.kernel.truth import Verdict
    from adhere.risk.register import Estimate, Risk
    from adhere.risk.standing import Standing, StandingRisk

MARK = 12
"""Columns of a verdict."""
GRID = (14, 10, 10, 10, 10, 10)


def register_page(found: StandingRegister, title: str) -> Page:
    """Return the page of ``adhere risk show``."""
    page = Page()
    standing = found.standing
    page.title(title, standing.on.isoformat() if standing else "")
    if found.read.example:
        page.paragraph(say("risk.example"))
    if standing is None:
        _add_missing(page, found.findings)
        return page
    _add_verdict(page, "proceed", standing.proceed)
    for missing in standing.missing:
        page.blank()
        _add_mark(page, Truth.UNKNOWN, say("risk.not-there", risk=term_name(missing, "specified")))
    for one in standing.risks:
        _add_risk(page, one)
    _add_left_out(page, standing)
    _add_reliefs(page, found.size)
    _add_missing(page, found.findings)
    return page


def _add_risk(page: Page, one: StandingRisk) -> None:
    risk = one.risk
    page.heading(f"{risk_name(risk).in_(language())} ({risk.id})")
    _add_nature(page, risk)
    for scenario in risk.scenarios:
        page.paragraph(say("risk.scenario", id=scenario.id, title=scenario.title))
        stages = " → ".join(label("stage", step.stage).in_(language()) for step in scenario.pathway)
        if stages:
            page.paragraph(stages, indent=2)
        page.paragraph(say("risk.without", estimate=_estimate(scenario.without)), indent=2)
        page.paragraph(say("risk.with", estimate=_estimate(scenario.mitigated)), indent=2)
    for tier in one.tiers:
        text = say("risk.tier", id=tier.tier.id, what=tier.tier.what)
        page.paragraph(f"{text} {say(f'risk.reached-{tier.reached.truth.value}')}")
        _add_reasons(page, tier.reached, 2)
    _add_verdict(page, "acceptable", one.acceptable)
    _add_verdict(page, "external", one.external)
    if one.similarly_safe.truth is not Truth.NO:
        _add_verdict(page, "similar", one.similarly_safe)
    depth = one.proportion.depth
    page.blank()
    page.paragraph(say("risk.depth", depth=depth.label if depth else say("risk.no-depth")))
    if depth is not None:
        page.paragraph(depth.means.in_(language()), indent=2)
    for reason in one.proportion.reasons:
        page.paragraph(_sentence(reason), indent=2)


def _add_nature(page: Page, risk: Risk) -> None:
    for key, ids, groups in (
        ("types", risk.types, ("type",)),
        ("sources", risk.sources, SOURCES),
        ("contributing", risk.contributing, ("contributing",)),
    ):
        if ids:
            names = "; ".join(term_name(one, *groups).in_(language()) for one in ids)
            page.paragraph(say(f"risk.{key}", names=names))
    if risk.identified is Truth.UNKNOWN:
        page.paragraph(say("risk.undecided"))


def _estimate(estimate: Estimate | None) -> str:
    if estimate is None:
        return say("risk.not-estimated")
    return say("risk.estimate", severity=severity_text(estimate), probability=probability_text(estimate))


def _add_verdict(page: Page, name: str, verdict: Verdict[Text]) -> None:
    page.blank()
    _add_mark(page, verdict.truth, say(f"risk.{name}"))
    _add_reasons(page, verdict, MARK)


def _add_mark(page: Page, truth: Truth, text: str) -> None:
    page.marked(say(f"verdict-{truth.value}"), text, colour=truth.value, width=MARK)


def _add_reasons(page: Page, verdict: Verdict[Text], indent: int) -> None:
    for reason in verdict.reasons:
        page.paragraph(_sentence(reason), indent=indent, first="- ")


def _sentence(text: Text) -> str:
    said = text.in_(language())
    return said if said.endswith((".", "?", "!")) else f"{said}."


def _add_left_out(page: Page, standing: Standing) -> None:
    left = [risk for risk in standing.register.risks if risk.identified is Truth.NO]
    if left:
        page.heading(say("risk.left-out"))
    for risk in left:
        page.paragraph(f"{risk_name(risk).in_(language())} ({risk.id}). {risk.why or ''}")


def _add_reliefs(page: Page, size: str | None) -> None:
    page.heading(say("risk.size"))
    reliefs = size_reliefs(size)
    if not reliefs:
        page.paragraph(say("risk.no-reliefs" if size else "risk.no-size"))
    for measure, text in reliefs:
        page.paragraph(f"{measure}: {text.in_(language())}", first="- ")


def _add_missing(page: Page, findings: Iterable[Finding]) -> None:
    """Add what is missing by who can supply it; each with the measure it is about."""
    found = list(findings)
    page.heading(say("risk.missing", count=len(found)))
    if not found:
        page.paragraph(say("risk.nothing-missing"))
    about = abouts()
    for who in ("engineering", "legal", "business"):
        theirs = [one for one in found if one.rule.id in about and about[one.rule.id].who == who]
        _add_group(page, wording("suppliers")[who].in_(language()), theirs)
    _add_group(page, say("risk.of-the-file"), [one for one in found if one.rule.id not in about])


def _add_group(page: Page, title: str, findings: list[Finding]) -> None:
    """Add findings in order of rule; what to do stands once under those that ask the same."""
    if not findings:
        return
    page.blank()
    page.paragraph(f"{title[:1].upper()}{title[1:]}:")
    ordered = sorted(findings, key=lambda one: (one.rule.id, one.place.line or 0))
    for remedy, alike in groupby(ordered, key=lambda one: one.remedy(language())):
        for one in alike:
            page.paragraph(f"{_about(one)} {one.wrong(language())}", first="- ")
        page.paragraph(remedy, indent=2, first="> ")


def _about(one: Finding) -> str:
    """Return the rule, the line and the measure of a finding."""
    line = f":{one.place.line}" if one.place.line else ""
    about = abouts().get(one.rule.id)
    return f"{one.rule.id}{line} ({about.measure})" if about else f"{one.rule.id}{line}"


def matrix_page(standing: Standing, title: str) -> Page:
    """Return the page of ``adhere risk matrix``: the grid, what its letters mean, and what lies outside it."""
    page = Page()
    page.title(title, standing.on.isoformat())
    page.paragraph(say("risk.scale-ours"))
    page.blank()
    found = marks(standing)
    for level, cells in reversed(list(zip(severities(), grid(), strict=True))):
        page.rows(
            [(level.label.in_(language()), *(" ".join(at(found, cell)) or "·" for cell in cells))], GRID
        )
    page.blank()
    page.rows([("", *(level.label.in_(language()) for level in probabilities()))], GRID)
    page.heading(say("risk.letters"))
    for mark in found:
        page.paragraph(f"{mark.name.in_(language())} ({mark.risk.id})", first=f"{mark.letter} {mark.small}  ")
    _add_outside(page, found)
    return page


def _add_outside(page: Page, found: tuple[Mark, ...]) -> None:
    page.heading(say("risk.outside"))
    lines = [line for mark in found for line in outside(mark)]
    for line in lines or [say("risk.nothing-outside")]:
        page.paragraph(line, first="- " if lines else "")


def outside(mark: Mark) -> list[str]:
    """Return what of a risk lies in no cell, and why."""
    lines = [] if mark.risk.scenarios else [say("risk.outside-nothing", letter=mark.letter)]
    for letter, scenarios, which in (
        (mark.letter, mark.outside_without, "without"),
        (mark.small, mark.outside_mitigated, "with"),
    ):
        if scenarios:
            ids = ", ".join(one.id for one in scenarios)
            lines.append(say(f"risk.outside-{which}", letter=letter, scenarios=ids))
    return lines
