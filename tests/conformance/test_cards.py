# SPDX-License-Identifier: EUPL-1.2
"""Four real model cards: the facts a person finds in them, and no other."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from adhere.kernel.quantity import Quantity
from adhere.models.readers.card import read_card
from adhere.models.reading import Reading

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "models" / "configs"
if not SHARED.is_dir():
    pytest.skip(f"no reference data at {SHARED}", allow_module_level=True)

# Read by hand: (fact, value, where it stands). A list is given by its first entry and its length.
EXPECTED: dict[str, set[tuple[str, object, str]]] = {
    "alpindale__WizardLM-2-8x22B": {
        ("licence.spdx", "Apache-2.0", "key license"),
        ("licence.free_and_open_source", True, "key license"),
        ("model.name", "WizardLM-2 8x22B", "line 33"),
        ("model.base", "mistral-community/Mixtral-8x22B-v0.1", "line 36"),
    },
    "bigscience__bloom": {
        ("licence.spdx", "LicenseRef-scancode-bigscience-rail-1.0", "key license"),
        ("licence.free_and_open_source", False, "key license"),
        ("model.name", "bloom", "key model-index"),
        ("languages", ("ak", 45), "key language"),
        ("modalities.input", ("text", 1), "key pipeline_tag"),
        ("modalities.output", ("text", 1), "key pipeline_tag"),
        ("emissions.training", Quantity.exactly(24_700, "kgCO2e"), "key co2_eq_emissions"),
        ("compute.training.hardware", "A100 80GB", "key co2_eq_emissions"),
        ("compute.training.hardware", "A100 80GB", "line 294"),
        ("compute.training.units", Quantity.exactly(384, "accelerators"), "line 294"),
        ("data.training.tokens", Quantity.exactly(Decimal("366e9"), "tokens"), "line 212"),
    },
    "google__medgemma-27b-it": {
        ("licence.spdx", "LicenseRef-hub-health-ai-developer-foundations", "key license_name"),
        ("model.name", "MedGemma", "line 31"),
        ("model.base", "google/gemma-3-27b-pt", "key base_model"),
        ("languages", ("en", 1), "key language"),
        ("modalities.input", ("text", 2), "key pipeline_tag"),
        ("modalities.output", ("text", 1), "key pipeline_tag"),
    },
    "runwayml__stable-diffusion-v1-5": {
        ("licence.spdx", "LicenseRef-scancode-stable-diffusion-2022-08-22", "key license"),
        ("licence.free_and_open_source", False, "key license"),
        ("model.name", "Stable Diffusion v1-5", "line 20"),
        ("model.base", "Stable-Diffusion-v1-2", "line 25"),
        ("compute.training.hardware", "A100 PCIe 40GB", "line 187"),
        ("compute.training.units", Quantity.exactly(256, "accelerators"), "line 168"),
        ("emissions.training", Quantity.exactly(11_250, "kgCO2e"), "line 191"),
    },
}
FINDINGS = {"google__medgemma-27b-it": ["ADH-MOD-170"], "runwayml__stable-diffusion-v1-5": ["ADH-MOD-154"]}


def read(name: str) -> Reading:
    text = (SHARED / name / "README.md").read_text(encoding="utf-8")
    front = YAML(typ="safe").load(text.split("\n---", 1)[0].removeprefix("---"))
    return read_card("README.md", text, front, sha256="0" * 64, model=name.split("__")[1])


def short(value: object) -> object:
    return (value[0], len(value)) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_real_card_gives_the_facts_a_person_finds_and_no_other(name: str) -> None:
    reading = read(name)
    found = {
        (fact.id, short(fact.value), source.at or "") for fact in reading.facts for source in fact.sources
    }

    assert found == EXPECTED[name]
    assert [finding.rule.id for finding in reading.findings] == FINDINGS.get(name, [])


def test_every_real_card_has_its_expectation() -> None:
    assert {path.parent.name for path in SHARED.glob("*/README.md")} == set(EXPECTED)
