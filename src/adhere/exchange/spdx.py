# SPDX-License-Identifier: EUPL-1.2
"""A model as an SPDX 3.0.1 document with the AI profile: the package of the model, its datasets, base models and licence.

JSON-LD as https://spdx.github.io/spdx-spec/v3.0.1/serializations/ asks; classes of
https://spdx.github.io/spdx-spec/v3.0.1/model/AI/. Every value follows from a fact; what no fact says is left out, and conformance
to the AI profile is claimed only where all it asks for is there.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from adhere import __version__
from adhere.exchange.subject import Subject, files_of, number, one_file, plain_value
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity, decimal_text
from adhere.models.facts import Fact

VERSION = "3.0.1"
CONTEXT = f"https://spdx.org/rdf/{VERSION}/spdx-context.jsonld"
NAMESPACE = uuid.UUID("0d2f6d0c-58c4-5c86-8f3a-9a3c5f6b7d21")
"""Of document ids, which are version 5 UUIDs (RFC 9562, section 5.5) of the content."""
CREATION = "_:creation"
BUILD = (
    "architecture.", "parameters.", "weights.format", "context.", "vocabulary.", "modalities.", "software.", "languages",
)  # fmt: skip
"""Facts on how the model is built; the AI profile has a list of names and values for them, ``hyperparameter``."""
TRAINING = ("data.training.tokens", "compute.", "energy.", "emissions.")
ASKED = (
    "suppliedBy",
    "releaseTime",
    "software_downloadLocation",
    "software_packageVersion",
    "software_primaryPurpose",
)
"""What the AI profile asks of every AIPackage."""

Element = dict[str, Any]


def document(subject: Subject) -> bytes:
    """Return the document as JSON-LD."""
    content = json.dumps(_elements(subject, ""), sort_keys=True, ensure_ascii=False)
    base = f"urn:uuid:{uuid.uuid5(NAMESPACE, content)}#"
    whole = {"@context": CONTEXT, "@graph": _elements(subject, base)}
    return (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode()


def _elements(subject: Subject, base: str) -> list[Element]:
    """Return the graph: creation, the document, then everything in it; ``base`` begins every id."""
    model = _model(subject, base)
    parts = [
        *_agents(subject, base),
        model,
        *_linked(subject, base, "base", "model.base"),
        *_linked(subject, base, "dataset", "data.training.datasets"),
        *_licence(subject, base),
    ]
    return [_creation(subject, base), _document(subject, base, model, parts), *parts]


def _creation(subject: Subject, base: str) -> Element:
    return {
        "type": "CreationInfo",
        "@id": CREATION,
        "specVersion": VERSION,
        "created": subject.moment(),
        "createdBy": [f"{base}{'provider' if subject.text('provider.name') else 'adhere'}"],
        "createdUsing": [f"{base}tool"],
    }


def _document(subject: Subject, base: str, model: Element, parts: list[Element]) -> Element:
    profiles = ["core", "software"]
    profiles += ["simpleLicensing"] if subject.known.get("licence.spdx") is not None else []
    models = [part for part in parts if part["type"] == model["type"]]
    complete = all(name in one for one in models for name in ASKED)
    profiles += ["ai"] if complete and "simpleLicensing" in profiles else []
    element = _element("SpdxDocument", f"{base}document", name=f"{subject.name} ({subject.recipient})")
    element["profileConformance"] = profiles
    element["rootElement"] = [model["spdxId"]]
    element["element"] = [part["spdxId"] for part in parts]
    return element


def _agents(subject: Subject, base: str) -> Iterator[Element]:
    provider = subject.text("provider.name")
    if provider is not None:
        yield _element("Organization", f"{base}provider", name=provider)
    else:
        yield _element("SoftwareAgent", f"{base}adhere", name="adhere")
    yield _element("Tool", f"{base}tool", name=f"adhere-{__version__}")


def _model(subject: Subject, base: str) -> Element:
    package = _element("ai_AIPackage", f"{base}model", name=subject.name)
    placed = subject.known.get("market.placed_on")
    facts = {
        "suppliedBy": f"{base}provider" if subject.text("provider.name") else None,
        "releaseTime": f"{plain_value(placed)}T00:00:00Z" if placed is not None else None,
        "software_downloadLocation": subject.url,
        "software_packageVersion": subject.version,
        "software_primaryPurpose": "model",
        "description": "An example, not a real model." if subject.example else None,
        "ai_typeOfModel": _types(subject),
        "ai_hyperparameter": [_entry(fact) for fact in subject.known if fact.id.startswith(BUILD)],
        "ai_informationAboutTraining": _training(subject),
        "ai_metric": [
            _named(f"{result.task} {result.metric}", decimal_text(result.value)) for result in subject.results
        ],
        "ai_energyConsumption": _energy(subject),
        "verifiedUsing": _digest(subject),
    }
    return package | {name: value for name, value in facts.items() if value}


def _types(subject: Subject) -> list[str]:
    said = (subject.text(fact_id) for fact_id in ("architecture.type", "architecture.family"))
    return [kind for kind in said if kind is not None]


def _training(subject: Subject) -> str | None:
    """Return what is known of training as lines ``fact: value unit (basis, file)``."""
    lines = [
        f"{fact.id}: {_valued(fact)} ({fact.basis.value}{_from(fact)})"
        for fact in subject.known
        if fact.id.startswith(TRAINING)
    ]
    return "\n".join(lines) or None


def _energy(subject: Subject) -> Element | None:
    """Return the energy of training where it is one figure; the profile has no place for an interval."""
    energy = subject.quantity("energy.training")
    if energy is None or energy.value is None:
        return None
    description = {
        "type": "ai_EnergyConsumptionDescription",
        "ai_energyQuantity": number(energy.value),
        "ai_energyUnit": "kilowattHour",
    }
    return {"type": "ai_EnergyConsumption", "ai_trainingEnergyConsumption": [description]}


def _digest(subject: Subject) -> list[Element]:
    fact = subject.known.get("weights.digest")
    if fact is None or not one_file(fact):
        return []
    return [{"type": "Hash", "algorithm": "sha256", "hashValue": str(fact.value)}]


def _linked(subject: Subject, base: str, kind: str, fact_id: str) -> Iterator[Element]:
    """Yield a package for each base model or dataset, and how the model relates to them."""
    said = subject.texts(fact_id) or tuple((subject.text(fact_id) or "").split(", "))
    packages = []
    for at, name in enumerate(dict.fromkeys(filter(None, said)), 1):
        package = _element(
            "dataset_DatasetPackage" if kind == "dataset" else "ai_AIPackage", f"{base}{kind}-{at}", name=name
        )
        package["software_primaryPurpose"] = "data" if kind == "dataset" else "model"
        if kind == "dataset":
            package["dataset_datasetType"] = ["noAssertion"]
        packages.append(package)
    yield from packages
    if packages:
        relation = "trainedOn" if kind == "dataset" else "descendantOf"
        yield _relationship(base, relation, [package["spdxId"] for package in packages])


def _licence(subject: Subject, base: str) -> Iterator[Element]:
    fact = subject.known.get("licence.spdx")
    if fact is None:
        return
    expression = _element("simplelicensing_LicenseExpression", f"{base}licence")
    expression["simplelicensing_licenseExpression"] = str(fact.value)
    yield expression
    concluded = fact.basis in (Basis.MEASURED, Basis.DERIVED)
    yield _relationship(
        base, "hasConcludedLicense" if concluded else "hasDeclaredLicense", [expression["spdxId"]]
    )


def _relationship(base: str, relation: str, to: list[str]) -> Element:
    element = _element("Relationship", f"{base}{relation}")
    return element | {"from": f"{base}model", "relationshipType": relation, "to": to}


def _element(kind: str, identifier: str, name: str | None = None) -> Element:
    element = {"type": kind, "spdxId": identifier, "creationInfo": CREATION}
    return element | {"name": name} if name is not None else element


def _entry(fact: Fact) -> Element:
    return _named(f"adhere:{fact.id}", _valued(fact))


def _named(key: str, value: str) -> Element:
    return {"type": "DictionaryEntry", "key": key, "value": value}


def _valued(fact: Fact) -> str:
    unit = f" {fact.value.unit}" if isinstance(fact.value, Quantity) else ""
    return f"{plain_value(fact)}{unit}"


def _from(fact: Fact) -> str:
    files = files_of(fact)
    return f", {files}" if files else ""
