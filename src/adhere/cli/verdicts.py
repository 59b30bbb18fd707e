# SPDX-License-Identifier: EUPL-1.2
"""The JSON of a classification: verdicts with reasons, obligations, questions and the clock of the notification.

docs/en/json.md documents it; presumption and indication stand beside the verdict, never in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from adhere.cli.contracts import findings_json
from adhere.dossier.checks import CheckedModel
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language
from adhere.kernel.truth import Verdict
from adhere.law.applicability import Obligation
from adhere.models.classification import Classification
from adhere.models.notification import Notification
from adhere.models.registry import registry


def errors_json(findings: Iterable[Finding], language: Language) -> list[dict[str, Any]]:
    """Return the findings that make a verdict doubtful: those of severity error."""
    return findings_json([finding for finding in findings if finding.rule.severity == "error"], language)


def model_json(model: CheckedModel, language: Language) -> dict[str, Any]:
    """Return the classification of one model, with the errors found in what it rests on."""
    outcome = model.classification
    return {
        "id": model.model.id,
        "findings": errors_json(model.findings, language),
        "gpai": {
            "indicated": outcome.indicated.truth.value,
            **_verdict(outcome, outcome.general_purpose, language),
        },
        "systemic_risk": {
            "presumed": outcome.presumed.truth.value,
            **_verdict(outcome, outcome.systemic_risk, language),
        },
        "open_source_exemption": _verdict(outcome, outcome.exempt, language),
        "provider": _verdict(outcome, outcome.provider, language),
        "modifier": _verdict(outcome, outcome.modifier, language),
        "size": outcome.facts.value("provider.size"),
        "notification": _notification(model.notification, language),
        "obligations": [_obligation(outcome, obligation, language) for obligation in outcome.obligations],
        "questions": [_question(question.atom, question.open, language) for question in outcome.questions],
    }


def _verdict(outcome: Classification, verdict: Verdict[str], language: Language) -> dict[str, Any]:
    return {"verdict": verdict.truth.value, "because": _because(outcome, verdict.reasons, language)}


def _because(outcome: Classification, atoms: Iterable[str], language: Language) -> list[dict[str, Any]]:
    return [
        {
            "atom": reason.atom.id,
            "provision": reason.atom.provision,
            "fact": reason.atom.fact,
            "source": reason.source.in_(language) if reason.source else None,
            "text": reason.text.in_(language),
        }
        for reason in outcome.because(atoms)
    ]


def _obligation(outcome: Classification, obligation: Obligation, language: Language) -> dict[str, Any]:
    atoms = outcome.applicability.law.atoms
    return {
        "id": obligation.norm.id,
        "provisions": list(obligation.norm.provisions),
        "holder": list(obligation.norm.holder),
        "applies": obligation.applies.value,
        "from": obligation.start.isoformat(),
        "content": obligation.norm.content.in_(language),
        "because": _because(outcome, obligation.verdict.reasons, language),
        "exceptions": [exception.id for exception in obligation.exceptions],
        "questions": [atoms[atom].question.in_(language) for atom in obligation.open_atoms],
    }


def _question(atom: Any, hanging: int, language: Language) -> dict[str, Any]:
    return {
        "fact": atom.fact,
        "provision": atom.provision,
        "who": registry()[atom.fact].who,
        "open": hanging,
        "text": atom.question.in_(language),
        "hint": atom.hint.in_(language) if atom.hint else None,
    }


def _notification(clock: Notification, language: Language) -> dict[str, Any]:
    end = clock.deadline
    return {
        "status": clock.status,
        "trigger": clock.trigger.isoformat() if clock.trigger else None,
        "due": end.day.isoformat() if end else None,
        "certain": end.certain if end else None,
        "notified_on": clock.notified_on.isoformat() if clock.notified_on else None,
        "reasons": [reason.in_(language) for reason in end.reasons] if end else [],
    }
