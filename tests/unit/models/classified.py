# SPDX-License-Identifier: EUPL-1.2
"""A model in a few lines, for tests of classification: an ordinary one to depart from, completed and classified."""

from __future__ import annotations

from datetime import date
from typing import Any

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.law.applicability import Applicability
from adhere.law.library import Law
from adhere.models.classification import Classification, classify
from adhere.models.facts import Fact, Facts
from adhere.models.modelfolder import complete
from adhere.models.registry import registry

TODAY = date(2026, 11, 22)
LAW = Law()


def flop(number: str) -> Quantity:
    return Quantity.exactly(number, "FLOP")


ORDINARY: dict[str, Any] = {
    "compute.training.operations": flop("3e24"),
    "compute.training.further": flop("0"),
    "modalities.input": ("text",),
    "modalities.output": ("text",),
    "market.placed_on": date(2026, 3, 2),
    "provider.established_in": "NL",
    "licence.free_and_open_source": False,
    "capabilities.high_impact": False,
    "systemic_risk.designated": False,
}
OPEN_SOURCE: dict[str, Any] = {
    "licence.free_and_open_source": True,
    "distribution.monetised": False,
    "publication.weights": True,
    "publication.architecture": True,
    "publication.usage": True,
}


def facts_of(values: dict[str, Any]) -> Facts:
    source = Source(file="adhere.yaml", at="line 1", method="stated")
    return Facts.of(
        Fact(
            id=name,
            value=value,
            basis=Basis.DECLARED,
            sources=(source,),
            rank=-10,
            notion=registry()[name].notion,
        )
        for name, value in values.items()
    )


def classified(
    *changes: dict[str, Any], without: tuple[str, ...] = (), on: date = TODAY, law: Law = LAW
) -> Classification:
    """The ordinary model with changes, classified on a date; facts in ``without`` are not known."""
    values = dict(ORDINARY)
    for change in changes:
        values |= change
    facts = facts_of({name: value for name, value in values.items() if name not in without})
    complete(facts, None, on)
    return classify(facts, Applicability(law, on))


def places(outcome: Classification, truth: Truth = Truth.YES) -> set[str]:
    """The provisions of the duties with one outcome."""
    return {duty.norm.provisions[0].removeprefix("aia:") for duty in outcome.applying(truth)}
