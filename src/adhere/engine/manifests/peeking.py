# SPDX-License-Identifier: EUPL-1.2
"""What kind of file something is, by how it begins; a name alone is never believed.

Parquet (https://parquet.apache.org/docs/file-format/), gzip (RFC 1952), Zstandard (RFC 8878), WARC (ISO 28500), CDX
(http://iipc.github.io/warc-specifications/), CDXJ (https://specs.webrecorder.net/cdxj/0.1.0/), tar (POSIX ustar), CSV (RFC 4180).
"""

from __future__ import annotations

import os
import re
import zlib
from dataclasses import dataclass
from typing import BinaryIO, Literal

from adhere.engine.manifests.faults import LONGEST_ROW
from adhere.engine.manifests.locating import Located
from adhere.engine.manifests.streaming import BombError, BrokenError, Compression, expanded
from adhere.engine.payloads import GZIP, ZSTD

Format = Literal[
    "parquet", "jsonl", "csv", "cdx", "cdxj", "warc", "webdataset", "croissant", "card",
    "encrypted", "arc", "index", "nested", "json", "bomb", "broken", "empty", "unread", "unknown",
]  # fmt: skip
READ: tuple[Format, ...] = ("parquet", "jsonl", "csv", "cdx", "cdxj", "warc", "webdataset")
"""Formats with rows."""
OBJECTS = ("jsonl", "cdxj")
"""The formats whose rows are objects of JSON."""
PLACES, PIECE = 8, 16 * 1024
"""How many more places of a file are looked at, and how many octets in each."""
HEAD = 256 * 1024
"""Octets that are looked at, after expanding."""
UNREAD: dict[bytes, str] = {
    b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz", b"7z\xbc\xaf\x27\x1c": "7z", b"\x04\x22\x4d\x18": "lz4", b"PK\x03\x04": "zip",
    b"ARROW1": "Arrow", b"\xff\xff\xff\xff": "Arrow", b"ORC": "ORC", b"Obj\x01": "Avro", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16",
}  # fmt: skip
"""How files begin that may hold rows and are not read: none of them is left aside as something that merely lies there."""
_CDXJ = re.compile(rb"\S+ [0-9]{14} \{")
_CDX = re.compile(rb"\S+ [0-9]{14} \S+ \S+ \S+ \S+ \S+ \S+ \S+( \S+ \S+)?\r?\n?$")
_ZIPNUM = re.compile(rb"\S+( [0-9]{14})?\t\S+\t[0-9]+\t[0-9]+(\t[0-9]+)?\r?\n?$")
_LINES: tuple[tuple[Format, re.Pattern[bytes]], ...] = (
    ("cdx", re.compile(b" CDX ")), ("cdxj", _CDXJ), ("cdx", _CDX), ("index", _ZIPNUM),
)  # fmt: skip
_TABLES = (".csv", ".tsv", ".tab")
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peek:
    """The format of a file, how it is compressed, and how it begins once expanded."""

    format: Format
    kind: str = ""
    """What people call a format that is not read."""
    compression: Literal["none", "gzip", "zstd"] = "none"
    head: bytes = b""


def peek(located: Located) -> Peek:
    """Return what a file is; raise OSError where it cannot be opened."""
    with located.open() as file:
        start = file.read(4096)
        file.seek(0)
        if start.startswith(GZIP):
            return _compressed(file, "gzip", located)
        if start.startswith(ZSTD):
            return _compressed(file, "zstd", located)
        for mark, kind in UNREAD.items():
            if start.startswith(mark) and (kind != "zip" or _bare(located).endswith(".zip")):
                return Peek(format="unread", kind=kind)
        if start.startswith((b"PAR1", b"PARE")):
            return Peek(format=_parquet(file, start))
        head = start + file.read(HEAD)[len(start) :] if len(start) == 4096 else start
        head = _first_row(file, "none", head)
        found = _inner(head, _bare(located))
        if found in OBJECTS and (
            located.system is None or located.copy
        ):  # elsewhere each place would be a request
            head = _pieces(file, head, located.size)
    return Peek(format=found, head=head)


