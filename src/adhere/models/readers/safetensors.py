# SPDX-License-Identifier: EUPL-1.2
"""Headers of safetensors files, read with hard limits and never beyond the header.

Format: https://github.com/huggingface/safetensors#format: 8 bytes little-endian length, that much JSON, then data.
"""

from __future__ import annotations

import hashlib
from typing import BinaryIO

from adhere.models.readers.careful import careful, no_json
from adhere.models.readers.columns import Columns, quick
from adhere.models.readers.header import TENSORS_LIMIT, Header
from adhere.models.readers.refusal import refusal

HEADER_LIMIT = 100_000_000
"""Bytes of JSON: the limit of the reference implementation."""
_PER_TENSOR = {b"{": 1, b"[": 2, b",": 9}
"""Signs that take memory when parsed, and how many of them a tensor's entry holds at most, with room to spare."""


def read_header(file: BinaryIO, size: int) -> Header:
    """Return the header of an open file of this size in bytes; raise Refusal for any that breaks the format."""
    start = file.read(8)
    if len(start) < 8:
        raise refusal("ADH-MOD-010", size=size)
    length = int.from_bytes(start, "little")
    if length > HEADER_LIMIT:
        raise refusal("ADH-MOD-011", "bytes 0-7", length=length, limit=HEADER_LIMIT)
    if length + 8 > size:
        raise refusal("ADH-MOD-012", "bytes 0-7", length=length, size=size)
    raw = _json(file, length, size)
    digest = hashlib.sha256(start + raw).digest()
    columns = _columns(raw)
    _check_end(8 + length + columns.data_bytes, size)
    return Header(
        names=columns.names,
        keys=columns.keys,
        kinds=columns.kinds,
        data_bytes=columns.data_bytes,
        end=8 + length,
        digest=digest,
        metadata=columns.metadata,
    )


def _json(file: BinaryIO, length: int, size: int) -> bytes:
    """Return the header's bytes; what cannot be an object is not read to its end."""
    first = file.read(1) if length else b""
    if first != b"{":
        raise no_json(8)
    raw = first + file.read(length - 1)
    if len(raw) < length:  # the file is shorter than its directory entry said
        raise refusal("ADH-MOD-012", "bytes 0-7", length=length, size=min(size, 8 + len(raw)))
    return raw


def _columns(raw: bytes) -> Columns:
    if len(raw) > 1_000_000:
        for sign, each in _PER_TENSOR.items():
            if raw.count(sign) > each * TENSORS_LIMIT:
                raise refusal("ADH-MOD-013", limit=TENSORS_LIMIT)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise no_json(8 + error.start) from None
    return quick(text) or careful(text)


def _check_end(end: int, size: int) -> None:
    if size < end:
        raise refusal("ADH-MOD-024", expected=end, size=size, lacking=end - size)
    if size > end:
        raise refusal("ADH-MOD-025", expected=end, size=size, surplus=size - end)
