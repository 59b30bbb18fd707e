# SPDX-License-Identifier: EUPL-1.2
"""A forward reader over a binary file: little-endian numbers, counted strings, skipping, and a digest of all it passed.

GGUF numbers and strings: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (``gguf_string_t``: u64, UTF-8).
"""

from __future__ import annotations

import hashlib
import struct
from typing import BinaryIO

from adhere.models.readers.refusal import refusal

WINDOW = 256 * 1024
PASSED_LIMIT = 256 * 1024 * 1024
"""Bytes: no header is longer; the largest vocabularies take some tens of megabytes."""
WALK_LIMIT = 8_000_000
"""Strings and lists passed one by one; about eight of the largest vocabularies with their merges."""
_U32, _U64 = struct.Struct("<I"), struct.Struct("<Q")


class Cursor:
    """A position in a file of known size that only moves forward; asking beyond the end raises Refusal."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._size = file, size
        self._window, self._at, self._base = b"", 0, 0
        self._hash, self._walked = hashlib.sha256(), 0

    @property
    def position(self) -> int:
        """Bytes passed so far."""
        return self._base + self._at

    def u32(self) -> int:
        """Return the next four bytes as a number."""
        return int(_U32.unpack(self.take(4))[0])

    def u64(self) -> int:
        """Return the next eight bytes as a number."""
        return int(_U64.unpack(self.take(8))[0])

    def take(self, count: int) -> bytes:
        """Return the next bytes."""
        self._require(count)
        if self._at + count > len(self._window):
            self._fill(count)
        start, self._at = self._at, self._at + count
        return self._window[start : self._at]

    def skip(self, count: int) -> None:
        """Pass over bytes; they go into the digest and are not kept."""
        self._require(count)
        while self._at + count > len(self._window):
            count -= len(self._window) - self._at
            self._at = len(self._window)
            self._fill(1)
        self._at += count

    def skip_strings(self, count: int) -> None:
        """Pass over so many counted strings without making objects of them."""
        self._require(8 * count)
        self.walk(count)
        unpack = _U64.unpack_from
        while count:
            window, at = self._window, self._at
            last = len(window) - 8
            while count and at <= last:
                at += 8 + unpack(window, at)[0]
                count -= 1
            self._at = min(at, len(window))
            self.skip(at - self._at)
            if count:
                self._require(8)
                self._fill(8)

    def walk(self, count: int) -> None:
        """Spend so many steps of the budget that keeps a hostile file from costing minutes."""
        self._walked += count
        if self._walked > WALK_LIMIT:
            raise refusal("ADH-MOD-053", f"byte {self.position}", found=self._walked, limit=WALK_LIMIT)

    def digest(self) -> bytes:
        """Return the SHA-256 of every byte passed."""
        finished = self._hash.copy()
        finished.update(self._window[: self._at])
        return finished.digest()

    def _require(self, count: int) -> None:
        if count > self._size - self.position:
            raise refusal(
                "ADH-MOD-057", f"byte {self.position}", needed=self.position + count, size=self._size
            )
        if self.position + count > PASSED_LIMIT:
            raise refusal(
                "ADH-MOD-053", f"byte {self.position}", found=self.position + count, limit=PASSED_LIMIT
            )

    def _fill(self, count: int) -> None:
        """Drop what was passed and read on, until ``count`` bytes lie ahead."""
        self._hash.update(self._window[: self._at])
        ahead, self._base = self._window[self._at :], self.position
        wanted = min(max(WINDOW, count), self._size - self._base) - len(ahead)
        self._window, self._at = ahead + self._file.read(wanted), 0
        if len(self._window) < count:  # the file is shorter than its directory entry said
            raise refusal(
                "ADH-MOD-057",
                f"byte {self._base}",
                needed=self._base + count,
                size=self._base + len(self._window),
            )
