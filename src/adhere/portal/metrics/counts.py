# SPDX-License-Identifier: EUPL-1.2
"""Counts of one process in a file that others read: a record of 128 bytes for each, a name of 120 and a number of eight.

Each worker holds a file of its own, so that none waits for another, and adding is one write into memory. What a worker counted
that ended goes on in the next one, so that counts never go down while the server runs, and there are no more files than there were
workers at once; the next start begins anew, as Prometheus expects of counters.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
import threading
from collections.abc import Iterator
from io import FileIO
from itertools import count
from pathlib import Path

RECORD, NAME = 128, 120
CAPACITY = 4096
"""Different counts of one process; further ones are left out and the last record says how many."""
_SIZE = RECORD * CAPACITY
_NUMBER = struct.Struct("d")
OVERFLOW = "overflow"


class Counts:
    """The counts of this process, in a file that is no other's while it lives; raise OSError where there can be none."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _held(folder) as file:
            self._memory = mmap.mmap(file.fileno(), _SIZE)  # it duplicates the descriptor, and so holds on
        self._numbers = memoryview(self._memory).cast("d")
        self._places = {name: at * RECORD for at, (name, _) in enumerate(_records(self._memory[:]))}
        self._lock = threading.Lock()

    def add(self, name: str, amount: float = 1.0) -> None:
        """Add to a count."""
        with self._lock:
            # one store into memory: packed into it, a number is nought for a moment, and stays so where the process is killed then
            self._numbers[(self._place(name) + NAME) // _NUMBER.size] += amount

    def _place(self, name: str) -> int:
        place = self._places.get(name)
        if place is None:
            if len(self._places) >= CAPACITY - 1 and name != OVERFLOW:
                return self._place(OVERFLOW)
            place = self._places[name] = len(self._places) * RECORD
            written = name.encode()[:NAME].ljust(NAME, b"\0")
            self._memory[place + 1 : place + RECORD] = written[1:] + _NUMBER.pack(0.0)
            self._memory[place] = written[0]  # last, as a record without it is none
        return place


def read_all(folder: Path) -> dict[str, float]:
    """Return the counts of every process together."""
    total: dict[str, float] = {}
    for path in sorted(folder.glob("*.counts")):
        try:
            content = path.read_bytes()
        except OSError:
            continue
        for name, number in _records(content):
            total[name] = total.get(name, 0.0) + number
    return total


def take_away(folder: Path) -> None:
    """Take away the counts that no process holds."""
    for path in folder.glob("*.counts"):
        with path.open("rb", buffering=0) as file:
            if _locked(file):
                path.unlink(missing_ok=True)


def _held(folder: Path) -> FileIO:
    """Return the first file that no process holds, and hold it; the system lets go of it when the process ends, however it does (flock(2))."""
    for number in count():
        file = (folder / f"{number}.counts").open("ab+", buffering=0)
        try:
            if _locked(file) and os.fstat(file.fileno()).st_nlink:  # it may have been taken away since
                _make_whole(file)
                return file
        except OSError:
            file.close()
            raise
        file.close()
    raise AssertionError  # of numbers there is no end


def _locked(file: FileIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _make_whole(file: FileIO) -> None:
    """Fill a file to its end, as a count that lands in a hole of it on a full disk ends the process (mmap(2), SIGBUS); begin anew what is damaged."""
    file.seek(0)
    content = file.read(_SIZE + 1)
    names = [name for name, _ in _records(content)]
    has_room = len(names) < CAPACITY or OVERFLOW in names
    if len(content) == _SIZE and len(set(names)) == len(names) and has_room:
        return
    file.truncate(0)
    written = 0
    try:
        while written < _SIZE:
            written += file.write(bytes(_SIZE - written))
    except OSError:
        file.truncate(0)  # what is left of the disk is not ours
        raise


def _records(content: bytes) -> Iterator[tuple[str, float]]:
    for place in range(0, len(content) - RECORD + 1, RECORD):
        if not content[place]:
            return
        name = content[place : place + NAME].rstrip(b"\0").decode(errors="replace")
        yield name, _NUMBER.unpack_from(content, place + NAME)[0]
