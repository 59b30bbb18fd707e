# SPDX-License-Identifier: EUPL-1.2
"""Tensors fall into groups by name without numbers, type and shape, and every tensor stays counted."""

from math import prod

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.weights.building import groups_of


def test_layers_and_experts_collapse_and_layers_stay_known():
    names = [f"model.layers.{layer}.mlp.experts.{e}.up.weight" for layer in (3, 11) for e in range(12)]
    (group,) = groups_of([(name, "BF16", [2, 2]) for name in names])
    assert (group.pattern, group.prefix) == ("model.layers.#.mlp.experts.#.up.weight", "model.layers")
    assert (dict(group.layers), group.count, group.elements) == ({3: 12, 11: 12}, 24, 4)


def test_experts_in_one_tensor_have_no_number():
    (group,) = groups_of([("model.layers.0.mlp.experts.gate_up_proj_blocks", "U8", [4, 2])])
    assert group.pattern == "model.layers.#.mlp.experts.gate_up_proj_blocks"


def test_both_kinds_of_experts_in_one_file_stay_apart():
    patterns = {
        group.pattern for group in groups_of([("a.experts.0.w", "F32", [1]), ("b.experts.w", "F32", [1])])
    }
    assert patterns == {"a.experts.#.w", "b.experts.w"}


def test_digits_inside_words_and_at_the_start_stay():
    patterns = [
        group.pattern for group in groups_of([("0.fc1.weight", "F32", [1]), ("h.1.w2.bias", "F32", [1])])
    ]
    assert patterns == ["#.fc1.weight", "h.#.w2.bias"]


def test_files_are_counted_together():
    (group,) = groups_of([("h.0.w", "F32", [1])], [("h.1.w", "F32", [1])])
    assert dict(group.layers) == {0: 1, 1: 1}


def test_a_line_break_in_a_name_costs_grouping_and_no_tensor():
    found = groups_of([("a\n.experts.0.w", "F32", [1]), ("a.experts.1.w", "F32", [1])])
    assert sum(group.count for group in found) == 2


NAMES = st.lists(
    st.sampled_from(["layers", "experts", "0", "12", "w1", "", "#", "x"]), min_size=1, max_size=6
).map(".".join)


@given(st.dictionaries(NAMES, st.lists(st.integers(0, 3), max_size=3), min_size=1, max_size=12))
def test_no_tensor_is_lost_whatever_its_name(shapes):
    found = groups_of([(name, "F32", shape) for name, shape in shapes.items()])
    assert sum(group.count for group in found) == len(shapes)
    total = sum(group.count * group.elements for group in found)
    assert total == sum(prod(shape) for shape in shapes.values())
