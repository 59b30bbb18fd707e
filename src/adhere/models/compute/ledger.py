# SPDX-License-Identifier: EUPL-1.2
"""The compute ledger: what was done around training, and what of it counts under which notion.

Commission guidelines on providers of general-purpose AI models, Annex A.1: compute that directly contributes to
parameter updates, and cumulative compute, are two notions behind one word. The kinds are data: ``data/ledger.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from adhere.kernel.data import packaged
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, text_of
from adhere.kernel.truth import Truth
from adhere.models.compute.architecture import FLOP, adapter_training, generation, six_n_d
from adhere.models.compute.intervals import total

Notion = Literal["parameter-updates", "cumulative"]
NOTIONS: tuple[Notion, ...] = ("parameter-updates", "cumulative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of work: whether it counts under each notion, how its operations follow, and why.

    ``operations`` is ``6ND``, ``2ND`` or ``4ND+6PD`` (N parameters, D tokens, P adapter parameters), or None where the
    figure comes from elsewhere.
    """

    id: str
    parameter_updates: Truth
    cumulative: Truth
    operations: str | None
    source: str
    grade: str
    explanation: Text

    def counts(self, notion: Notion) -> Truth:
        """Return whether this kind counts under a notion."""
        return self.cumulative if notion == "cumulative" else self.parameter_updates


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the ledger: what it was, in whose words, and its operations in FLOP."""

    kind: Kind
    compute: Quantity
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The lines of one model. ``complete`` says that nothing that counts cumulatively is missing."""

    lines: tuple[Line, ...]
    complete: bool = False

    def counted(self, notion: Notion) -> tuple[Line, ...]:
        """Return the lines that count, also those of which it is not known."""
        return tuple(line for line in self.lines if line.kind.counts(notion) is not Truth.NO)

    def left_out(self, notion: Notion) -> tuple[Line, ...]:
        """Return the lines that need not be counted."""
        return tuple(line for line in self.lines if line.kind.counts(notion) is Truth.NO)

    def total(self, notion: Notion) -> Quantity:
        """Return the sum in FLOP under a notion.

        A line of which it is not known whether it counts widens the interval. The cumulative sum of a ledger that is
        not complete is a lower bound.
        """
        summed = total(FLOP, (_weighed(line, notion) for line in self.lines))
        if notion == "cumulative" and not self.complete:
            return Quantity(unit=FLOP, low=summed.low)
        return summed


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind of work, in the order of the file."""
    return tuple(
        Kind(
            id=record["id"],
            parameter_updates=Truth(record["parameter_updates"]),
            cumulative=Truth(record["cumulative"]),
            operations=record.get("operations"),
            source=record["source"],
            grade=record["grade"],
            explanation=text_of(record["explanation"]),
        )
        for record in packaged("adhere.models", "data/ledger.toml")["kind"]
    )


@cache
def kind(kind_id: str) -> Kind:
    """Return one kind of work; raise KeyError for one that is not in the data."""
    return {known.id: known for known in kinds()}[kind_id]


def operations(of: Kind, parameters: Quantity, tokens: Quantity, adapter: Quantity | None = None) -> Quantity:
    """Return the operations in FLOP of a kind of work; raise ValueError where they do not follow from its size."""
    match of.operations, adapter:
        case "6ND", _:
            return six_n_d(parameters, tokens)
        case "2ND", _:
            return generation(parameters, tokens)
        case "4ND+6PD", Quantity():
            return adapter_training(parameters, adapter, tokens)
    raise ValueError(f"the operations of {of.id} do not follow from parameters and tokens")


def cumulative(parameter_updates: Quantity, further: Quantity | None) -> Quantity:
    """Return cumulative compute in FLOP: with further compute unknown, only its lower bound."""
    if further is None:
        return Quantity(unit=FLOP, low=parameter_updates.low)
    return total(FLOP, (parameter_updates, further))


def _weighed(line: Line, notion: Notion) -> Quantity:
    counts = line.kind.counts(notion)
    if counts is Truth.YES:
        return line.compute
    if counts is Truth.NO:
        return Quantity.exactly(0, FLOP)
    return Quantity(unit=FLOP, low=Quantity.exactly(0, FLOP).low, high=line.compute.high)
