# SPDX-License-Identifier: EUPL-1.2
"""The compute ledger: what counts under which notion."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.models.compute.ledger import Ledger, Line, cumulative, kind, kinds, operations


def flop(value: object) -> Quantity:
    return Quantity.exactly(str(value), "FLOP")


def line(name: str, value: object) -> Line:
    return Line(kind=kind(name), compute=flop(value))


@pytest.mark.parametrize(
    ("name", "parameter_updates", "cumulatively"),
    [
        ("pre-training", "yes", "yes"),
        ("context-extension", "yes", "yes"),
        ("fine-tuning", "yes", "yes"),
        ("adapter-training", "yes", "yes"),
        ("rl-rollouts", "unknown", "yes"),
        ("synthetic-data-private", "no", "yes"),
        ("synthetic-data-public", "no", "no"),
        ("initial-weights", "no", "yes"),
        ("merged-weights", "no", "yes"),
        ("distillation-teacher", "no", "no"),
        ("evaluation", "no", "no"),
        ("failed-experiments", "no", "no"),
        ("auxiliary-models", "no", "no"),
        ("recomputation", "no", "no"),
    ],
)
def test_each_kind_of_work_counts_as_the_guidelines_have_it(name, parameter_updates, cumulatively):
    assert kind(name).counts("parameter-updates") == parameter_updates
    assert kind(name).counts("cumulative") == cumulatively


def test_every_kind_says_why_in_both_languages_and_where_that_stands():
    for known in kinds():
        assert known.explanation.en
        assert known.explanation.nl != known.explanation.en
        assert known.source == "gpai-guidelines:annex-a.1"
        assert known.grade in ("official", "reading")


def test_what_counts_for_parameter_updates_also_counts_cumulatively():
    for known in kinds():
        assert known.parameter_updates is Truth.NO or known.cumulative is Truth.YES


def test_the_two_notions_give_two_sums():
    lines = (line("pre-training", 100), line("initial-weights", 40), line("distillation-teacher", 1000))
    ledger = Ledger(lines=lines, complete=True)
    assert ledger.total("parameter-updates").value == 100
    assert ledger.total("cumulative").value == 140
    assert ledger.left_out("cumulative") == (lines[2],)
    assert ledger.counted("parameter-updates") == (lines[0],)


def test_a_ledger_that_is_not_complete_has_no_upper_bound_cumulatively():
    ledger = Ledger(lines=(line("pre-training", 100),))
    assert ledger.total("parameter-updates").exact
    assert (ledger.total("cumulative").low, ledger.total("cumulative").high) == (100, None)


def test_a_line_that_may_count_widens_the_interval():
    ledger = Ledger(lines=(line("pre-training", 100), line("rl-rollouts", 20)), complete=True)
    updates = ledger.total("parameter-updates")
    assert (updates.value, updates.low, updates.high) == (None, 100, 120)
    assert ledger.total("cumulative").value == 120


def test_discarded_samples_of_private_synthetic_data_count_like_kept_ones():
    base = Quantity.exactly(10, "parameters")
    generated = operations(kind("synthetic-data-private"), base, Quantity.exactly(100, "tokens"))
    assert generated.value == 2 * 10 * 100


def test_operations_follow_from_size_only_where_the_kind_has_a_formula():
    size, seen = Quantity.exactly(10, "parameters"), Quantity.exactly(5, "tokens")
    assert operations(kind("pre-training"), size, seen).value == 300
    assert operations(kind("rl-rollouts"), size, seen).value == 100
    assert operations(kind("adapter-training"), size, seen, Quantity.exactly(1, "parameters")).value == 230
    for refused in ("adapter-training", "merged-weights", "evaluation"):
        with pytest.raises(ValueError, match=refused):
            operations(kind(refused), size, seen)


def test_cumulative_compute_without_further_compute_is_a_lower_bound():
    assert cumulative(flop(7), None) == Quantity(unit="FLOP", low=Decimal(7))
    assert cumulative(flop(7), flop(3)).value == 10
    assert cumulative(flop(7), Quantity.at_least(3, "FLOP")).high is None


@given(
    st.lists(st.tuples(st.sampled_from([known.id for known in kinds()]), st.integers(0, 10**26)), max_size=8)
)
def test_cumulative_compute_is_never_less_than_that_of_parameter_updates(parts):
    ledger = Ledger(lines=tuple(line(name, value) for name, value in parts), complete=True)
    assert ledger.total("cumulative").low >= ledger.total("parameter-updates").low
    assert ledger.total("cumulative").high >= ledger.total("parameter-updates").high
