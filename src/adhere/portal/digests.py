# SPDX-License-Identifier: EUPL-1.2
"""A list of digests in order, as long as one likes, in which one is looked up by halves: nothing of it is held in memory.

The form is that of Pwned Passwords, ordered by hash (https://haveibeenpwned.com/Passwords): on each line the SHA-1 of a password in
hexadecimal, a colon and how often it was seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from typing import BinaryIO

_LINE = re.compile(rb"[0-9A-Fa-f]{40}(:[0-9]{1,15})?\r?\n?")
_LONGEST = 100
"""Bytes of a line that are read; one of this list has 60 at most."""
_LOOKED = 257
"""Places at which the order is looked at before a list is used."""


@dataclass(frozen=True, slots=True)
class DigestList:
    """A file with such a list."""

    path: Path

    def holds(self, password: str) -> bool:
        """Return whether the list holds a password; raise OSError where it cannot be read, ValueError where it is no list."""
        wanted = (
            sha1(password.encode("utf-8", "surrogatepass"), usedforsecurity=False)
            .hexdigest()
            .upper()
            .encode()
        )
        with self.path.open("rb") as file:
            low, high = 0, file.seek(0, 2)
            while low < high:  # a line that begins before ``low`` or at ``high`` or later is not the one
                middle = (low + high) // 2
                begin, digest, end = _line_at(file, middle)
                if digest == wanted:
                    return True
                if digest < wanted:
                    low = end
                else:
                    high = begin
        return False

    def fault(self) -> str:
        """Return the place of a line that is no digest, or that stands before a smaller one; nothing where none was seen among many."""
        with self.path.open("rb") as file:
            size, before = file.seek(0, 2), b""
            for number in range(_LOOKED):
                try:
                    begin, digest, _ = _line_at(file, number * (size - 1) // (_LOOKED - 1))
                except ValueError as error:
                    return str(error)
                if digest < before:
                    return f"byte {begin}"
                before = digest
        return ""


def _line_at(file: BinaryIO, place: int) -> tuple[int, bytes, int]:
    """Return where the line of a byte begins, its digest, and where the next begins."""
    start = max(0, place - _LONGEST)
    file.seek(start)
    begin = start + file.read(place - start).rfind(b"\n") + 1
    file.seek(begin)
    line = file.readline(_LONGEST)
    if not _LINE.fullmatch(line):
        raise ValueError(f"byte {begin}")
    return begin, line[:40].upper(), begin + len(line)
