# SPDX-License-Identifier: EUPL-1.2
"""Targets of quantisation settings are matched without running foreign regular expressions."""

import pytest

from adhere.models.weights.targets import matches

MODULE = "model.layers.#.self_attn.q_proj"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Linear", True),
        ("model.layers.12.self_attn.q_proj", True),
        ("self_attn.q_proj", True),
        ("q_proj", True),
        ("proj", False),
        ("lm_head", False),
        ("*.self_attn.*", True),
        ("model.layers.*", True),
        ("*mlp*", False),
        ("re:.*self_attn.*", True),
        (r"re:^model\.layers\.\d+\.self_attn\.q_proj$", True),
        (r"re:.*\.mlp\..*", False),
        ("re:model", True),
        ("re:model$", False),
        ("re:.*(q|k)_proj", None),
        ("re:[a-z]+", None),
    ],
)
def test_what_a_target_means(target, expected):
    assert matches(target, MODULE) is expected


def test_a_pattern_made_to_backtrack_is_answered_all_the_same():
    assert matches("re:" + ".*a" * 2_000 + "$", "a" * 1_999 + "b") is False
