# SPDX-License-Identifier: EUPL-1.2
"""The SPDX document loads in the bindings made from the official model, and says what the facts say and no more."""

import io
import json
import re
from datetime import date
from typing import Any

import pytest
from spdx_python_model import v3_0_1 as spdx
from tests.unit.exchange.making import ON, model_facts, read, result, stated

from adhere.exchange.spdx import document
from adhere.exchange.subject import subject_of
from adhere.models.facts import Facts

FULL = model_facts(
    read("model.base", "example/base-8b, example/other-8b", "adapter_config.json"),
    stated("data.training.datasets", ("example/texts", "example/laws")),
    read("weights.digest", "0" * 64, "model.safetensors", method="sha256"),
    stated("market.placed_on", date(2026, 3, 16)),
)
COMPLETE = {"version": "1.0", "url": "https://example.org/model"}


def loaded(content: bytes) -> spdx.SHACLObjectSet:
    """Read a document with the bindings, which hold it to the constraints of the model, and write it again."""
    objects = spdx.SHACLObjectSet()
    spdx.JSONLDDeserializer().read(io.BytesIO(content), objects)
    spdx.JSONLDSerializer().write(objects, io.BytesIO())  # here the least number of values is checked
    assert objects.missing_ids == set()
    return objects


def made(facts: Facts, recipient: str = "office", **settings: Any) -> bytes:
    content = document(subject_of("example-8b", facts, recipient, ON, **settings))
    loaded(content)
    return content


def one(objects: spdx.SHACLObjectSet, kind: type, name: str | None = None) -> Any:
    (found,) = [thing for thing in objects.foreach_type(kind) if name in (None, thing.name)]
    return found


@pytest.mark.parametrize("recipient", ["public", "downstream", "authority", "office"])
@pytest.mark.parametrize("facts", [FULL, Facts()], ids=["full", "empty"])
def test_it_holds_to_the_constraints_of_the_model(recipient: str, facts: Facts):
    settings = {"results": [result()], "example": True, **COMPLETE}
    assert made(facts, recipient, **settings)
    assert made(facts, recipient)


@pytest.mark.parametrize(
    "broken", ['"dataset_datasetType": [', '"relationshipType": "trainedOn"', '"created": "2026']
)
def test_the_check_finds_what_breaks_the_model(broken: str):
    spoilt = {
        '"dataset_datasetType": [': '"dataset_datasetType": [ "poetry",',
        '"created": "2026': '"created": "in 2026',
    }
    text = made(FULL).decode()
    assert broken in text
    with pytest.raises((ValueError, TypeError)):
        loaded(text.replace(broken, spoilt.get(broken, '"relationshipType": "fedOn"')).encode())


def test_the_package_says_what_the_facts_say():
    objects = loaded(made(FULL, results=[result()], **COMPLETE))
    package = one(objects, spdx.ai_AIPackage, "example-8b")
    assert package.software_packageVersion == "1.0"
    assert package.suppliedBy.name == "Example provider"
    assert package.ai_typeOfModel == ["decoder-only transformer", "llama"]
    sizes = {entry.key: entry.value for entry in package.ai_hyperparameter}
    assert sizes["adhere:parameters.total"] == "8030261248 parameters"
    assert [(entry.key, entry.value) for entry in package.ai_metric] == [("mmlu acc", "0.612")]
    assert (
        "compute.training.operations: 3.8e25 FLOP (declared, statement)"
        in package.ai_informationAboutTraining
    )
    (spent,) = package.ai_energyConsumption.ai_trainingEnergyConsumption
    assert spent.ai_energyQuantity == 273826.6
    assert package.verifiedUsing[0].hashValue == "0" * 64


def test_the_model_relates_to_its_datasets_bases_and_licence():
    objects = loaded(made(FULL))
    related = {
        relation.relationshipType.rpartition("/")[2]: [getattr(to, "name", None) for to in relation.to]
        for relation in objects.foreach_type(spdx.Relationship)
    }
    assert related["trainedOn"] == ["example/texts", "example/laws"]
    assert related["descendantOf"] == ["example/base-8b", "example/other-8b"]
    assert (
        one(objects, spdx.simplelicensing_LicenseExpression).simplelicensing_licenseExpression == "Apache-2.0"
    )
    assert "hasConcludedLicense" in related


def profiles(content: bytes) -> list[str]:
    graph = json.loads(content)["@graph"]
    return next(element["profileConformance"] for element in graph if element["type"] == "SpdxDocument")


def test_the_ai_profile_is_claimed_only_where_all_it_asks_for_is_there():
    complete = model_facts(stated("market.placed_on", date(2026, 3, 16)))
    assert "ai" in profiles(made(complete, **COMPLETE))
    assert "ai" not in profiles(made(complete, version="1.0"))
    assert "ai" not in profiles(made(model_facts(), **COMPLETE))
    assert "ai" not in profiles(made(FULL, **COMPLETE))  # nothing is known of the suppliers of the bases


@pytest.mark.parametrize("recipient", ["public", "downstream", "authority"])
def test_confidential_figures_stay_with_the_office(recipient: str):
    text = made(FULL, recipient, results=[result()]).decode()
    assert "3.8e25" not in text
    assert "15000000000000" not in text
    assert "mmlu" not in text
    assert "A. Person" not in text


def test_no_assessment_of_safety_or_standard_is_made_up():
    text = made(FULL).decode()
    assert "ai_safetyRiskAssessment" not in text
    assert "ai_standardCompliance" not in text


def test_the_same_facts_give_the_same_bytes():
    assert made(FULL) == made(FULL)
    first, other = (
        set(re.findall(r"urn:uuid:[0-9a-f-]{36}", made(facts).decode())) for facts in (FULL, model_facts())
    )
    assert len(first) == len(other) == 1
    assert first != other
