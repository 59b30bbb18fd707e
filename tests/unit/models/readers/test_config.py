# SPDX-License-Identifier: EUPL-1.2
"""Facts of config.json: family, parameters, vocabulary, context, quantisation."""

from __future__ import annotations

import pytest
from tests.unit.models.architectures.configs import DEEPSEEK_V3, llama
from tests.unit.models.memory import MemoryFolder

from adhere.kernel.quantity import Quantity
from adhere.models.architectures.reading import read_configuration
from adhere.models.facts import Facts


def facts(config: dict[str, object]) -> Facts:
    return Facts.of(read_configuration(MemoryFolder({"config.json": config})).reading.facts)


def rules(config: dict[str, object]) -> list[str]:
    return [
        found.rule.id for found in read_configuration(MemoryFolder({"config.json": config})).reading.findings
    ]


def tokens(*lengths: int) -> list[Quantity]:
    return [Quantity.exactly(length, "tokens") for length in lengths]


def lengths(config: dict[str, object], fact_id: str) -> list[object]:
    return [fact.value for fact in facts(config).witnesses(fact_id)]


def test_parameters_are_facts_with_the_convention_in_their_notes() -> None:
    deepseek = facts(DEEPSEEK_V3)

    assert deepseek.value("parameters.total") == Quantity.exactly(671_026_404_352, "parameters")
    assert deepseek.value("parameters.draft") == Quantity.exactly(13_463_426_048, "parameters")
    for fact_id in (
        "parameters.total",
        "parameters.active",
        "parameters.active_excluding_embeddings",
        "parameters.draft",
    ):
        fact = deepseek.get(fact_id)
        assert fact is not None
        assert fact.note is not None
        assert fact.rank == 10


def test_a_refusal_is_a_finding_and_no_number() -> None:
    config = llama(model_type="mamba2")

    assert rules(config) == ["ADH-MOD-111"]
    assert not [fact for fact in facts(config) if fact.id.startswith("parameters.")]
    assert facts(config).value("architecture.family") == "mamba2"


def test_without_a_type_the_class_names_the_family() -> None:
    assert facts(llama(model_type=...)).value("architecture.family") == "LlamaForCausalLM"


def test_the_vocabulary_of_a_nested_language_model_is_found() -> None:
    nested = {
        "model_type": "qwen3_5",
        "text_config": {"vocab_size": 248320, "max_position_embeddings": 262144},
    }
    fact = facts(nested).get("vocabulary.size")

    assert fact is not None
    assert fact.value == Quantity.exactly(248320, "entries")
    assert fact.sources[0].at == "key text_config.vocab_size"
    assert lengths(nested, "context.maximum") == tokens(262144)


def test_an_impossible_vocabulary_is_reported_once() -> None:
    assert rules(llama(vocab_size=-1)) == ["ADH-MOD-114"]
    assert rules(llama(model_type="mamba2", vocab_size="many")) == ["ADH-MOD-111", "ADH-MOD-114"]


def test_the_length_before_stretching_is_the_trained_one() -> None:
    fact = facts(llama()).get("context.maximum")

    assert lengths(llama(), "context.maximum") == tokens(131072)
    assert lengths(llama(), "context.trained") == tokens(8192)
    assert fact is not None
    assert fact.note is not None
    assert "llama3, factor 8" in fact.note.en


def test_a_scaling_per_kind_of_layer_is_understood() -> None:
    scaling = {
        "full_attention": {"rope_type": "yarn", "factor": 8, "original_max_position_embeddings": 8192},
        "sliding_attention": {"rope_type": "default"},
    }
    config = llama(rope_scaling=..., rope_parameters=scaling, max_position_embeddings=65536)

    assert lengths(config, "context.trained") == tokens(8192)


def test_an_original_length_that_is_the_maximum_says_nothing_about_training() -> None:
    config = llama(rope_scaling=None, original_max_position_embeddings=131072)

    assert lengths(config, "context.trained") == []


def test_linear_biases_have_no_context_length() -> None:
    bloom = {
        "model_type": "bloom",
        "architectures": ["BloomForCausalLM"],
        "vocab_size": 100,
        "seq_length": 2048,
    }
    falcon = {"model_type": "falcon", "alibi": True, "max_position_embeddings": 2048}

    assert lengths(bloom, "context.maximum") == []
    assert lengths(falcon, "context.maximum") == []
    assert lengths({**falcon, "alibi": False}, "context.maximum") == tokens(2048)


def test_a_window_is_noted_with_the_context() -> None:
    fact = facts(llama(sliding_window=4096)).get("context.maximum")

    assert fact is not None
    assert fact.note is not None
    assert "4096" in fact.note.nl


def test_an_impossible_context_is_reported() -> None:
    assert rules(llama(max_position_embeddings="long")) == ["ADH-MOD-114"]


def test_quantisation_is_a_format_wherever_it_is_said() -> None:
    assert (
        facts(llama(quantization_config={"quant_method": "gptq", "bits": 4})).value("weights.format")
        == "gptq"
    )
    nested = {
        "text_config": {
            "vocab_size": 5,
            "quantization_config": {"quant_method": "modelopt", "quant_algo": "NVFP4"},
        }
    }
    assert facts(nested).value("weights.format") == "modelopt NVFP4"
    assert facts(llama(quantization_config={"quant_method": 4})).value("weights.format") is None
    assert facts(llama()).value("weights.format") is None


def test_the_weights_themselves_say_their_format_better() -> None:
    files = {"config.json": llama(quantization_config={"quant_method": "fp8"}), "model.safetensors": b"x"}

    assert "weights.format" not in Facts.of(read_configuration(MemoryFolder(files)).reading.facts)


@pytest.mark.parametrize("odd", [["bloom"], {"a": 1}, 10**400, 0.5, True])
def test_a_value_of_another_type_is_never_taken_for_the_family(odd: object) -> None:
    config = llama() | {"model_type": odd}

    assert lengths(config, "context.maximum") != []
    assert "ADH-MOD-110" in rules(config)


def test_a_stretching_factor_beyond_all_measure_is_no_note() -> None:
    scaling = {"rope_type": "linear", "factor": 10**400}

    assert lengths(llama() | {"rope_scaling": scaling}, "context.maximum") != []


def test_signs_that_a_terminal_obeys_are_shown_as_numbers() -> None:
    family = facts({"model_type": "a\x1b[31m"}).value("architecture.family")

    assert family == "a\\u001b[31m"


def test_a_stretched_context_says_what_it_was_before() -> None:
    fact = facts(llama()).get("context.maximum")

    assert fact is not None
    assert fact.note is not None
    assert "Before that scaling the length was 8,192 tokens." in fact.note.en


def test_the_longest_text_a_decoder_writes_is_no_context() -> None:
    assert lengths({"model_type": "whisper", "max_target_positions": 448}, "context.maximum") == []
