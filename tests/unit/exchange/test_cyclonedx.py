# SPDX-License-Identifier: EUPL-1.2
"""The ML-BOM is valid by the official schema, says what the facts say and no more, and is the same each time."""

import json
from datetime import date
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from tests.unit.exchange.making import ON, count, model_facts, read, result, stated

from adhere.exchange.cyclonedx import VERSIONS, bom
from adhere.exchange.subject import subject_of
from adhere.kernel.data import packaged
from adhere.models.facts import Facts

SCHEMAS = {"1.6": SchemaVersion.V1_6, "1.7": SchemaVersion.V1_7}
FULL = model_facts(
    read("model.base", "example/base-8b", "adapter_config.json"),
    stated("data.training.datasets", ("example/texts", "example/laws")),
    read("weights.digest", "0" * 64, "model.safetensors", method="sha256"),
    stated("languages", ("nl", "en")),
)


def made(facts: Facts, spec: str = "1.6", **settings: Any) -> dict[str, Any]:
    settings = {"recipient": "office", "on": ON} | settings
    content = bom(
        subject_of("example-8b", facts, settings.pop("recipient"), settings.pop("on"), **settings), spec
    )
    assert JsonStrictValidator(SCHEMAS[spec]).validate_str(content.decode()) is None
    return json.loads(content)


def properties(made_bom: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["value"] for one in made_bom["metadata"]["component"]["properties"]}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("recipient", ["public", "downstream", "authority", "office"])
@pytest.mark.parametrize("facts", [FULL, Facts()], ids=["full", "empty"])
def test_it_is_valid_by_the_official_schema(version: str, recipient: str, facts: Facts):
    settings = {"version": "1.0", "results": [result()], "url": "https://example.org/model", "example": True}
    assert made(facts, version, recipient=recipient, **settings)["specVersion"] == version
    assert made(facts, version, recipient=recipient)["specVersion"] == version


@pytest.mark.parametrize(
    "spdx", [licence["id"] for licence in packaged("adhere.models", "data/licences/tags.toml")["licence"]]
)
def test_every_licence_of_the_catalogue_is_valid(spdx: str):
    licence = made(Facts.of([read("licence.spdx", spdx, "LICENSE")]))["metadata"]["component"]["licenses"][0]
    assert spdx in licence["license"].values()


def test_an_expression_of_licences_is_one():
    said = made(Facts.of([read("licence.spdx", "MIT OR Apache-2.0", "LICENSE")]))["metadata"]["component"][
        "licenses"
    ]
    assert said == [{"expression": "MIT OR Apache-2.0", "acknowledgement": "concluded"}]


def test_a_licence_that_only_a_card_names_is_declared():
    from adhere.kernel.provenance import Basis

    said = made(Facts.of([read("licence.spdx", "MIT", "README.md", basis=Basis.DECLARED)]))
    assert said["metadata"]["component"]["licenses"][0]["license"]["acknowledgement"] == "declared"


def test_the_model_card_says_what_the_facts_say():
    component = made(FULL, results=[result()])["metadata"]["component"]
    parameters = component["modelCard"]["modelParameters"]
    assert parameters["task"] == "text-generation"
    assert parameters["architectureFamily"] == "decoder-only transformer"
    assert parameters["modelArchitecture"] == "llama"
    assert parameters["inputs"] == [{"format": "string"}]
    assert [ref["ref"] for ref in parameters["datasets"]] == ["dataset-1", "dataset-2"]
    assert component["pedigree"]["ancestors"][0]["name"] == "example/base-8b"
    assert component["hashes"] == [{"alg": "SHA-256", "content": "0" * 64}]
    assert component["supplier"]["name"] == "Example provider"


def test_energy_is_a_number_of_kilowatt_hours_and_emissions_of_tonnes():
    card = made(FULL)["metadata"]["component"]["modelCard"]
    (spent,) = card["considerations"]["environmentalConsiderations"]["energyConsumptions"]
    assert spent["activityEnergyCost"] == {"value": 273826.6, "unit": "kWh"}
    assert spent["co2CostEquivalent"] == {"value": 82.4105, "unit": "tCO2eq"}


def test_a_metric_carries_its_interval():
    (metric,) = made(FULL, results=[result()])["metadata"]["component"]["modelCard"]["quantitativeAnalysis"][
        "performanceMetrics"
    ]
    assert metric == {
        "type": "acc",
        "value": "0.612",
        "slice": "mmlu",
        "confidenceInterval": {"lowerBound": "0.60416", "upperBound": "0.61984"},
    }


def test_facts_are_properties_with_unit_basis_and_file():
    said = properties(made(FULL))
    assert said["adhere:parameters.total"] == "8030261248"
    assert said["adhere:parameters.total:unit"] == "parameters"
    assert said["adhere:parameters.total:basis"] == "measured"
    assert said["adhere:parameters.total:source"] == "model.safetensors"
    assert said["adhere:compute.training.operations"] == "3.8e25"
    assert said["adhere:compute.training.operations:source"] == "statement"


def test_an_interval_is_its_two_bounds():
    from decimal import Decimal

    from adhere.kernel.quantity import Quantity

    value = Quantity.between(Decimal("2e23"), Decimal("6e23"), "FLOP")
    bound = Quantity.at_least("2e23", "FLOP")
    cumulative = read("compute.training.cumulative", value, "config.json")
    assert properties(made(Facts.of([cumulative])))["adhere:compute.training.cumulative"] == "2e23..6e23"
    low = read("compute.training.cumulative", bound, "config.json")
    assert properties(made(Facts.of([low])))["adhere:compute.training.cumulative"] == "2e23.."


@pytest.mark.parametrize("recipient", ["public", "downstream", "authority"])
def test_confidential_figures_stay_with_the_office(recipient: str):
    text = json.dumps(made(FULL, recipient=recipient, results=[result()]))
    assert "3.8e25" not in text
    assert "15000000000000" not in text
    assert "mmlu" not in text


def test_nobody_who_stated_something_is_named():
    assert "A. Person" not in json.dumps(made(FULL))


def test_the_same_facts_give_the_same_bytes_and_others_another_number():
    one, two = (bom(subject_of("a", model_facts(), "public", ON), "1.6") for _ in range(2))
    assert one == two
    other = made(model_facts(read("vocabulary.size", count(9, "entries"), "config.json")), recipient="public")
    later = made(model_facts(), recipient="public", on=date(2026, 11, 23))
    numbers = {json.loads(one)["serialNumber"], other["serialNumber"], later["serialNumber"]}
    assert len(numbers) == 3
    assert later["metadata"]["timestamp"] == "2026-11-23T00:00:00Z"


def test_the_digest_of_a_list_of_files_is_no_hash_of_the_model():
    facts = Facts.of([read("weights.digest", "0" * 64, "a-1.safetensors … a-9.safetensors")])
    component = made(facts)["metadata"]["component"]
    assert "hashes" not in component
    assert properties(made(facts))["adhere:weights.digest"] == "0" * 64


@pytest.mark.parametrize(("recipient", "label"), [("public", "CLEAR"), ("office", "AMBER")])
def test_the_newer_version_says_how_far_it_may_go(recipient: str, label: str):
    assert made(FULL, "1.7", recipient=recipient)["metadata"]["distributionConstraints"] == {"tlp": label}
