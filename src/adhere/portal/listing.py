# SPDX-License-Identifier: EUPL-1.2
"""Long lists, page by page: each page begins behind the last row of the one before, so that the thousandth costs what the first does.

A cursor is signed, so that no value but one this portal wrote for that order reaches the database.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

SIZE = 50
CURSOR_LIMIT = 2000
_SIGN = 16
"""Bytes of the signature a cursor begins with."""
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """One page of a list, and the cursor of the next where there is one; ``misread`` where the one given is of no use."""

    rows: list[Row]
    following: str | None
    misread: bool = False


def listed(rows: QuerySet[Row], order: Sequence[str], cursor: str = "", size: int = SIZE) -> Listed[Row]:
    """Return the page behind a cursor; ``order`` names fields, a minus for descending, the last one unique. A cursor of no use is none.

    Fields of the order must never be null, and an index over them makes every page cost the same.
    """
    found = rows.order_by(*order)
    after = _read(cursor, order)
    if after is not None:
        found = found.filter(_behind(order, after))
    page = list(found[: size + 1])
    following = _written(page[size - 1], order) if len(page) > size else None
    return Listed(page[:size], following, misread=bool(cursor) and after is None)


def _behind(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the condition that a row stands behind some values: a >= x and ((a > x) or (a = x and b > y)).

    The first part follows from the second; a database only begins in an index where it is said.
    """
    behind, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        field = name.removeprefix("-")
        behind |= equal & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{field: value})
    first = order[0].removeprefix("-")
    return Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]}) & behind


def _written(row: Model, order: Sequence[str]) -> str:
    values = []
    for name in order:
        value: Any = row
        for part in name.removeprefix("-").split("__"):
            value = getattr(value, part)
        values.append(value if isinstance(value, int | str) else str(value))
    content = json.dumps(values).encode()
    return urlsafe_b64encode(_sign(content, order) + content).decode().rstrip("=")


def _read(cursor: str, order: Sequence[str]) -> list[Any] | None:
    if not cursor or len(cursor) > CURSOR_LIMIT:
        return None
    try:
        told = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError:
        return None
    sign, content = told[:_SIGN], told[_SIGN:]
    if not constant_time_compare(sign, _sign(content, order)):
        return None
    values: list[Any] = json.loads(content)
    return values


def _sign(content: bytes, order: Sequence[str]) -> bytes:
    return salted_hmac(f"listing {','.join(order)}", content, algorithm="sha256").digest()[:_SIGN]
