# SPDX-License-Identifier: EUPL-1.2
"""Amounts in running text: numbers as model cards write them, with what the words around them say of their precision.

Model cards follow no format; these are the ways of writing met in real ones: ``1.46M``, ``15 trillion``, ``15T+``,
``over 15 trillion``, ``~40T``, ``3.8 x 10^25``, ``6.74e24``, ``11,390``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from adhere.kernel.quantity import Quantity

Precision = Literal["exact", "about", "at-least", "at-most"]

_NUMBER = re.compile(
    r"(?<![\w.,/^-])"
    r"(?P<digits>\d{1,3}(?:,\d{3})++(?:\.\d{1,9}+)?+|\d{1,18}+(?:\.\d{1,9}+)?+)(?!\d|[.,]\d)"
    r"(?:\s?(?:[x×·∙]|\\times|\\cdot)\s?10\s?\^?\s?\{?\+?(?P<power>\d{1,2})\}?|[eE]\+?(?P<exponent>\d{1,2})\b)?"
    r"(?:[\s-]?(?P<scale>(?i:thousand|million|billion|trillion|quadrillion)|[KkMBT])(?![A-Za-z²]))?"
    r"(?P<plus>\+)?"
)
_RANGE_GOES_ON = re.compile(r"\s?(?:-|–|—|to)\s?[~$]?\d")
_RANGE_BEGAN = re.compile(r"\d[\w.]{0,6}\s?(?:-|–|—|\bto)\s?$")
_AT_LEAST = re.compile(
    r"(?:\bmore than|\bover|\bat least|\bin excess of|\bexceeding|\bupwards of|>=?|≥)\s*$", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"(?:\bup to|\bat most|\bno more than|\bless than|\bunder|\bfewer than|<=?|≤)\s*$", re.IGNORECASE
)
_ABOUT = re.compile(
    r"(?:\babout|\baround|\bappro?x(?:imately)?\.?|\bappx\.?|\broughly|\bnearly|\balmost|\bclose to|\bcirca|\bca\.|"
    r"\bsome|\bestimated|~|≈)\s*(?:a total of\s*)?$",
    re.IGNORECASE,
)
_SCALES = {
    "k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "billion": 9, "t": 12, "trillion": 12, "quadrillion": 15,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number in a text, from ``start`` to ``end``; ``scaled`` tells whether the text gave its power of ten."""

    value: Decimal
    precision: Precision
    start: int
    end: int
    scaled: bool

    def quantity(self, unit: str, factor: Decimal = Decimal(1)) -> Quantity:
        """Return the amount times a factor in a unit; "over" leaves it open upwards, "up to" downwards."""
        value = self.value * factor
        if self.precision == "at-least":
            return Quantity.at_least(value, unit)
        if self.precision == "at-most":
            return Quantity(unit=unit, high=value)
        return Quantity.exactly(value, unit)


def amounts(text: str) -> Iterator[Amount]:
    """Yield the numbers of a text; the ends of a range are left out, since neither is the amount."""
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        if _RANGE_GOES_ON.match(text, match.end()) or _RANGE_BEGAN.search(before):
            continue
        yield Amount(
            value=_value(match),
            precision=_precision(before, plus=match["plus"] is not None),
            start=match.start(),
            end=match.end(),
            scaled=any(match[part] for part in ("power", "exponent", "scale")),
        )


def scale_of(word: str) -> Decimal | None:
    """Return the factor of a word or letter such as ``trillion`` or ``T``, or None."""
    power = _SCALES.get(word.casefold())
    return None if power is None else Decimal(10) ** power


def _value(match: re.Match[str]) -> Decimal:
    power = int(match["power"] or match["exponent"] or 0) + _SCALES.get((match["scale"] or "").casefold(), 0)
    return Decimal(match["digits"].replace(",", "")) * Decimal(10) ** power


def _precision(before: str, *, plus: bool) -> Precision:
    if plus or _AT_LEAST.search(before):
        return "at-least"
    if _AT_MOST.search(before):
        return "at-most"
    return "about" if _ABOUT.search(before) else "exact"
