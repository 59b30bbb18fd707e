# SPDX-License-Identifier: EUPL-1.2
"""Values out of files that strangers wrote: bounded numbers, names, days; what is none of these is None.

JSON as in RFC 8259; figures keep the digits they were written with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

NAME_LIMIT = 200
DIGITS_LIMIT = 60
LARGEST = 308
"""Power of ten: what a binary float, in which every harness computes, can hold."""
_LAST_SECOND = 253_402_300_799
"""31 December 9999, in seconds since 1970."""


def parsed(content: bytes) -> Any:
    """Return a JSON document; raise ValueError with a line where it is none (``RecursionError`` where it is too deep)."""
    return json.loads(content.decode("utf-8-sig"), parse_float=_figure, parse_int=_figure)


def _figure(text: str) -> Decimal | None:
    if len(text) > DIGITS_LIMIT:
        return None
    try:
        figure = Decimal(text)
    except InvalidOperation:
        return None
    return figure if figure.is_finite() and (not figure or abs(figure.adjusted()) <= LARGEST) else None


def number(value: object) -> Decimal | None:
    """Return a figure; ``NaN``, which harnesses write for no result, is none."""
    return value if isinstance(value, Decimal) else None


def whole(value: object) -> int | None:
    """Return a count."""
    figure = number(value)
    if figure is None or figure < 0 or figure.adjusted() > 15 or figure != figure.to_integral_value():
        return None
    return int(figure)


def name(value: object) -> str | None:
    """Return a name as it can be shown: one line, not too long, no control characters."""
    if not isinstance(value, str) or not value.strip():
        return None
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in value.strip())
    return shown if len(shown) <= NAME_LIMIT else f"{shown[: NAME_LIMIT - 1]}…"


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object, empty where there is none."""
    return value if isinstance(value, dict) else {}


def day(value: object) -> date | None:
    """Return the day of a time as harnesses write it: ISO 8601, or seconds since 1970 (POSIX)."""
    seconds = number(value)
    if seconds is not None and 0 < seconds <= _LAST_SECOND:
        return datetime.fromtimestamp(float(seconds), tz=UTC).date()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return None
