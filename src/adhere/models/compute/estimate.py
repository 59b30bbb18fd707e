# SPDX-License-Identifier: EUPL-1.2
"""An estimate of training compute by every approach that is possible, side by side, and what they leave open.

Commission guidelines on providers of general-purpose AI models, Annex A.2: any approach will do that is accurate within
the margin of the reported estimate, with its assumptions documented. Where approaches lie on both sides of a threshold
there is no verdict: the combined quantity spans them all, so that comparing it gives unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Literal

from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth
from adhere.law.figures import Figure
from adhere.models.compute.intervals import agree, hull, uncertainty, within
from adhere.models.facts import Fact

Method = Literal["six-n-d", "operation-count", "hardware"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approach:
    """One approach: its figure in FLOP, how that came about, what it assumes, and the facts it was computed from."""

    method: Method
    quantity: Quantity
    explanation: Text
    assumptions: tuple[Text, ...] = ()
    inputs: tuple[Fact, ...] = ()

    @property
    def uncertainty(self) -> Decimal | None:
        """How far the bounds lie from the figure to report, as a share of it; None where a side is open."""
        return uncertainty(self.quantity)

    def within(self, margin: Fraction) -> Truth:
        """Return whether the bounds stay within the margin of the figure to report."""
        return within(self.quantity, margin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two approaches that certainly do not agree within the margin."""

    one: Approach
    two: Approach


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """All approaches to one figure; there is at least one."""

    approaches: tuple[Approach, ...]

    @property
    def combined(self) -> Quantity:
        """The interval that holds every approach, in FLOP."""
        return combined(approach.quantity for approach in self.approaches)

    def agreement(self, margin: Fraction) -> Truth:
        """Return whether every two approaches agree within the margin; unknown where intervals leave it open."""
        pairs = combinations(self.approaches, 2)
        found = {agree(one.quantity, two.quantity, margin) for one, two in pairs}
        return Truth.NO if Truth.NO in found else Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.YES

    def disagreements(self, margin: Fraction) -> tuple[Disagreement, ...]:
        """Return the pairs that certainly do not agree within the margin."""
        return tuple(
            Disagreement(one=one, two=two)
            for one, two in combinations(self.approaches, 2)
            if agree(one.quantity, two.quantity, margin) is Truth.NO
        )

    def straddled(self, thresholds: Iterable[Figure]) -> tuple[Figure, ...]:
        """Return the thresholds on which the approaches, together, give no verdict though each has two bounds."""
        whole = self.combined
        if whole.low is None or whole.high is None:
            return ()
        return tuple(
            threshold for threshold in thresholds if whole.exceeds(threshold.number) is Truth.UNKNOWN
        )


def combined(quantities: Iterable[Quantity]) -> Quantity:
    """Return the interval that holds all quantities.

    One that is open upwards says nothing about an upper bound: it widens the others only where it lies above them.
    """
    known = tuple(quantities)
    closed = [quantity for quantity in known if quantity.low is not None and quantity.high is not None]
    if not closed:
        return hull(known)
    span = hull(closed)
    beyond = [one for one in known if one.low is not None and span.high is not None and one.low > span.high]
    return Quantity(unit=span.unit, low=span.low) if beyond else span
