# SPDX-License-Identifier: EUPL-1.2
"""Facts on compute and energy that follow from other facts, each with its method and assumptions.

Commission guidelines on providers of general-purpose AI models, Annex (A.1 the two notions, A.2 estimating); Annex XI,
Section 1, point 2(d) and (e), of Regulation (EU) 2024/1689.
"""

from __future__ import annotations

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.law.figures import edition
from adhere.models.architectures.operations import OperationShape
from adhere.models.compute.approaches import estimate_of
from adhere.models.compute.checks import (
    CUMULATIVE,
    OPERATIONS,
    check_energy,
    check_estimate,
    check_notions,
    check_stated,
    stated,
)
from adhere.models.compute.energy import formula_energy
from adhere.models.compute.estimate import Approach, Estimate
from adhere.models.compute.inputs import fleet, hours, margin, quantity
from adhere.models.compute.intervals import reported, within
from adhere.models.compute.ledger import cumulative
from adhere.models.compute.notes import note
from adhere.models.compute.shown import joined, percent, written
from adhere.models.facts import Fact, Facts
from adhere.models.reading import Reading

RANK = 60


def derive_compute(facts: Facts, shape: OperationShape | None) -> Reading:
    """Return what follows: compute of the training, cumulative compute, energy, and what does not fit together.

    ``shape`` is what operation counting needs, None where the architecture is not known. Facts are not added to
    ``facts``; stated figures are never corrected.
    """
    reading = Reading()
    estimate = estimate_of(facts, shape, reading)
    own = _operations(estimate) if estimate else None
    if estimate and own:
        reading.facts.append(own)
        check_estimate(estimate, facts, reading)
    check_stated(facts, estimate, reading)
    given = check_notions(facts, reading)
    reading.facts.extend(given)
    if CUMULATIVE not in facts and not any(fact.id == CUMULATIVE for fact in given):
        reading.facts.extend(_cumulative(facts, own))
    _energy(facts, reading)
    return reading


def _operations(estimate: Estimate) -> Fact:
    texts = [text for approach in estimate.approaches for text in _said(approach)]
    if len(estimate.approaches) > 1:
        texts.append(note("combined"))
    return Fact(
        id=OPERATIONS,
        value=estimate.combined,
        basis=Basis.ESTIMATED,
        sources=_sources(*(fact for approach in estimate.approaches for fact in approach.inputs)),
        rank=RANK,
        note=joined([*texts, *_margin_said(estimate.combined), _edition_said()]),
        notion="parameter-updates",
    )


def _cumulative(facts: Facts, own: Fact | None) -> list[Fact]:
    """Return cumulative compute from the training itself and what was stated to come on top of it."""
    leading = next((fact for _, fact in stated(facts, OPERATIONS)), own)
    if leading is None or not isinstance(leading.value, Quantity) or leading.value.low is None:
        return []
    further, base = quantity(facts, "compute.training.further"), facts.get("model.base")
    texts = [note("cumulative-sum") if further else note("cumulative-bound")]
    if base and not further:
        texts.append(note("cumulative-base", base=str(base.value)))
    inputs = [leading, *([further[1]] if further else [])]
    return [
        Fact(
            id=CUMULATIVE,
            value=cumulative(leading.value, further[0] if further else None),
            basis=Basis.ESTIMATED,
            sources=_sources(*inputs),
            rank=RANK,
            note=joined(texts),
            notion="cumulative",
        )
    ]


def _energy(facts: Facts, reading: Reading) -> None:
    known, time = fleet(facts, Reading()), hours(facts)  # what its name leaves open is reported with compute
    if known is None or known.power is None or time is None:
        return
    found = formula_energy(time[0], known.power)
    said = note(
        "energy-formula",
        hours=written(time[0]),
        power=written(known.power),
        result=written(found.quantity),
    )
    fact = Fact(
        id="energy.training",
        value=found.quantity,
        basis=Basis.ESTIMATED,
        sources=_sources(known.fact, *time[1]),
        rank=RANK,
        note=joined([said, *found.assumptions, *known.assumptions]),
    )
    reading.facts.append(fact)
    check_energy(fact, facts, reading)


def _said(approach: Approach) -> tuple[Text, ...]:
    return (approach.explanation, *approach.assumptions)


def _margin_said(combined: Quantity) -> list[Text]:
    centre = reported(combined)
    if centre is None or combined.exact:
        return []
    fits = within(combined, margin()) == "yes"
    share = percent(margin())
    if not fits:
        return [note("beyond-margin", margin=share)]
    return [note("within-margin", margin=share, reported=written(Quantity.exactly(centre, combined.unit)))]


def _edition_said() -> Text:
    found = edition()
    return note("edition", title=found.title, version=found.version, dated=found.dated.isoformat())


def _sources(*facts: Fact) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for fact in facts for source in fact.sources))
