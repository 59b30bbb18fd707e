# SPDX-License-Identifier: EUPL-1.2
"""How a provider carries out the measures of a code, as an OSCAL component definition: one component for each set of models.

https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/component-definition/json-outline/. It holds what the provider states, with its
evidence by digest; a measure of which nothing is stated is not in it, and nothing in it is an assessment.
"""

from __future__ import annotations

from adhere.adherence.statement import Adherence, Evidence, Implementation
from adhere.codes.code import Code
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
    token,
)

STATES = {
    "implemented": "implemented", "partial": "partial", "planned": "planned", "alternative": "alternative",
    "not-applicable": "not-applicable",
}  # fmt: skip
"""What OSCAL calls a status; it has no word for not started, which a property of ours says."""


def component_definition(code: Code, adherence: Adherence, catalog: str, making: Making) -> bytes | None:
    """Return the component definition; None where nothing is stated of any measure, which OSCAL has no form for."""
    sets = dict.fromkeys(one.models for one in adherence.implementations)
    if not sets:
        return None
    evidence = {one.file: one for stated in adherence.implementations for one in stated.evidence}
    content = kept(
        metadata=metadata(
            making,
            making.said("component-title", code=code.title),
            code.version,
            [prop("code", code.id), prop("extent", adherence.extent)],
            remarks=making.said("component-remarks"),
        ),
        components=[_component(code, adherence, models, catalog, making) for models in sets],
        back_matter=kept(resources=[evidence_resource(one, making) for one in evidence.values()]),
    )
    return document("component-definition", content)


def _component(
    code: Code, adherence: Adherence, models: tuple[str, ...], catalog: str, making: Making
) -> Json:
    names = ", ".join(models) or making.said("all-models")
    stated = [one for one in adherence.implementations if one.models == models]
    return kept(
        uuid=identifier("component", code.id, *models),
        type="process-procedure",
        title=escaped(making.said("component-name", models=names)),
        description=making.said("component-description"),
        props=[prop("model", one) for one in models],
        control_implementations=[
            kept(
                uuid=identifier("implementation", code.id, *models),
                source=catalog,
                description=escaped(
                    making.said("implementation-description", code=code.title, version=code.version)
                ),
                implemented_requirements=[_requirement(code, one, making) for one in stated],
            )
        ],
    )


def _requirement(code: Code, one: Implementation, making: Making) -> Json:
    status = STATES.get(one.status)
    return kept(
        uuid=identifier("requirement", code.id, one.measure, *one.models),
        control_id=token(one.measure),
        description=escaped(" ".join((one.how or making.said("nothing-told")).split())),
        props=[
            *([prop("implementation-status", status, ns=None)] if status else ()),
            prop("status", one.status),
            *([prop("owner", one.owner)] if one.owner else ()),
            *([prop("planned-for", one.planned_for.isoformat())] if one.planned_for else ()),
            *([prop("alternative", one.alternative)] if one.alternative else ()),
        ],
        links=[
            {"href": f"#{evidence_id(file)}", "rel": "evidence"}
            for file in dict.fromkeys(e.file for e in one.evidence)
        ],
        remarks=escaped(" ".join(one.why.split())) if one.why else None,
    )


def evidence_id(file: str) -> str:
    """Return the UUID of a file of evidence."""
    return identifier("resource", "evidence", file)


def evidence_resource(one: Evidence, making: Making) -> Json:
    """Return a file of evidence as a resource; the file itself stays in the dossier."""
    days = {"effective": one.effective, "expires": one.expires}
    return kept(
        uuid=evidence_id(one.file),
        title=escaped(one.file),
        description=making.said("evidence"),
        props=[prop(name, moment(day)) for name, day in days.items() if day is not None],
        rlinks=[
            kept(
                href=_reference(one.file),
                hashes=[{"algorithm": "SHA-256", "value": one.sha256}] if one.sha256 else [],
            )
        ],
    )


def _reference(file: str) -> str:
    """Return a path as a reference that no one takes for a scheme or a fragment."""
    from urllib.parse import quote  # noqa: PLC0415 - 3 ms that only documents with evidence should cost

    return quote(file, safe="/-._~")
