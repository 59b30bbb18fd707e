# SPDX-License-Identifier: EUPL-1.2
"""Values of answers as canonical JSON, back again, and as people read them.

JSON as RFC 8785 wants it: no floats, quantities as decimal strings that keep their digits, dates as ISO 8601.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from adhere.forms.answers import Record, Value
from adhere.forms.form import Field, Part
from adhere.forms.scalars import scalar_json
from adhere.forms.seeing import seen
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, plain


def value_json(value: Value) -> Any:
    """Return a value as canonical JSON.

    Text is a string, or ``{"en", "nl"}`` where the languages differ; a quantity ``{"value", "low", "high", "unit"}`` without
    what is not known; a date or month the day as ISO 8601; choices a list of ids; a record an object, entries a list of them.
    """
    if isinstance(value, Record):
        return {name: value_json(part) for name, part in value.parts.items()}
    if isinstance(value, tuple):
        return [value_json(part) if isinstance(part, Record) else part for part in value]
    return scalar_json(value)


def value_of(field: Field, json: Any) -> Value:
    """Return the value a field has as JSON, the inverse of ``value_json``; raise ValueError where it is none."""
    try:
        return _READERS[field.kind](field, json)
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise ValueError(f"{field.id}: this is no {field.kind}") from error


def value_text(field: Field, value: Value) -> Text:
    """Return a value as people read it, in both languages and in full."""
    return seen(field, value).text or plain("")


def _text(_spec: Field | Part, json: Any) -> Text:
    words = (json, json) if isinstance(json, str) else (json["en"], json["nl"])
    if not all(isinstance(word, str) for word in words):
        raise TypeError(json)
    return Text(*words)


def _truth(_spec: Field | Part, json: Any) -> bool:
    if not isinstance(json, bool):
        raise TypeError(json)
    return json


def _choices(_spec: Field | Part, json: Any) -> tuple[str, ...]:
    if not isinstance(json, list) or not json or not all(isinstance(choice, str) for choice in json):
        raise TypeError(json)
    return tuple(json)


def _quantity(spec: Field | Part, json: Any) -> Value:
    if isinstance(json, list):  # a band stands where the figure is not known
        return _choices(spec, json)
    return Quantity(unit=json["unit"], **{name: Decimal(json[name]) for name in _BOUNDS if name in json})


_BOUNDS = ("value", "low", "high")


def _record(spec: Field | Part, json: Any) -> Record:
    return Record({part.id: _READERS[part.kind](part, json[part.id]) for part in _known(spec.parts, json)})


def _known(parts: Iterable[Part], json: Any) -> list[Part]:
    known = [part for part in parts if part.id in json]
    if len(known) != len(json):
        raise KeyError(json)
    return known


def _entries(spec: Field | Part, json: Any) -> tuple[Record, ...]:
    if not isinstance(json, list) or not json:
        raise TypeError(json)
    return tuple(_record(spec, entry) for entry in json)


def _per_option(spec: Field | Part, json: Any) -> Record:
    return Record({option: _for_option(spec, value) for option, value in json.items()})


def _for_option(spec: Field | Part, json: Any) -> Value:
    if len(spec.parts) == 1:
        return _READERS[spec.parts[0].kind](spec.parts[0], json)
    if spec.parts:
        return _record(spec, json)
    if isinstance(json, list) or (isinstance(json, dict) and "unit" in json):
        return _quantity(spec, json)
    return _text(spec, json)


_READERS: dict[str, Callable[[Field | Part, Any], Value]] = {
    "text": _text,
    "link": _text,
    "date": lambda _, json: date.fromisoformat(json),
    "month": lambda _, json: date.fromisoformat(json),
    "truth": _truth,
    "choice": _choices,
    "choices": _choices,
    "quantity": _quantity,
    "record": _record,
    "entries": _entries,
    "per-option": _per_option,
}
