# SPDX-License-Identifier: EUPL-1.2
"""Counts of one process in a file that others read: a record of 128 bytes for each, a name of 120 and a number of eight.

Each worker holds a file of its own, so that none waits for another, and adding is one write into memory. What a worker counted
that ended goes on in the next one, so that counts never go down while the server runs, and there are no more files than there were
workers at once; the next start begins anew, as Prometheus expects of counters.
"""

from __future__ import annotations

import fcntl
import mmap
import struct
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO

RECORD, NAME = 128, 120
CAPACITY = 4096
"""Different counts of one process; further ones are left out and the last record says how many."""
_SIZE = RECORD * CAPACITY
_NUMBER = struct.Struct("<d")
OVERFLOW = "overflow"


class Counts:
    """The counts of this process, in a file that is no other's while it lives; raise OSError where there can be none."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _held(folder) as file:
            self._memory = mmap.mmap(
                file.fileno(), _SIZE
            )  # which duplicates the descriptor, and so holds it on
        self._places = {name: at * RECORD for at, (name, _) in enumerate(_records(self._memory[:]))}
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
        try:
            content = path.read_bytes()
        except OSError:
            continue
        for name, number in _records(content):
            total[name] = total.get(name, 0.0) + number
    return total


def _held(folder: Path) -> BinaryIO:
    """Return the first file that no process holds, and hold it; the system lets go of it when the process ends, however it does (flock(2))."""
    for number in count():
        file = (folder / f"{number}.counts").open("ab+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            continue
        # to its end, as a count that lands in a hole of a file on a full disk ends the process (mmap(2), SIGBUS)
        file.write(bytes(_SIZE - file.seek(0, 2)))
        file.flush()
        return file
    raise AssertionError  # of numbers there is no end


def _records(content: bytes) -> Iterator[tuple[str, float]]:
    for place in range(0, len(content) - RECORD + 1, RECORD):
        name = content[place : place + NAME].rstrip(b"\0").decode(errors="replace")
        if not name:
            return
        yield name, _NUMBER.unpack_from(content, place + NAME)[0]
