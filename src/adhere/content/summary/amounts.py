# SPDX-License-Identifier: EUPL-1.2
"""Adding up figures of training content, and what their sums are worth: a sum known for some documents only is a lower bound.

Article 53(1)(d): the template asks sizes in tokens, images or hours; what a manifest does not say is never made up from bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, localcontext

from adhere.content.figures import MEASURES, Amount, Measured
from adhere.kernel.quantity import EXACT, Quantity

NOTHING = Amount(documents=0, **{name: Measured(total=0, known=0) for name in MEASURES})
UNITS = {"tokens": "tokens", "images": "images", "hours": "milliseconds"}
"""By unit of the template, the measure it is made of."""
_MILLISECONDS = Decimal(3_600_000)


def added(amounts: Iterable[Amount]) -> Amount:
    """Return amounts together."""
    found = tuple(amounts)
    return Amount(
        documents=sum(one.documents for one in found),
        **{name: _sum(getattr(one, name) for one in found) for name in MEASURES},
    )


def whole(amount: Amount, measure: str) -> int | None:
    """Return a sum that is known for every document, None where it is not."""
    found: Measured = getattr(amount, measure)
    return found.total if found.known == amount.documents else None


def quantity(amount: Amount, unit: str) -> Quantity | None:
    """Return how much there is in a unit of the template: exactly, at least so much, or None where nothing says."""
    found: Measured = getattr(amount, UNITS[unit])
    if not found.known:
        return None
    with localcontext(EXACT):
        total = Decimal(found.total) / (_MILLISECONDS if unit == "hours" else 1)
    complete = found.known == amount.documents
    return Quantity.exactly(total, unit) if complete else Quantity.at_least(total, unit)


def with_strays(found: Quantity, strays: Amount) -> Quantity:
    """Return a size to which content may belong of which nobody stated the modality: none of it, all of it, or a part."""
    if not strays.documents:
        return found
    most = quantity(strays, found.unit)
    if found.low is None or found.high is None or most is None or most.high is None:
        return replace(found, value=None, high=None)
    return Quantity.between(found.low, found.high + most.high, found.unit) if most.high else found


def _sum(parts: Iterable[Measured]) -> Measured:
    found = tuple(parts)
    return Measured(total=sum(one.total for one in found), known=sum(one.known for one in found))
