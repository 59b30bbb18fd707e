# SPDX-License-Identifier: EUPL-1.2
"""The architecture-based approach: the formula, the count, and the share of attention between them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.quantity import Quantity, rounded
from adhere.models.architectures.operations import AttentionShape, OperationShape
from adhere.models.compute.architecture import (
    Stage,
    adapter_training,
    beside_six_n_d,
    counted,
    generation,
    operation_count,
    six_n_d,
)

EIGHT_B = OperationShape(
    active=8_030_261_248,
    embedding=128_256 * 4096,
    layers=(AttentionShape(heads=32, d_qk=128, d_v=128),) * 32,
)
APERTUS_70B = OperationShape(
    active=70_599_864_480,
    embedding=131_072 * 8192,
    layers=(AttentionShape(heads=64, d_qk=128, d_v=128),) * 80,
)


def tokens(number: object) -> Quantity:
    return Quantity.exactly(str(number), "tokens")


def parameters(number: object) -> Quantity:
    return Quantity.exactly(str(number), "parameters")


def test_six_n_d_is_exact():
    assert six_n_d(parameters("3.8e9"), tokens("3.3e12")).value == Decimal("7.524e22")


def test_generating_costs_a_third_of_training():
    assert generation(parameters(7), tokens(5)).value * 3 == six_n_d(parameters(7), tokens(5)).value


def test_an_adapter_costs_four_operations_per_frozen_parameter_and_six_per_own():
    assert adapter_training(parameters(100), parameters(1), tokens(10)).value == 4 * 100 * 10 + 6 * 1 * 10


def test_the_count_of_apertus_with_full_attention_is_the_figure_its_provider_states():
    ledger = counted((Stage(name="pre-training", tokens=tokens("15e12"), sequence_length=4096),), APERTUS_70B)
    count = operation_count(ledger)
    assert abs(count.high / Decimal("6.74e24") - 1) < Decimal("0.001")
    assert count.low < count.high


def test_each_stage_is_counted_at_its_own_length():
    short = Stage(name="pre-training", tokens=tokens("15e12"), sequence_length=8192)
    extension = Stage(name="context extension", tokens=tokens("8e11"), sequence_length=131_072)
    ledger = counted((short, extension), EIGHT_B)
    apart = [operation_count(counted((stage,), EIGHT_B)) for stage in (short, extension)]
    assert operation_count(ledger).high == apart[0].high + apart[1].high
    assert ledger[1].attention.low > ledger[0].attention.high


def test_the_times_beside_six_n_d_are_those_measured_for_an_8b_model_at_8k():
    ledger = counted((Stage(name="all", tokens=tokens("15e12"), sequence_length=8192),), EIGHT_B)
    times = beside_six_n_d(operation_count(ledger), six_n_d(parameters(EIGHT_B.active), tokens("15e12")))
    assert (rounded(times.low, 3), rounded(times.high, 3)) == (Decimal("1.07"), Decimal("1.20"))


def test_beside_an_open_count_there_is_nothing_to_say():
    formula = six_n_d(parameters(2), tokens(3))
    assert beside_six_n_d(Quantity.at_least(4, "FLOP"), formula) is None
    assert beside_six_n_d(formula, Quantity.at_least(4, "FLOP")) is None


def test_a_sequence_without_tokens_is_refused():
    with pytest.raises(ValueError, match="at least one token"):
        counted((Stage(name="none", tokens=tokens(1), sequence_length=0),), EIGHT_B)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_longer_sequence_never_costs_less_and_attention_stays_a_share(one, two):
    shorter, longer = sorted((one, two))
    stages = [Stage(name="s", tokens=tokens("1e12"), sequence_length=length) for length in (shorter, longer)]
    first, second = counted(stages, EIGHT_B)
    assert first.operations.low <= second.operations.low
    assert first.operations.high <= second.operations.high
    assert 0 <= first.attention.low <= first.attention.high < 1
