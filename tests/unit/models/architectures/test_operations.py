# SPDX-License-Identifier: EUPL-1.2
"""Operation counting against published figures and against sums written out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.architectures.configs import APERTUS_70B, DEEPSEEK_V3, LLAMA_405B, QWEN3_06B, llama

from adhere.models.architectures.counting import Count, count
from adhere.models.architectures.operations import (
    AttentionShape,
    OperationShape,
    attended,
    operations_per_token,
)


def counted(config: dict[str, object]) -> Count:
    result = count(config)
    assert isinstance(result, Count), result
    assert result.shape is not None
    return result


def test_the_stated_compute_of_apertus_is_met_with_full_attention() -> None:
    shape = counted(APERTUS_70B).shape
    assert shape is not None

    operations = operations_per_token(shape, 4096, causal=False) * Decimal("15e12")

    assert f"{operations:.4e}" == "6.7405e+24"


@pytest.mark.parametrize(
    ("config", "length", "full", "causal"),
    [
        (QWEN3_06B, 4096, "1.79", "1.39"),
        (QWEN3_06B, 32768, "7.31", "4.15"),
        (llama(), 8192, "1.20", "1.07"),
        (llama(), 131072, "5.21", "3.07"),
        (LLAMA_405B, 8192, "1.08", "1.04"),
        (LLAMA_405B, 131072, "2.33", "1.66"),
        (DEEPSEEK_V3, 4096, "1.25", "1.11"),
    ],
)
def test_attention_adds_to_six_operations_per_active_parameter(
    config: dict[str, object], length: int, full: str, causal: str
) -> None:
    model = counted(config)
    assert model.shape is not None

    ratios = [
        operations_per_token(model.shape, length, causal=half) / (6 * model.active) for half in (False, True)
    ]

    assert [f"{ratio:.2f}" for ratio in ratios] == [full, causal]


def test_an_embedding_that_is_also_the_output_layer_multiplies() -> None:
    tied, untied = counted(llama(tie_word_embeddings=True)), counted(llama())
    assert tied.shape is not None
    assert untied.shape is not None

    assert operations_per_token(tied.shape, 1, causal=True) == operations_per_token(
        untied.shape, 1, causal=True
    )


def test_latent_attention_has_different_sizes_for_keys_and_values() -> None:
    shape = counted(DEEPSEEK_V3).shape
    assert shape is not None

    assert set(shape.layers) == {AttentionShape(heads=128, d_qk=192, d_v=128)}
    assert len(shape.layers) == 61


def test_a_sparse_indexer_sees_everything_and_limits_the_attention() -> None:
    config = {
        **DEEPSEEK_V3,
        "model_type": "deepseek_v32",
        "architectures": ["DeepseekV32ForCausalLM"],
        "index_n_heads": 64,
        "index_head_dim": 128,
        "index_topk": 2048,
    }
    shape = counted(config).shape
    assert shape is not None

    assert AttentionShape(heads=128, d_qk=192, d_v=128, window=2048) in shape.layers
    assert shape.layers.count(AttentionShape(heads=64, d_qk=128, d_v=0)) == 61


def test_windows_follow_the_pattern_of_the_family() -> None:
    text = {**QWEN3_06B, "num_hidden_layers": 12, "sliding_window": 1024}
    gemma = {**text, "model_type": "gemma3_text", "architectures": ["Gemma3ForCausalLM"]}
    olmo = {**text, "model_type": "olmo3", "architectures": ["Olmo3ForCausalLM"]}
    mistral = {**text, "model_type": "mistral", "architectures": ["MistralForCausalLM"]}
    tail = {**text, "use_sliding_window": True, "max_window_layers": 10}
    named = {**gemma, "layer_types": ["full_attention", "sliding_attention"] * 6}
    off = {**text, "use_sliding_window": False}

    assert windows(gemma) == [1024] * 5 + [None] + [1024] * 5 + [None]
    assert windows(olmo) == ([1024] * 3 + [None]) * 3
    assert windows(mistral) == [1024] * 12
    assert windows(tail) == [None] * 10 + [1024] * 2
    assert windows(named) == [None, 1024] * 6
    assert windows(off) == [None] * 12


def windows(config: dict[str, object]) -> list[int | None]:
    shape = counted(config).shape
    assert shape is not None
    return [layer.window for layer in shape.layers]


@given(st.integers(1, 300), st.none() | st.integers(1, 300))
def test_attended_positions_are_the_sum_over_the_sequence_written_out(
    length: int, window: int | None
) -> None:
    layer = AttentionShape(heads=1, d_qk=1, d_v=1, window=window)
    reach = length if window is None else window

    assert attended(layer, length, causal=False) == min(length, reach)
    summed = Decimal(sum(min(position, reach) for position in range(1, length + 1))) / length
    assert abs(attended(layer, length, causal=True) - summed) <= Decimal("0.5")


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.none() | st.integers(1, 10**5))
def test_causal_attention_is_between_half_and_all_of_full_attention(
    length: int, active: int, window: int | None
) -> None:
    layer = AttentionShape(heads=2, d_qk=3, d_v=5, window=window)
    shape = OperationShape(active=active, embedding=0, layers=(layer,) * 3)

    full, causal = (operations_per_token(shape, length, causal=half) for half in (False, True))

    assert 6 * active < causal <= full
    assert 2 * (causal - 6 * active) >= full - 6 * active


def test_a_sequence_without_tokens_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="at least one token"):
        operations_per_token(OperationShape(active=1, embedding=0, layers=()), 0, causal=True)
