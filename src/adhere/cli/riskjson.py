# SPDX-License-Identifier: EUPL-1.2
"""What ``adhere risk`` prints for programs: ``adhere/risk-show/1`` and ``adhere/risk-matrix/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adhere.cli.contracts import findings_json, head
from adhere.cli.wording import language
from adhere.kernel.quantity import decimal_text
from adhere.risk.checking import risk_name
from adhere.risk.matrix import at, grid, marks
from adhere.risk.proportionality import size_reliefs
from adhere.risk.rules import abouts
from adhere.risk.scales import probabilities, severities

if TYPE_CHECKING:
    from adhere.dossier.risk import StandingRegister
    from adhere.kernel.finding import Finding
    from adhere.kernel.text import Text
    from adhere.kernel.truth import Verdict
    from adhere.law.store import Store
    from adhere.risk.register import Estimate, Scenario
    from adhere.risk.standing import Standing, StandingRisk


def show_json(found: StandingRegister, model: str, on: str, law: Store) -> dict[str, Any]:
    """Return the register as it stands, with everything found."""
    standing = found.standing
    return head("risk-show", law) | {
        "on": on,
        "model": model,
        "file": found.read.file,
        "example": found.read.example,
        "size": found.size,
        "reliefs": [
            {"measure": measure, "text": text.in_(language())} for measure, text in size_reliefs(found.size)
        ],
        "proceed": _verdict(standing.proceed) if standing else None,
        "similarly_safe": _verdict(standing.similarly_safe) if standing else None,
        "missing": list(standing.missing) if standing else [],
        "risks": [_risk(one) for one in standing.risks] if standing else [],
        "findings": [_finding(one) for one in found.findings],
    }


def matrix_json(standing: Standing, findings: tuple[Finding, ...], law: Store) -> dict[str, Any]:
    """Return the matrix: its scales, the risks in its cells, and what lies outside."""
    found = marks(standing)
    return head("risk-matrix", law) | {
        "on": standing.on.isoformat(),
        "model": standing.register.model,
        "severity": [{"id": one.id, "label": one.label.in_(language())} for one in severities()],
        "probability": [
            {
                "id": one.id,
                "label": one.label.in_(language()),
                "low": decimal_text(one.low) if one.low is not None else None,
                "high": decimal_text(one.high) if one.high is not None else None,
            }
            for one in probabilities()
        ],
        "cells": [
            {
                "severity": severities()[row].id,
                "probability": probabilities()[column].id,
                "marks": list(letters),
            }
            for line in grid()
            for row, column in line
            if (letters := at(found, (row, column)))
        ],
        "risks": [
            {
                "id": mark.risk.id,
                "name": mark.name.in_(language()),
                "without_mitigations": mark.letter,
                "with_mitigations": mark.small,
                "outside_without": [one.id for one in mark.outside_without],
                "outside_with": [one.id for one in mark.outside_mitigated],
            }
            for mark in found
        ],
        "findings": findings_json(findings, language()),
    }


def _risk(one: StandingRisk) -> dict[str, Any]:
    risk, depth = one.risk, one.proportion.depth
    return {
        "id": risk.id,
        "name": risk_name(risk).in_(language()),
        "specified": risk.specified,
        "systemic": risk.identified.value,
        "types": list(risk.types),
        "sources": list(risk.sources),
        "contributing": list(risk.contributing),
        "scenarios": [_scenario(scenario) for scenario in risk.scenarios],
        "tiers": [
            {"id": tier.tier.id, "what": tier.tier.what, "reached": _verdict(tier.reached)}
            for tier in one.tiers
        ],
        "acceptable": _verdict(one.acceptable),
        "external_evaluation": _verdict(one.external),
        "similarly_safe": _verdict(one.similarly_safe),
        "depth": {
            "id": depth.id if depth else None,
            "because": [text.in_(language()) for text in one.proportion.reasons],
            "short": [text.in_(language()) for text in one.proportion.short],
        },
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "title": scenario.title,
        "pathway": [{"stage": one.stage, "actor": one.actor, "what": one.what} for one in scenario.pathway],
        "without_mitigations": _estimate(scenario.without),
        "with_mitigations": _estimate(scenario.mitigated),
    }


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    low, high = estimate.severity
    return {
        "severity": {"low": severities()[low].id, "high": severities()[high].id},
        "probability": dict(zip(("low", "high"), map(decimal_text, estimate.probability), strict=True)),
    }


def _verdict(verdict: Verdict[Text]) -> dict[str, Any]:
    return {
        "verdict": verdict.truth.value,
        "because": [reason.in_(language()) for reason in verdict.reasons],
    }


def _finding(one: Finding) -> dict[str, Any]:
    (told,) = findings_json([one], language())
    about = abouts().get(one.rule.id)
    return told | {"measure": about.measure if about else None, "who": about.who if about else None}
