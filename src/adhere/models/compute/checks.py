# SPDX-License-Identifier: EUPL-1.2
"""What does not fit together on compute and energy: approaches, thresholds, stated figures, notions.

Commission guidelines on providers of general-purpose AI models, Annex A.1 (two notions; recomputation is left out) and
A.2 (the margin). Nothing is corrected: only whoever stated a figure can say what is in it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import EXACT, Quantity
from adhere.kernel.truth import Truth
from adhere.law.figures import figure
from adhere.models.compute.estimate import Approach, Estimate
from adhere.models.compute.hardware import compute_of_hours
from adhere.models.compute.inputs import fleet, hours, margin, place, quantity
from adhere.models.compute.intervals import agree, reported
from adhere.models.compute.notes import note
from adhere.models.compute.shown import percent, short, written
from adhere.models.facts import Fact, Facts, contradicts
from adhere.models.reading import Reading

OPERATIONS = "compute.training.operations"
CUMULATIVE = "compute.training.cumulative"
THRESHOLDS = ("figure:gpai-indicative-compute", "figure:systemic-risk-compute")
LIKE_RECOMPUTATION = (Decimal("1.25"), Decimal("1.45"))
"""Recomputing all activations is one more forward pass: 8 operations where 6 are counted, and some attention."""
LIKE_DOUBLE = (Decimal("1.8"), Decimal("2.2"))
"""The fp8 peak and the peak with sparsity are each twice the dense 16-bit peak."""
ENTIRE = Quantity.exactly(1, "ratio")


def stated(facts: Facts, fact_id: str) -> tuple[tuple[Quantity, Fact], ...]:
    """Return what people, documents and meters say of a fact, in order of rank; estimates are not among it."""
    return tuple(
        (witness.value, witness)
        for witness in facts.witnesses(fact_id)
        if isinstance(witness.value, Quantity) and witness.basis not in (Basis.ESTIMATED, Basis.MISSING)
    )


def check_estimate(estimate: Estimate, facts: Facts, reading: Reading) -> None:
    """Report approaches that disagree, thresholds they leave open, and work the hardware could not have done."""
    about = place(estimate.approaches[0].inputs[0])
    allowed = margin()
    for pair in estimate.disagreements(allowed):
        one, two = written(pair.one.quantity), written(pair.two.quantity)
        reading.report("ADH-MOD-200", about, margin=percent(allowed), one=one, two=two)
    for threshold in estimate.straddled(figure(name) for name in THRESHOLDS):
        span = written(estimate.combined)
        reading.report("ADH-MOD-201", about, threshold=short(threshold.number), span=span)
    _check_near(estimate.combined, about, allowed, reading)
    _check_possible(estimate, facts, reading)


def _check_near(found: Quantity, about: Place, allowed: Fraction, reading: Reading) -> None:
    """Report an estimate on one side of a threshold whose own margin reaches over it; the verdict follows the estimate."""
    if not found.exact or found.low is None:
        return
    for threshold in map(figure, THRESHOLDS):
        if abs(Fraction(threshold.number) - Fraction(found.low)) <= allowed * Fraction(found.low):
            values = {
                "value": written(found),
                "threshold": short(threshold.number),
                "margin": percent(allowed),
            }
            reading.report("ADH-MOD-240", about, **values)


def check_stated(facts: Facts, estimate: Estimate | None, reading: Reading) -> None:
    """Report stated compute that cannot be found again, and what that looks like."""
    for value, fact in stated(facts, OPERATIONS):
        if estimate:
            _check_margin(value, fact, estimate, reading)
            for approach in estimate.approaches:
                _check_likeness(value, fact, approach, facts, reading)


def check_notions(facts: Facts, reading: Reading) -> tuple[Fact, ...]:
    """Report compute stated without its notion; what a person states so holds for the cumulative figure too.

    A file says what one training took, so its figure bounds the cumulative one from below and no more. A cumulative
    figure below that of the parameter updates is reported as a contradiction.
    """
    own, whole = stated(facts, OPERATIONS), stated(facts, CUMULATIVE)
    if own and whole and whole[0][0].below(own[0][0]):
        values = {"cumulative": written(whole[0][0]), "operations": written(own[0][0])}
        reading.report("ADH-MOD-216", place(whole[0][1]), **values)
    if not own or own[0][1].notion is not None:
        return ()
    value, fact = own[0]
    reading.report("ADH-MOD-203", place(fact), value=written(value))
    if whole or fact.rank >= 0:
        return ()
    return (replace(fact, id=CUMULATIVE, note=note("notion-not-said")),)


def check_energy(formula: Fact, facts: Facts, reading: Reading) -> None:
    """Report energy by formula where none is stated, and stated energy that the formula does not allow."""
    witnesses = stated(facts, formula.id)
    if not isinstance(formula.value, Quantity):
        return
    span = written(formula.value)
    if not witnesses:
        reading.report("ADH-MOD-220", place(formula), value=span)
    for value, fact in witnesses:
        if contradicts(value, formula.value):
            reading.report("ADH-MOD-226", place(fact), value=written(value), span=span)


def _check_possible(estimate: Estimate, facts: Facts, reading: Reading) -> None:
    known, time = fleet(facts, Reading()), hours(facts)
    if known is None or known.peak is None or time is None:
        return
    most = compute_of_hours(time[0], known.peak, ENTIRE)
    for approach in estimate.approaches:
        if approach.method != "hardware" and most.below(approach.quantity):
            values = {"operations": written(approach.quantity), "peak": written(most)}
            reading.report("ADH-MOD-215", place(time[1][0]), **values)
            return


def _check_margin(value: Quantity, fact: Fact, estimate: Estimate, reading: Reading) -> None:
    allowed = margin()
    if all(agree(value, approach.quantity, allowed) is Truth.NO for approach in estimate.approaches):
        span = written(estimate.combined)
        reading.report("ADH-MOD-210", place(fact), value=written(value), margin=percent(allowed), span=span)


def _check_likeness(value: Quantity, fact: Fact, approach: Approach, facts: Facts, reading: Reading) -> None:
    """Report a stated figure that is a known multiple of a figure of ours, where they do not agree."""
    ratio = _ratio(value, approach.quantity)
    if ratio is None or agree(value, approach.quantity, margin()) is not Truth.NO:
        return
    if approach.method == "six-n-d" and LIKE_RECOMPUTATION[0] <= ratio <= LIKE_RECOMPUTATION[1]:
        reading.report("ADH-MOD-211", place(fact), value=written(value), ratio=short(ratio))
    measured = approach.method == "hardware" and quantity(facts, "compute.training.utilisation")
    if measured and LIKE_DOUBLE[0] <= ratio <= LIKE_DOUBLE[1]:
        rule = "ADH-MOD-212" if _has_fp8(facts) else "ADH-MOD-213"
        reading.report(rule, place(fact), value=written(value), span=written(approach.quantity))


def _ratio(value: Quantity, ours: Quantity) -> Decimal | None:
    one, two = reported(value), reported(ours)
    if one is None or not two:
        return None
    with localcontext(EXACT):
        return one / two


def _has_fp8(facts: Facts) -> bool:
    known = fleet(facts, Reading())
    return known is not None and all(one.peak("fp8") is not None for one in known.identified)
