# SPDX-License-Identifier: EUPL-1.2
"""The registry of facts is complete in itself."""

from typing import get_args

from adhere.models.registry import FactType, Supplier, registry
from adhere.models.wording import wording


def test_every_kind_of_fact_has_a_known_type_and_someone_who_can_supply_it():
    for kind in registry().values():
        assert kind.type in get_args(FactType)
        assert kind.who in get_args(Supplier)
        assert kind.who in wording("suppliers")


def test_quantities_and_counts_have_a_unit_with_words_and_choices_have_choices():
    for kind in registry().values():
        assert (kind.unit is not None) is (kind.type in ("quantity", "count"))
        assert bool(kind.choices) is (kind.type == "choice")
