# SPDX-License-Identifier: EUPL-1.2
"""Findings for people: grouped by severity, each with its place, why it matters and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.kernel.finding import SEVERITIES, Finding
from adhere.kernel.text import Language
from adhere.models.reasons import place_text


def exit_status(findings: Iterable[Finding]) -> int:
    """Return 1 where a finding is an error, else 0."""
    return int(any(finding.rule.severity == "error" for finding in findings))


def counts(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity, worst first: ``3 warnings, 4 notes``."""
    severities = [finding.rule.severity for finding in findings]
    found = ((severity, severities.count(severity)) for severity in SEVERITIES)
    return ", ".join(counted(f"counts.{severity}", count) for severity, count in found if count)


def add_findings(page: Page, findings: Iterable[Finding], language: Language) -> None:
    """Add all findings to a page, errors first."""
    ordered = sorted(findings, key=lambda finding: SEVERITIES.index(finding.rule.severity))
    for severity, group in groupby(ordered, key=lambda finding: finding.rule.severity):
        members = list(group)
        page.heading(say(f"severity-{severity}", count=len(members)))
        for finding in members:
            page.marked(finding.rule.id, place_text(finding.place).in_(language), colour=severity, width=13)
            page.paragraph(finding.wrong(language), indent=13)
            page.paragraph(finding.why(language), indent=13)
            page.paragraph(finding.remedy(language), indent=13, first="> ")
            page.blank()
