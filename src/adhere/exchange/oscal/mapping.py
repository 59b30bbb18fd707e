# SPDX-License-Identifier: EUPL-1.2
"""The cross-walks of a code as an OSCAL mapping collection: one mapping for each framework, with what has no counterpart either way.

https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/mapping-collection/json-outline/, new in OSCAL 1.2; relations of NIST IR 8477,
section 4.3. What a draft named and the final text dropped is history and not in it, nor is a framework that nobody has mapped.
"""

from __future__ import annotations

from collections.abc import Iterable

from adhere.codes.code import Code
from adhere.codes.crosswalk import Crosswalk, Framework, Relation, ours, statement
from adhere.exchange.oscal.making import (
    Json,
    Making,
    document,
    escaped,
    identifier,
    kept,
    metadata,
    prop,
    reference,
    resource,
    token,
)

RELATIONSHIPS = {
    "equal": "equal-to", "subset": "subset-of", "superset": "superset-of", "intersects": "intersects-with",
}  # fmt: skip


def mapping_collection(code: Code, walks: Iterable[Crosswalk], catalog: str, making: Making) -> bytes | None:
    """Return the mapping collection; None where there is no relation, which OSCAL has no form for."""
    told = [one for one in walks if one.framework.relations]
    if not told:
        return None
    content = kept(
        metadata=metadata(
            making,
            making.said("mapping-title", code=code.title),
            code.version,
            [prop("code", code.id)],
            remarks=f"{making.line(statement())} {making.line(ours())}",
        ),
        provenance={
            "method": "human",
            "matching-rationale": "semantic",
            "status": "draft",
            "mapping-description": making.line(ours()),
        },
        mappings=[_mapping(one, catalog, making) for one in told],
        back_matter={"resources": [_target(one.framework, making) for one in told]},
    )
    return document("mapping-collection", content)


def _mapping(one: Crosswalk, catalog: str, making: Making) -> Json:
    code, framework = one.code, one.framework
    return kept(
        uuid=identifier("mapping", code.id, framework.id),
        source_resource={"type": "catalog", "href": catalog},
        target_resource={"type": "catalog", "href": reference("framework", framework.id)},
        maps=[_map(code, framework, relation, making) for relation in framework.relations],
        mapping_description=making.line(framework.note),
        source_gap_summary=_gaps(code, framework, "source", one.without_item),
        target_gap_summary=_gaps(code, framework, "target", one.without_part),
    )


def _map(code: Code, framework: Framework, relation: Relation, making: Making) -> Json:
    """Return one relation; an appendix is no control but part of the catalog, which mapping calls a statement."""
    control = relation.source in {one.id for one in code.measures} | {one.id for one in code.commitments}
    name = f"{relation.source} {relation.type} {', '.join(relation.items)}"
    return kept(
        uuid=identifier("map", code.id, framework.id, name),
        relationship=RELATIONSHIPS[relation.type],
        sources=[{"type": "control" if control else "statement", "id-ref": token(relation.source)}],
        targets=[
            kept(type="control", id_ref=token(item), props=[prop("id", item)] if token(item) != item else [])
            for item in relation.items
        ],
        props=[
            prop("grade", relation.grade),
            *([prop("reviewed-by", relation.reviewed_by)] if relation.reviewed_by else ()),
            *making.translation("remarks", relation.rationale),
        ],
        remarks=making.line(relation.rationale),
    )


def _gaps(code: Code, framework: Framework, side: str, ids: Iterable[str]) -> Json | None:
    listed = [token(one) for one in ids]
    if not listed:
        return None
    return {
        "uuid": identifier("gaps", code.id, framework.id, side),
        "unmapped-controls": [{"with-ids": listed}],
    }


def _target(framework: Framework, making: Making) -> Json:
    return resource(
        "framework",
        framework.id,
        title=making.line(framework.title),
        description=escaped(framework.licence.in_(making.language)),
        props=[prop("version", framework.version), prop("grade", framework.grade)],
        rlinks=[{"href": framework.source}],
        remarks=None,
    )
