# SPDX-License-Identifier: EUPL-1.2
"""How figures on compute read in a sentence, in both languages, at three significant figures.

The guidelines (section 2.3) ask for two in a notification; one more shows what was rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from adhere.kernel.quantity import Quantity, rounded
from adhere.kernel.text import Text, plain
from adhere.models.compute.notes import note
from adhere.models.reasons import readable
from adhere.models.wording import wording

DIGITS = 3


def written(quantity: Quantity) -> Text:
    """Return a quantity with its unit: one value, an interval or a bound."""
    figure, unit = number(quantity), wording("units").get(quantity.unit, plain(quantity.unit))
    return Text(f"{figure.en} {unit.en}", f"{figure.nl} {unit.nl}")


def number(quantity: Quantity) -> Text:
    """Return a quantity without its unit."""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        return short(low) if low == high else note("between", low=short(low), high=short(high))
    if low is not None:
        return note("at-least", bound=short(low))
    if high is not None:
        return note("at-most", bound=short(high))
    return plain("?") if quantity.value is None else short(quantity.value)


def short(value: Decimal) -> Text:
    """Return one number."""
    return readable(rounded(value, DIGITS))


def percent(share: Decimal | Fraction) -> str:
    """Return a share as a whole percentage, without the sign: ``30``."""
    return str(round(Fraction(share) * 100))


def joined(texts: Sequence[Text]) -> Text:
    """Return texts as one, sentence after sentence."""
    return Text(" ".join(text.en for text in texts), " ".join(text.nl for text in texts))
