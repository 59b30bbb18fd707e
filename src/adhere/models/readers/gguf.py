# SPDX-License-Identifier: EUPL-1.2
"""Headers of GGUF files, versions 2 and 3, little-endian: metadata and the table of tensors, read with hard limits.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Dimensions are logical and stand innermost first,
so quantisation does not disturb a count; they are turned round here. Lists in the metadata are passed over.
"""

from __future__ import annotations

import struct
from collections.abc import Hashable
from itertools import pairwise
from math import prod
from typing import BinaryIO

from adhere.models.readers.cursor import Cursor
from adhere.models.readers.ggml import TYPES
from adhere.models.readers.header import DIMENSION_LIMIT, TENSORS_LIMIT, Header, Kind
from adhere.models.readers.refusal import refusal, shown

MAGIC = b"GGUF"
KEYS_LIMIT = 10_000
NAME_LIMIT = 256
TEXT_KEPT = 16_384
"""Bytes kept of a text in the metadata; what stands beyond is passed over, as in long chat templates."""
ARRAY_LIMIT = 16_777_216
DEPTH_LIMIT = 4
ALIGNMENT_LIMIT = 2**20

_NUMBERS = {
    kind: struct.Struct(code) for kind, code in enumerate(("<B", "<b", "<H", "<h", "<I", "<i", "<f", "<?"))
} | {10: struct.Struct("<Q"), 11: struct.Struct("<q"), 12: struct.Struct("<d")}
_STRING, _ARRAY = 8, 9
Place = tuple[str, Kind, int, int]
"""Name, kind, offset in the data, bytes."""


def read_header(file: BinaryIO, size: int) -> Header:
    """Return the header of an open file of this size in bytes; raise Refusal for any that breaks the format."""
    cursor = Cursor(file, size)
    tensors, keys = _counts(cursor)
    metadata, arrays = _metadata(cursor, keys)
    places = [_tensor(cursor) for _ in range(tensors)]
    end, digest = cursor.position, cursor.digest()
    alignment = _alignment(metadata)
    data = end + -end % alignment if places else end
    used = _check_places(places, alignment)
    if used and data + used > size:
        raise refusal("ADH-MOD-057", f"byte {size}", needed=data + used, size=size)
    kinds: dict[Hashable, Kind] = {kind: kind for _, kind, _, _ in places}
    return Header(
        names=[name for name, *_ in places],
        keys=[kind for _, kind, *_ in places],
        kinds=kinds,
        data_bytes=used,
        end=end,
        digest=digest,
        metadata=metadata,
        arrays=arrays,
    )


def _counts(cursor: Cursor) -> tuple[int, int]:
    """Return how many tensors and how many metadata keys follow."""
    magic = cursor.take(4)
    if magic != MAGIC:
        raise refusal("ADH-MOD-050", "bytes 0-3", found=shown(repr(magic)))
    version = cursor.u32()
    if version and not version & 0xFFFF:  # the small number stands in the high bytes
        raise refusal("ADH-MOD-052", "bytes 4-7")
    if version not in (2, 3):
        raise refusal("ADH-MOD-051", "bytes 4-7", version=version)
    tensors, keys = cursor.u64(), cursor.u64()
    if tensors > TENSORS_LIMIT:
        raise refusal("ADH-MOD-053", "bytes 8-15", found=tensors, limit=TENSORS_LIMIT)
    if keys > KEYS_LIMIT:
        raise refusal("ADH-MOD-053", "bytes 16-23", found=keys, limit=KEYS_LIMIT)
    return tensors, keys


def _metadata(cursor: Cursor, keys: int) -> tuple[dict[str, object], dict[str, int]]:
    """Return numbers, truths and texts by key, and the length of every list by key."""
    values: dict[str, object] = {}
    arrays: dict[str, int] = {}
    for _ in range(keys):
        start = cursor.position
        key = _text(cursor)
        kind = cursor.u32()
        if key in values or key in arrays:
            raise refusal("ADH-MOD-054", f"byte {start}", what=shown(key))
        if kind == _ARRAY:
            arrays[key] = _skip_array(cursor, shown(key), 1)
        elif kind == _STRING:
            values[key] = _long_text(cursor)
        elif kind in _NUMBERS:
            (values[key],) = _NUMBERS[kind].unpack(cursor.take(_NUMBERS[kind].size))
        else:
            raise refusal("ADH-MOD-054", f"byte {start}", what=f"{shown(key)}: {kind}")
    return values, arrays


