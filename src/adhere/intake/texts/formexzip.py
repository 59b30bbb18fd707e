# SPDX-License-Identifier: EUPL-1.2
"""A Formex publication in a zip file: its parts in order, read one by one within limits, nothing written to a disk.

A zip file may claim any size, so what comes out is counted while it is read (https://docs.python.org/3/library/zipfile.html#decompression-pitfalls).
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from adhere.law.texts.rules import Collected

PART_LIMIT = 32 * 1024 * 1024
TOTAL_LIMIT = 64 * 1024 * 1024
PARTS_LIMIT = 400
RATIO_LIMIT = 200
"""How many times its size in the file a part may have."""
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    RuntimeError,
)
"""What zipfile raises for a damaged, encrypted or unknown file."""
COVERS = re.compile(r"\.(toc|doc)(\.fmx)?\.xml$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One XML part; a cover says what the publication is and holds no law."""

    name: str
    content: bytes
    cover: bool


def parts_of(content: bytes, found: Collected) -> list[Part]:
    """Return the XML parts in the order of their names, which is that of the publication; what is wrong is a finding."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except FAULTS as error:
        found.add("ADH-LAW-011", detail=str(error))
        return []
    if len(members) > PARTS_LIMIT:
        found.add("ADH-LAW-041", count=len(members), limit=PARTS_LIMIT)
        return []
    parts: list[Part] = []
    room = TOTAL_LIMIT
    for member in sorted(members, key=lambda one: one.filename):
        if not member.filename.lower().endswith((".xml", ".fmx")):
            continue
        read = _read(archive, member, min(room, PART_LIMIT), found)
        if read is not None:
            room -= len(read)
            parts.append(Part(member.filename, read, bool(COVERS.search(member.filename))))
    return parts


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int, found: Collected) -> bytes | None:
    name = member.filename
    if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
        found.add("ADH-LAW-013", at=name[:80], name=name[:80])
        return None
    if member.flag_bits & 0x1:
        found.add("ADH-LAW-011", at=name[:80], detail="encrypted")
        return None
    most = min(limit, max(member.compress_size, 1) * RATIO_LIMIT)
    try:
        with archive.open(member) as stream:
            content = stream.read(most + 1)
    except FAULTS as error:
        found.add("ADH-LAW-011", at=name[:80], detail=str(error))
        return None
    if len(content) > most:
        found.add("ADH-LAW-012", at=name[:80], limit=most, name=name[:80])
        return None
    return content
