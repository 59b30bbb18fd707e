# SPDX-License-Identifier: EUPL-1.2
"""Quantities: a decimal value, or only the interval it lies in, with its unit.

Decimals throughout: thresholds of the law are compared exactly, and canonical JSON refuses integers above 2^53 - 1
(RFC 8785, section 3.2.2.3), so quantities travel as decimal strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from adhere.kernel.truth import Truth

EXACT = Context(prec=60)
"""Enough digits that no product of counts, seconds and operations per second is ever rounded."""
SCIENTIFIC_FROM = Decimal("1e15")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value in a unit; ``low`` and ``high`` bound it where it is not exact.

    ``value`` None means only the bounds are known; ``high`` None next to a ``low`` means no upper bound is known.
    """

    unit: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @classmethod
    def exactly(cls, value: Decimal | int | str, unit: str) -> Quantity:
        """Return a quantity known exactly."""
        number = Decimal(value)
        return cls(unit=unit, value=number, low=number, high=number)

    @classmethod
    def at_least(cls, low: Decimal | int | str, unit: str) -> Quantity:
        """Return a quantity of which only a lower bound is known."""
        return cls(unit=unit, low=Decimal(low))

    @classmethod
    def between(cls, low: Decimal, high: Decimal, unit: str, value: Decimal | None = None) -> Quantity:
        """Return a quantity known to lie in an interval, with a central value where there is one."""
        return cls(unit=unit, value=value, low=low, high=high)

    @property
    def exact(self) -> bool:
        """Whether the bounds coincide."""
        return self.low is not None and self.low == self.high

    def exceeds(self, threshold: Decimal) -> Truth:
        """Return whether the quantity is strictly greater; unknown where the interval straddles the threshold."""
        if self.low is not None and self.low > threshold:
            return Truth.YES
        if self.high is not None and self.high <= threshold:
            return Truth.NO
        return Truth.UNKNOWN

    def below(self, other: Quantity) -> bool:
        """Return whether all of it lies below all of another in the same unit; a missing bound settles nothing."""
        return self.high is not None and other.low is not None and self.high < other.low

    def plus(self, other: Quantity) -> Quantity:
        """Return the sum; a missing bound on either side leaves that bound missing. Raise ValueError where units differ."""
        if self.unit != other.unit:
            raise ValueError(f"{other.unit} cannot be added to {self.unit}")
        with localcontext(EXACT):
            return Quantity(
                unit=self.unit,
                value=_added(self.value, other.value),
                low=_added(self.low, other.low),
                high=_added(self.high, other.high),
            )

    def times(self, factor: Decimal) -> Quantity:
        """Return the product with a factor that is not negative."""
        with localcontext(EXACT):
            parts = [None if part is None else part * factor for part in (self.value, self.low, self.high)]
            return Quantity(unit=self.unit, value=parts[0], low=parts[1], high=parts[2])


def decimal_text(number: Decimal) -> str:
    """Return a decimal as it stands in JSON and text: ``671026404352``, ``0.43``, ``3.8e25``."""
    if not number:
        return "0"
    number = EXACT.normalize(number)
    if abs(number) >= SCIENTIFIC_FROM or abs(number) < Decimal("1e-6"):
        mantissa, exponent = f"{number:e}".split("e")
        return f"{mantissa}e{int(exponent)}"
    return f"{number:f}"


def rounded(number: Decimal, digits: int) -> Decimal:
    """Return a number at so many significant figures, halves up (the Guidelines ask for two)."""
    return Context(prec=digits, rounding="ROUND_HALF_UP").plus(number)


def _added(one: Decimal | None, two: Decimal | None) -> Decimal | None:
    return None if one is None or two is None else one + two
