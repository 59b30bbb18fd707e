# SPDX-License-Identifier: EUPL-1.2
"""The cache beside the log: hashes of complete subtrees and where each line ends, so that proofs need no whole log.

Stored in the order they are completed, as in Go's checksum database (https://pkg.go.dev/golang.org/x/mod/sumdb/tlog). It can
always be computed from the log; nothing that is verified rests on it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from adhere.ledger.merkle import HASH_SIZE, Subtrees, appended

OFFSET_SIZE = 8


def stored_count(size: int) -> int:
    """Return how many hashes a tree of a size has stored: one for each complete subtree."""
    return 2 * size - size.bit_count()


def stored_index(level: int, index: int) -> int:
    """Return the place of a subtree among the stored hashes: behind its last leaf's, by level."""
    last = ((index + 1) << level) - 1
    return stored_count(last) + level


class Cache:
    """The two files of a log, or two in memory where the disk cannot be written."""

    def __init__(self, hashes: BinaryIO, offsets: BinaryIO) -> None:
        self._hashes, self._offsets = hashes, offsets

    def close(self) -> None:
        """Close both files."""
        self._hashes.close()
        self._offsets.close()

    @property
    def size(self) -> int:
        """Number of entries both files are complete for."""
        stored, ends = (file.seek(0, SEEK_END) for file in (self._hashes, self._offsets))
        sizes = range(ends // OFFSET_SIZE + 1)
        return bisect_right(sizes, stored, key=lambda size: stored_count(size) * HASH_SIZE) - 1

    def subtree(self, level: int, index: int) -> bytes:
        """Return the stored hash of a complete subtree."""
        self._hashes.seek(stored_index(level, index) * HASH_SIZE)
        return self._hashes.read(HASH_SIZE)

    def end(self, size: int) -> int:
        """Return where the lines of the first entries end, in bytes."""
        if not size:
            return 0
        self._offsets.seek((size - 1) * OFFSET_SIZE)
        return int.from_bytes(self._offsets.read(OFFSET_SIZE))

    def extend(self, size: int, leaves: Iterable[tuple[bytes, int]]) -> None:
        """Put entries behind the first ``size``, each as the hash of its leaf and the length of its line."""
        batch = Growing(self, size)
        end, ends = self.end(size), bytearray()
        for leaf, length in leaves:
            batch.append(leaf)
            end += length
            ends += end.to_bytes(OFFSET_SIZE)
        try:
            self._replace(size, batch.content, ends)
        except OSError:  # a full disk: what can be computed again is no reason to stop
            self._move_to_memory(size)
            self._replace(size, batch.content, ends)

    def _replace(self, size: int, hashes: bytes | bytearray, ends: bytes | bytearray) -> None:
        _replace_from(self._hashes, stored_count(size) * HASH_SIZE, hashes)
        _replace_from(self._offsets, size * OFFSET_SIZE, ends)

    def _move_to_memory(self, size: int) -> None:
        kept = []
        for file, length in (
            (self._hashes, stored_count(size) * HASH_SIZE),
            (self._offsets, size * OFFSET_SIZE),
        ):
            file.seek(0)
            kept.append(BytesIO(file.read(length)))
            file.close()
        self._hashes, self._offsets = kept


class Growing:
    """A tree of which the first leaves stand elsewhere and the new ones here."""

    def __init__(self, below: Subtrees, size: int) -> None:
        self._below = below
        self._first = stored_count(size)
        self.content = bytearray()
        self.size = size

    def append(self, leaf: bytes) -> None:
        """Add the hash of a leaf and of every subtree it completes."""
        self.content += b"".join(appended(self, self.size, leaf))
        self.size += 1

    def subtree(self, level: int, index: int) -> bytes:
        """Return the hash of a complete subtree, old or new."""
        place = stored_index(level, index) - self._first
        if place < 0:
            return self._below.subtree(level, index)
        return bytes(self.content[place * HASH_SIZE : (place + 1) * HASH_SIZE])


def opened(hashes: Path, offsets: Path) -> Cache:
    """Return the cache of a log; in memory where its files cannot be opened for writing."""
    files: list[BinaryIO] = []
    try:
        for path in (hashes, offsets):
            path.touch()
            files.append(cast("BinaryIO", path.open("r+b", buffering=0)))
    except OSError:
        for file in files:
            file.close()
        return Cache(BytesIO(), BytesIO())
    return Cache(*files)


def _replace_from(file: BinaryIO, offset: int, content: bytes | bytearray) -> None:
    file.truncate(offset)
    file.seek(offset)
    view = memoryview(content)
    while view:
        view = view[file.write(view) :]
