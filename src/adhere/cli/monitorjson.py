# SPDX-License-Identifier: EUPL-1.2
"""The JSON of ``adhere monitor code``, ``signatory`` and ``report``; docs/en/json.md documents them.

The first holds only what may be shown to others; figures travel as decimal strings (RFC 8785, section 3.2.2.3).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from adhere.cli.contracts import findings_json, head
from adhere.dossier.codeinuse import CodeInUse
from adhere.dossier.officereports import Filed
from adhere.dossier.officestanding import OneSignatory
from adhere.kernel.text import Language
from adhere.law.store import Store
from adhere.monitoring.evaluation import Evaluation
from adhere.monitoring.objectives import Objective, Share
from adhere.monitoring.portfolio import MeasurePeriod
from adhere.monitoring.publication import Counts
from adhere.monitoring.review import Trigger
from adhere.monitoring.states import State


def code_json(found: CodeInUse, law: Store, language: Language) -> dict[str, Any]:
    """Return what may be shown of a code over all its signatories."""
    shown = found.shown
    whole = shown.portfolio
    return head("monitor-code", law) | {
        "on": shown.on.isoformat(),
        "code": shown.code.id,
        "version": shown.code.version,
        "example": shown.example,
        "periods": [
            {"id": name, "adhering": whole.adhering[name], "reported": whole.reported[name]}
            for name in whole.periods
        ],
        "objectives": [_objective(one, language) for one in shown.objectives],
        "measures": [_result(one) for one in whole.results],
        "figures": [
            {
                "measure": one.measure,
                "indicator": one.indicator,
                "unit": one.unit,
                "period": one.period,
                "sizes": list(one.sizes),
                "members": one.members,
                "total": _number(one.total),
                "mean": _number(one.mean),
            }
            for one in shown.figures
        ],
        "review": [trigger_json(one, language) for one in shown.triggers],
        "findings": findings_json(found.findings, language),
    }


def _objective(one: Objective, language: Language) -> dict[str, Any]:
    return {
        "commitment": one.commitment.id,
        "period": one.period,
        "verdict": one.verdict.truth.value,
        "because": [_share(share, language) for share in one.verdict.reasons],
        "measures": [_share(share, language) for share in one.shares],
    }


def _share(one: Share, language: Language) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "adhering": one.adhering,
        "shown": one.shown,
        "low": _rounded(one.low),
        "high": _rounded(one.high),
        "text": one.text.in_(language),
    }


def _result(one: MeasurePeriod) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "period": one.period,
        "adhering": one.adhering,
        "shown": one.shown,
        "total": _counts(one.total) if one.groups else None,
        "groups": [
            {"sizes": list(group.sizes), "members": group.members, "counts": _counts(group.counts)}
            for group in one.groups
        ],
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {state.value: {"low": span.low, "high": span.high} for state, span in counts.items()}


def trigger_json(one: Trigger, language: Language) -> dict[str, Any]:
    """Return one reason for a review."""
    return {
        "reason": one.reason,
        "day": one.day.isoformat() if one.day else None,
        "due": one.due,
        "text": one.text.in_(language),
    }


def signatory_json(one: OneSignatory, law: Store, language: Language) -> dict[str, Any]:
    """Return one signatory over time; for the office alone."""
    signatory, found = one.signatory, one.course
    return head("monitor-signatory", law) | {
        "on": one.on.isoformat(),
        "code": one.code.id,
        "signatory": signatory.id,
        "name": signatory.name,
        "size": signatory.size,
        "example": signatory.example,
        "periods": list(found.periods),
        "silent": list(found.silent),
        "measures": [
            {
                "measure": own.measure,
                "states": [state.value if state else None for state in own.states],
                "trend": own.trend.value,
            }
            for own in found.measures
        ],
        "regressions": [
            {"measure": own.measure, "was": own.was, "now": own.now} for own in found.regressions
        ],
        "figures": [
            {
                "measure": own.measure,
                "indicator": own.indicator,
                "unit": own.unit,
                "values": [_number(value) for value in own.values],
                "change": _number(own.change),
            }
            for own in found.figures
        ],
        "invitations": [
            {
                "code": own.code,
                "on": own.on.isoformat(),
                "answer": own.answer,
                "answered": own.answered.isoformat() if own.answered else None,
            }
            for own in signatory.invitations
        ],
        "findings": findings_json(one.findings, language),
    }


def report_json(filed: Filed, law: Store, language: Language) -> dict[str, Any]:
    """Return what one report comes to; ``evaluation`` is null where it does not count."""
    report = filed.report
    return head("monitor-report", law) | {
        "file": filed.file,
        "code": report.code if report else None,
        "signatory": report.signatory if report else None,
        "period": filed.window.id if filed.window else None,
        "evaluation": _evaluation(filed.evaluation, language) if filed.evaluation else None,
        "findings": findings_json(filed.findings, language),
    }


def _evaluation(one: Evaluation, language: Language) -> dict[str, Any]:
    return {
        "complete": one.complete,
        "counts": {state.value: one.count(state) for state in State},
        "not_reported": list(one.silent_on),
        "not_adhered_to": list(one.beyond),
        "without_answer": list(one.unanswered),
        "figures_lacking": list(one.lacking),
        "inconsistent": [
            {"holder": odd.holder, "kind": odd.kind, "text": odd.text.in_(language)}
            for odd in one.inconsistent
        ],
        "days_late": one.late,
    }


def _rounded(value: Decimal | None) -> str | None:
    return None if value is None else _number(round(value, 4))


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
