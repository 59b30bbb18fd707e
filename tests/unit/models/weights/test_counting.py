# SPDX-License-Identifier: EUPL-1.2
"""Total, stored, draft and active parameters of small models that can be counted by hand."""

import pytest
from tests.unit.models.checkpoints import TINY, tiny
from tests.unit.models.weights.building import groups_of

from adhere.models.weights.counting import counted
from adhere.models.weights.hints import hints_of, with_metadata
from adhere.models.weights.layouts import stored


def count(tensors, config=None):
    hints = hints_of(config)
    return counted(stored(groups_of(tensors), hints), hints)


def rules(found):
    return [problem.rule for problem in (*found.problems, *found.activity.problems)]


def experts(number, layers=2, chosen_width=3):
    return [
        (f"model.layers.{layer}.mlp.experts.{expert}.up.weight", "BF16", [chosen_width, 4])
        for layer in range(layers)
        for expert in range(number)
    ]


def test_a_plain_model_is_the_sum_of_its_tensors():
    found = count(tiny(), {"tie_word_embeddings": False})
    assert (found.total, found.stored, found.embedding, found.head, found.tied) == (TINY, TINY, 32, 32, False)
    assert (found.activity.everything, found.activity.without_embedding) == (TINY, TINY - 32)
    assert rules(found) == []


def test_an_absent_head_is_tied_and_the_embedding_stays_active():
    found = count(tiny(head=False), {"tie_word_embeddings": True})
    assert (found.total, found.tied, found.activity.without_embedding) == (TINY - 32, True, TINY - 32)


def test_an_absent_head_that_is_said_not_to_be_tied_is_no_head():
    found = count(tiny(head=False), {"tie_word_embeddings": False})
    assert (found.tied, found.activity.without_embedding) == (False, TINY - 64)


@pytest.mark.parametrize(
    "config",
    [{"tie_word_embeddings": True}, {"text_config": {"tie_word_embeddings": True}}, {"model_type": "gemma3"}],
)
def test_a_tied_head_that_is_stored_counts_once(config):
    found = count(tiny(), config)
    assert (found.total, found.stored) == (TINY - 32, TINY)
    assert (found.activity.everything, found.activity.without_embedding) == (TINY - 32, TINY - 32)
    assert rules(found) == ["ADH-MOD-040"]


def test_without_config_a_head_of_the_same_size_is_counted_and_said():
    found = count(tiny())
    assert (found.total, rules(found)) == (TINY, ["ADH-MOD-047"])


DRAFT = [
    ("model.layers.2.eh_proj.weight", "BF16", [4, 8]),
    ("model.layers.2.embed_tokens.weight", "BF16", [8, 4]),
]


@pytest.mark.parametrize(
    "config", [None, {"num_hidden_layers": 2, "num_nextn_predict_layers": 1, "tie_word_embeddings": False}]
)
def test_a_layer_that_has_the_marks_of_a_draft_is_one_whatever_else_it_holds(config):
    found = count([*tiny(), *DRAFT], config)
    assert (found.total, found.draft, found.embedding) == (TINY, 64, 32)


def test_layers_that_a_config_promises_beyond_its_own_are_drafts():
    more = [("model.layers.2.self_attn.q_proj.weight", "BF16", [4, 4])]
    found = count([*tiny(), *more], {"num_hidden_layers": 2, "num_nextn_predict_layers": 1})
    assert (found.total, found.draft, rules(found)) == (TINY, 16, [])


def test_layers_beyond_a_config_that_promises_none_are_counted_and_said():
    more = [("model.layers.2.self_attn.q_proj.weight", "BF16", [4, 4])]
    found = count([*tiny(), *more], {"num_hidden_layers": 2})
    assert (found.total, found.draft, rules(found)) == (TINY + 16, 0, ["ADH-MOD-044"])


def test_layers_of_a_vision_tower_are_no_drafts():
    tower = [(f"vision_tower.encoder.layers.{layer}.w", "BF16", [2]) for layer in range(5)]
    found = count([*tiny(), *tower], {"num_hidden_layers": 2, "num_nextn_predict_layers": 1})
    assert (found.total, found.draft) == (TINY + 10, 0)


def test_modules_named_for_multi_token_prediction_are_drafts():
    found = count([*tiny(), ("mtp.layers.0.w", "BF16", [5]), ("model.mtp_layers.0.w", "BF16", [5])])
    assert (found.total, found.draft) == (TINY, 10)


