# SPDX-License-Identifier: EUPL-1.2
"""A model made from another: what its own files leave out, and what is known of the original.

Guidelines, section 3.2 (modifications) and Annex A.1: the training of the original counts for the model as a whole.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from adhere.kernel.data import packaged
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import text_of
from adhere.kernel.truth import Truth
from adhere.law.figures import figure
from adhere.models.facts import Fact, Facts

OPERATIONS = "compute.training.operations"
BOUND = -1
"""Rank of a lower bound: before what any file says, after what a person states."""


def derive_from_base(facts: Facts, on: date) -> None:
    """Add what follows from the model being made from another."""
    if not _made_from_another(facts):
        return
    own = facts.get(OPERATIONS)
    if own is not None and own.rank >= 0 and isinstance(own.value, Quantity):
        if "modification.compute" not in facts and facts.value("modification.of_anothers_model") is True:
            facts.add(replace(own, id="modification.compute", notion=None))
        if own.value.low is not None:
            facts.add(_bounded(own, own.value))
    if "modification.original_general_purpose" not in facts and _original_general_purpose(facts, on):
        facts.add(_derived(facts))
    if "modification.compute" in facts:
        from adhere.models.compute.modification import derive_modification  # noqa: PLC0415 - only for modifiers

        modified = derive_modification(facts, on)
        if modified is not None and "modification.above_one_third" not in facts:
            facts.add(modified)


def _made_from_another(facts: Facts) -> bool:
    return "model.base" in facts or any(fact.id.startswith("modification.") for fact in facts)


def _bounded(own: Fact, value: Quantity) -> Fact:
    """What the files show is the last training only, so the whole took at least that."""
    lower = Quantity(unit=value.unit, low=value.low)
    note = text_of(packaged("adhere.models", "data/notes-derivation.toml")["bounded"])
    return replace(own, value=lower, basis=Basis.ESTIMATED, rank=BOUND, note=note)


def _original_general_purpose(facts: Facts, on: date) -> bool:
    """Whether the compute or the class stated of the original puts it above the indicative criterion."""
    if facts.value("modification.original_systemic_risk") is True:
        return True
    compute = facts.value("modification.original_compute")
    try:
        threshold = figure("figure:gpai-indicative-compute", on).number
    except LookupError:  # before the day of the guidelines there is no such figure
        return False
    return isinstance(compute, Quantity) and compute.exceeds(threshold) is Truth.YES


def _derived(facts: Facts) -> Fact:
    sources = [
        source
        for name in ("modification.original_compute", "modification.original_systemic_risk")
        for fact in facts.witnesses(name)[:1]
        for source in fact.sources
    ]
    return Fact(
        id="modification.original_general_purpose",
        value=True,
        basis=Basis.DERIVED,
        sources=tuple(sources),
        rank=60,
        note=text_of(packaged("adhere.models", "data/notes-derivation.toml")["original"]),
    )
