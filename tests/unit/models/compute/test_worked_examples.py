# SPDX-License-Identifier: EUPL-1.2
"""The eight worked examples of the guidelines, Annex A.3, against the exact and the printed figures.

The printed figures are cut off or rounded in different ways, so they are met within a tolerance; ours are shown.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from adhere.kernel.quantity import Quantity, rounded
from adhere.kernel.truth import Truth
from adhere.law.figures import figure
from adhere.models.compute.architecture import six_n_d
from adhere.models.compute.assumptions import assumption
from adhere.models.compute.estimate import Approach, Estimate
from adhere.models.compute.hardware import compute_of_hours
from adhere.models.compute.intervals import agree
from adhere.models.compute.notes import note

PRINTED_TOLERANCE = Decimal("0.08")


def by_size(size: str, seen: str) -> Quantity:
    return six_n_d(Quantity.exactly(size, "parameters"), Quantity.exactly(seen, "tokens"))


def by_hours(hours: int, peak: str) -> Quantity:
    share = Quantity.exactly("0.5", "ratio")
    return compute_of_hours(Quantity.exactly(hours, "h"), Quantity.exactly(peak, "FLOP/s"), share)


EXAMPLES = {
    "A": (by_size("3.8e9", "3.3e12"), "7.524e22", "7.5e22", "7.5e22"),
    "B": (by_hours(200_000, "300e12"), "1.08e23", "1.1e23", "1e23"),
    "C": (by_size("0.6e9", "36e12"), "1.296e23", "1.3e23", "1.3e23"),
    "D": (by_size("1.54e9", "18e12"), "1.6632e23", "1.7e23", "1.6e23"),
    "E": (by_size("1.7e9", "36e12"), "3.672e23", "3.7e23", "3.7e23"),
    "F": (by_size("2.5e9", "12e12"), "1.8e23", "1.8e23", "1.8e23"),
    "G": (by_size("2.6e9", "10e12"), "1.56e23", "1.6e23", "1.5e23"),
    "H": (by_hours(370_000, "989e12"), "6.58674e23", "6.6e23", "6.5e23"),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_gives_the_exact_figure_our_rounding_and_the_printed_one_within_tolerance(name):
    computed, exact, two_figures, printed = EXAMPLES[name]
    assert computed.value == Decimal(exact)
    assert rounded(computed.value, 2) == Decimal(two_figures)
    assert abs(computed.value / Decimal(printed) - 1) <= PRINTED_TOLERANCE


@pytest.mark.parametrize("name", EXAMPLES)
def test_all_examples_but_the_first_are_above_the_indicative_figure(name):
    threshold = figure("figure:gpai-indicative-compute").number
    assert EXAMPLES[name][0].exceeds(threshold) is (Truth.NO if name == "A" else Truth.YES)


def test_exactly_at_a_threshold_is_not_above_it():
    for name in ("figure:gpai-indicative-compute", "figure:systemic-risk-compute"):
        threshold = figure(name).number
        assert Quantity.exactly(threshold, "FLOP").exceeds(threshold) is Truth.NO
        assert Quantity.exactly(threshold + 1, "FLOP").exceeds(threshold) is Truth.YES


@pytest.mark.parametrize("share", [Quantity.exactly("0.5", "ratio"), assumption("utilisation").interval])
def test_a_1b_model_whose_two_approaches_lie_on_both_sides_gets_no_verdict(share):
    hardware = compute_of_hours(Quantity.exactly(370_000, "h"), Quantity.exactly("989e12", "FLOP/s"), share)
    estimate = Estimate(
        approaches=(
            Approach(method="six-n-d", quantity=by_size("1235814400", "9e12"), explanation=note("combined")),
            Approach(method="hardware", quantity=hardware, explanation=note("combined")),
        )
    )
    threshold = figure("figure:gpai-indicative-compute")
    assert estimate.approaches[0].quantity.exceeds(threshold.number) is Truth.NO
    assert estimate.approaches[1].quantity.exceeds(threshold.number) is Truth.YES
    assert estimate.combined.exceeds(threshold.number) is Truth.UNKNOWN
    assert estimate.straddled([threshold, figure("figure:systemic-risk-compute")]) == (threshold,)
    assert estimate.agreement(figure("figure:compute-estimate-margin").value) is Truth.NO


def test_the_two_approaches_to_that_model_differ_almost_ten_times():
    formula, hardware = by_size("1235814400", "9e12"), EXAMPLES["H"][0]
    assert Decimal("9.8") < hardware.value / formula.value < Decimal("9.9")
    assert agree(formula, hardware, figure("figure:compute-estimate-margin").value) is Truth.NO
