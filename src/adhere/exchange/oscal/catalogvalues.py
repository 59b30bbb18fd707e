# SPDX-License-Identifier: EUPL-1.2
"""What single values of an OSCAL catalog say for a code: properties of ours, ids, days and amounts. Nothing is raised."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from adhere.codes.shape import FIELDS
from adhere.codes.wording import clipped
from adhere.exchange.oscal.catalog import NATIVE
from adhere.exchange.oscal.making import NS
from adhere.kernel.text import LANGUAGES, stamp

Record = dict[str, Any]


def others(kind: str, record: Record) -> Record:
    """Return what the properties of ours say under keys that OSCAL has no field for."""
    own, found = ours(record), Record()
    for key, form in FIELDS[kind].items():
        if key in own and key not in NATIVE[kind]:
            found[key] = _value(form.removesuffix("?"), key, own[key], record)
    return found


def _value(form: str, key: str, values: list[str], record: Record) -> Any:
    if form == "both":
        said = {str(one.get("class")): one["value"] for one in _own(record) if one["name"] == key}
        return {one: said.get(one) for one in LANGUAGES} | {"of": stamp(said.get("en", ""))}
    if form == "amount":
        return _amount(values[0])
    return list(values) if form.startswith("[") else values[0]


def tables(value: Any) -> list[Record]:
    """Return the tables in a list; nothing where it is none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _own(record: Record) -> list[Record]:
    """Return the properties in the namespace of ours that have a name and a value."""
    return [
        one
        for one in tables(record.get("props"))
        if one.get("ns") == NS and isinstance(one.get("name"), str) and isinstance(one.get("value"), str)
    ]


def ours(record: Record) -> dict[str, list[str]]:
    """Return the values of the properties of ours by name."""
    found: dict[str, list[str]] = {}
    for one in _own(record):
        found.setdefault(one["name"], []).append(one["value"])
    return found


def own_id(name: str) -> str:
    """Return an id as a code writes it; OSCAL puts an underscore before one that begins with a digit."""
    return name.removeprefix("_")


def document_id(metadata: Record) -> Any:
    """Return the first id that a document says it has."""
    return next((one.get("identifier") for one in tables(metadata.get("document-ids"))), None)


def day_of(value: Any) -> Any:
    """Return the day of a moment; what is no moment as it stands."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return clipped(str(value))


def _amount(value: str) -> Any:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite():
        return value
    return int(number) if number == number.to_integral_value() and abs(number) < 10**15 else float(number)


def filled(record: Record) -> Record:
    """Return a record without what is not there."""
    return {key: value for key, value in record.items() if value not in (None, [], {}) or key == "provisions"}
