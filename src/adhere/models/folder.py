# SPDX-License-Identifier: EUPL-1.2
"""The port through which readers see a model folder: names, sizes and open files, no file system.

``intake.folder`` implements it on a disk; tests implement it in memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

TEXT_LIMIT = 64 * 1024 * 1024
"""Bytes: no configuration, card or licence is longer; a longer one is reported and not read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One regular file: its path relative to the folder with ``/``, and its size in bytes."""

    name: str
    size: int


class Folder(Protocol):
    """A model folder as readers see it."""

    def entries(self) -> Mapping[str, Entry]:
        """Return the regular files by name; links that leave the folder or loop are not among them."""

    def open(self, name: str) -> BinaryIO:
        """Open one of the entries for reading bytes; the caller closes it."""


class TooLargeError(Exception):
    """A text file that is larger than any real one."""


def read_text_bytes(folder: Folder, name: str, limit: int = TEXT_LIMIT) -> bytes:
    """Return the bytes of a small file; raise TooLargeError above the limit, whatever its size claims to be."""
    with folder.open(name) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise TooLargeError(name)
    return content
