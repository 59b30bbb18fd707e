# SPDX-License-Identifier: EUPL-1.2
"""Requirements and measures as YAML of the task-registry (schema 1.1.0, https://github.com/MinBZK/task-registry).

The registry cannot say that open source takes a requirement away for good: its ``open_source`` lists the models it holds for.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from adhere.exchange.algoritmekader.naming import labels_of, roles_of, stem_of, urn_of
from adhere.exchange.algoritmekader.yamltext import yaml_text
from adhere.law.citations import cite
from adhere.law.requirements.catalogue import Catalogue
from adhere.law.requirements.records import Record
from adhere.law.requirements.standing import Standing, standings
from adhere.law.requirements.words import since

SCHEMA = "1.1.0"
CARD = ".systemcard.requirements[]"
OWNER = "adhere"
_TYPES = {
    "AI-model voor algemene doeleinden": "ai-model-voor-algemene-doeleinden",
    "AI-systeem": "ai-systeem",
}
_TEMPLATE = {
    "requirement": "$REQUIREMENT",
    "remarks": "$REMARKS",
    "status": "$STATUS",
    "timestamp": "$TIMESTAMP",
    "authors": [{"name": "$AUTHOR.NAME", "email": "$AUTHOR.EMAIL", "role": "$AUTHOR.ROLE"}],
}


def files(catalogue: Catalogue, on: date) -> dict[str, bytes]:
    """Return every file by its name: ``requirements/...yaml`` and ``measures/...yaml``."""
    found: dict[str, dict[str, Any]] = {}
    for one in standings(catalogue, on):
        requirement = one.requirement
        sources = "; ".join(cite(source).nl for source in requirement.sources)
        told = (requirement.explanation.nl, requirement.risk.nl, since(one).nl, f"Bronnen: {sources}.")
        links = [urn_of(measure) for measure in catalogue.measures_for(requirement)]
        found[f"requirements/{stem_of(requirement)}.yaml"] = {
            **_common(requirement, "\n\n".join(told)),
            "date": one.start.isoformat(),
            "links": links,
            "ai_act_profile": [_profile(one)],
            "always_applicable": int(not one.criteria),
            "template": _TEMPLATE,
        }  # fmt: skip
    for measure in catalogue.measures.values():
        met = [urn_of(catalogue.requirements[name]) for name in measure.requirements]
        common = _common(measure, measure.explanation.nl)
        roles = {"suggested_roles": roles_of(measure)}
        found[f"measures/{stem_of(measure)}.yaml"] = {**common, **roles, "links": met, "template": _TEMPLATE}
    return {name: yaml_text(value).encode() for name, value in found.items()}


def _common(record: Record, explanation: str) -> dict[str, Any]:
    return {
        "systemcard_path": CARD,
        "schema_version": SCHEMA,
        "name": f"{record.title.nl}.",
        "description": f"{record.title.nl}.\n",
        "explanation": f"{explanation}\n",
        "urn": urn_of(record),
        "language": "nl",
        "owners": [{"organization": OWNER, "name": "", "email": "", "role": ""}],
        "date": "",
        "url": "",
        "subject": list(record.topics),
        "lifecycle": list(record.phases),
    }


def _profile(one: Standing) -> dict[str, list[str]]:
    labels = labels_of(one)
    return {
        "type": [name for name, label in _TYPES.items() if label in labels["soort-toepassing"]],
        "open_source": labels["open-source"],
        "risk_group": [],
        "systemic_risk": labels["systeemrisico"],
        "transparency_obligations": [],
        "role": labels["rol-ai-act"],
        "conformity_assessment_body": [],
    }
