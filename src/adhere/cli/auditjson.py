# SPDX-License-Identifier: EUPL-1.2
"""The JSON of ``adhere content audit``: what was asked, what it rests on, and the figures; nothing of it tells when it was made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from adhere.cli.contracts import findings_json, head
from adhere.content.figures import InputRecord
from adhere.content.reservations.signals import Reservation, signals
from adhere.engine.audit.explaining import Explained
from adhere.engine.audit.figures import AgentFigures, DomainFigures
from adhere.engine.audit.outcome import Outcome
from adhere.engine.audit.reasons import reason_text
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language
from adhere.law.store import Store

DOMAINS = 1_000
"""Domains that stand in the report; all of them are in the list beside it."""


def audit_json(outcome: Outcome, law: Store, language: Language) -> dict[str, Any]:
    """Return an audit."""
    found, asked = outcome.figures, outcome.request
    return head("content-audit", law) | {
        "agents": [_agent(one, language) for one in found.agents],
        "asked": {"max_age_days": asked.days or None, "today": bool(asked.today), "decisions": asked.keep},
        "urls": {
            "urls": found.urls, "bytes": found.bytes, "sized": found.sized, "malformed": found.malformed, "undated": found.undated,
        },
        "robots": {"records": outcome.records, "sites": outcome.sites, "bodies": outcome.bodies},
        "site_files": outcome.site_files,
        "answers": outcome.answers,
        "inputs": [_input(one) for one in outcome.inputs],
        "suffixes": {"rules": asked.rules, "version": outcome.list_version},
        "domains": [_domain(one) for one in found.domains[:DOMAINS]],
        "domains_total": len({one.domain for one in found.domains}),
        "findings": findings_json(outcome.findings, language),
    }  # fmt: skip


def _agent(one: AgentFigures, language: Language) -> dict[str, Any]:
    return {
        "agent": one.agent,
        "product_token": one.is_token,
        **one.whole.json,
        "reasons": [
            {"reason": reason, "text": reason_text(reason).in_(language), **tally.json}
            for reason, tally in one.reasons.items()
        ],
        "months": [{"month": month or None, **split.json} for month, split in one.months.items()],
        "reserved_by_full_name_only": one.by_full_name_only.json,
        "reserved_by_letter_only": one.by_letter_only.json,
        "reserved_against_another_signal": one.against.json,
        "reserved_since": one.since.json if one.since else None,
        "no_longer_reserved": one.no_longer.json if one.no_longer else None,
    }


def _domain(one: DomainFigures) -> dict[str, Any]:
    return {"domain": one.domain, "agent": one.agent, **one.split.json}


def _input(one: InputRecord) -> dict[str, Any]:
    return {
        "name": one.name, "format": one.format, "size": one.size, "sha256": one.sha256, "rows": one.rows, "malformed": one.malformed,
    }  # fmt: skip


def explained_json(
    decisions: list[Explained], findings: Iterable[Finding], law: Store, language: Language
) -> dict[str, Any]:
    """Return how one URL was decided."""
    return head("content-audit-explain", law) | {
        "decisions": [
            {
                "url": one.url,
                "fetched": one.fetched.isoformat() if one.fetched else None,
                "agent": one.agent,
                "verdict": one.verdict,
                "signal": one.signal,
                "spec": signals()[one.signal].version if one.signal else None,
                "reason": one.reason,
                "text": reason_text(one.reason).in_(language),
                "line": one.line,
                "rule": one.text or None,
                "group": list(one.heard),
                "origin": one.origin,
                "record_time": one.record_time.isoformat() if one.record_time else None,
                "record_sha256": one.record_sha256,
                "robots": one.robots,
                "others": [_said(other, language) for other in one.others],
                "against": list(one.against),
                "site_files": [
                    {"signal": signal, "record_time": at.isoformat(), "record_sha256": digest}
                    for signal, at, digest in one.files
                ],
            }
            for one in decisions
        ],
        "findings": findings_json(findings, language),
    }


def _said(one: Reservation, language: Language) -> dict[str, Any]:
    signal = signals()[one.signal]
    return {
        "signal": one.signal,
        "name": signal.name.in_(language),
        "spec": signal.version,
        "grade": one.grade or signal.grade,
        "effect": signal.effect,
        "verdict": one.verdict.value,
        "scope": one.scope.value,
        "where": one.where,
        "line": one.line,
        "words": one.words,
        "terms": one.policy,
    }
