# SPDX-License-Identifier: EUPL-1.2
"""Reading bytes bit by bit: compressed ones expanded within a ratio, lines within a length, so that no file costs more than it is worth.

gzip: RFC 1952, several members one after another, as WARC and ZipNum write them. Zstandard: RFC 8878, several frames.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

CHUNK = 1024 * 1024
RATIO = 300
"""How many times larger a file may become; manifests become 5 to 30 times larger, and gzip at most 1032."""
ALLOWED = 64 * 1024 * 1024
"""Octets that a file may become whatever its ratio."""
Compression = Literal["none", "gzip", "zstd"]


class BombError(Exception):
    """A file expands beyond the ratio."""


class BrokenError(Exception):
    """A compressed file is damaged or cut off."""


def expanded(
    file: BinaryIO, compression: Compression, *, most: int | None = None, between: bytes = b""
) -> Iterator[bytes]:
    """Yield the bytes of a file, expanded; ``most`` is how many of the first are wanted, ``between`` what parts members of gzip."""
    given = 0
    if compression == "none":
        chunks = _plain(file, most)
    else:
        chunks = _gunzipped(file, most, between) if compression == "gzip" else _unzstd(file, most)
    for chunk in chunks:
        given += len(chunk)
        yield chunk
        if most is not None and given >= most:
            return


def _plain(file: BinaryIO, most: int | None) -> Iterator[bytes]:
    while chunk := file.read(min(CHUNK, most or CHUNK)):
        yield chunk


def _gunzipped(file: BinaryIO, most: int | None, between: bytes) -> Iterator[bytes]:
    member, begun, waiting = zlib.decompressobj(wbits=31), False, b""
    taken = made = 0
    while waiting := waiting or file.read(65_536 if most else CHUNK):
        taken = file.tell() - len(waiting)
        try:
            chunk = member.decompress(waiting, CHUNK)
        except zlib.error as error:
            raise BrokenError(str(error)) from error
        begun, waiting = True, member.unconsumed_tail
        if member.eof:  # tapes pad with nought
            begun, waiting = False, member.unused_data.lstrip(b"\0")
            member = zlib.decompressobj(wbits=31)
            chunk += between
        made += len(chunk)
        _bounded(made, taken)
        if chunk:
            yield chunk
    if begun:
        yield member.flush()
        if not member.eof:
            raise BrokenError("cut off")


def _unzstd(file: BinaryIO, most: int | None) -> Iterator[bytes]:
    from fastwarc.stream_io import ZstdReader  # noqa: PLC0415 - only Zstandard needs it

    reader = ZstdReader(file)
    made = 0
    while True:
        try:
            chunk = reader.read(most or CHUNK)
        except Exception as error:
            raise BrokenError(str(error)) from error
        if not chunk:
            return
        made += len(chunk)
        _bounded(made, max(file.tell(), 1))
        yield bytes(chunk)


def _bounded(made: int, taken: int) -> None:
    if made > ALLOWED and made > RATIO * taken:
        raise BombError


class Taken:
    """A stream of chunks from which so many octets are taken, or passed over."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._held, self._at = iter(chunks), b"", 0

    def take(self, count: int) -> bytes:
        """Return so many octets, fewer only at the end."""
        parts = []
        while count and (piece := self._piece(count)):
            parts.append(piece)
            count -= len(piece)
        return b"".join(parts)

    def pass_over(self, count: int) -> None:
        """Pass over so many octets; raise BrokenError where there are fewer."""
        while count:
            piece = self._piece(count)
            if not piece:
                raise BrokenError("cut off")
            count -= len(piece)

    def skip(self, octets: bytes) -> None:
        """Pass over octets that are one of some."""
        while piece := self._piece(4096):
            rest = piece.lstrip(octets)
            if rest:
                self._at -= len(rest)
                return

    def head(self, longest: int, end: bytes) -> bytes:
        """Return what comes before an end, and pass over both; raise BrokenError where it is longer. Nothing at the end of the stream."""
        kept = b""
        while True:
            piece = self._piece(4096)
            if not piece:
                if kept.strip(b"\r\n\0"):
                    raise BrokenError("cut off")
                return b""
            kept += piece
            found = kept.find(end, max(len(kept) - len(piece) - len(end) + 1, 0))
            if found >= 0:
                self._held, self._at = kept[found + len(end) :] + self._held[self._at :], 0
                return kept[:found]
            if len(kept) > longest:
                raise BrokenError("header")

    def _piece(self, most: int) -> bytes:
        if self._at >= len(self._held):
            self._held, self._at = next(self._chunks, b""), 0
        piece = self._held[self._at : self._at + most]
        self._at += len(piece)
        return piece


def lines(chunks: Iterator[bytes], longest: int) -> Iterator[tuple[int, bytes, bool]]:
    """Yield each line with its number from 1 and whether it is whole; of one that is too long only the beginning is kept."""
    kept: list[bytes] = []
    number, held, dropped = 1, 0, False
    for chunk in chunks:
        start = 0
        while (end := chunk.find(b"\n", start)) >= 0:
            piece = chunk[start:end]
            if held + len(piece) <= longest:
                yield number, b"".join((*kept, piece)) if kept else piece, not dropped
            else:
                yield number, b"".join(kept)[:longest] or piece[:longest], False
            number, kept, held, dropped, start = number + 1, [], 0, False, end + 1
        rest = chunk[start:]
        if held + len(rest) <= longest:
            kept.append(rest)
            held += len(rest)
        elif not dropped:
            kept.append(rest[:1024])
            held, dropped = longest + 1, True
    if held:
        yield number, b"".join(kept)[:longest], not dropped
