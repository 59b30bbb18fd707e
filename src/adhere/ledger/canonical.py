# SPDX-License-Identifier: EUPL-1.2
"""Canonical JSON: one way to write a document, so that every byte of it counts.

RFC 8785 (JSON Canonicalization Scheme), without fractions: figures travel as decimal strings. A file is one line of it.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

import rfc8785

from adhere.ledger.rules import LedgerError, word

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes: a record of 45 rows with ten thousand evidence files takes about 3 MB."""
DEPTH_LIMIT = 32


def canonical(value: Any) -> bytes:
    """Return the canonical bytes of a JSON value; raise ValueError for fractions and what JSON cannot hold."""
    if _deeper(value, DEPTH_LIMIT):
        raise ValueError(f"deeper than {DEPTH_LIMIT} levels")
    return rfc8785.dumps(value)


def line(value: Any) -> bytes:
    """Return the canonical bytes of a JSON value as a file or a line of one: with a line feed behind."""
    return canonical(value) + b"\n"


def parse(content: bytes) -> Any:
    """Return the value of JSON from outside; raise LedgerError for what can be read in two ways or is too much."""
    if len(content) > SIZE_LIMIT:
        _refuse("too-large", limit=SIZE_LIMIT // 1024 // 1024)
    try:
        value = json.loads(
            content.decode(), object_pairs_hook=_once, parse_float=_no_fraction, parse_constant=_no_fraction
        )
    except UnicodeDecodeError as error:
        _refuse("not-utf8", byte=error.start)
    except json.JSONDecodeError as error:
        _refuse("not-json", column=error.pos + 1)
    except RecursionError:
        _refuse("too-deep", limit=DEPTH_LIMIT)
    except ValueError:  # a number of more than 4,300 digits
        _refuse("number")
    if _deeper(value, DEPTH_LIMIT):
        _refuse("too-deep", limit=DEPTH_LIMIT)
    return value


def parse_exactly(content: bytes) -> Any:
    """Return the value of canonical JSON; raise LedgerError where the same value is written another way."""
    value = parse(content)
    try:
        same = rfc8785.dumps(value) == content
    except ValueError:  # half a surrogate pair, or an integer above 2^53 - 1
        _refuse("number")
    if not same:
        raise LedgerError("ADH-LOG-002")
    return value


def parse_line(content: bytes, known: str) -> dict[str, Any]:
    """Return the object of a file of one line in a known format; raise LedgerError."""
    value = parse(content)
    named = value.get("format") if isinstance(value, dict) else None
    if named != known:
        raise LedgerError("ADH-LOG-003", format=printable(named), known=known)
    if not content.endswith(b"\n"):
        raise LedgerError("ADH-LOG-002")
    exact: dict[str, Any] = parse_exactly(content[:-1])
    return exact


def printable(value: Any) -> str:
    """Return what stood somewhere, short enough and safe to show."""
    text = value if isinstance(value, str) else "-" if value is None else type(value).__name__
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[:80])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        names = [name for name, _ in pairs]
        _refuse("twice", key=printable(next(name for name in names if names.count(name) > 1)))
    return value


def _no_fraction(_: str) -> NoReturn:
    _refuse("number")


def _refuse(reason: str, **values: object) -> NoReturn:
    raise LedgerError("ADH-LOG-001", reason=word(reason, **values))


def _deeper(value: Any, room: int) -> bool:
    """Return whether a value nests deeper; a fraction in it raises ValueError."""
    if isinstance(value, float):
        raise ValueError("canonical documents hold no fractions")  # noqa: TRY004 - as every value JSON cannot hold
    if not isinstance(value, (dict, list, tuple)):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return room == 0 or any(_deeper(one, room - 1) for one in inner)
