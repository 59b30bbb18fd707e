# SPDX-License-Identifier: EUPL-1.2
"""The head of an ``.eval`` archive of Inspect: one small JSON member, read without unpacking the samples.

ZIP as in APPNOTE 6.3.10 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT); stored and deflated members only.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import BinaryIO

HEADER, START = "header.json", "_journal/start.json"
HEADER_LIMIT = 16 * 1024 * 1024
DIRECTORY_LIMIT = 64 * 1024 * 1024
"""Bytes: a directory of some 500,000 samples."""
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_COMMENT_LIMIT = 65_535
_UNREADABLE = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError, struct.error, zlib.error,
    UnicodeError, OverflowError, MemoryError,
)  # fmt: skip


class ArchiveError(ValueError):
    """An archive that cannot be read; ``rule`` is the id of the rule it breaks."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


def header_of(file: BinaryIO, size: int) -> bytes:
    """Return the head of the log in an open archive of so many bytes; raise ArchiveError."""
    try:
        return _header(file, size)
    except ArchiveError:
        raise
    except _UNREADABLE as error:
        raise ArchiveError("ADH-DOC-007") from error


def _header(file: BinaryIO, size: int) -> bytes:
    if _directory_size(file, size) > DIRECTORY_LIMIT:
        raise ArchiveError("ADH-DOC-002", limit=DIRECTORY_LIMIT // 1024 // 1024)
    with zipfile.ZipFile(file) as archive:
        return _member(archive)


def _member(archive: zipfile.ZipFile) -> bytes:
    names = archive.NameToInfo
    member = names.get(HEADER)
    if member is None:
        if START in names:
            raise ArchiveError("ADH-DOC-005", status="started")
        raise ArchiveError("ADH-DOC-003")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ArchiveError("ADH-DOC-008", method=member.compress_type)
    with archive.open(member) as head:
        content = head.read(HEADER_LIMIT + 1)
    if len(content) > HEADER_LIMIT:
        raise ArchiveError("ADH-DOC-002", limit=HEADER_LIMIT // 1024 // 1024)
    return content


def _directory_size(file: BinaryIO, size: int) -> int:
    """Return the size of the directory before anything reads it whole; raise ValueError where there is none."""
    begin = max(0, size - _COMMENT_LIMIT - _END.size)
    file.seek(begin)
    tail = file.read(_COMMENT_LIMIT + _END.size)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise ValueError("no end of central directory")
    directory = int(_END.unpack_from(tail, at)[5])
    if directory < 0xFFFFFFFF:
        return directory
    file.seek(max(0, begin + at - _LOCATOR.size))
    mark, _, offset, _ = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if mark != b"PK\x06\x07" or offset > size:
        raise ValueError("no locator of the end")
    file.seek(offset)
    return int(_END64.unpack(file.read(_END64.size))[8])