def _text(cursor: Cursor) -> str:
    start, length = cursor.position, cursor.u64()
    if length > NAME_LIMIT:
        raise refusal("ADH-MOD-054", f"byte {start}", what=f"{length} > {NAME_LIMIT}")
    try:
        return cursor.take(length).decode("utf-8")
    except UnicodeDecodeError:
        raise refusal("ADH-MOD-054", f"byte {start}", what="UTF-8") from None


def _long_text(cursor: Cursor) -> str:
    """Return a text value, without what stands beyond the limit; damaged signs are replaced, it is not a name."""
    length = cursor.u64()
    kept = cursor.take(min(length, TEXT_KEPT)).decode("utf-8", "replace")
    cursor.skip(max(0, length - TEXT_KEPT))
    return kept


def _skip_array(cursor: Cursor, key: str, depth: int) -> int:
    """Pass over a list and return its length."""
    start, kind, length = cursor.position, cursor.u32(), cursor.u64()
    if length > ARRAY_LIMIT or depth > DEPTH_LIMIT:
        raise refusal("ADH-MOD-053", f"byte {start}", found=length, limit=ARRAY_LIMIT)
    if kind == _STRING:
        cursor.skip_strings(length)
    elif kind == _ARRAY:
        cursor.walk(length)
        for _ in range(length):
            _skip_array(cursor, key, depth + 1)
    elif kind in _NUMBERS:
        cursor.skip(length * _NUMBERS[kind].size)
    else:
        raise refusal("ADH-MOD-054", f"byte {start}", what=f"{key}: {kind}")
    return length


def _tensor(cursor: Cursor) -> Place:
    start = cursor.position
    name, count = _text(cursor), cursor.u32()
    if count > 8:
        raise refusal("ADH-MOD-055", f"byte {start}", tensor=shown(name), what=f"n_dims = {count}")
    *dimensions, kind, offset = struct.unpack(f"<{count}QIQ", cursor.take(8 * count + 12))
    shape = tuple(reversed(dimensions))
    if any(not 0 < part <= DIMENSION_LIMIT for part in shape):
        raise refusal("ADH-MOD-055", f"byte {start}", tensor=shown(name), what=shown(list(shape)))
    if kind not in TYPES:
        raise refusal("ADH-MOD-055", f"byte {start}", tensor=shown(name), what=f"type = {kind}")
    label, block, size = TYPES[kind]
    if dimensions and dimensions[0] % block:
        raise refusal(
            "ADH-MOD-055", f"byte {start}", tensor=shown(name), what=f"{label} {shown(list(shape))}"
        )
    return name, (label, shape), offset, prod(shape) // block * size


def _alignment(metadata: dict[str, object]) -> int:
    value = metadata.get("general.alignment", 32)
    if type(value) is not int or not 8 <= value <= ALIGNMENT_LIMIT or value & (value - 1):
        raise refusal("ADH-MOD-056", "general.alignment", what=shown(value))
    return value


def _check_places(places: list[Place], alignment: int) -> int:
    """Return how many bytes of data the table describes, after checking that no tensor stands in another's place."""
    seen: set[str] = set()
    for name, *_ in places:
        if name in seen:
            raise refusal("ADH-MOD-059", shown(name), tensor=shown(name))
        seen.add(name)
    ordered = sorted(places, key=lambda place: place[2:])
    for name, _, offset, _ in ordered:
        if offset % alignment:
            raise refusal("ADH-MOD-056", shown(name), what=f"{shown(name)}: {offset} % {alignment}")
    for (before, _, offset, size), (name, _, begin, _) in pairwise(ordered):
        if offset + size > begin:
            raise refusal("ADH-MOD-059", shown(name), tensor=f"{shown(before)}, {shown(name)}")
    return max((offset + size for *_, offset, size in ordered), default=0)
