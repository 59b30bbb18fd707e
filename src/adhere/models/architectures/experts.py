# SPDX-License-Identifier: EUPL-1.2
"""How many experts a mixture has and how many of them one token uses, from any configuration.

Follows the keys that configurations of transformers (https://huggingface.co/docs/transformers) use for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

EXPERTS = ("num_local_experts", "n_routed_experts", "num_experts", "moe_num_experts")
USED = (
    "num_experts_per_tok",
    "num_experts_per_token",
    "experts_per_token",
    "moe_topk",
    "top_k_experts",
    "moe_top_k",
    "moe_k",
)
NESTED = (
    ("text_config",),
    ("llm_config",),
    ("language_config",),
    ("thinker_config", "text_config"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertCounts:
    """A mixture: ``experts`` routed experts in a layer, ``used`` of them per token, and the keys that say so."""

    experts: int
    used: int
    key: str
    used_key: str


def expert_counts(config: Mapping[str, object]) -> ExpertCounts | None:
    """Return the mixture a configuration describes; None where it has none, or says it in two ways that differ."""
    for prefix, part in _parts(config):
        experts = _one(part, EXPERTS)
        used = _one(part, USED)
        if experts is None or used is None:
            continue
        keys = (f"{prefix}{experts[0]}", f"{prefix}{used[0]}")
        return _plausible(ExpertCounts(experts=experts[1], used=used[1], key=keys[0], used_key=keys[1]))
    return None


def _plausible(counts: ExpertCounts) -> ExpertCounts | None:
    return counts if 1 <= counts.used <= counts.experts and counts.experts > 1 else None


def _parts(config: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    yield "", config
    for path in NESTED:
        part: object = config
        for name in path:
            part = part.get(name) if isinstance(part, Mapping) else None
        if isinstance(part, Mapping):
            yield ".".join(path) + ".", part


def _one(part: Mapping[str, object], keys: tuple[str, ...]) -> tuple[str, int] | None:
    """Return the key and the value all present keys agree on."""
    found = [(key, number) for key in keys if key in part and (number := _number(part[key])) is not None]
    return found[0] if found and len({number for _, number in found}) == 1 else None


def _number(value: object) -> int | None:
    """Return a whole number; a list of one number per layer counts where all are the same."""
    if isinstance(value, list) and value and all(item == value[0] for item in value):
        value = value[0]
    return value if isinstance(value, int) and not isinstance(value, bool) else None
