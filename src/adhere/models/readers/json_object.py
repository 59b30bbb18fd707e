# SPDX-License-Identifier: EUPL-1.2
"""Reading a small JSON file of strangers: within limits, every fault reported, nothing raised.

JSON as in RFC 8259; ``Infinity`` and ``NaN`` pass, as published configurations hold them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Source
from adhere.models.folder import Folder, TooLargeError, read_text_bytes
from adhere.models.readers.refusal import printable
from adhere.models.reading import Reading

LIMIT = 8 * 1024 * 1024
"""Bytes: the largest published configuration is a tokenizer configuration of about 1 MB."""
DEEPEST = 64
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonObject:
    """A file that holds one JSON object; ``contradicted`` are keys that stand in it twice with different values."""

    file: str
    value: Mapping[str, object]
    sha256: str
    contradicted: tuple[str, ...] = ()

    def source(self, *keys: str, method: str = "json-key") -> Source:
        """Return where these keys were read."""
        at = f"key {', '.join(keys)}" if keys else None
        return Source(file=self.file, at=at, method=method, sha256=self.sha256)


def read_object(folder: Folder, name: str, reading: Reading, limit: int = LIMIT) -> JsonObject | None:
    """Return the object in a file of the folder; None where it has none, which is reported."""
    content = _content(folder, name, reading, limit)
    if content is None:
        return None
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(_BOM):
        reading.report("ADH-MOD-101", Place(file=name, at="bytes 0-3"), file=name)
        content = content[len(_BOM) :]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        reading.report("ADH-MOD-100", Place(file=name, at=f"byte {error.start}"), file=name, byte=error.start)
        return None
    return _parsed(text, name, digest, reading)


def _content(folder: Folder, name: str, reading: Reading, limit: int) -> bytes | None:
    try:
        return read_text_bytes(folder, name, limit)
    except TooLargeError:
        reading.report("ADH-MOD-105", Place(file=name), file=name, limit=f"{limit // 1024 // 1024} MB")
    except OSError:
        reading.report("ADH-MOD-107", Place(file=name), file=name)
    return None


def _parsed(text: str, name: str, digest: str, reading: Reading) -> JsonObject | None:
    pairs = _Pairs()
    try:
        value = json.loads(text, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        place = Place(file=name, line=error.lineno)
        reading.report("ADH-MOD-102", place, file=name, line=error.lineno, column=error.colno)
        return None
    except (RecursionError, ValueError):  # ValueError: a number of more than 4,300 digits
        reading.report("ADH-MOD-106", Place(file=name), file=name)
        return None
    if _deeper(value, DEEPEST):
        reading.report("ADH-MOD-106", Place(file=name), file=name)
        return None
    if not isinstance(value, dict):
        reading.report("ADH-MOD-103", Place(file=name, line=1), file=name)
        return None
    for key in pairs.doubled:
        known = printable(key[:80])
        reading.report("ADH-MOD-104", Place(file=name, at=f"key {known}"), file=name, key=known)
    return JsonObject(file=name, value=value, sha256=digest, contradicted=tuple(pairs.contradicted))


class _Pairs:
    """Builds objects as they are parsed, and remembers keys that come twice; the last one counts, as everywhere."""

    def __init__(self) -> None:
        self.doubled: dict[str, None] = {}
        self.contradicted: dict[str, None] = {}

    def __call__(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        result = dict(pairs)
        if len(result) < len(pairs):
            seen: dict[str, object] = {}
            for key, value in pairs:
                if key in seen:
                    self.doubled[key] = None
                    if seen[key] != value:
                        self.contradicted[key] = None
                seen[key] = value
        return result


def _deeper(value: object, limit: int) -> bool:
    """Return whether values are nested deeper than so many levels, without recursion."""
    level = [value]
    for _ in range(limit):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True
