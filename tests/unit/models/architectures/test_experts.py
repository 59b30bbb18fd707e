# SPDX-License-Identifier: EUPL-1.2
"""Finding a mixture of experts under whatever names a configuration uses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.models.architectures.experts import EXPERTS, NESTED, USED, ExpertCounts, expert_counts


@pytest.mark.parametrize("experts", EXPERTS)
@pytest.mark.parametrize("used", USED)
def test_every_pair_of_names_is_understood(experts: str, used: str) -> None:
    assert expert_counts({experts: 64, used: 6}) == ExpertCounts(
        experts=64, used=6, key=experts, used_key=used
    )


@pytest.mark.parametrize("path", NESTED)
def test_nested_configurations_are_searched(path: tuple[str, ...]) -> None:
    config: dict[str, object] = {"num_experts": 8, "num_experts_per_tok": 2}
    for name in reversed(path):
        config = {name: config}

    prefix = ".".join(path)
    assert expert_counts(config) == ExpertCounts(
        experts=8, used=2, key=f"{prefix}.num_experts", used_key=f"{prefix}.num_experts_per_tok"
    )


def test_a_list_of_one_number_per_layer_counts_where_they_are_equal() -> None:
    assert expert_counts({"num_experts": 16, "moe_topk": [4, 4, 4]}) == ExpertCounts(
        experts=16, used=4, key="num_experts", used_key="moe_topk"
    )
    assert expert_counts({"num_experts": 16, "moe_topk": [4, 2]}) is None


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"num_experts": 8},
        {"num_experts_per_tok": 2},
        {"num_experts": 0, "num_experts_per_tok": 0},
        {"num_experts": 1, "num_experts_per_tok": 1},
        {"num_experts": 8, "num_experts_per_tok": 9},
        {"num_experts": True, "num_experts_per_tok": True},
        {"num_experts": "8", "num_experts_per_tok": 2},
        {"num_experts": 8, "num_local_experts": 16, "num_experts_per_tok": 2},
        {"text_config": None},
        {"thinker_config": {"text_config": [8, 2]}},
    ],
)
def test_no_mixture_is_made_up(config: dict[str, object]) -> None:
    assert expert_counts(config) is None


@given(st.integers(2, 1000), st.integers(1, 1000))
def test_never_more_experts_are_used_than_there_are(experts: int, used: int) -> None:
    found = expert_counts({"num_experts": experts, "num_experts_per_tok": used})

    assert (found is not None) == (used <= experts)
