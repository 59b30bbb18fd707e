# SPDX-License-Identifier: EUPL-1.2
"""The payload of an answer as its reader would see it: chunks joined and compression taken off, within limits, from its beginning or as far as it goes.

RFC 9112, section 7.1 (chunks), RFC 9110, section 8.4 (codings). Archives keep payloads as they were sent, or as they were read with the fields left
as they were, so a coding that the bytes plainly do not have is not taken off.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

MOST_CODINGS = 3
"""One behind another; an honest answer has one."""
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_TEXT = re.compile(rb"(?:\xef\xbb\xbf)?[\t\n\r -~]+$")
SEEN = 19
"""Octets by which text is told from what is compressed: so many in a row are all of ASCII there once in some ten million."""
STEP = 65_536
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
"""How what these made begins."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Bytes of a payload: ``whole`` where these are all of it, ``fault`` the coding that could not be taken off."""

    body: bytes
    whole: bool = True
    fault: str | None = None


class _UndecodableError(ValueError):
    """Bytes that do not have the coding they were said to have, or one that is not known here."""


def fields_of(lines: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the fields of a header by name in small letters, those of one name with a comma between (RFC 9110, section 5.2)."""
    found: dict[str, list[str]] = {}
    for name, value in lines:
        found.setdefault(name.lower(), []).append(value)
    return {name: ",".join(values) for name, values in found.items()}


def opened(fields: Mapping[str, str], sent: bytes, limit: int, *, whole: bool = True) -> Opened:
    """Return the first octets of a payload, at most ``limit``; ``sent`` are its first ones as they were sent, all of them where ``whole``.

    ``fields`` are those of its header by name in small letters, several of one name with commas between.
    """
    body, complete = sent, whole
    codings = [
        coding
        for name in ("content-encoding", "transfer-encoding")
        for coding in fields.get(name, "").lower().replace(" ", "").split(",")
        if coding not in {"", "identity"}
    ]
    for number, coding in enumerate(reversed(codings)):
        too_short = not complete and len(body) < SEEN  # to tell text from the beginning of what is packed
        if number >= MOST_CODINGS or coding not in _CODINGS or too_short:
            return Opened(b"", whole=False, fault=coding[:40])
        try:
            body, ended = _CODINGS[coding](body, limit)
        except _UndecodableError:
            return Opened(b"", whole=False, fault=coding)
        complete = complete and ended
    return Opened(body[:limit], whole=complete and len(body) <= limit)


def _joined(body: bytes, limit: int) -> tuple[bytes, bool]:
    """Chunks one behind another, and whether their end was met; a payload that does not begin with the length of one was joined before."""
    if not _CHUNK.match(body):
        return body, True
    parts: list[bytes] = []
    at = made = 0
    while made <= limit and (match := _CHUNK.match(body, at)):
        size = int(match[1], 16)
        if not size:
            return b"".join(parts), True
        part = body[match.end() : match.end() + size]
        parts.append(part)
        made += len(part)
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts), False


def _gunzipped(body: bytes, limit: int) -> tuple[bytes, bool]:
    if not body.startswith(GZIP):
        return _as_it_is(body)
    parts: list[bytes] = []
    made = 0
    while body and made <= limit:
        member = zlib.decompressobj(wbits=31)
        part, ended = _expanded(member, body, limit + 1 - made)
        parts.append(part)
        made += len(part)
        if not ended:
            return b"".join(parts), False
        body = member.unused_data.lstrip(b"\0")
        if not body.startswith(GZIP):
            return b"".join(parts), True
    return b"".join(parts), not body


def _inflated(body: bytes, limit: int) -> tuple[bytes, bool]:
    """Deflate within zlib as RFC 9110 has it, or bare as some servers send it."""
    if _is_text(body):
        return body, True
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        with suppress(_UndecodableError):
            return _expanded(zlib.decompressobj(wbits=bits), body, limit + 1)
    return _as_it_is(body)


def _expanded(member: zlib._Decompress, body: bytes, most: int) -> tuple[bytes, bool]:
    try:
        return member.decompress(body, most), member.eof
    except zlib.error as error:
        raise _UndecodableError from error


def _unbrotli(body: bytes, limit: int) -> tuple[bytes, bool]:
    from fastwarc.stream_io import BrotliReader  # noqa: PLC0415 - an extra

    return _read(BrotliReader, body, limit)


def _unzstd(body: bytes, limit: int) -> tuple[bytes, bool]:
    from fastwarc.stream_io import ZstdReader  # noqa: PLC0415 - an extra

    return _read(ZstdReader, body, limit)


def _read(reader_of: Callable[[BytesIO], Any], body: bytes, limit: int) -> tuple[bytes, bool]:
    """What a reader gives, some at a time, until it ends or breaks off."""
    made = bytearray()
    ended = False
    try:
        reader = reader_of(BytesIO(body))
        while len(made) <= limit and not ended:
            part = bytes(reader.read(min(STEP, limit + 1 - len(made))))
            made += part
            ended = not part
    except OSError:
        return (bytes(made), False) if made else _as_it_is(body)
    return bytes(made), ended


def _as_it_is(body: bytes) -> tuple[bytes, bool]:
    """What is plain text was decoded before it was kept."""
    if body and not _is_text(body):
        raise _UndecodableError
    return body, True


def _is_text(body: bytes) -> bool:
    return _TEXT.match(body[:SEEN].ljust(SEEN)) is not None


_CODINGS: Mapping[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "chunked": _joined,
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _inflated,
    "br": _unbrotli,
    "zstd": _unzstd,
}
