# SPDX-License-Identifier: EUPL-1.2
"""Findings for code review: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import join, normpath
from typing import Any
from urllib.parse import quote

from adhere import __version__
from adhere.kernel.finding import Finding, Rule
from adhere.kernel.text import Language

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Iterable[tuple[str, Finding]], language: Language) -> dict[str, Any]:
    """Return one run with the rules that were met and a result for each finding, each beside the folder of its file."""
    found = list(findings)
    rules = sorted({finding.rule.id: finding.rule for _, finding in found}.values(), key=lambda rule: rule.id)
    places = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": "adhere", "version": __version__, "rules": [_rule(rule, language) for rule in rules]}
    results = [_result(folder, finding, places[finding.rule.id], language) for folder, finding in found]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.wrong.in_(language)},
        "fullDescription": {"text": rule.why.in_(language)},
        "help": {"text": rule.remedy.in_(language)},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"provision": rule.provision},
    }


def _result(folder: str, finding: Finding, number: int, language: Language) -> dict[str, Any]:
    uri = quote(normpath(join(folder, finding.place.file)))
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if finding.place.line is not None:
        place["region"] = {"startLine": finding.place.line}
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": number,
        "level": finding.rule.severity,
        "message": {"text": f"{finding.wrong(language)} {finding.why(language)} {finding.remedy(language)}"},
        "locations": [{"physicalLocation": place}],
    }
