# SPDX-License-Identifier: EUPL-1.2
"""Records of robots.txt in JSON Lines (https://jsonlines.org), one line at a time: no row takes more memory than it is long, and a broken one is told by its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from adhere.engine.audit.rules import Counted
from adhere.engine.manifests.streaming import Compression, expanded, lines

LARGEST_ROW = 64 * 1024 * 1024
_COMPRESSED: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd"}
_WHITE = b" \t\r"


def objects(file: Path, counted: Counted) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and the object of each line, its names in small letters; raise BombError, BrokenError or OSError where the file cannot be read."""
    with file.open("rb") as stream:
        chunks = expanded(stream, _COMPRESSED.get(file.suffix.lower(), "none"))
        for number, line, is_whole in lines(chunks, LARGEST_ROW):
            text = (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip(_WHITE)
            if not text:
                continue
            found = _object(text) if is_whole else None
            if found is None:
                counted.add("ADH-CON-168", f"#{number}: {text[:80].decode('utf-8', 'replace')}")
            else:
                yield number, found


def _object(text: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):  # ValueError: also of no UTF-8
        return None
    return {name.lower(): value for name, value in told.items()} if isinstance(told, dict) else None
