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
        beside = _beside(count[1][0], formula) if count else note("attention-left-out")
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
            parameters=number(parameters[0]),
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
    if shape is None or length is None or length[0].value is None:
        return None
    positions = length[0].value
    if not 1 <= positions <= LONGEST_SEQUENCE:
        return None
    ledger = counted((Stage(name=TOKENS, tokens=tokens[0], sequence_length=int(positions)),), shape)
    result = operation_count(ledger)
    towers = ", ".join(tower.name for tower in shape.towers)
    approach = Approach(
        method="operation-count",
        quantity=result,
        explanation=note("operation-count", length=f"{int(positions)}", result=written(result)),
        assumptions=(note("one-stage"), *((note("towers-left-out", towers=towers),) if towers else ())),
        inputs=(*_parameter_facts(facts), tokens[1], length[1]),
    )
    return approach, ledger


def _beside(line: CountedStage, formula: Approach) -> Text:
    times = beside_six_n_d(line.operations, formula.quantity)
    low, high = line.attention.low, line.attention.high
    if times is None or times.low is None or times.high is None or low is None or high is None:
        return note("attention-left-out")
    return note(
        "attention-share",
        low=percent(low),
        high=percent(high),
        length=f"{line.stage.sequence_length}",
        times_low=short(times.low),
        times_high=short(times.high),
    )


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
            parameters=number(base[0]),
            adapter=number(adapter[0]),
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
