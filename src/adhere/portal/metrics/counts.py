# SPDX-License-Identifier: EUPL-1.2
"""Counts of one process in a file that others read: a record of 128 bytes for each, a name of 120 and a number of eight.

Each worker has a file of its own, so that none waits for another, and adding is one write into memory. Files of workers that
ended stay, so that counts never go down while the server runs; the next start begins anew, as Prometheus expects of counters.
"""

from __future__ import annotations

import mmap
import os
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

RECORD, NAME = 128, 120
CAPACITY = 4096
"""Different counts of one process; further ones are left out and the last record says how many."""
_NUMBER = struct.Struct("<d")
OVERFLOW = "overflow"


class Counts:
    """The counts of this process."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{os.getpid()}.counts"
        with path.open("wb+") as file:
            file.truncate(RECORD * CAPACITY)
            self._memory = mmap.mmap(file.fileno(), RECORD * CAPACITY)
        self._places: dict[str, int] = {}
        self._lock = threading.Lock()

    def add(self, name: str, amount: float = 1.0) -> None:
        """Add to a count."""
        with self._lock:
            place = self._place(name)
            (now,) = _NUMBER.unpack_from(self._memory, place + NAME)
            _NUMBER.pack_into(self._memory, place + NAME, now + amount)

    def _place(self, name: str) -> int:
        place = self._places.get(name)
        if place is None:
            if len(self._places) >= CAPACITY - 1 and name != OVERFLOW:
                return self._place(OVERFLOW)
            place = self._places[name] = len(self._places) * RECORD
            written = name.encode()[:NAME]
            self._memory[place : place + len(written)] = written
        return place


def read_all(folder: Path) -> dict[str, float]:
    """Return the counts of every process together."""
    total: dict[str, float] = {}
    for path in sorted(folder.glob("*.counts")) if folder.exists() else ():
        for name, number in _records(path):
            total[name] = total.get(name, 0.0) + number
    return total


def _records(path: Path) -> Iterator[tuple[str, float]]:
    try:
        content = path.read_bytes()
    except OSError:
        return
    for place in range(0, len(content) - RECORD + 1, RECORD):
        name = content[place : place + NAME].rstrip(b"\0").decode(errors="replace")
        if not name:
            return
        yield name, _NUMBER.unpack_from(content, place + NAME)[0]
