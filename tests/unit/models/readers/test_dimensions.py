# SPDX-License-Identifier: EUPL-1.2
"""How a model is built: kind, layers, width, heads, experts and the library that wrote the configuration."""

from __future__ import annotations

import pytest
from tests.unit.models.architectures.configs import DEEPSEEK_V3, llama
from tests.unit.models.memory import MemoryFolder

from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.models.architectures.reading import read_configuration
from adhere.models.facts import Facts
from adhere.models.readers.dimensions import UNITS
from adhere.models.reasons import value_text
from adhere.models.registry import registry
from adhere.models.weights.metadata import metadata_facts


def facts(config: dict[str, object], name: str = "config.json") -> Facts:
    return Facts.of(read_configuration(MemoryFolder({name: config})).reading.facts)


def numbers(found: Facts) -> dict[str, int]:
    return {
        name.removeprefix("architecture."): int(value.value)
        for name in UNITS
        if isinstance(value := found.value(name), Quantity)
    }


def test_dimensions_are_counts_with_their_key() -> None:
    found = facts(llama(num_hidden_layers=3, hidden_size=64, num_attention_heads=8, num_key_value_heads=2))

    assert numbers(found) == {"layers": 3, "hidden_size": 64, "attention_heads": 8, "key_value_heads": 2}
    assert found.get("architecture.layers").sources[0].at == "key num_hidden_layers"
    for name, unit in UNITS.items():
        assert registry()[name].unit == unit


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (
            {"n_layer": 12, "n_embd": 768, "n_head": 12},
            {"layers": 12, "hidden_size": 768, "attention_heads": 12},
        ),
        (
            {"n_layers": 24, "d_model": 2048, "n_heads": 16},
            {"layers": 24, "hidden_size": 2048, "attention_heads": 16},
        ),
        ({"text_config": {"num_hidden_layers": 5, "vocab_size": 9}}, {"layers": 5}),
        ({"num_hidden_layers": 5, "n_layer": 5}, {"layers": 5}),
        ({"num_hidden_layers": 5, "n_layer": 6}, {}),
        ({"num_hidden_layers": "5"}, {}),
        ({"num_hidden_layers": True}, {}),
        ({"num_hidden_layers": -1}, {}),
        ({"num_hidden_layers": 10**40}, {}),
        ({"num_attention_heads": [8, 4]}, {}),
        ({"is_encoder_decoder": True, "num_hidden_layers": 5, "d_model": 8}, {"hidden_size": 8}),
    ],
)
def test_other_names_are_understood_and_what_is_no_single_number_is_no_fact(
    keys: dict[str, object], expected: dict[str, int]
) -> None:
    assert numbers(facts({"model_type": "unknown", **keys})) == expected


def test_a_mixture_has_experts_and_latent_attention_no_heads_of_keys() -> None:
    found = facts(DEEPSEEK_V3)

    assert numbers(found)["experts"] == 256
    assert numbers(found)["experts_per_token"] == 8
    assert "key_value_heads" not in numbers(found)
    assert found.value("architecture.type") == "decoder-only transformer with a mixture of experts"


def test_the_kind_is_told_in_both_languages_and_only_of_a_family_that_is_known() -> None:
    assert value_text(facts(llama()).value("architecture.type")) == Text(
        "decoder-only transformer", "transformer met alleen een decoder"
    )
    assert "architecture.type" not in facts(llama(model_type="mamba2"))
    assert "architecture.type" not in facts(llama(architectures=["LlamaForSequenceClassification"]))


@pytest.mark.parametrize(
    ("name", "config", "expected"),
    [
        ("config.json", llama(transformers_version="4.43.1"), "transformers 4.43.1"),
        ("model_index.json", {"_class_name": "X", "_diffusers_version": "0.30.0"}, "diffusers 0.30.0"),
        ("config.json", llama(transformers_version=4), None),
        ("config.json", llama(transformers_version="4" * 61), None),
        ("config.json", llama(), None),
    ],
)
def test_the_library_is_named_with_its_version(
    name: str, config: dict[str, object], expected: str | None
) -> None:
    config = {
        key: value for key, value in config.items() if key != "transformers_version" or expected or value
    }

    assert facts(config, name).value("software.framework") == expected


def test_metadata_of_gguf_say_the_same() -> None:
    metadata: dict[str, object] = {
        "general.architecture": "llama",
        "llama.block_count": 32,
        "llama.embedding_length": 4096,
        "llama.attention.head_count": 32,
        "llama.attention.head_count_kv": 8,
        "llama.expert_count": 0,
    }
    found = Facts.of(metadata_facts("a.gguf", metadata, {}, "0" * 64))

    assert numbers(found) == {"layers": 32, "hidden_size": 4096, "attention_heads": 32, "key_value_heads": 8}


def test_blocks_that_predict_further_tokens_are_no_layers_in_gguf() -> None:
    metadata: dict[str, object] = {
        "general.architecture": "glm4moe",
        "glm4moe.block_count": 47,
        "glm4moe.nextn_predict_layers": 1,
        "glm4moe.attention.head_count_kv": 8,
        "glm4moe.attention.kv_lora_rank": 512,
    }

    assert numbers(Facts.of(metadata_facts("a.gguf", metadata, {}, "0" * 64))) == {}
