# SPDX-License-Identifier: EUPL-1.2
"""The smallest parts of an answer, as canonical JSON and as people read them: figures, dates, choices and words.

JSON as RFC 8785 wants it, without floats; figures keep their digits, since 1.0e25 says more than 1e25.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from adhere.forms.answers import Scalar
from adhere.forms.form import Band, Field, Part
from adhere.forms.wording import listed, words
from adhere.kernel.quantity import EXACT, SCIENTIFIC_FROM, Quantity, rounded
from adhere.kernel.text import LANGUAGES, Text, plain
from adhere.models.reasons import SHOWN_DIGITS
from adhere.models.wording import wording

OTHER = ": "
"""What stands between the id of an option and the words that go with it."""
_SHORT_FROM = 6
"""Powers of ten from which a figure whose digits do not reach the units is written as a power of ten."""
_COMMAS = str.maketrans(",.", ".,")


def scalar_json(value: Scalar) -> Any:
    """Return a value without parts as canonical JSON."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Quantity):
        return quantity_json(value)
    if isinstance(value, Text):
        return value.en if value.en == value.nl else {"en": value.en, "nl": value.nl}
    return value.isoformat() if isinstance(value, date) else list(value)


def quantity_json(quantity: Quantity) -> dict[str, str]:
    """Return a quantity as JSON: ``value``, ``low`` and ``high`` as decimal strings where they are known, and ``unit``."""
    known = (("value", quantity.value), ("low", quantity.low), ("high", quantity.high))
    return {name: number_json(number) for name, number in known if number is not None} | {
        "unit": quantity.unit
    }


def number_json(number: Decimal) -> str:
    """Return a number with all its digits and no more: ``405853388800``, ``1.0e25``, ``0.43``."""
    if not number:
        return "0"
    if int(number.as_tuple().exponent) > 0 or number.adjusted() < -_SHORT_FROM:
        mantissa, exponent = f"{number:e}".split("e")
        return f"{mantissa}e{int(exponent)}"
    return f"{number:f}"


def significant(number: Decimal) -> int | None:
    """Return how many significant figures a number has; zero is exact and has no count."""
    return len(number.as_tuple().digits) if number else None


def figure_text(number: Decimal) -> Text:
    """Return a number as people read it: thousands apart, or as a power of ten where its digits do not reach the units."""
    if not number:
        return plain("0")
    number = _for_reading(number)
    digits_end = int(number.as_tuple().exponent)
    if number >= SCIENTIFIC_FROM or (digits_end > 0 and number.adjusted() >= _SHORT_FROM):
        return _power(number)
    return _power(number) if number.adjusted() < -_SHORT_FROM else _dutch_too(f"{number:,f}")


def _for_reading(number: Decimal) -> Decimal:
    """Return a number without digits nobody reads: fractions and powers of ten at six figures, counts in full."""
    if significant(number) in range(SHOWN_DIGITS + 1):
        return number
    if number >= SCIENTIFIC_FROM or number.adjusted() < SHOWN_DIGITS - 1:
        return EXACT.normalize(rounded(number, SHOWN_DIGITS))
    return number.quantize(Decimal(1), context=EXACT) if int(number.as_tuple().exponent) < 0 else number


def _power(number: Decimal) -> Text:
    mantissa, exponent = f"{number:e}".split("e")
    return _dutch_too(f"{mantissa} x 10^{int(exponent)}")


def _dutch_too(english: str) -> Text:
    return Text(english, english.translate(_COMMAS))


def quantity_text(quantity: Quantity, *, estimated: bool = False) -> Text:
    """Return a quantity with its unit: a figure, with its bounds where it is not exact, an interval or a bound."""
    low, high, value = (
        None if number is None else figure_text(number)
        for number in (quantity.low, quantity.high, quantity.value)
    )
    if value is None and low is None and high is None:
        return words("figures", "unknown")
    if value is None:
        said = with_unit(_interval(low, high), quantity.unit)
        return words("figures", "estimated").filled({"figure": said}) if estimated else said
    said = with_unit(value, quantity.unit)
    if low is not None and high is not None and not quantity.exact:
        kind = "estimated-between" if estimated else "with-bounds"
        return words("figures", kind).filled({"figure": said, "low": low, "high": high})
    return words("figures", "estimated").filled({"figure": said}) if estimated else said


def _interval(low: Text | None, high: Text | None) -> Text:
    if low is not None and high is not None:
        return wording("values")["between"].filled({"low": low, "high": high})
    return words("figures", "at-least" if low is not None else "at-most").filled({"bound": low or high})


def with_unit(figure: Text, unit: str) -> Text:
    """Return a figure with its unit behind it, where it has one."""
    if not unit:
        return figure
    name = wording("units").get(unit, plain(unit))
    return Text(f"{figure.en} {name.en}", f"{figure.nl} {name.nl}")


def scalar_text(
    spec: Field | Part, value: Scalar, bands: Iterable[Band] = (), *, estimated: bool = False
) -> Text:
    """Return a value without parts as people read it; choices as their labels, several as a list."""
    if isinstance(value, bool):
        return wording("values")["true" if value else "false"]
    if isinstance(value, Quantity):
        return quantity_text(value, estimated=estimated)
    if isinstance(value, Text):
        return Text(value.en.strip(), value.nl.strip())
    if isinstance(value, date):
        return date_text(value, month=spec.kind == "month")
    labels = {band.id: band.label for band in bands} | {option.id: option.label for option in spec.options}
    return listed([choice_text(choice, labels) for choice in value])


def choice_text(choice: str, labels: dict[str, Text]) -> Text:
    """Return the label of a chosen option, with the words that go with it."""
    option, separator, own = choice.partition(OTHER)
    label = labels.get(option, plain(option))
    return Text(f"{label.en}: {own}", f"{label.nl}: {own}") if separator else label


def date_text(day: date, *, month: bool = False) -> Text:
    """Return a date, or the month it stands for, with the month in words."""
    name = words("months", str(day.month))
    said = (f"{name.in_(language)} {day.year:04d}" for language in LANGUAGES)
    return Text(*(text if month else f"{day.day} {text}" for text in said))
