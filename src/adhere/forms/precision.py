# SPDX-License-Identifier: EUPL-1.2
"""Precision: how one quantity becomes what a recipient sees, in full, rounded, as a power of ten or as a band.

Formats of the Model Documentation Form (measure 1.1 of the GPAI code). A central value decides where there is one; an interval
alone says only what all of it has in common. Nothing is returned that is more precise than what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Any

from adhere.forms.completeness import Circumstance, circumstance
from adhere.forms.form import Band, Show
from adhere.forms.scalars import number_json, quantity_json, quantity_text, significant, with_unit
from adhere.forms.wording import joined, words
from adhere.kernel.quantity import Quantity, rounded
from adhere.kernel.text import Text, plain

COARSE = frozenset({"rounded", "magnitude", "band"})
"""Ways of showing that keep something back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown of a quantity: canonical JSON, text, and what to know about it; None where nothing can be said."""

    value: Any
    text: Text | None
    circumstances: tuple[Circumstance, ...] = ()


def shown_quantity(
    quantity: Quantity, show: Show | None, bands: Sequence[Band] = (), *, estimated: bool = False
) -> Shown:
    """Return a quantity as a row shows it; too coarse is told, never filled in."""
    match show.how if show else "as-is":
        case "figures":
            return _figures(quantity, _wanted(show), estimated=estimated)
        case "rounded":
            return _rounded(quantity, _wanted(show), estimated=estimated)
        case "magnitude":
            return _magnitude(quantity, estimated=estimated)
        case "band":
            return _band(quantity, bands, estimated=estimated)
    return Shown(value=quantity_json(quantity), text=quantity_text(quantity, estimated=estimated))


def shown_band(band: Band, show: Show | None, unit: str) -> Shown:
    """Return what a stated band says in a row; who is owed a figure is told that only the band is known."""
    how = show.how if show else "as-is"
    if how in ("magnitude", "rounded"):
        return shown_quantity(Quantity(unit=unit, low=band.low, high=band.high), show)
    lack = (circumstance("band-only"),) if how == "figures" else ()
    return Shown(value={"band": band.id}, text=band.label, circumstances=lack)


def bands_of(quantity: Quantity, bands: Sequence[Band]) -> tuple[Band, ...]:
    """Return the bands a quantity may lie in; its central value decides where it has one."""
    low, high = (
        (quantity.value, quantity.value) if quantity.value is not None else (quantity.low, quantity.high)
    )
    return tuple(
        band
        for band in bands
        if (band.low is None or high is None or high > band.low)
        and (band.high is None or low is None or low <= band.high)
    )


def _wanted(show: Show | None) -> int:
    return (show.figures if show else None) or 1


def _figures(quantity: Quantity, wanted: int, *, estimated: bool) -> Shown:
    lacks: tuple[Circumstance, ...] = ()
    if quantity.value is not None:
        lacks = _too_few(quantity.value, wanted)
    elif _common(quantity, wanted) is None:
        lacks = (circumstance("interval", wanted=wanted),)
    return Shown(
        value=quantity_json(quantity),
        text=quantity_text(quantity, estimated=estimated),
        circumstances=lacks,
    )


def _too_few(number: Decimal, wanted: int) -> tuple[Circumstance, ...]:
    has = significant(number)
    return () if has is None or has >= wanted else (circumstance("figures", wanted=wanted, has=has),)


def _common(quantity: Quantity, digits: int) -> Decimal | None:
    """Return what both bounds round to, or None where they do not meet."""
    if quantity.low is None or quantity.high is None:
        return None
    low, high = rounded(quantity.low, digits), rounded(quantity.high, digits)
    return low if low == high else None


def _rounded(quantity: Quantity, digits: int, *, estimated: bool) -> Shown:
    number = _common(quantity, digits) if quantity.value is None else rounded(quantity.value, digits)
    if number is None:
        return _widened(quantity, digits, estimated=estimated)
    one = Quantity(unit=quantity.unit, value=number)
    lacks = () if quantity.value is None else _too_few(quantity.value, digits)
    return Shown(value=quantity_json(one), text=quantity_text(one, estimated=estimated), circumstances=lacks)


def _widened(quantity: Quantity, digits: int, *, estimated: bool) -> Shown:
    """Return an interval with its bounds rounded outwards."""
    down, up = Context(prec=digits, rounding=ROUND_FLOOR), Context(prec=digits, rounding=ROUND_CEILING)
    outer = Quantity(
        unit=quantity.unit,
        low=None if quantity.low is None else down.plus(quantity.low),
        high=None if quantity.high is None else up.plus(quantity.high),
    )
    lack = circumstance("interval", wanted=digits)
    return Shown(
        value=quantity_json(outer), text=quantity_text(outer, estimated=estimated), circumstances=(lack,)
    )


def _magnitude(quantity: Quantity, *, estimated: bool) -> Shown:
    numbers = (quantity.low, quantity.high) if quantity.value is None else (quantity.value, quantity.value)
    if numbers[0] == numbers[1] == 0:
        return Shown(value={"value": number_json(Decimal(0)), "unit": quantity.unit}, text=plain("0"))
    low, high = (None if not number else number.adjusted() for number in numbers)
    if low is not None and low == high:
        said = with_unit(plain(f"10^{low}"), quantity.unit)
        text = words("figures", "estimated").filled({"figure": said}) if estimated else said
        return Shown(value={"magnitude": low, "unit": quantity.unit}, text=text)
    return Shown(
        value={"magnitudes": [low, high], "unit": quantity.unit},
        text=_powers(low, high, quantity.unit),
        circumstances=(circumstance("powers"),),
    )


def _powers(low: int | None, high: int | None, unit: str) -> Text | None:
    if low is None or high is None:
        return None
    said = words("figures", "powers").filled({"low": f"10^{low}", "high": f"10^{high}"})
    return with_unit(said, unit)


def _band(quantity: Quantity, bands: Sequence[Band], *, estimated: bool) -> Shown:
    found = bands_of(quantity, bands)
    known = (circumstance("estimated"),) if estimated else ()
    if not found:
        return Shown(value=None, text=None, circumstances=(circumstance("no-band"), *known))
    if len(found) == 1 and _holds(found[0], quantity):
        return Shown(value={"band": found[0].id}, text=found[0].label, circumstances=known)
    return Shown(
        value={"bands": [band.id for band in found]},
        text=joined([band.label for band in found], " / "),
        circumstances=(circumstance("bands"), *known),
    )


def _holds(band: Band, quantity: Quantity) -> bool:
    """Whether all of a quantity lies in a band, not only the part that lies in any."""
    if quantity.value is not None:
        return True
    above = band.low is None or (quantity.low is not None and quantity.low > band.low)
    return above and (band.high is None or (quantity.high is not None and quantity.high <= band.high))
