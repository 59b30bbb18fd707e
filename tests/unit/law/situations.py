# SPDX-License-Identifier: EUPL-1.2
"""Models in a few lines, for tests of the law: facts by id, with an ordinary model to depart from."""

from __future__ import annotations

from datetime import date
from typing import Any

from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.law.applicability import Applicability, Obligation
from adhere.law.library import Law

TODAY = date(2026, 11, 22)
LAW = Law()


def flop(number: str) -> Quantity:
    return Quantity.exactly(number, "FLOP")


def between(low: str, high: str) -> Quantity:
    return Quantity.between(Quantity.exactly(low, "FLOP").value, Quantity.exactly(high, "FLOP").value, "FLOP")


ORDINARY: dict[str, Any] = {
    "compute.training.operations": flop("3e24"),
    "compute.training.cumulative": flop("3e24"),
    "modalities.generated": ("language",),
    "modalities.narrow_task": False,
    "market.placed_on": date(2026, 3, 2),
    "provider.established_in_union": True,
    "modification.of_anothers_model": False,
    "licence.free_and_open_source": False,
    "capabilities.high_impact": False,
    "systemic_risk.designated": False,
}
"""A text model of a company in the Union, well below 10^25, on the market since 2 March 2026, not open source."""

OPEN_SOURCE: dict[str, Any] = {
    "licence.free_and_open_source": True,
    "distribution.monetised": False,
    "publication.weights": True,
    "publication.architecture": True,
    "publication.usage": True,
}
SYSTEMIC: dict[str, Any] = {
    "compute.training.operations": flop("4e25"),
    "compute.training.cumulative": flop("4e25"),
}


def model(*changes: dict[str, Any], without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The ordinary model with changes; facts in ``without`` are not known."""
    facts = dict(ORDINARY)
    for change in changes:
        facts |= change
    return {fact: value for fact, value in facts.items() if fact not in without}


def obligations(facts: dict[str, Any], on: date = TODAY, law: Law = LAW) -> dict[str, Obligation]:
    """Every obligation by the provision of its duty: ``art-53.1.a`` (and ``art-53.4`` for the fourth paragraph)."""
    applicability = Applicability(law, on)
    state = applicability.evaluation.state(facts)
    found = applicability.obligations(state, facts.get("market.placed_on"))
    return {obligation.norm.provisions[0].removeprefix("aia:"): obligation for obligation in found}


def applying(facts: dict[str, Any], on: date = TODAY, truth: Truth = Truth.YES, law: Law = LAW) -> set[str]:
    """The provisions of the duties with one outcome."""
    return {place for place, duty in obligations(facts, on, law).items() if duty.applies is truth}
