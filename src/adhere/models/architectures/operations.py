# SPDX-License-Identifier: EUPL-1.2
"""Operations per trained token: what a model computes forwards and backwards, attention at its length included.

Implements operation counting, one of the ways to estimate training compute in the Commission's guidelines on
general-purpose AI models (Annex A): six operations per active weight and, for every layer, per attended position.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from adhere.kernel.quantity import EXACT

PASSES = 6
"""Operations per weight or product and token: a multiplication and an addition, once forwards and twice backwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionShape:
    """The products of one layer's attention: sizes per head; ``window`` in tokens where positions are limited."""

    heads: int
    d_qk: int
    d_v: int
    window: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tower:
    """A part beside the language model, which sees positions of its own (image patches), not text tokens."""

    name: str
    shape: OperationShape


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationShape:
    """What operation counting needs of a model.

    ``active`` counts the parameters that one token uses, towers left out; ``embedding`` is the part of them that is
    the input embedding and multiplies nothing: 0 where the output layer is the same matrix. A sparse indexer is
    a layer of its own, with values of size 0.
    """

    active: int
    embedding: int
    layers: tuple[AttentionShape, ...]
    towers: tuple[Tower, ...] = ()


def operations_per_token(shape: OperationShape, sequence_length: int, causal: bool) -> Decimal:
    """Return the floating-point operations to train on one token in a sequence of so many tokens.

    ``causal`` counts only the positions a token may look back at, otherwise the whole square (or band) that many
    implementations compute. Raises ValueError for a length below 1.
    """
    if sequence_length < 1:
        raise ValueError(f"a sequence has at least one token, not {sequence_length}")
    with localcontext(EXACT):
        weights = Decimal(shape.active - shape.embedding)
        products = sum(
            (
                layer.heads * (layer.d_qk + layer.d_v) * attended(layer, sequence_length, causal)
                for layer in shape.layers
            ),
            Decimal(0),
        )
        return PASSES * (weights + products)


def attended(layer: AttentionShape, sequence_length: int, causal: bool) -> Decimal:
    """Return how many positions a token attends to on average.

    Causally that is half the sequence, or with a window w below the length s: w - w^2 / 2s, as only the first w tokens
    see fewer than w.
    """
    with localcontext(EXACT):
        reach = Decimal(sequence_length if layer.window is None else min(sequence_length, layer.window))
        return reach - reach * reach / (2 * sequence_length) if causal else reach
