# SPDX-License-Identifier: EUPL-1.2
"""The JSON of ``adhere adherence``: what is stated and how it stands, and what is left to show; docs/en/json.md documents both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from adhere.adherence.evidence import showings
from adhere.adherence.gap import Gap
from adhere.adherence.scope import Binding
from adhere.adherence.standing import Proof, Standing
from adhere.cli.codejson import coverage_json
from adhere.cli.contracts import findings_json, head
from adhere.codes.code import Measure
from adhere.codes.coverage import Coverage
from adhere.dossier.adherencestanding import StandingAdherence
from adhere.dossier.file import FILE
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language, Text
from adhere.kernel.truth import Truth
from adhere.law.library import Law


def show_json(
    found: Iterable[StandingAdherence], findings: Iterable[Finding], law: Law, on: date, language: Language
) -> dict[str, Any]:
    """Return adherences with how every measure stands."""
    return head("adherence-show", law) | {
        "on": on.isoformat(),
        "adherences": [_adherence(one, law, language) for one in found],
        "findings": findings_json(findings, language),
    }


def gap_json(
    found: Sequence[tuple[StandingAdherence, tuple[Gap, ...]]], law: Law, on: date, language: Language
) -> dict[str, Any]:
    """Return what adherences leave to show, duty by duty."""
    return head("adherence-gap", law) | {
        "on": on.isoformat(),
        "gaps": [_named(one) | {"duties": [_gap(gap, language) for gap in gaps]} for one, gaps in found],
    }


def matrix_json(
    one: StandingAdherence, found: Coverage, only: str, law: Law, language: Language
) -> dict[str, Any]:
    """Return what the measures that bind, or are shown, cover: the coverage of a code with only these."""
    return head("adherence-matrix", law) | {
        "on": found.ground.on.isoformat(),
        "adherence": _named(one),
        "only": only,
        "coverage": coverage_json(found, (), law, language),
    }


def _named(one: StandingAdherence) -> dict[str, Any]:
    adherence = one.adherence
    return {
        "file": None if one.file == FILE else one.file,
        "code": one.code.id,
        "version": one.code.version,
        "signed": adherence.since is not None,
        "holds": adherence.holds(one.scope.on),
        "extent": adherence.extent,
        "models": list(adherence.models),
    }


def _adherence(one: StandingAdherence, law: Law, language: Language) -> dict[str, Any]:
    stated = one.adherence
    withdrawn = (
        {"on": stated.withdrawn.on.isoformat(), "why": stated.withdrawn.why} if stated.withdrawn else None
    )
    return _named(one) | {
        "chapters": list(stated.chapters),
        "full_code_interest": stated.full_code_interest,
        "from": _day(stated.since),
        "until": _day(stated.until),
        "withdrawn": withdrawn,
        "limits": [{"model": limit.model, "may": limit.may.truth.value} for limit in one.scope.limits],
        "bindings": [_binding(bound, law, language) for bound in one.scope.bindings],
        "reliefs": [
            {
                "holder": relief.holder,
                "text": relief.content.in_(language),
                "granted": relief.granted.truth.value,
            }
            for relief in one.scope.reliefs
        ],
        "measures": [
            _measure(measure, standing, one.code.id, language)
            for measure, standing in zip(one.code.measures, one.standings, strict=True)
        ],
    }


def _binding(one: Binding, law: Law, language: Language) -> dict[str, Any]:
    hanging = one.atoms if one.bound is Truth.UNKNOWN else ()
    return {
        "commitment": one.commitment,
        "model": one.model,
        "bound": one.bound.value,
        "why": one.why,
        "open": [
            {"atom": atom, "fact": law.atoms[atom].fact, "question": law.atoms[atom].question.in_(language)}
            for atom in hanging
        ],
    }


def _measure(measure: Measure, one: Standing, code: str, language: Language) -> dict[str, Any]:
    stated = one.implementation
    return {
        "id": measure.id,
        "title": measure.title.in_(language),
        "state": one.state,
        "done": one.done,
        "bound": one.bound.value,
        "by_alternative": one.by_alternative,
        "status": stated.status if stated else None,
        "how": stated.how if stated else None,
        "owner": stated.owner if stated else None,
        "alternative": stated.alternative if stated else None,
        "why": stated.why if stated else None,
        "planned_for": _day(stated.planned_for) if stated else None,
        "models": list(stated.models) if stated else [],
        "evidence": [_proof(proof) for proof in one.proofs],
        "reasons": [{"key": reason.key, "text": reason.text.in_(language)} for reason in one.reasons],
        "could": [
            {"what": could.what.in_(language), "who": _said(could.who, language), "command": could.command}
            for could in showings(code, measure)
        ],
    }


def _proof(proof: Proof) -> dict[str, Any]:
    one = proof.evidence
    return {
        "file": one.file,
        "sha256": one.sha256,
        "effective": _day(one.effective),
        "expires": _day(one.expires),
        "state": proof.state,
    }


def _gap(gap: Gap, language: Language) -> dict[str, Any]:
    left = (
        {"instrument": gap.left.instrument.in_(language), "reason": gap.left.reason.in_(language)}
        if gap.left
        else None
    )
    return {
        "id": gap.obligation.id,
        "provisions": list(gap.obligation.provisions),
        "text": gap.obligation.content.in_(language),
        "applies": gap.applies.value,
        "way": gap.way,
        "through": gap.through,
        "open": gap.open,
        "otherwise": list(gap.otherwise),
        "left": left if gap.way == "left" else None,
        "measures": list(_serving(gap.serving)),
    }


def _serving(serving: Iterable[Standing]) -> Iterator[dict[str, Any]]:
    for one in serving:
        yield {
            "id": one.measure,
            "bound": one.bound.value,
            "done": one.done,
            "by_alternative": one.by_alternative,
        }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _said(text: Text | None, language: Language) -> str | None:
    return text.in_(language) if text is not None else None
