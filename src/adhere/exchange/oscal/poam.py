# SPDX-License-Identifier: EUPL-1.2
"""What a provider has yet to do for a code, as an OSCAL plan of action and milestones: an item for each measure that lacks something.

https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/plan-of-action-and-milestones/json-outline/. The day an item is planned for is a
milestone; where none is stated there is none.
"""

from __future__ import annotations

from adhere.adherence.standing import Standing
from adhere.codes.code import Code
from adhere.exchange.oscal.component import evidence_resource
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
)
from adhere.exchange.oscal.results import measure_observation, observation_id, reasons


def plan_of_action(code: Code, standings: tuple[Standing, ...], making: Making) -> bytes | None:
    """Return the plan; None where no measure lacks anything, which OSCAL has no form for."""
    lacking = [one for one in standings if one.lacking]
    if not lacking:
        return None
    evidence = {proof.evidence.file: proof.evidence for one in lacking for proof in one.proofs}
    content = kept(
        metadata=metadata(
            making,
            making.said("poam-title", code=code.title),
            code.version,
            [prop("code", code.id)],
            remarks=making.said("results-remarks"),
        ),
        system_id={
            "identifier-type": "http://ietf.org/rfc/rfc4122",
            "id": identifier("system", code.id),
        },
        observations=[measure_observation(code, one, making) for one in lacking],
        risks=[_risk(code, one, making) for one in lacking],
        poam_items=[_item(code, one, making) for one in lacking],
        back_matter=kept(resources=[evidence_resource(one, making) for one in evidence.values()]),
    )
    return document("plan-of-action-and-milestones", content)


def _item(code: Code, one: Standing, making: Making) -> Json:
    return kept(
        uuid=identifier("item", code.id, one.measure),
        title=_title(code, one, making),
        description=escaped(reasons(one, making)),
        props=[prop("measure", one.measure), prop("state", one.state)],
        related_observations=[{"observation-uuid": observation_id(one.measure)}],
        related_risks=[{"risk-uuid": identifier("risk", one.measure)}],
    )


def _risk(code: Code, one: Standing, making: Making) -> Json:
    """Return that a measure is not shown as a risk, which is where OSCAL keeps what is planned and until when."""
    planned = one.implementation.planned_for if one.implementation else None
    return kept(
        uuid=identifier("risk", one.measure),
        title=_title(code, one, making),
        description=escaped(reasons(one, making)),
        statement=making.said("risk-statement"),
        status="open",
        deadline=moment(planned) if planned else None,
        remediations=[_response(code, one, making)] if planned else [],
    )


def _response(code: Code, one: Standing, making: Making) -> Json:
    stated = one.implementation
    planned = stated.planned_for if stated else None
    how = " ".join((stated.how if stated and stated.how else making.said("nothing-told")).split())
    return kept(
        uuid=identifier("response", one.measure),
        lifecycle="planned",
        title=_title(code, one, making),
        description=escaped(how),
        tasks=[
            kept(
                uuid=identifier("task", one.measure),
                type="milestone",
                title=_title(code, one, making),
                timing={"on-date": {"date": moment(planned)}} if planned else None,
            )
        ],
    )


def _title(code: Code, one: Standing, making: Making) -> str:
    return escaped(f"{one.measure} {code.measure(one.measure).title.in_(making.language)}")
