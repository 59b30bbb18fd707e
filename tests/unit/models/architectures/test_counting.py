# SPDX-License-Identifier: EUPL-1.2
"""Counting from a configuration: exact, or refused with a reason; never anything in between, never an exception."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.models.architectures.configs import APERTUS_70B, DEEPSEEK_V3, LLAMA_405B, QWEN3_06B, llama

from adhere.models.architectures.counting import Count, Refusal, count
from adhere.models.architectures.family import family, listed

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)
KEYS = st.sampled_from(
    [
        *llama(),
        *DEEPSEEK_V3,
        "head_dim",
        "text_config",
        "vision_config",
        "layer_types",
        "sliding_window",
        "num_experts",
    ]
)


def counted(config: dict[str, object]) -> Count:
    result = count(config)
    assert isinstance(result, Count), result
    return result


def refused(config: dict[str, object]) -> Refusal:
    result = count(config)
    assert isinstance(result, Refusal), result
    return result


def test_published_totals_are_met_to_the_last_parameter() -> None:
    assert counted(llama()).total == 8_030_261_248
    assert counted(LLAMA_405B).total == 405_853_388_800
    assert counted(QWEN3_06B).total == 596_049_920
    assert counted(APERTUS_70B).total == 70_599_864_480


def test_a_mixture_tells_total_active_experts_and_draft_apart() -> None:
    deepseek = counted(DEEPSEEK_V3)

    assert deepseek.total == 671_026_404_352
    assert deepseek.active == 37_552_282_624
    assert deepseek.active_excluding_embedding == 36_625_603_584
    assert deepseek.experts == 653_908_770_816
    assert deepseek.draft == 13_463_426_048


def test_a_tied_embedding_is_counted_once_and_stays_active_as_output_layer() -> None:
    tied = counted(llama(tie_word_embeddings=True))

    assert counted(llama()).total - tied.total == 128256 * 4096
    assert tied.active_excluding_embedding == tied.active


def test_a_key_left_out_means_what_the_family_assumes() -> None:
    assert counted(llama(tie_word_embeddings=...)).tied is False
    assert (
        counted(llama(num_key_value_heads=..., num_attention_heads=8)).total
        == counted(llama(num_key_value_heads=8, num_attention_heads=8)).total
    )


@pytest.mark.parametrize(
    ("rule", "changes", "named"),
    [
        ("ADH-MOD-110", {"model_type": ...}, ""),
        ("ADH-MOD-110", {"model_type": ["llama"]}, ""),
        ("ADH-MOD-111", {"model_type": "nemotron_h"}, "nemotron_h"),
        (
            "ADH-MOD-112",
            {"architectures": ["LlamaForSequenceClassification"]},
            "LlamaForSequenceClassification",
        ),
        ("ADH-MOD-112", {"architectures": ...}, "None"),
        ("ADH-MOD-113", {"hidden_size": ...}, "hidden_size"),
        ("ADH-MOD-113", {"vocab_size": None}, "vocab_size"),
        ("ADH-MOD-114", {"hidden_size": "4096"}, "hidden_size"),
        ("ADH-MOD-114", {"hidden_size": 4096.0}, "hidden_size"),
        ("ADH-MOD-114", {"hidden_size": True}, "hidden_size"),
        ("ADH-MOD-114", {"hidden_size": -4096}, "hidden_size"),
        ("ADH-MOD-114", {"hidden_size": 2**40}, "hidden_size"),
        ("ADH-MOD-114", {"num_hidden_layers": 10**9}, "num_hidden_layers"),
        ("ADH-MOD-114", {"num_key_value_heads": 5}, "num_key_value_heads"),
        ("ADH-MOD-114", {"num_attention_heads": 33}, "num_attention_heads"),
        ("ADH-MOD-114", {"attention_bias": "yes"}, "attention_bias"),
        ("ADH-MOD-114", {"layer_types": ["mamba"] * 32}, "layer_types"),
        ("ADH-MOD-114", {"layer_types": [["full_attention"]] * 32}, "layer_types"),
        ("ADH-MOD-114", {"layer_types": ["full_attention"] * 31}, "layer_types"),
        ("ADH-MOD-115", {"vision_config": {"hidden_size": 64}}, "vision_config"),
        ("ADH-MOD-115", {"num_experts": 8}, "num_experts"),
        ("ADH-MOD-116", {"auto_map": {"AutoModel": "modeling.Mine"}}, "llama"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_reason(rule: str, changes: dict, named: str) -> None:
    refusal = refused(llama(**changes))

    assert refusal.rule == rule
    assert named in str(refusal.values)


@pytest.mark.parametrize(
    "changes",
    [
        {"n_routed_experts": ...},
        {"num_experts_per_tok": 300},
        {"moe_layer_freq": 2},
        {"attention_bias": True},
        {"n_shared_experts": None},
        {"kv_lora_rank": 0},
        {"num_experts": 128},
    ],
)
def test_a_mixture_that_is_not_understood_is_refused(changes: dict) -> None:
    refused({key: value for key, value in {**DEEPSEEK_V3, **changes}.items() if value is not ...})


def test_names_for_the_same_dimension_must_agree() -> None:
    bloom = {
        "model_type": "bloom",
        "architectures": ["BloomForCausalLM"],
        "n_layer": 2,
        "n_head": 4,
        "vocab_size": 100,
        "hidden_size": 64,
    }

    assert counted({**bloom, "n_embed": 64}).total == counted(bloom).total
    assert refused({**bloom, "n_embed": 128}).rule == "ADH-MOD-114"


def test_tying_said_differently_on_two_levels_is_refused() -> None:
    text = {**QWEN3_06B, "model_type": "qwen3_vl_text"}
    del text["architectures"]
    vision = {
        "depth": 2,
        "hidden_size": 64,
        "num_heads": 4,
        "intermediate_size": 128,
        "in_channels": 3,
        "patch_size": 16,
        "temporal_patch_size": 2,
        "spatial_merge_size": 2,
        "out_hidden_size": 1024,
        "num_position_embeddings": 64,
    }
    config = {
        "model_type": "qwen3_vl",
        "architectures": ["Qwen3VLForConditionalGeneration"],
        "text_config": text,
        "vision_config": vision,
        "tie_word_embeddings": True,
    }

    assert counted(config).total > 596_049_920
    assert refused({**config, "tie_word_embeddings": False}).rule == "ADH-MOD-114"
    assert refused({**config, "vision_config": None}).rule == "ADH-MOD-113"
    assert refused({**config, "vision_config": {**vision, "pooling": "mean"}}).rule == "ADH-MOD-115"


def test_keys_without_weight_do_no_harm() -> None:
    harmless = {
        "use_cache": True,
        "eos_token_id": [1, 2],
        "rms_norm_eps": 1e-5,
        "_name_or_path": "x",
        "pruned_heads": {},
    }

    assert counted(llama(**harmless)).total == 8_030_261_248
    assert refused(llama(pruned_heads={"0": [1]})).rule == "ADH-MOD-115"


def test_a_window_that_a_family_is_not_known_to_have_leaves_the_count_but_no_operations() -> None:
    windowed = counted(llama(sliding_window=4096))

    assert windowed.total == 8_030_261_248
    assert windowed.shape is None


def test_every_family_in_the_data_can_be_read() -> None:
    for name in listed():
        found = family(name)
        assert found is not None
        assert found.classes, name


@given(st.integers(1, 60), st.integers(1, 8), st.integers(1, 8))
def test_every_layer_adds_the_same(layers: int, groups: int, per_group: int) -> None:
    def total(number: int) -> int:
        shape = {"num_key_value_heads": groups, "num_attention_heads": groups * per_group, "head_dim": 16}
        return counted(llama(num_hidden_layers=number, hidden_size=64, vocab_size=100, **shape)).total

    assert total(layers + 1) - total(layers) == total(2) - total(1) > 0


@given(st.dictionaries(KEYS, JSON, max_size=6), st.sampled_from([llama(), DEEPSEEK_V3, QWEN3_06B]))
@settings(max_examples=300)
def test_no_configuration_whatever_raises(changes: dict, base: dict) -> None:
    result = count({**base, **changes})

    assert isinstance(result, Count | Refusal)
    if isinstance(result, Count):
        assert 0 < result.active_excluding_embedding <= result.active <= result.total


@given(st.dictionaries(st.text(max_size=12), JSON, max_size=6))
def test_a_configuration_of_nothing_known_is_refused(config: dict) -> None:
    assert isinstance(count(config), Refusal)
