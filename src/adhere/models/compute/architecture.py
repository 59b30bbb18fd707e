# SPDX-License-Identifier: EUPL-1.2
"""The architecture-based approach: operations per token, counted or by 6 x P x D, times the tokens seen.

Commission guidelines on providers of general-purpose AI models, Annex A.2. They give 6 x P x D for large dense language
models alone and no formula for mixtures of experts: counting the parameters that are active per token is our reading of
"operations per pass". Whether 6 x P x D will do is shown by the share of attention that it leaves out, computed; the
condition on size in footnote 13 of the guidelines holds for models where the formula is off by a factor of three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from adhere.kernel.quantity import EXACT, Quantity
from adhere.models.architectures.operations import PASSES, OperationShape, operations_per_token
from adhere.models.compute.intervals import product, total

FLOP = "FLOP"
FORWARD = Decimal(2)
"""Operations per parameter and token in a forward pass: one multiplication, one addition."""
FORWARD_AND_BACKWARD = Decimal(6)
"""Operations per parameter and token in training: the backward pass costs twice the forward."""
FROZEN = Decimal(4)
"""Operations per frozen parameter and token below an adapter: forward, and backward through the activations alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stretch of training at one sequence length: a context extension is a stage of its own.

    ``tokens`` are tokens seen (steps x batch x sequence, repeats included), not the size of the corpus.
    """

    name: str
    tokens: Quantity
    sequence_length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedStage:
    """A stage with its operations in FLOP: low with causal attention, high with full attention.

    ``attention`` is the share of attention in the operations, from causal to full.
    """

    stage: Stage
    operations: Quantity
    attention: Quantity


def six_n_d(parameters: Quantity, tokens: Quantity) -> Quantity:
    """Return 6 x N x D in FLOP: total parameters of a dense model, active ones of a mixture."""
    return product(FLOP, parameters, tokens).times(FORWARD_AND_BACKWARD)


def generation(parameters: Quantity, tokens: Quantity) -> Quantity:
    """Return the operations in FLOP of generating tokens: forward passes alone, as in roll-outs or synthetic data."""
    return product(FLOP, parameters, tokens).times(FORWARD)


def adapter_training(base: Quantity, adapter: Quantity, tokens: Quantity) -> Quantity:
    """Return the operations in FLOP of training an adapter on a frozen base: 4 x N x D + 6 x P x D."""
    return total(FLOP, (product(FLOP, base, tokens).times(FROZEN), six_n_d(adapter, tokens)))


def counted(stages: Sequence[Stage], shape: OperationShape) -> tuple[CountedStage, ...]:
    """Return the ledger of the stages, each counted at its own sequence length; raise ValueError for one below 1."""
    return tuple(_counted(stage, shape) for stage in stages)


def operation_count(ledger: Sequence[CountedStage]) -> Quantity:
    """Return the operations in FLOP of all stages together."""
    return total(FLOP, (line.operations for line in ledger))


def beside_six_n_d(count: Quantity, formula: Quantity) -> Quantity | None:
    """Return how many times 6 x N x D the counted operations are, an interval; None where a side is open."""
    if formula.value is None or not formula.value or count.low is None or count.high is None:
        return None
    with localcontext(EXACT):
        return Quantity.between(count.low / formula.value, count.high / formula.value, "ratio")


def _counted(stage: Stage, shape: OperationShape) -> CountedStage:
    causal = operations_per_token(shape, stage.sequence_length, causal=True)
    full = operations_per_token(shape, stage.sequence_length, causal=False)
    with localcontext(EXACT):
        weights = Decimal(PASSES * (shape.active - shape.embedding))
        attention = Quantity.between(1 - weights / causal, 1 - weights / full, "ratio")
    operations = product(FLOP, Quantity.between(causal, full, FLOP), stage.tokens)
    return CountedStage(stage=stage, operations=operations, attention=attention)
