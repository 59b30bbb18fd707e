# SPDX-License-Identifier: EUPL-1.2
"""Energy: the formula, the meter, and PUE once."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.quantity import Quantity
from adhere.models.compute.energy import formula_energy, metered_energy


def exactly(value: object, unit: str) -> Quantity:
    return Quantity.exactly(str(value), unit)


ONE = exactly(1, "ratio")
DESIGN = exactly(400, "W")


def test_hours_times_power_times_overhead_times_pue():
    found = formula_energy(
        exactly(1_082_990, "accelerator-hours"),
        DESIGN,
        average_power=DESIGN,
        node_overhead=ONE,
        pue=exactly("1.2", "ratio"),
    )
    assert found.quantity.value == Decimal("519835.2")
    assert (found.tag, found.pue_applied, found.assumptions) == ("formula", True, ())


def test_a_published_figure_by_the_same_formula_without_pue_is_found_again():
    found = formula_energy(exactly(1_082_990, "h"), DESIGN, average_power=DESIGN, node_overhead=ONE, pue=ONE)
    assert found.quantity.value == 433_196


def test_what_is_not_known_is_assumed_as_an_interval_and_named():
    found = formula_energy(exactly(30_840_000, "h"), exactly(700, "W"))
    assert found.quantity.value is None
    assert found.quantity.low < Decimal("21.6e6") < found.quantity.high
    assert len(found.assumptions) == 3
    measured = formula_energy(exactly(1, "h"), DESIGN, average_power=exactly(300, "W"), pue=ONE)
    assert len(measured.assumptions) == 1


def test_a_meter_that_has_pue_in_it_is_not_multiplied_again():
    metered, pue = exactly(131_000, "kWh"), exactly("1.2", "ratio")
    assert metered_energy(metered, pue_included=True, pue=pue).quantity == metered
    assert metered_energy(metered, pue_included=False, pue=pue).quantity.value == 157_200
    assert metered_energy(metered, pue_included=False).pue_applied is False
    assert metered_energy(metered, pue_included=False, pue=pue).tag == "measured"


@given(st.decimals(100, 1200, places=0), st.decimals(0, 500, places=0))
def test_an_interval_of_power_gives_an_interval_of_energy_around_every_power_in_it(low, extra):
    power = Quantity.between(low, low + extra, "W")
    whole = formula_energy(exactly(10, "h"), power).quantity
    for edge in (low, low + extra):
        part = formula_energy(exactly(10, "h"), exactly(edge, "W")).quantity
        assert whole.low <= part.low
        assert part.high <= whole.high
