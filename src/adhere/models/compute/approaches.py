# SPDX-License-Identifier: EUPL-1.2
"""The approaches that the facts of a model allow: 6 x N x D, operations counted, and hardware.

Commission guidelines on providers of general-purpose AI models, Annex A.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.models.architectures.operations import OperationShape
from adhere.models.compute.architecture import (
    CountedStage,
    Stage,
    adapter_training,
    beside_six_n_d,
    counted,
    operation_count,
    six_n_d,
)
from adhere.models.compute.estimate import Approach, Estimate
from adhere.models.compute.hardware import compute_of_hours
from adhere.models.compute.inputs import fleet, hours, place, quantity, utilisation
from adhere.models.compute.notes import note
from adhere.models.compute.shown import number, percent, short, written
from adhere.models.facts import Fact, Facts
from adhere.models.reading import Reading
from adhere.models.reasons import readable

TOKENS = "data.training.tokens"
LONGEST_SEQUENCE = 10**9
PER_TERA = Decimal("1e-12")


def estimate_of(facts: Facts, shape: OperationShape | None, reading: Reading) -> Estimate | None:
    """Return every approach that is possible; None where none is. What is wrong with the inputs is reported."""
    approaches = (*_architecture(facts, shape, reading), *_hardware(facts, reading))
    return Estimate(approaches=approaches) if approaches else None


def _architecture(facts: Facts, shape: OperationShape | None, reading: Reading) -> Iterator[Approach]:
    tokens = quantity(facts, TOKENS)
    if tokens is None:
        return
    if "parameters.adapter" in facts:
        yield from _adapter(facts, tokens, reading)
        return
    formula = _six_n_d(facts, tokens)
    count = _count(facts, shape, tokens)
    if formula:
        beside = _beside(count[1][0], formula) if count else _left_out(facts, shape)
        yield Approach(
            method=formula.method,
            quantity=formula.quantity,
            explanation=formula.explanation,
            assumptions=(*formula.assumptions, beside),
            inputs=formula.inputs,
        )
    if count:
        yield count[0]


def _six_n_d(facts: Facts, tokens: tuple[Quantity, Fact]) -> Approach | None:
    total, active = quantity(facts, "parameters.total"), quantity(facts, "parameters.active")
    parameters = active or total
    if parameters is None:
        return None
    mixture = active is not None and (total is None or active[0] != total[0])
    result = six_n_d(parameters[0], tokens[0])
    return Approach(
        method="six-n-d",
        quantity=result,
        explanation=note(
            "six-n-d-active" if mixture else "six-n-d",
            parameters=_counted_number(parameters[0]),
            tokens=number(tokens[0]),
            result=written(result),
        ),
        assumptions=() if active else (note("taken-as-dense"),),
        inputs=(parameters[1], tokens[1]),
    )


def _count(
    facts: Facts, shape: OperationShape | None, tokens: tuple[Quantity, Fact]
) -> tuple[Approach, tuple[CountedStage, ...]] | None:
    length = quantity(facts, "context.trained")
    positions = _positions(length)
    if shape is None or length is None or positions is None:
        return None
    ledger = counted((Stage(name=TOKENS, tokens=tokens[0], sequence_length=positions),), shape)
    result = operation_count(ledger)
    towers = ", ".join(tower.name for tower in shape.towers)
    approach = Approach(
        method="operation-count",
        quantity=result,
        explanation=note("operation-count", length=f"{positions}", result=written(result)),
        assumptions=(note("one-stage"), *((note("towers-left-out", towers=towers),) if towers else ())),
        inputs=(*_parameter_facts(facts), tokens[1], length[1]),
    )
    return approach, ledger


def _positions(length: tuple[Quantity, Fact] | None) -> int | None:
    """Return the sequence length of training where one is known and can be."""
    said = length[0].value if length else None
    return int(said) if said is not None and 1 <= said <= LONGEST_SEQUENCE else None


def _beside(line: CountedStage, formula: Approach) -> Text:
    times = beside_six_n_d(line.operations, formula.quantity)
    share = {
        "low": percent(line.attention.low or Decimal(0)),
        "high": percent(line.attention.high or Decimal(0)),
        "length": f"{line.stage.sequence_length}",
    }
    if times is None or times.low is None or times.high is None:
        return note("attention-share-alone", **share)
    return note("attention-share", **share, times_low=short(times.low), times_high=short(times.high))


def _left_out(facts: Facts, shape: OperationShape | None) -> Text:
    """Return that attention is left out, naming only what is missing to tell how much it is."""
    length = _positions(quantity(facts, "context.trained"))
    lacking = {"shape": shape is None, "length": length is None}
    names = "-and-".join(name for name, missing in lacking.items() if missing)
    return note(f"attention-left-out-{names}") if names else note("attention-left-out")


def _counted_number(parameters: Quantity) -> Text:
    """Return a number of parameters to the last one where it is exact: a rounded one cannot be checked."""
    exact = parameters.exact and parameters.low is not None
    return readable(parameters.low or Decimal(0)) if exact else number(parameters)


def _adapter(facts: Facts, tokens: tuple[Quantity, Fact], reading: Reading) -> Iterator[Approach]:
    base, adapter = quantity(facts, "parameters.total"), quantity(facts, "parameters.adapter")
    if adapter is None:
        return
    if base is None:
        reading.report("ADH-MOD-218", place(adapter[1]))
        return
    result = adapter_training(base[0], adapter[0], tokens[0])
    yield Approach(
        method="six-n-d",
        quantity=result,
        explanation=note(
            "adapter",
            parameters=_counted_number(base[0]),
            adapter=_counted_number(adapter[0]),
            tokens=number(tokens[0]),
            result=written(result),
        ),
        assumptions=(note("attention-left-out"),),
        inputs=(base[1], adapter[1], tokens[1]),
    )


def _hardware(facts: Facts, reading: Reading) -> Iterator[Approach]:
    known, time = fleet(facts, reading), hours(facts)
    if known is None or known.peak is None or time is None:
        return
    share, measured, assumed = utilisation(facts, reading, known.fact)
    result = compute_of_hours(time[0], known.peak, share)
    yield Approach(
        method="hardware",
        quantity=result,
        explanation=note(
            "hardware",
            hours=written(time[0]),
            hardware=known.name,
            peak=number(known.peak.times(PER_TERA)),
            utilisation=number(share),
            result=written(result),
        ),
        assumptions=(*known.assumptions, *((assumed,) if assumed else ())),
        inputs=(known.fact, *time[1], *((measured,) if measured else ())),
    )


def _parameter_facts(facts: Facts) -> tuple[Fact, ...]:
    found = facts.get("parameters.active") or facts.get("parameters.total")
    return (found,) if found else ()
