# SPDX-License-Identifier: EUPL-1.2
"""Git LFS pointers: the few lines of text that stand in a git copy where the weights should be.

Format: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md (version line first, keys sorted, under 1,024 bytes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from adhere.models.folder import Folder

POINTER_LIMIT = 1024
"""Bytes: the specification keeps every pointer below this."""
_START = b"version https://git-lfs"
_OID = r"(?am)^oid sha256:([0-9a-f]{64})$"
_SIZE = r"(?am)^size ([0-9]{1,18})$"


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a pointer says of the file it stands for: its size in bytes and its SHA-256; None where it does not say."""

    size: int | None
    sha256: str | None


def pointer_of(content: bytes) -> Pointer | None:
    """Return the pointer these bytes are, or None."""
    if len(content) > POINTER_LIMIT or not content.startswith(_START):
        return None
    text = content.decode("ascii", "replace").replace("\r\n", "\n")
    size, oid = re.search(_SIZE, text), re.search(_OID, text)
    return Pointer(size=int(size[1]) if size else None, sha256=oid[1] if oid else None)


def pointer_at(folder: Folder, name: str, size: int) -> Pointer | None:
    """Return the pointer that a file is, or None; a file of pointer size is read whole. Raises OSError."""
    if size > POINTER_LIMIT:
        return None
    with folder.open(name) as file:
        return pointer_of(file.read(POINTER_LIMIT + 1))
