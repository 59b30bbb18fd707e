# SPDX-License-Identifier: EUPL-1.2
"""The feed-forward part of the layers: dense, or a mixture of experts with its router and shared experts.

Gated units as in arXiv 2002.05202; mixtures as in Mixtral (arXiv 2401.04088) and DeepSeekMoE (arXiv 2401.06066).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adhere.models.architectures.experts import EXPERTS, USED, ExpertCounts, expert_counts
from adhere.models.architectures.family import Family, Mixture
from adhere.models.architectures.keys import Keys, NotCountableError


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedForward:
    """Parameters of the feed-forward parts of all layers; ``routed`` are those of experts, ``used`` of them by a token.

    ``last`` are the parameters of one layer as the last is, which a multi-token prediction module repeats.
    """

    parameters: int
    last: int
    routed: int = 0
    used: int = 0


def feed_forward_of(
    keys: Keys, family: Family, part: Mapping[str, object], hidden: int, layers: int
) -> FeedForward:
    """Return the feed-forward parts that a configuration describes, all layers together."""
    mixture = family.experts
    if mixture is None:
        one = _dense(keys, family, hidden)
        return FeedForward(parameters=one * layers, last=one)
    counts = _counts(keys, part)
    width = keys.number(mixture.width)
    expert = 3 * hidden * width + (2 * width + hidden) * mixture.bias
    beside = (hidden + mixture.bias) * counts.experts + _shared(keys, mixture, hidden, width)
    sparse = _sparse_layers(keys, mixture, layers)
    keys.use(*_width_names(family))  # stands there unused where no layer is dense
    one = 0 if sparse == layers else _dense(keys, family, hidden)
    last = counts.experts * expert + beside
    return FeedForward(
        parameters=sparse * last + (layers - sparse) * one,
        last=last,
        routed=sparse * counts.experts * expert,
        used=sparse * counts.used * expert,
    )


def _counts(keys: Keys, part: Mapping[str, object]) -> ExpertCounts:
    keys.use(*EXPERTS, *USED)
    counts = expert_counts(part)
    if counts is None:
        raise NotCountableError("ADH-MOD-113", key=keys.path("num_experts"))
    return counts


def _dense(keys: Keys, family: Family, hidden: int) -> int:
    """Return the parameters of one dense layer."""
    names = _width_names(family)
    said = keys.perhaps(*names) if family.four_times else keys.number(*names)
    width = 4 * hidden if said is None else said
    bias = ((2 if family.gated else 1) * width + hidden) * keys.flag(family.mlp_bias)
    return (3 if family.gated else 2) * hidden * width + bias + family.activation


def _width_names(family: Family) -> tuple[str, ...]:
    return (family.dense,) if family.dense else family.names("width")


def _shared(keys: Keys, mixture: Mixture, hidden: int, width: int) -> int:
    if mixture.shared == "counted":
        return 3 * hidden * width * keys.number("n_shared_experts", least=0)
    if mixture.shared == "gated":
        return 3 * hidden * keys.number("shared_expert_intermediate_size") + hidden
    return 3 * hidden * width if mixture.shared == "one" else 0


def _sparse_layers(keys: Keys, mixture: Mixture, layers: int) -> int:
    if mixture.where == "after-dense":
        return layers - min(keys.number("first_k_dense_replace", least=0), layers)
    if mixture.where == "sparse-step":
        step, only_dense = keys.perhaps("decoder_sparse_step") or 1, keys.items("mlp_only_layers")
        return sum((layer + 1) % step == 0 and layer not in only_dense for layer in range(layers))
    if mixture.where == "interleaved":
        return _interleaved(keys, layers)
    return layers


def _interleaved(keys: Keys, layers: int) -> int:
    named = keys.items("moe_layers")
    step = keys.perhaps("interleave_moe_layer_step")
    if named:
        return sum(layer in named for layer in range(layers))
    return sum((layer + 1) % (step or 1) == 0 for layer in range(layers))
