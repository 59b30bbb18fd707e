# SPDX-License-Identifier: EUPL-1.2
"""From what people state in ``adhere.yaml`` to facts with who, when and why.

A statement that departs from what the files say needs all three, and the override is shown (issue of record 0003).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from adhere.dossier.countries import countries, country_near
from adhere.dossier.schema import Interval, Signature, Statement
from adhere.dossier.wording import form_of, near, shown
from adhere.kernel.notation import NotationError, bounded, day_of, number_of
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity, decimal_text
from adhere.models.facts import Fact, Value
from adhere.models.registry import FactKind

_COUNTRY = re.compile(r"[A-Z]{2}")
OPERATIONS = "compute.training.operations"
CUMULATIVE = "compute.training.cumulative"
STATED = -10
"""Rank of a statement: before every file."""


class StatementError(ValueError):
    """A stated value that does not fit its fact; ``rule`` is the id of the rule it breaks."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a statement stands: its line in adhere.yaml and the digest of the file."""

    line: int
    sha256: str


def fact_of(kind: FactKind, statement: Statement, signature: Signature | None, place: Place) -> Fact:
    """Return the fact a statement makes; raise StatementError where value, unit or choice do not fit."""
    if statement.unit is not None and statement.unit != kind.unit:
        raise StatementError("ADH-DOS-020", fact=kind.id, unit=statement.unit, wanted=kind.unit or "-")
    who = statement.who or (signature.who if signature else None)
    when = statement.when or (signature.when if signature else None)
    return Fact(
        id=CUMULATIVE if kind.id == OPERATIONS and statement.notion == "cumulative" else kind.id,
        value=_READERS[kind.type](kind, statement.value),
        basis=Basis.DECLARED,
        rank=STATED,
        notion=statement.notion or kind.notion,
        sources=(
            Source(
                file="adhere.yaml",
                at=f"line {place.line}",
                method="stated",
                sha256=place.sha256,
                who=who,
                when=when.isoformat() if when else None,
                why=statement.why,
            ),
        ),
    )


def _quantity(kind: FactKind, value: Any) -> Value:
    unit = kind.unit or ""
    if isinstance(value, Interval):
        try:
            return bounded(unit, value.low, value.high)
        except NotationError as error:
            raise _wrong(kind, _bounds(value)) from error
    return Quantity.exactly(_number(kind, value), unit)


def _bounds(interval: Interval) -> str:
    pairs = (("low", interval.low), ("high", interval.high))
    return ", ".join(f"{name}: {decimal_text(bound)}" for name, bound in pairs if bound is not None)


def _count(kind: FactKind, value: Any) -> Value:
    number = _number(kind, value)
    if number != number.to_integral_value():
        raise _wrong(kind, value)
    return Quantity.exactly(number, kind.unit or "")


def _number(kind: FactKind, value: Any) -> Decimal:
    try:
        return number_of(value, kind.unit)
    except NotationError as error:
        raise _wrong(kind, value) from error


def _truth(kind: FactKind, value: Any) -> Value:
    if not isinstance(value, bool):
        raise _wrong(kind, value)
    return value


def _day(kind: FactKind, value: Any) -> Value:
    try:
        return day_of(value)
    except NotationError as error:
        raise StatementError("ADH-DOS-007", fact=kind.id, value=shown(value)) from error


def _text(kind: FactKind, value: Any) -> Value:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(kind, value)
    return value


def _choice(kind: FactKind, value: Any) -> Value:
    if value not in kind.choices:
        raise StatementError("ADH-DOS-021", fact=kind.id, value=shown(value), choices=", ".join(kind.choices))
    return str(value)


def _list(kind: FactKind, value: Any) -> Value:
    if not isinstance(value, list) or not value or not all(isinstance(part, str) for part in value):
        raise _wrong(kind, value)
    strange = next((part for part in value if kind.members and part not in kind.members), None)
    if strange is not None:
        known = ", ".join(kind.members)
        told = near(strange, kind.members)
        raise StatementError("ADH-DOS-027", fact=kind.id, value=shown(strange), near=told, known=known)
    return tuple(value)


def _country(kind: FactKind, value: Any) -> Value:
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        raise _wrong(kind, value)
    if value not in countries():
        raise StatementError("ADH-DOS-022", fact=kind.id, value=value, near=country_near(value))
    return value


def _wrong(kind: FactKind, value: Any) -> StatementError:
    return StatementError("ADH-DOS-005", place=kind.id, value=shown(value), wanted=form_of(kind))


_READERS: dict[str, Callable[[FactKind, Any], Value]] = {
    "quantity": _quantity,
    "count": _count,
    "truth": _truth,
    "date": _day,
    "text": _text,
    "choice": _choice,
    "list": _list,
    "country": _country,
}
