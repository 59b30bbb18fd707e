# SPDX-License-Identifier: EUPL-1.2
"""Arithmetic on quantities of which only an interval is known, and how far two estimates lie apart.

The margin that estimates are held against is a figure of the guidelines (Annex A.2): a share of the reported estimate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, localcontext
from fractions import Fraction

from adhere.kernel.quantity import EXACT, Quantity
from adhere.kernel.truth import Truth


def product(unit: str, *factors: Quantity) -> Quantity:
    """Return the product of quantities that are not negative; a bound unknown in one is unknown in the product."""
    return _folded(unit, factors, lambda one, two: one * two)


def total(unit: str, parts: Iterable[Quantity]) -> Quantity:
    """Return the sum, of nothing zero; a bound unknown in one is unknown in the sum."""
    return _folded(unit, (Quantity.exactly(0, unit), *parts), lambda one, two: one + two)


def hull(quantities: Iterable[Quantity]) -> Quantity:
    """Return the narrowest interval that holds all of them; raise ValueError for none."""
    known = tuple(quantities)
    if not known:
        raise ValueError("no quantity to span")
    lows = [quantity.low for quantity in known]
    highs = [quantity.high for quantity in known]
    return Quantity(
        unit=known[0].unit,
        value=known[0].value if len({quantity.value for quantity in known}) == 1 else None,
        low=None if None in lows else min(low for low in lows if low is not None),
        high=None if None in highs else max(high for high in highs if high is not None),
    )


def reported(quantity: Quantity) -> Decimal | None:
    """Return the one figure to report: the central value, else the middle; None where a side is open."""
    if quantity.value is not None:
        return quantity.value
    if quantity.low is None or quantity.high is None:
        return None
    with localcontext(EXACT):
        return (quantity.low + quantity.high) / 2


def uncertainty(quantity: Quantity) -> Decimal | None:
    """Return how far the bounds lie from the reported figure, as a share of it; None where a side is open."""
    centre = reported(quantity)
    if not centre or quantity.low is None or quantity.high is None:
        return None
    with localcontext(EXACT):
        return max(quantity.high - centre, centre - quantity.low) / centre


def within(quantity: Quantity, margin: Fraction) -> Truth:
    """Return whether the bounds stay within a share of the reported figure; unknown where a side is open."""
    off = uncertainty(quantity)
    return Truth.of(None if off is None else Fraction(off) <= margin)


def agree(one: Quantity, two: Quantity, margin: Fraction) -> Truth:
    """Return whether two estimates agree: whichever of them is reported, the other lies within the margin of it.

    Of intervals: yes if that holds for every pair of points, no if for none, else unknown.
    """
    lower, higher = _by_low(one, two)
    nearest = _apart(lower.high, higher.low)
    if nearest is not None and nearest > margin:
        return Truth.NO
    widest = (_apart(lower.low, higher.high), _apart(higher.low, lower.high))
    if None in widest:
        return Truth.UNKNOWN
    return Truth.of(True if all(gap is not None and gap <= margin for gap in widest) else None)


def _apart(low: Decimal | None, high: Decimal | None) -> Fraction | None:
    """Return by which share of the lower the higher exceeds it; negative where it does not."""
    if low is None or high is None:
        return None
    if low == high:
        return Fraction(0)
    return Fraction(high) / Fraction(low) - 1 if low else None


def _by_low(one: Quantity, two: Quantity) -> tuple[Quantity, Quantity]:
    ordered = sorted(
        (one, two), key=lambda quantity: quantity.low if quantity.low is not None else Decimal(0)
    )
    return ordered[0], ordered[1]


def _folded(
    unit: str, quantities: Iterable[Quantity], step: Callable[[Decimal, Decimal], Decimal]
) -> Quantity:
    known = tuple(quantities)
    return Quantity(
        unit=unit,
        value=_reduced([quantity.value for quantity in known], step),
        low=_reduced([quantity.low for quantity in known], step),
        high=_reduced([quantity.high for quantity in known], step),
    )


def _reduced(numbers: list[Decimal | None], step: Callable[[Decimal, Decimal], Decimal]) -> Decimal | None:
    result: Decimal | None = None
    with localcontext(EXACT):
        for index, number in enumerate(numbers):
            if number is None:
                return None
            result = number if index == 0 else step(result, number) if result is not None else None
    return result
