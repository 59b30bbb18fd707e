# SPDX-License-Identifier: EUPL-1.2
"""Checks on what is done about risks: mitigations, security, reference models and claims, evaluations and external evaluators.

Commitments 5 and 6 of the GPAI code and its Appendices 2 to 4. Rules ADH-RSK-050 to 075.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Truth
from adhere.risk.checking import Known, finding, listed, near, reasons, risk_name
from adhere.risk.evaluators import missing_rigour
from adhere.risk.reference import safe_reference, similarly_safe
from adhere.risk.register import Evaluation, Mitigation, Reference, Register, Security, Similarity
from adhere.risk.scales import figure, label, words_of
from adhere.risk.standing import Standing, StandingRisk
from adhere.risk.taxonomy import term_name, terms
from adhere.risk.wording import word

FEW = 100
"""References to nothing that are told; who made so many made one mistake."""


def measure_findings(standing: Standing, known: Known) -> Iterator[Finding]:
    """Yield what is wrong with the mitigations, references and evaluations of a register."""
    register = standing.register
    yield from islice(_strangers(register), FEW)
    for mitigation in register.mitigations:
        yield from _mitigation(mitigation, known)
    yield from _security(register, known)
    for reference in register.references:
        yield from _reference(reference, known)
    for claim in register.similar:
        yield from _claim(claim, standing)
    for evaluation in register.evaluations:
        yield from _evaluation(evaluation)
    for one in standing.risks:
        yield from _evaluated(one)


def _strangers(register: Register) -> Iterator[Finding]:
    """References to risks that the register does not have."""
    ids = [risk.id for risk in register.risks]
    named: list[tuple[str, str, tuple[str, ...], Place]] = [
        *(("mitigation", one.id, one.risks, one.place) for one in register.mitigations),
        *(("evaluation", one.id, one.risks, one.place) for one in register.evaluations),
        *(("evaluator", one.name, one.risks, one.place) for one in register.evaluators),
        *(("reference", one.id, one.risks, one.place) for one in register.references),
        *(("claim", "", (one.risk,), one.place) for one in register.similar),
    ]
    for what, name, risks, place in named:
        for risk in risks:
            if risk not in ids:
                told = {"what": word("what", what, id=name), "value": risk, "near": near(risk, ids)}
                yield finding("ADH-RSK-050", place, **told)


def _mitigation(mitigation: Mitigation, known: Known) -> Iterator[Finding]:
    wanted = terms("effectiveness")
    missing = [term.name for name, term in wanted.items() if name not in mitigation.effective]
    if mitigation.status == "implemented" and missing:
        told = {"mitigation": mitigation.id, "missing": listed(missing, "; ")}
        yield finding("ADH-RSK-051", mitigation.place, **told)
    yield from _evidence("mitigation", mitigation.id, mitigation.evidence, mitigation.place, known)


def _evidence(what: str, name: str, files: Iterable[str], place: Place, known: Known) -> Iterator[Finding]:
    for file in files:
        if file in known.absent:
            yield finding("ADH-RSK-052", place, what=word("what", what, id=name), file=file)


def _security(register: Register, known: Known) -> Iterator[Finding]:
    security = register.security
    if security is None:
        yield finding("ADH-RSK-055", register.place)
        return
    if security.exempt is not None:
        if security.exempt_why is None:
            yield finding("ADH-RSK-059", security.place)
        return
    if security.goal is None:
        yield finding("ADH-RSK-055", security.place)
    always = words_of("threat")[:2]
    missing = [label("threat", one) for one in always if one not in security.threats]
    if missing:
        yield finding("ADH-RSK-056", security.place, missing=listed(missing))
    yield from _objectives(security, known)


def _objectives(security: Security, known: Known) -> Iterator[Finding]:
    wanted = terms("objective")
    stated = {one.id: one for one in security.objectives}
    silent = [plain(name) for name in wanted if name not in stated]
    if silent:
        told = {"count": len(silent), "total": len(wanted), "missing": listed(silent)}
        yield finding("ADH-RSK-057", security.place, **told)
    unmet = [
        plain(one.id) for one in stated.values() if one.status != "implemented" and one.alternative is None
    ]
    if unmet:
        yield finding("ADH-RSK-058", security.place, missing=listed(unmet))
    for one in security.objectives:
        yield from _evidence("objective", one.id, one.evidence, one.place, known)


def _reference(reference: Reference, known: Known) -> Iterator[Finding]:
    if reference.own and reference.id not in known.models:
        told = {"reference": reference.id, "near": near(reference.id, known.models)}
        yield finding("ADH-RSK-061", reference.place, **told)
    placed = known.models.get(reference.id)
    if reference.own and placed and reference.placed_on and placed != reference.placed_on:
        told = {"reference": reference.id, "stated": reference.placed_on, "known": placed}
        yield finding("ADH-RSK-066", reference.place, **told)
    verdict = safe_reference(reference)
    if verdict.truth is not Truth.YES:
        risks = listed(_named(name) for name in reference.risks)
        told = {"reference": reference.id, "risks": risks, "reasons": reasons(verdict)}
        yield finding("ADH-RSK-062", reference.place, **told)


def _claim(claim: Similarity, standing: Standing) -> Iterator[Finding]:
    register = standing.register
    ids = [one.id for one in register.references]
    told: dict[str, object] = {"risk": _named(claim.risk), "reference": claim.reference}
    if claim.reference not in ids:
        yield finding("ADH-RSK-060", claim.place, near=near(claim.reference, ids), **told)
        return
    if claim.margin is None:
        yield finding("ADH-RSK-065", claim.place, **told)
    verdict = similarly_safe(claim, register, standing.on)
    if verdict.truth is not Truth.YES:
        rule_id = "ADH-RSK-063" if verdict.truth is Truth.NO else "ADH-RSK-064"
        yield finding(rule_id, claim.place, reasons=reasons(verdict), **told)


def _named(risk_id: str) -> Text:
    return term_name(risk_id, "specified")


def _evaluation(evaluation: Evaluation) -> Iterator[Finding]:
    missing = missing_rigour(evaluation)
    if missing:
        told: dict[str, object] = {"evaluation": evaluation.id, "missing": ", ".join(missing)}
        yield finding("ADH-RSK-072", evaluation.place, **told)
    for rule_id, have, name in (
        ("ADH-RSK-073", evaluation.samples, "samples"),
        ("ADH-RSK-074", evaluation.days, "evaluation_days"),
    ):
        if have is not None and have < figure(name):
            told = {"evaluation": evaluation.id, "have": have, "want": figure(name)}
            yield finding(rule_id, evaluation.place, **told)


def _evaluated(one: StandingRisk) -> Iterator[Finding]:
    risk, name = one.risk, risk_name(one.risk)
    if one.external.truth is not Truth.YES:
        rule_id = "ADH-RSK-070" if one.external.truth is Truth.NO else "ADH-RSK-071"
        yield finding(rule_id, risk.place, risk=name, reasons=reasons(one.external))
    depth = one.proportion.depth
    if depth is not None and one.proportion.short and risk.criteria_why is None:
        short = listed(one.proportion.short, "; ")
        yield finding("ADH-RSK-075", risk.place, risk=name, depth=depth.label, short=short)
