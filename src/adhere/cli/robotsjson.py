# SPDX-License-Identifier: EUPL-1.2
"""What ``adhere content robots`` says, for programs."""

from __future__ import annotations

from typing import Any

from adhere.cli.contracts import findings_json, head
from adhere.cli.robotsview import Told
from adhere.content.agents.answers import AddressAnswer, AgentAnswer
from adhere.content.agents.known import Agent, listing
from adhere.content.reservations.signals import Reservation, signals
from adhere.content.robots.reading import is_token
from adhere.content.robots.rulesets import PathRule, Ruleset
from adhere.kernel.text import Language
from adhere.law.store import Store


def robots_json(law: Store, told: Told, language: Language) -> dict[str, Any]:
    """Return the document."""
    return head("content-robots", law) | {
        "file": told.file.file,
        "sha256": told.sha256,
        "named": list(told.file.agents),
        "agent_list": {"source": listing().source, "revision": listing().revision, "as_of": listing().as_of},
        "agents": [_agent(answer) for answer in told.answers],
        "licences": [_signal(licence) for licence in told.licences],
        "findings": findings_json(told.findings, language),
    }


def _agent(answer: AgentAnswer) -> dict[str, Any]:
    return {
        "agent": answer.agent,
        "product_token": is_token(answer.agent),
        "named": answer.named,
        "known": _known(answer.known) if answer.known else None,
        "readings": [_reading(ruleset) for ruleset in answer.readings],
        "addresses": [_address(address) for address in answer.addresses],
    }


def _known(agent: Agent) -> dict[str, Any]:
    return {
        "token": agent.token,
        "operator": agent.operator,
        "purpose": agent.purpose.value,
        "obeys": agent.obeys.value,
        "basis": agent.basis,
        "page": agent.page,
    }


def _reading(ruleset: Ruleset) -> dict[str, Any]:
    return {
        "groups": list(ruleset.agents),
        "kind": ruleset.kind.value,
        "rules": [_rule(rule) for rule in ruleset.rules],
    }


def _rule(rule: PathRule) -> dict[str, Any]:
    return {"line": rule.line, "allow": rule.allow, "pattern": rule.pattern}


def _address(address: AddressAnswer) -> dict[str, Any]:
    decision = address.decision
    return {
        "url": address.url,
        "target": address.target,
        "verdict": "allowed" if decision.allowed else "reserved",
        "rule": _rule(decision.rule) if decision.rule else None,
        "signals": [_signal(signal) for signal in address.signals],
    }


def _signal(signal: Reservation) -> dict[str, Any]:
    kind = signals()[signal.signal]
    return {
        "signal": signal.signal,
        "version": kind.version,
        "grade": signal.grade or kind.grade,
        "effect": kind.effect,
        "verdict": signal.verdict.value,
        "line": signal.line,
        "words": signal.words,
        "policy": signal.policy,
    }
