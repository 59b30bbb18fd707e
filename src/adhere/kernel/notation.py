# SPDX-License-Identifier: EUPL-1.2
"""How people write numbers, quantities, days and months in files: read strictly, with what is wrong told apart.

Days and months as ISO 8601 (2026-03-01, 2026-03); numbers with a decimal point and at most one exponent, digits kept.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Literal

from adhere.kernel.quantity import Quantity

Fault = Literal["type", "form", "separators", "unit", "negative", "long", "no-such-day", "bounds"]
"""Not of a type that can say it, not in this notation, thousands apart, another unit, below zero, more digits than anything
has, a day the calendar lacks, bounds that are none."""
DIGITS = 60
"""No figure has more."""

_NUMBER = re.compile(r"\+?[0-9]{1,60}(\.[0-9]{1,60})?([eE][-+]?[0-9]{1,3})?")
_NEGATIVE = re.compile(r"-[0-9.]+([eE][-+]?[0-9]+)?")
_SEPARATED = re.compile(r"[0-9]{1,3}([,. '_][0-9]{3})+([.,][0-9]+)?|[0-9]+,[0-9]+([eE][-+]?[0-9]+)?")
_WITH_WORD = re.compile(r"(?P<number>\S+) (?P<unit>\S.*)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


class NotationError(ValueError):
    """Something that is not written as it should be; ``fault`` says which kind of wrong it is."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def number_of(value: object, unit: str | None = None) -> Decimal:
    """Return the number a value is, its unit perhaps behind it; raise NotationError. ``1.0e25`` keeps both figures."""
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise NotationError("type")
    if isinstance(value, int) and value.bit_length() > 4 * DIGITS:
        raise NotationError("long")
    text = str(value).removesuffix(f" {unit}") if unit else str(value)
    if not _NUMBER.fullmatch(text) or not text.isascii():
        raise NotationError(_fault(text))
    return Decimal(text)


def _fault(text: str) -> Fault:
    if _NEGATIVE.fullmatch(text):
        return "negative"
    if _SEPARATED.fullmatch(text):
        return "separators"
    behind = _WITH_WORD.fullmatch(text)
    if behind and _NUMBER.fullmatch(behind["number"]):
        return "unit"
    return "long" if text.isascii() and text.isdecimal() else "form"


def bounded(unit: str, low: Decimal | None, high: Decimal | None, value: Decimal | None = None) -> Quantity:
    """Return the quantity between bounds, one of which may be open; raise NotationError where they are none."""
    known = [number for number in (low, value, high) if number is not None]
    if (low is None and high is None) or known != sorted(known):
        raise NotationError("bounds")
    return Quantity(unit=unit, value=value, low=low, high=high)


def day_of(value: object) -> date:
    """Return the day that is written as 2026-03-01; raise NotationError for anything else, week dates too."""
    if not isinstance(value, str):
        raise NotationError("type")
    if not _DAY.fullmatch(value) or not value.isascii():
        raise NotationError("form")
    return _calendar(value)


def month_of(value: object) -> date:
    """Return the first day of the month that is written as 2026-03; raise NotationError."""
    if not isinstance(value, str):
        raise NotationError("type")
    if not _MONTH.fullmatch(value) or not value.isascii():
        raise NotationError("form")
    return _calendar(f"{value}-01")


def _calendar(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise NotationError("no-such-day") from error
