# SPDX-License-Identifier: EUPL-1.2
"""A model as a CycloneDX ML-BOM: a component ``machine-learning-model`` with its model card, base model and datasets.

CycloneDX 1.6 (ECMA-424, 1st edition) and 1.7 (2nd edition), JSON: https://cyclonedx.org/docs/1.7/json/. Every value follows from a
fact; what no fact says is left out.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any, Literal

from adhere import __version__
from adhere.documentation.evaluations.result import EvaluationResult
from adhere.exchange.card_keys import task_of
from adhere.exchange.subject import Subject, files_of, number, one_file, plain_value
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity, decimal_text
from adhere.models.facts import Fact

SpecVersion = Literal["1.6", "1.7"]
VERSIONS: tuple[SpecVersion, ...] = ("1.6", "1.7")
NAMESPACE = uuid.UUID("6b3f6f0e-5f5e-5a52-9c1c-0d3f5f3a7a10")
"""Of serial numbers, which are version 5 UUIDs (RFC 9562, section 5.5) of the content: the same content, the same number."""
MODEL = "model"
FORMATS = {"text": "string"}
"""What CycloneDX calls the data of a modality; the others go by their own name."""


def bom(subject: Subject, version: SpecVersion) -> bytes:
    """Return the ML-BOM as JSON."""
    content = _content(subject, version)
    serial = uuid.uuid5(NAMESPACE, json.dumps(content, sort_keys=True, ensure_ascii=False))
    whole = {
        "$schema": f"http://cyclonedx.org/schema/bom-{version}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
    }
    return (json.dumps(whole | content, indent=2, ensure_ascii=False) + "\n").encode()


def _content(subject: Subject, version: SpecVersion) -> dict[str, Any]:
    parts = [*_base(subject), *_datasets(subject)]
    content = {
        "metadata": _metadata(subject, version),
        "components": parts,
        "dependencies": [
            {"ref": MODEL, "dependsOn": [part["bom-ref"] for part in parts]},
            *({"ref": part["bom-ref"]} for part in parts),
        ],
    }
    return content if parts else {name: part for name, part in content.items() if name != "components"}


def _metadata(subject: Subject, version: SpecVersion) -> dict[str, Any]:
    tool = {"type": "application", "name": "adhere", "version": __version__}
    metadata: dict[str, Any] = {
        "timestamp": subject.moment(),
        "tools": {"components": [tool]},
        "component": _model(subject),
        "properties": [_property("recipient", subject.recipient)],
    }
    if (
        version == "1.7"
    ):  # the Traffic Light Protocol 2.0; what is not for everybody is for the recipient's organisation
        label = "CLEAR" if subject.recipient == "public" else "AMBER"
        metadata["distributionConstraints"] = {"tlp": label}
    return metadata


def _model(subject: Subject) -> dict[str, Any]:
    component: dict[str, Any] = {"type": "machine-learning-model", "bom-ref": MODEL, "name": subject.name}
    provider, licence = subject.text("provider.name"), subject.known.get("licence.spdx")
    if provider is not None:
        component["supplier"] = {"name": provider}
    if subject.version is not None:
        component["version"] = subject.version
    if subject.example:
        component["description"] = "An example, not a real model."
    digest = subject.known.get("weights.digest")
    if digest is not None and one_file(digest):
        component["hashes"] = [{"alg": "SHA-256", "content": str(digest.value)}]
    if licence is not None:
        component["licenses"] = [_licence(licence)]
    if subject.url is not None:
        component["externalReferences"] = [{"type": "distribution", "url": subject.url}]
    ancestors = [{key: part[key] for key in ("type", "name")} for part in _base(subject)]
    if ancestors:
        component["pedigree"] = {"ancestors": ancestors}
    component["modelCard"] = _card(subject)
    component["properties"] = list(_properties(subject))
    return component


def _licence(fact: Fact) -> dict[str, Any]:
    """Return a licence: an id of the SPDX list, an expression, or a name. What a text was compared with is concluded."""
    spdx = str(fact.value)
    said = "concluded" if fact.basis in (Basis.MEASURED, Basis.DERIVED) else "declared"
    if " " in spdx:
        return {"expression": spdx, "acknowledgement": said}
    kind = "name" if spdx.startswith("LicenseRef-") else "id"
    return {"license": {kind: spdx, "acknowledgement": said}}


def _card(subject: Subject) -> dict[str, Any]:
    family, kind = subject.text("architecture.family"), subject.text("architecture.type")
    said: dict[str, Any] = {
        "task": task_of(subject.known),
        "architectureFamily": kind or family,
        "modelArchitecture": family if kind else None,
        "datasets": [{"ref": part["bom-ref"]} for part in _datasets(subject)],
        "inputs": _formats(subject, "modalities.input"),
        "outputs": _formats(subject, "modalities.output"),
    }
    parameters = {name: value for name, value in said.items() if value}
    card: dict[str, Any] = {"modelParameters": parameters} if parameters else {}
    if subject.results:
        card["quantitativeAnalysis"] = {"performanceMetrics": list(map(_metric, subject.results))}
    environment = _environment(subject)
    if environment:
        card["considerations"] = {"environmentalConsiderations": environment}
    return card


def _formats(subject: Subject, fact_id: str) -> list[dict[str, Any]]:
    return [{"format": FORMATS.get(modality, modality)} for modality in subject.texts(fact_id)]


def _metric(result: EvaluationResult) -> dict[str, Any]:
    metric: dict[str, Any] = {
        "type": result.metric,
        "value": decimal_text(result.value),
        "slice": result.task,
    }
    if result.stderr is not None:  # a normal interval of 95 %
        spread = result.stderr * 196 / 100
        metric["confidenceInterval"] = {
            "lowerBound": decimal_text(result.value - spread),
            "upperBound": decimal_text(result.value + spread),
        }
    return metric


def _environment(subject: Subject) -> dict[str, Any]:
    """Return the energy of training where it is one figure; an interval is a property, for the schema takes a number."""
    energy, emitted = _figure(subject.quantity("energy.training")), subject.quantity("emissions.training")
    if energy is None:
        return {}
    consumption: dict[str, Any] = {
        "activity": "training",
        "energyProviders": [],
        "activityEnergyCost": {"value": energy, "unit": "kWh"},
    }
    if emitted is not None and emitted.value is not None:
        tonnes = number(emitted.value / 1000)
        consumption["co2CostEquivalent"] = {"value": tonnes, "unit": "tCO2eq"}
    return {"energyConsumptions": [consumption]}


def _figure(quantity: Quantity | None) -> int | float | None:
    return number(quantity.value) if quantity is not None and quantity.value is not None else None


def _base(subject: Subject) -> list[dict[str, Any]]:
    named = subject.text("model.base")
    names = dict.fromkeys(named.split(", ")) if named else ()
    return [
        {"type": "machine-learning-model", "bom-ref": f"base-{at}", "name": name}
        for at, name in enumerate(names, 1)
    ]


def _datasets(subject: Subject) -> list[dict[str, Any]]:
    return [
        {
            "type": "data",
            "bom-ref": f"dataset-{at}",
            "name": name,
            "data": [{"type": "dataset", "name": name}],
        }
        for at, name in enumerate(dict.fromkeys(subject.texts("data.training.datasets")), 1)
    ]


def _properties(subject: Subject) -> Iterator[dict[str, str]]:
    """Yield every fact as properties: its value, its unit, what it rests on and where it was read."""
    for fact in subject.known:
        yield _property(fact.id, plain_value(fact))
        if isinstance(fact.value, Quantity):
            yield _property(f"{fact.id}:unit", fact.value.unit)
        yield _property(f"{fact.id}:basis", fact.basis.value)
        if fact.sources:
            yield _property(f"{fact.id}:source", files_of(fact))


def _property(name: str, value: str) -> dict[str, str]:
    return {"name": f"adhere:{name}", "value": value}
