# SPDX-License-Identifier: EUPL-1.2
"""Whether the form and the classification say the same of the threshold for training compute.

Article 51(2): above it, high-impact capabilities are presumed. Answers to forms are no facts, so the two can come apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from adhere.documentation.rules import rule
from adhere.forms.answers import Filled
from adhere.kernel.finding import Finding, Place
from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.law.citations import cite
from adhere.law.figures import Figure, figure
from adhere.models.classification import CUMULATIVE, OPERATIONS, possible
from adhere.models.facts import Facts
from adhere.models.reasons import value_text

FIELD = "training_compute"
"""The field of the Model Documentation Form for training compute, of either of the two amounts."""
THRESHOLD = "figure:systemic-risk-compute"


def across_threshold(filled: Filled, facts: Facts, on: date) -> Iterator[Finding]:
    """Tell that the answer on training compute and what the classification rests on lie on either side of the threshold."""
    answer = filled.answers.get(FIELD)
    threshold = _threshold(on)
    if answer is None or threshold is None or not isinstance(answer.value, Quantity):
        return
    resting = _resting_on(facts, threshold)
    said = _side(answer.value, threshold)
    if resting is None or Truth.UNKNOWN is said or said is _side(resting[1], threshold):
        return
    values = {
        "field": FIELD,
        "label": filled.form.field(FIELD).label,
        "stated": value_text(answer.value),
        "fact": resting[0],
        "found": value_text(resting[1]),
        "provision": cite(threshold.source),
    }
    place = answer.place or Place(file=f"models/{filled.model}/{filled.form.id}.yaml")
    yield Finding(rule=rule("ADH-DOC-021"), place=place, values=values)


def _threshold(on: date) -> Figure | None:
    try:
        return figure(THRESHOLD, on)
    except LookupError:
        return None


def _resting_on(facts: Facts, threshold: Figure) -> tuple[str, Quantity] | None:
    """Return the fact that settles on which side of the threshold a model lies: the cumulative amount, else its largest part."""
    values = possible({fact.id: fact.value for fact in facts if facts.settled(fact.id)})
    for name in (CUMULATIVE, OPERATIONS):
        value = values.get(name)
        if isinstance(value, Quantity) and _side(value, threshold) is not Truth.UNKNOWN:
            return name, value
    return None


def _side(quantity: Quantity, threshold: Figure) -> Truth:
    return quantity.exceeds(threshold.number) if quantity.unit == threshold.unit else Truth.UNKNOWN
