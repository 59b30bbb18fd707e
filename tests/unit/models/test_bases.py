# SPDX-License-Identifier: EUPL-1.2
"""A model made from another: its own files bound its compute from below, and the original decides what it is."""

from datetime import date
from decimal import Decimal

import pytest

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.models.bases import derive_from_base
from adhere.models.facts import Fact, Facts, Value

ON = date(2026, 11, 22)
OPERATIONS = "compute.training.operations"


def fact(name: str, value: Value, rank: int = -10) -> Fact:
    return Fact(
        id=name, value=value, basis=Basis.DECLARED, rank=rank, sources=(Source(file="f", method="m"),)
    )


def flop(number: str) -> Quantity:
    return Quantity.exactly(number, "FLOP")


def derived(*facts: Fact) -> Facts:
    found = Facts.of(facts)
    derive_from_base(found, ON)
    return found


def test_without_a_base_nothing_changes():
    assert derived(fact(OPERATIONS, flop("2e21"), 60)).value(OPERATIONS) == flop("2e21")


def test_the_compute_of_the_last_training_bounds_the_whole_from_below():
    found = derived(fact("model.base", "some/base", 30), fact(OPERATIONS, flop("2e21"), 60))
    assert found.value(OPERATIONS) == Quantity(unit="FLOP", low=Decimal("2e21"))
    assert found.witnesses(OPERATIONS)[1].value == flop("2e21")


def test_what_a_person_states_of_the_whole_leads():
    found = derived(fact("model.base", "some/base", 30), fact(OPERATIONS, flop("3e24")))
    assert found.value(OPERATIONS) == flop("3e24")


def test_the_training_of_anothers_model_is_the_modification():
    found = derived(
        fact("model.base", "some/base", 30),
        fact("modification.of_anothers_model", value=True),
        fact("modification.original_compute", flop("3e24")),
        fact(OPERATIONS, flop("2e21"), 60),
    )
    assert found.value("modification.compute") == flop("2e21")
    assert found.value("modification.above_one_third") is False


@pytest.mark.parametrize(
    ("stated", "general"),
    [
        ({"modification.original_compute": flop("1.1e23")}, True),
        ({"modification.original_compute": flop("1e23")}, None),
        ({"modification.original_systemic_risk": True}, True),
        ({"modification.original_systemic_risk": False}, None),
    ],
)
def test_the_original_is_general_purpose_by_its_compute_or_its_class(stated, general):
    found = derived(
        fact("modification.of_anothers_model", value=True),
        *(fact(name, value) for name, value in stated.items()),
    )
    assert found.value("modification.original_general_purpose") is general


def test_before_the_day_of_the_guidelines_no_figure_is_used():
    found = Facts.of([fact("modification.original_compute", flop("1.1e23"))])
    derive_from_base(found, date(2025, 1, 1))
    assert "modification.original_general_purpose" not in found
