# SPDX-License-Identifier: EUPL-1.2
"""The shape of a document of ours: exactly these keys, each of its kind.

What is checked is the part a program relies on; a key nobody knows is refused, since nobody could say what it means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from adhere.ledger.canonical import printable
from adhere.ledger.rules import LedgerError

HEX = re.compile(r"[0-9a-f]{64}")
SALT = re.compile(r"[0-9a-f]{32}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
BASE64URL = re.compile(r"[A-Za-z0-9_-]+")
ORIGIN = re.compile(r"[a-z0-9./-]{1,200}")
TEXT = re.compile(r"[^\x00-\x1f\x7f]{1,1000}")

Kind = Any
"""A pattern for strings, a type, a list with the kind of its members, or a tuple of kinds of which one must fit."""


def shaped(value: Any, place: str, kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """Return an object with exactly these keys; raise LedgerError naming the part that is otherwise."""
    if not isinstance(value, dict):
        raise LedgerError("ADH-LOG-004", part=place)
    for name in [*kinds, *value]:
        if name not in kinds or name not in value or not _fits(value[name], kinds[name]):
            raise LedgerError("ADH-LOG-004", part=f"{place}.{printable(name)}".lstrip("."))
    return value


def _fits(value: Any, kind: Kind) -> bool:
    if kind is None:
        return value is None
    if isinstance(kind, tuple):
        return any(_fits(value, one) for one in kind)
    if isinstance(kind, list):
        return isinstance(value, list) and all(_fits(member, kind[0]) for member in value)
    if isinstance(kind, re.Pattern):
        return isinstance(value, str) and kind.fullmatch(value) is not None
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, kind)
