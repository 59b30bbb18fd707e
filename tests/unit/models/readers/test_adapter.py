# SPDX-License-Identifier: EUPL-1.2
"""Adapters: named as such, with the model they were made from."""

from __future__ import annotations

import pytest
from tests.unit.models.memory import MemoryFolder

from adhere.models.architectures.reading import read_configuration
from adhere.models.facts import Facts
from adhere.models.reading import Reading

LORA = {
    "peft_type": "LORA",
    "r": 16,
    "target_modules": ["v_proj", "q_proj"],
    "base_model_name_or_path": "org/base",
}


def read(adapter: dict[str, object]) -> Reading:
    return read_configuration(MemoryFolder({"adapter_config.json": adapter})).reading


def test_an_adapter_is_no_model_and_names_its_base() -> None:
    reading = read(LORA)
    fact = Facts.of(reading.facts).get("model.base")

    assert [found.rule.id for found in reading.findings] == ["ADH-MOD-130"]
    assert fact is not None
    assert fact.value == "org/base"
    assert fact.note is not None
    assert "rank 16 on q_proj, v_proj" in fact.note.en
    assert [one.id for one in reading.facts] == ["model.base"]


@pytest.mark.parametrize("base", [None, "", "  ", 7, "x" * 400])
def test_an_adapter_without_a_base_is_reported(base: object) -> None:
    reading = read({**LORA, "base_model_name_or_path": base})

    assert [found.rule.id for found in reading.findings] == ["ADH-MOD-130", "ADH-MOD-131"]
    assert reading.facts == []


@pytest.mark.parametrize(
    "base", ["/opt/models/llama", "./llama", "../llama", "~/llama", "C:\\models\\llama", "a/b/c"]
)
def test_a_base_that_is_a_place_on_a_disk_is_reported(base: str) -> None:
    reading = read({**LORA, "base_model_name_or_path": base})

    assert "ADH-MOD-132" in [found.rule.id for found in reading.findings]
    assert Facts.of(reading.facts).value("model.base") == base


@pytest.mark.parametrize(
    "changes", [{"target_modules": "all-linear"}, {"target_modules": None}, {"r": None}, {"r": "8"}]
)
def test_other_ways_to_state_rank_and_targets_do_no_harm(changes: dict[str, object]) -> None:
    assert Facts.of(read({**LORA, **changes}).facts).value("model.base") == "org/base"
