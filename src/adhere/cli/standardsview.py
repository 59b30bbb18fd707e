# SPDX-License-Identifier: EUPL-1.2
"""The register of standards on a date, on a terminal and as JSON: state, what each is for, and what an office finds of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from adhere.cli.contracts import findings_json, head
from adhere.cli.findings import add_findings
from adhere.cli.output import Page
from adhere.cli.wording import say
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language
from adhere.law.citations import cite
from adhere.law.store import Store
from adhere.monitoring.standards import Served, Standard, harmonised_for, state_text
from adhere.monitoring.words import word

MODELS = ("aia:art-53", "aia:art-55")


def standards_page(
    standards: Iterable[Standard], findings: Iterable[Finding], release: str, on: date, language: Language
) -> Page:
    """Return the page."""
    found = list(standards)
    page = Page()
    page.title(say("monitor.standards-title"), say("on-date", on=on, release=release))
    harmonised = harmonised_for(found, MODELS, on)
    names = ", ".join(one.id for one in harmonised)
    page.paragraph(say("monitor.harmonised", names=names) if names else say("monitor.none-harmonised"))
    for one in found:
        page.blank()
        page.marked(one.id, one.title.in_(language), colour="note", width=14)
        targets = "; ".join(cite(name).in_(language) for name in one.targets) or say("monitor.no-target")
        page.paragraph(f"{_state(one, on, language)}. {targets}. {one.body}.", indent=14)
        if one.note is not None:
            page.paragraph(one.note.in_(language), indent=14)
        _add_assessment(page, one, language)
    add_findings(page, findings, language)
    return page


def _state(one: Standard, on: date, language: Language) -> str:
    step = one.state(on)
    if step is None:
        return say("monitor.no-state")
    said = state_text(step.state)
    told = word("standard", "as-seen", state=said, day=step.day or "-") if step.seen else said
    text = told.in_(language)
    day = "" if step.seen else f" ({step.day})"
    return f"{text[:1].upper()}{text[1:]}{day}"


def _add_assessment(page: Page, one: Standard, language: Language) -> None:
    if one.assessment is None:
        return
    page.paragraph(say("monitor.assessed-on", day=one.assessment.on, by=one.assessment.by), indent=14)
    for served in one.assessment.served:
        page.paragraph(_served(served, language), indent=14, first="- ")
    for gap in one.assessment.gaps:
        page.paragraph(say("monitor.gap", text=gap), indent=14, first="- ")


def _served(one: Served, language: Language) -> str:
    target = cite(one.target).in_(language)
    relation = word("relation", one.relation).in_(language)
    degree = word("degree", one.degree).in_(language)
    why = f": {one.why}" if one.why else ""
    return f"{relation} {target}, {degree}{why}"


def standards_json(
    standards: Iterable[Standard], findings: Iterable[Finding], law: Store, on: date, language: Language
) -> dict[str, Any]:
    """Return the register as JSON."""
    found = list(standards)
    return head("monitor-standards", law) | {
        "on": on.isoformat(),
        "harmonised_for_models": [one.id for one in harmonised_for(found, MODELS, on)],
        "standards": [_standard(one, on, language) for one in found],
        "findings": findings_json(findings, language),
    }


def _standard(one: Standard, on: date, language: Language) -> dict[str, Any]:
    step, judged = one.state(on), one.assessment
    return {
        "id": one.id,
        "title": one.title.in_(language),
        "body": one.body,
        "example": one.example,
        "targets": list(one.targets),
        "state": step.state if step else None,
        "harmonised": one.harmonised(on),
        "steps": [
            {
                "state": own.state,
                "day": own.day.isoformat() if own.day else None,
                "seen": own.seen,
                "grade": own.grade,
            }
            for own in one.steps
        ],
        "assessment": {
            "on": judged.on.isoformat(),
            "by": judged.by,
            "serves": [
                {"target": own.target, "relation": own.relation, "degree": own.degree, "why": own.why}
                for own in judged.served
            ],
            "gaps": list(judged.gaps),
        }
        if judged
        else None,
    }