def test_experts_count_by_the_share_a_token_uses():
    found = count([*tiny(), *experts(8)], {"num_local_experts": 8, "num_experts_per_tok": 2})
    activity = found.activity
    assert (found.total, activity.experts) == (TINY + 192, 192)
    assert (activity.everything, activity.without_embedding) == (TINY + 48, TINY + 48 - 32)
    assert (activity.number, activity.chosen, rules(found)) == (8, 2, [])


def test_experts_in_one_tensor_count_the_same():
    fused = [(f"model.layers.{layer}.mlp.experts.up", "BF16", [8, 3, 4]) for layer in range(2)]
    found = count([*tiny(), *fused], {"num_experts": 8, "experts_per_token": 2})
    assert found.activity.everything == TINY + 48


def test_shared_experts_count_in_full():
    shared = [("model.layers.0.mlp.shared_experts.up.weight", "BF16", [3, 4])]
    found = count([*tiny(), *experts(4), *shared], {"n_routed_experts": 4, "num_experts_per_tok": 1})
    assert found.activity.everything == TINY + 12 + 2 * 12


def test_draft_experts_are_not_active():
    draft = [*DRAFT, *[(f"model.layers.2.mlp.experts.{e}.up.weight", "BF16", [3, 4]) for e in range(4)]]
    found = count([*tiny(), *experts(4), *draft], {"num_experts": 4, "num_experts_per_tok": 1})
    assert (found.draft, found.activity.everything) == (64 + 48, TINY + 24)


@pytest.mark.parametrize(
    ("config", "rule"),
    [
        (None, "ADH-MOD-042"),
        ({"num_experts": 4}, "ADH-MOD-042"),
        ({"num_experts": 4, "num_experts_per_tok": 9}, "ADH-MOD-042"),
        ({"num_experts": 4, "moe_topk": [1, 2]}, "ADH-MOD-042"),
        ({"num_experts": 16, "num_experts_per_tok": 1}, "ADH-MOD-043"),
    ],
)
def test_a_share_that_is_not_known_leaves_active_unknown(config, rule):
    found = count([*tiny(), *experts(4)], config)
    assert found.total == TINY + 96
    assert (found.activity.everything, found.activity.without_embedding) == (None, None)
    assert rule in rules(found)


def test_experts_that_a_config_promises_and_no_tensor_shows_leave_active_unknown():
    found = count(tiny(), {"num_experts": 8, "num_experts_per_tok": 2, "tie_word_embeddings": False})
    assert (found.activity.everything, rules(found)) == (None, ["ADH-MOD-043"])


def test_layers_with_different_numbers_of_experts_leave_active_unknown():
    found = count(
        [*tiny(), *experts(4, layers=1), ("model.layers.1.mlp.experts.0.up.weight", "BF16", [3, 4])],
        {"num_experts_per_tok": 1},
    )
    assert (found.activity.everything, "ADH-MOD-043" in rules(found)) == (None, True)


def test_without_a_known_embedding_only_one_convention_is_given():
    found = count([("blocks.0.w", "BF16", [4, 4])], {})
    assert (found.activity.everything, found.activity.without_embedding, rules(found)) == (
        16,
        None,
        ["ADH-MOD-045"],
    )


def test_hints_come_from_wherever_published_configs_have_them():
    nested = {
        "thinker_config": {"text_config": {"num_experts": 8, "moe_topk": [2, 2], "num_hidden_layers": 3}}
    }
    hints = hints_of(nested)
    assert (hints.experts, hints.chosen, hints.layers, hints.tied) == (8, 2, 3, False)


@pytest.mark.parametrize(
    "config",
    [
        {"num_experts": True, "num_hidden_layers": "2", "tie_word_embeddings": 1, "text_config": []},
        {"num_experts": -1, "moe_topk": [], "quantization_config": {"bits": 99, "config_groups": {"a": 1}}},
    ],
)
def test_values_of_another_type_are_no_hints(config):
    hints = hints_of(config)
    assert (hints.experts, hints.chosen, hints.layers, hints.tied, hints.bits) == (
        None,
        None,
        None,
        False,
        (),
    )


def test_gguf_metadata_give_experts_and_the_config_beside_it_the_tied_head():
    metadata = {
        "general.architecture": "llama",
        "llama.expert_count": 8,
        "llama.expert_used_count": 2,
        "llama.block_count": 3,
    }
    hints = with_metadata(hints_of({"tie_word_embeddings": True, "num_hidden_layers": 1}), metadata)
    assert (hints.experts, hints.chosen, hints.layers, hints.tied) == (8, 2, None, True)
