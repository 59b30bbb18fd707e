# SPDX-License-Identifier: EUPL-1.2
"""The members of a tar by name and size, never unpacked: POSIX ustar and pax (IEEE 1003.1), and the long names of GNU tar.

https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from adhere.engine.manifests.streaming import BrokenError, Taken

BLOCK = 512
LONGEST_HEADER = 1024 * 1024
"""Octets of an extended header; real ones have a name in them."""
KEPT = 64 * 1024
"""Octets of a member that are kept to look at."""
_PLAIN = (b"0", b"\0", b"7")


class Entry(NamedTuple):
    """One member: its path, its size, whether it is a plain file at a path below the archive, and how it begins where that was asked."""

    path: str
    size: int
    plain: bool
    folder: bool
    head: bytes


def entries(chunks: Iterator[bytes], ending: str) -> Iterator[Entry]:
    """Yield the members of an archive; of those whose path ends so the beginning is kept. Raise BrokenError where it is damaged."""
    stream, said = Taken(chunks), dict[str, str]()
    while True:
        header = stream.take(BLOCK)
        if not header.strip(b"\0"):
            return  # the end is told by blocks of nought, and forgotten by some
        if len(header) < BLOCK or not _is_sound(header):
            raise BrokenError("header")
        size, kind = _number(said.get("size", "").encode() or header[124:136]), header[156:157]
        if kind in (b"x", b"g", b"L", b"K"):
            content = _extended(stream, size)
            if kind != b"g":
                said |= _said(kind, content)
            continue
        path = said.get("path") or _path(header)
        head = stream.take(min(size, KEPT)) if path.endswith(ending) else b""
        stream.pass_over(_padded(size) - len(head))
        plain = kind in _PLAIN and _is_below(path) and not any(name.startswith("GNU.sparse") for name in said)
        yield Entry(path, size, plain, kind == b"5", head)
        said = {}


def _is_sound(header: bytes) -> bool:
    """Whether the sum of a header is what it says: octets, those of the sum itself taken as spaces."""
    said = _octal(header[148:156])
    total = sum(header) - sum(header[148:156]) + 8 * 32
    return said == total


def _extended(stream: Taken, size: int) -> bytes:
    if size > LONGEST_HEADER:
        raise BrokenError("extended header")
    content = stream.take(_padded(size))
    if len(content) < size:
        raise BrokenError("cut off")
    return content[:size]


def _said(kind: bytes, content: bytes) -> dict[str, str]:
    if kind == b"L":
        return {"path": content.rstrip(b"\0").decode("utf-8", errors="replace")}
    if kind == b"K":
        return {}
    found, place = {}, 0
    while (space := content.find(b" ", place)) > place:
        length = _decimal(content[place:space])
        if length <= space - place:
            break
        name, _, value = content[space + 1 : place + length - 1].partition(b"=")
        found[name.decode("utf-8", errors="replace")] = value.decode("utf-8", errors="replace")
        place += length
    return found


def _path(header: bytes) -> str:
    name, prefix = (header[start:end].partition(b"\0")[0] for start, end in ((0, 100), (345, 500)))
    joined = prefix + b"/" + name if prefix and header[257:263] == b"ustar\0" else name
    return joined.decode("utf-8", errors="replace")


def _number(field: bytes) -> int:
    """Return a size: octal digits, or GNU's base 256, or the decimal digits of an extended header."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    size = _octal(field) if len(field) == 12 else _decimal(field)
    if size < 0:
        raise BrokenError("size")
    return size


def _octal(field: bytes) -> int:
    digits = field.strip(b" \0")
    return int(digits, 8) if digits and not digits.strip(b"01234567") else 0 if not digits else -1


def _decimal(field: bytes) -> int:
    return int(field) if field.isdigit() and len(field) < 20 else -1


def _padded(size: int) -> int:
    return -(-size // BLOCK) * BLOCK


def _is_below(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return not path.startswith(("/", "\\")) and ".." not in parts and "\0" not in path and ":" not in parts[0]
