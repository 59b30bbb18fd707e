# SPDX-License-Identifier: EUPL-1.2
"""From the value of a fact to the value a field, or a part of one, asks for: units, options, months, lists of records.

What does not fit is not made to fit: no option for a value, or another unit without a factor, gives nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Context, Decimal

from adhere.forms.answers import Record
from adhere.forms.answers import Value as Answered
from adhere.forms.form import DraftRule, Field, Kind, Option, Part
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import EXACT, Quantity, rounded
from adhere.models.facts import Fact, Value
from adhere.models.reasons import value_text

QUOTIENT = Context(prec=10, rounding="ROUND_HALF_EVEN")
"""A quotient that does not end keeps ten figures, more than any form shows."""

ESTIMATE = 3
"""Significant figures an estimate of the program keeps; the form asks for two (Model Documentation Form)."""


def converted(wanted: Field | Part, fact: Fact, rule: DraftRule) -> Answered | None:
    """Return the value of a fact as a field or part wants it, or None where it does not fit."""
    value = fact.value
    if wanted.kind == "quantity":
        quantity = _quantity(wanted.unit, value, rule)
        return _reported(quantity) if quantity is not None and _computed(fact) else quantity
    if wanted.kind in ("choice", "choices"):
        return _options(wanted.options, value, single=wanted.kind == "choice")
    if wanted.kind == "entries":
        return _entries(wanted, value)
    return _plain(wanted.kind, value)


def _plain(kind: Kind, value: Value) -> Answered | None:
    if kind in ("text", "link"):
        return value_text(value)
    if kind == "truth":
        return value if isinstance(value, bool) else None
    if kind in ("date", "month") and isinstance(value, date):
        return value if kind == "date" else value.replace(day=1)
    return None


def _quantity(unit: str | None, value: Value, rule: DraftRule) -> Quantity | None:
    if not isinstance(value, Quantity):
        return None
    if rule.factor is None and rule.divisor is None:
        return value if unit in (None, value.unit) else None
    bounds = {name: _scaled(getattr(value, name), rule) for name in ("value", "low", "high")}
    return replace(value, unit=unit or value.unit, **bounds)


def _computed(fact: Fact) -> bool:
    """Whether a figure is an estimate of the program; what a person states keeps every digit."""
    return fact.basis is Basis.ESTIMATED and not any(source.who for source in fact.sources)


def _reported(quantity: Quantity) -> Quantity:
    """Return an estimate without the digits it does not have, rounded as its note says it."""
    value, low, high = (
        None if number is None else rounded(number, ESTIMATE)
        for number in (quantity.value, quantity.low, quantity.high)
    )
    return replace(quantity, value=value, low=low, high=high)


def _scaled(number: Decimal | None, rule: DraftRule) -> Decimal | None:
    if number is None:
        return None
    scaled = EXACT.multiply(number, rule.factor or Decimal(1))
    if rule.divisor is None:
        return scaled
    quotient = EXACT.divide(scaled, rule.divisor)
    ends = EXACT.multiply(quotient, rule.divisor) == scaled
    return quotient if ends else QUOTIENT.divide(scaled, rule.divisor)


def _options(options: tuple[Option, ...], value: Value, *, single: bool) -> tuple[str, ...] | None:
    """Return the options a value means; every one of a list must mean one. What goes with "other" is said beside it."""
    meant: dict[str, list[str]] = {}
    for name in _names(value):
        option = next((one for one in options if name in one.facts), None)
        if option is None:
            return None
        meant.setdefault(option.id, []).append(name)
    chosen = [option for option in options if option.id in meant]
    if not chosen or (single and len(chosen) > 1):
        return None
    return tuple(f"{one.id}: {', '.join(meant[one.id])}" if one.specify else one.id for one in chosen)


def _names(value: Value) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()


def _entries(wanted: Field | Part, value: Value) -> tuple[Record, ...] | None:
    """Return one entry per member of a list, under the first part that is a text."""
    part = next((part for part in wanted.parts if part.kind in ("text", "link")), None)
    names = _names(value) if not isinstance(value, bool) else ()
    if part is None or not names:
        return None
    return tuple(Record({part.id: value_text(name)}) for name in names)
