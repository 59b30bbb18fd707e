# SPDX-License-Identifier: EUPL-1.2
"""OSCAL assessment results: what a code covers of the law, or how the measures of a code stand with a provider, on a date.

https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/assessment-results/json-outline/. Findings there are satisfied or not, and nothing
between: what is not known is an observation without a finding, and so is a measure that is shown, for that is no compliance.
"""

from __future__ import annotations

from collections.abc import Iterable

from adhere.adherence.standing import Standing
from adhere.codes.code import Code
from adhere.codes.coverage import Coverage
from adhere.codes.ground import Obligation
from adhere.exchange.oscal.component import STATES, evidence_id, evidence_resource
from adhere.exchange.oscal.making import (
    Json,
    Making,
    document,
    escaped,
    identifier,
    kept,
    metadata,
    moment,
    prop,
    reference,
    resource,
    token,
)
from adhere.law.citations import cite

PLAN = "plan"
NOT_SATISFIED = ("partly", "unmet")
REVIEWED = ("shown", "partly", "unmet", "unknown", "not-applicable")


def of_coverage(found: Coverage, making: Making) -> bytes:
    """Return what a code covers: a finding for each obligation that measures serve in whole, in part or not."""
    code = found.code
    holes = {one.id for one in found.holes}
    partial = {one.id for one in found.partial}
    left = {one.obligation: one for one in found.left}
    open_ones = {one.id for one in found.undetermined}
    findings, observations = [], []
    for one in found.ground.obligations:
        if one.id in open_ones or one.id in left:
            told = left.get(one.id)
            why = (
                f"{told.instrument.in_(making.language)}. {told.reason.in_(making.language)}"
                if told
                else making.said("undetermined")
            )
            observations.append(_observation(one.id, _cited(one, making), why, making))
        else:
            state = "not-satisfied" if one.id in holes | partial else "satisfied"
            key = "hole" if one.id in holes else "partial" if one.id in partial else "served"
            findings.append(
                _coverage_finding(
                    one, state, making.said(f"coverage-{key}", measures=", ".join(found.serving(one))), making
                )
            )
    result = kept(
        uuid=identifier("coverage", code.id, code.version, str(making.on)),
        title=making.said("coverage-title", code=code.title),
        description=making.said("coverage-description"),
        start=making.moment,
        reviewed_controls={"control-selections": [{"include-all": {}}]},
        observations=observations,
        findings=findings,
    )
    return _results(code, result, (), making)


def _coverage_finding(one: Obligation, state: str, why: str, making: Making) -> Json:
    return kept(
        uuid=identifier("finding", one.id),
        title=_cited(one, making),
        description=f"{making.line(one.content)} {escaped(why)}",
        props=[prop("obligation", one.id)],
        target={"type": "objective-id", "target-id": token(one.id), "status": {"state": state}},
    )


def of_measures(code: Code, standings: tuple[Standing, ...], making: Making) -> bytes | None:
    """Return how measures stand; None where none is reviewed, which OSCAL has no form for."""
    reviewed = [one for one in standings if one.state in REVIEWED]
    if not reviewed:
        return None
    evidence = {proof.evidence.file: proof.evidence for one in reviewed for proof in one.proofs}
    result = kept(
        uuid=identifier("measures", code.id, code.version, str(making.on)),
        title=making.said("measures-title", code=code.title),
        description=making.said("measures-description"),
        start=making.moment,
        reviewed_controls={
            "control-selections": [
                {"include-controls": [{"control-id": token(one.measure)} for one in reviewed]}
            ]
        },
        observations=[measure_observation(code, one, making) for one in reviewed],
        findings=[_measure_finding(code, one, making) for one in reviewed if one.state in NOT_SATISFIED],
    )
    return _results(code, result, [evidence_resource(one, making) for one in evidence.values()], making)


def measure_observation(code: Code, one: Standing, making: Making) -> Json:
    """Return what is seen of one measure, with its evidence."""
    expires = [
        proof.evidence.expires for proof in one.proofs if proof.state == "counts" and proof.evidence.expires
    ]
    seen = _observation(
        one.measure, _named(code, one, making), reasons(one, making), making, [prop("state", one.state)]
    )
    more = kept(
        relevant_evidence=[
            {
                "href": f"#{evidence_id(proof.evidence.file)}",
                "description": making.said(f"proof-{proof.state}"),
            }
            for proof in one.proofs
        ],
        collected=seen.pop("collected"),
        expires=moment(min(expires)) if expires else None,
    )
    return seen | more


def reasons(one: Standing, making: Making) -> str:
    """Return why a measure stands as it does, in words."""
    return " ".join(reason.text.in_(making.language) for reason in one.reasons)


def observation_id(name: str) -> str:
    """Return the UUID of an observation about something."""
    return identifier("observation", name)


def _observation(name: str, title: str, why: str, making: Making, props: Iterable[Json] = ()) -> Json:
    return kept(
        uuid=observation_id(name),
        title=title,
        description=escaped(why),
        props=list(props),
        methods=["EXAMINE"],
        types=["control-objective"],
        collected=making.moment,
    )


def _measure_finding(code: Code, one: Standing, making: Making) -> Json:
    stated = STATES.get(one.implementation.status) if one.implementation else None
    return kept(
        uuid=identifier("finding", one.measure),
        title=_named(code, one, making),
        description=escaped(reasons(one, making)),
        target=kept(
            type="statement-id",
            target_id=f"{token(one.measure)}_smt",
            status={"state": "not-satisfied", "reason": "other"},
            implementation_status={"state": stated} if stated else None,
        ),
        related_observations=[{"observation-uuid": observation_id(one.measure)}],
    )


def _named(code: Code, one: Standing, making: Making) -> str:
    return escaped(f"{one.measure} {code.measure(one.measure).title.in_(making.language)}")


def _cited(one: Obligation, making: Making) -> str:
    return making.line(cite(one.provisions[0]))


def _results(code: Code, result: Json, evidence: Iterable[Json], making: Making) -> bytes:
    """Return the document; OSCAL wants a plan of the assessment, and a resource says that there is none."""
    content = kept(
        metadata=metadata(
            making,
            result["title"],
            code.version,
            [prop("code", code.id)],
            remarks=making.said("results-remarks"),
        ),
        import_ap={"href": reference(PLAN, code.id)},
        results=[result],
        back_matter={
            "resources": [
                resource(PLAN, code.id, title=making.said("no-plan"), description=making.said("no-plan-why")),
                *evidence,
            ]
        },
    )
    return document("assessment-results", content)