def _compressed(file: BinaryIO, kind: Literal["gzip", "zstd"], located: Located) -> Peek:
    try:
        head = _first_row(file, kind, next(iter(expanded(file, kind, most=HEAD)), b""))
    except BombError:
        return Peek(format="bomb", compression=kind)
    except (BrokenError, zlib.error, EOFError, ValueError):
        return Peek(format="broken", compression=kind)
    if head.startswith((GZIP, ZSTD)):
        return Peek(format="nested", compression=kind)
    return Peek(format=_inner(head, _bare(located)), compression=kind, head=head)


def _first_row(file: BinaryIO, kind: Compression, head: bytes) -> bytes:
    """Return more of lines of JSON whose first goes beyond the head, as one with a whole document in it can; its columns stand in it."""
    if b"\n" in head or not head.removeprefix(b"\xef\xbb\xbf").startswith(b"{"):
        return head
    file.seek(0)
    kept = []
    for chunk in expanded(file, kind, most=LONGEST_ROW):
        kept.append(chunk)
        if b"\n" in chunk:
            break
    return b"".join(kept)


def _pieces(file: BinaryIO, head: bytes, size: int) -> bytes:
    """Return the head of a file of lines with whole lines from places spread over the rest of it, its end among them."""
    kept = [head[: head.rfind(b"\n") + 1]]
    step = (size - len(head) - PIECE) // PLACES
    if not kept[0] or step < PIECE:
        return head
    for place in range(1, PLACES + 1):
        file.seek(len(head) + place * step, os.SEEK_SET)
        piece = file.read(PIECE)
        kept.append(piece[piece.find(b"\n") + 1 : piece.rfind(b"\n") + 1])
    return b"".join(kept)


def _parquet(file: BinaryIO, start: bytes) -> Format:
    """Tell a Parquet file from one that was cut off, or whose footer is encrypted."""
    if start.startswith(b"PARE"):
        return "encrypted"
    file.seek(0, 2)
    if file.tell() < 12:
        return "broken"
    file.seek(-4, 2)
    last = file.read(4)
    return "encrypted" if last == b"PARE" else "parquet" if last == b"PAR1" else "broken"


def _inner(head: bytes, name: str) -> Format:
    if not head.strip():
        return "empty"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"filedesc://"):
        return "arc"
    if head[257:262] == b"ustar":
        return "webdataset"
    if name == "readme.md":
        return "card"
    return _text(head.removeprefix(b"\xef\xbb\xbf"), name)


def _text(head: bytes, name: str) -> Format:
    lines = [line for line in head.splitlines(keepends=True)[:50] if line.strip()]
    first = next((line for line in lines if not line.startswith(b"!")), b"")
    if first.lstrip().startswith((b"{", b"[")):
        return _json(first, head)
    for kind, pattern in _LINES:
        if pattern.match(first):
            return kind
    if name.endswith(_TABLES) or _is_table(first, name):
        return "csv"
    return "jsonl" if name.endswith((".jsonl", ".ndjson")) else "unknown"


def _json(first: bytes, head: bytes) -> Format:
    if b'"@context"' in head and b"roissant" in head:
        return "croissant"
    return "json" if first.strip() == b"{" or first.lstrip().startswith(b"[") else "jsonl"


def _is_table(first: bytes, name: str) -> bool:
    """Whether a text without a known ending has a header that says so: a column called url."""
    if b"\0" in first or name.endswith((".txt", ".md", ".yaml", ".yml", ".py")):
        return False
    cells = re.split(rb"[,;\t|]", first.strip().lower())
    return any(cell.strip(b' "') in (b"url", b"uri") for cell in cells)


def _bare(located: Located) -> str:
    name = located.name.rpartition("/")[2].lower()
    for ending in (".gz", ".zst", ".zstd"):
        name = name.removesuffix(ending)
    return name
