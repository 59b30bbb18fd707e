# SPDX-License-Identifier: EUPL-1.2
"""Active parameters per token: everything but routed experts, and of those the share a token is sent to.

Two conventions are in use and both are given: all tensors, and without the input embedding, whose rows are looked up
and not multiplied. A mixture of experts: https://arxiv.org/abs/2401.04088, section 2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from adhere.models.readers.refusal import Problem, shown
from adhere.models.weights.hints import Hints
from adhere.models.weights.layouts import Part

_MIXTURES = frozenset({"moe", "block_sparse_moe", "experts"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Active parameters in both conventions, None where not known; ``experts`` are the parameters of routed experts."""

    experts: int = 0
    number: int | None = None
    chosen: int | None = None
    everything: int | None = None
    without_embedding: int | None = None
    problems: tuple[Problem, ...] = ()


def activity(
    parts: Sequence[Part], hints: Hints, *, total: int, embedding: int | None, tied: bool
) -> Activity:
    """Return the active parameters of a model whose total and input embedding are known."""
    layers = _per_layer(parts)
    routed = [(part, experts) for part in parts if (experts := _experts(part, layers, hints)) is not None]
    size = sum(part.each * part.group.count for part, _ in routed)
    number = max((experts for _, experts in routed), default=None)
    problem = _problem(routed, hints, number)
    if problem:
        return Activity(experts=size, number=number, problems=(problem,))
    idle = sum(
        (
            part.each * part.group.count * (1 - Fraction(hints.chosen or 0, experts))
            for part, experts in routed
        ),
        Fraction(0),
    )
    everything = int(total - idle)
    lacking = (Problem("ADH-MOD-045"),) if embedding is None else ()
    return Activity(
        experts=size,
        number=number,
        chosen=hints.chosen if routed else None,
        everything=everything,
        without_embedding=None if embedding is None else everything - (0 if tied else embedding),
        problems=lacking,
    )


def _experts(part: Part, layers: Mapping[str, Mapping[int | None, int]], hints: Hints) -> int | None:
    """Return how many experts share the tensors of a part; None for what is no routed expert."""
    group = part.group
    if ".experts.#." in group.pattern:
        numbers = set(layers[group.pattern].values())
        return numbers.pop() if len(numbers) == 1 else 0  # 0: layers differ
    fused = ".experts." in group.pattern or "_exps." in group.pattern
    mixed = hints.experts and len(group.shape) >= 3 and group.shape[0] == hints.experts
    if fused or (mixed and not _MIXTURES.isdisjoint(group.pattern.split("."))):
        return group.shape[0] if group.shape else 0
    return None


def _per_layer(parts: Sequence[Part]) -> dict[str, dict[int | None, int]]:
    """Return how many separately stored experts of each name there are in each layer."""
    found: dict[str, dict[int | None, int]] = {}
    for group in (part.group for part in parts if ".experts.#." in part.group.pattern):
        layers = found.setdefault(group.pattern, {})
        for layer, count in group.layers.items():
            layers[layer] = layers.get(layer, 0) + count
    return found


def _problem(routed: Sequence[tuple[Part, int]], hints: Hints, number: int | None) -> Problem | None:
    """Return why the share of experts cannot be told, or None."""
    if not routed:
        mixture = hints.experts is not None and hints.experts > 1
        return Problem("ADH-MOD-043", values={"said": hints.experts, "found": 0}) if mixture else None
    numbers = {experts for _, experts in routed}
    if len(numbers) > 1 or 0 in numbers or (hints.experts is not None and hints.experts != number):
        found = ", ".join(str(each) for each in sorted(numbers))
        return Problem("ADH-MOD-043", values={"said": hints.experts or "?", "found": shown(found)})
    if hints.chosen is None or (number and hints.chosen > number):
        return Problem("ADH-MOD-042", values={"found": number})
    return None
