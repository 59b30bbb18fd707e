# SPDX-License-Identifier: EUPL-1.2
"""Clocks and incidents as JSON ``adhere/risk-clocks/1`` and ``adhere/risk-incidents/1``: docs/en/clocks.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from adhere.cli.contracts import findings_json, head
from adhere.codes.clockrecord import Occurrence, Run
from adhere.codes.wording import clock_text
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language
from adhere.law.store import Store
from adhere.risk.incidents import StandingIncident

if TYPE_CHECKING:
    from adhere.dossier.clocks import ModelClocks


def clocks_json(
    models: Sequence[ModelClocks], findings: Sequence[Finding], law: Store, on: date, language: Language
) -> dict[str, Any]:
    """Return every clock of some models."""
    return head("risk-clocks", law) | {
        "on": on.isoformat(),
        "models": [
            {
                "model": model.model,
                "bound": {name: truth.value for name, truth in model.bound.items()},
                "clocks": [_run(run, language) | {"bound": model.binds(run).value} for run in model.all_runs],
            }
            for model in models
        ],
        "findings": findings_json(findings, language),
    }


def incidents_json(
    models: Sequence[ModelClocks], findings: Sequence[Finding], law: Store, on: date, language: Language
) -> dict[str, Any]:
    """Return the incidents of some models."""
    return head("risk-incidents", law) | {
        "on": on.isoformat(),
        "models": [
            {
                "model": model.model,
                "duty": model.duty.value,
                "signatory": model.owed.signatory.value,
                "incidents": [_incident(one, language) for one in model.incidents.standing],
                "near_misses": [one.name for one in model.incidents.near_misses],
            }
            for model in models
        ],
        "findings": findings_json(findings, language),
    }


def _run(run: Run, language: Language) -> dict[str, Any]:
    ending = run.ending
    return {
        "clock": run.id,
        "measure": f"{run.code}:{run.measure.id}",
        "about": run.about,
        "what": run.clock.what.in_(language),
        "limit": clock_text(run.clock).in_(language),
        "state": run.state.value,
        "start": _occurrence(run.start),
        "day": run.day.isoformat() if run.day else None,
        "other_day": ending.other.isoformat() if ending and ending.other else None,
        "hour": ending.hour.isoformat() if ending and ending.hour else None,
        "certain": ending.certain if ending else False,
        "done": _occurrence(run.done),
        "missed": [day.isoformat() for day in run.missed],
        "missed_count": run.missed_count,
        "exception": run.invoked.exception if run.invoked else None,
        "reasons": [reason.in_(language) for reason in run.reasons],
    }


def _occurrence(one: Occurrence | None) -> dict[str, Any] | None:
    return None if one is None else {"event": one.event, "at": one.at.isoformat()}


def _incident(one: StandingIncident, language: Language) -> dict[str, Any]:
    incident = one.incident
    return {
        "incident": incident.name,
        "file": incident.place.file,
        "aware": _at(incident.aware),
        "harms": list(incident.harms),
        "link": incident.link,
        "resolved": _at(incident.resolved),
        "bundled_with": list(one.group),
        "reports": [
            {"kind": report.kind, "at": _at(report.at), "issue": report.issue, "sha256": report.sha256}
            for report in incident.reports
        ],
        "clocks": [_run(run, language) for run in one.runs],
        "next": _run(one.next, language) if one.next is not None else None,
        "keep_until": one.keep.day.isoformat() if one.keep is not None and one.keep.day else None,
    }


def _at(at: date | datetime | None) -> str | None:
    return None if at is None else at.isoformat()
