# SPDX-License-Identifier: EUPL-1.2
"""The JSON of a safetensors header as columns: a quick way for the form all writers use, and JSON for the rest.

Format: https://github.com/huggingface/safetensors#format. The quick way accepts only what the careful way accepts,
and gives the same columns; whatever it does not recognise goes to the careful way, which says what is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from operator import sub

from adhere.models.readers.header import DIMENSION_LIMIT, DIMENSIONS_LIMIT, Kind

BITS = {
    **dict.fromkeys(("F64", "I64", "U64", "C64"), 64),
    **dict.fromkeys(("F32", "I32", "U32"), 32),
    **dict.fromkeys(("F16", "BF16", "I16", "U16"), 16),
    **dict.fromkeys(("I8", "U8", "BOOL", "F8_E4M3", "F8_E5M2", "F8_E8M0"), 8),
    **dict.fromkeys(("F8_E4M3FNUZ", "F8_E5M2FNUZ"), 8),
    **dict.fromkeys(("F6_E2M3", "F6_E3M2"), 6),
    "F4": 4,
}
"""Bits of one element, by the names of safetensors 0.8."""

_BETWEEN = ((2, ":{"), (3, "dtype"), (4, ":"), (6, ","), (7, "shape"), (9, "data_offsets"))
_SHAPE = re.compile(r":\[((?:0|[1-9][0-9]*)(?:,(?:0|[1-9][0-9]*))*)?\],", re.ASCII)
_METADATA = '{"__metadata__":'
_DIGITS = b"0123456789"
_METADATA_KNOWN = 4096


@dataclass(frozen=True, slots=True)
class Columns:
    """Names, a key into ``kinds`` for each, the bytes of data they describe, and the free metadata."""

    names: Sequence[str]
    keys: Sequence[Hashable]
    kinds: Mapping[Hashable, Kind]
    data_bytes: int
    metadata: Mapping[str, object]


@lru_cache(maxsize=4096)
def size_of(kind: Kind) -> int | None:
    """Return the bytes a tensor takes, or None where type or shape cannot be or do not fill whole bytes."""
    dtype, shape = kind
    if dtype not in BITS or len(shape) > DIMENSIONS_LIMIT or any(part > DIMENSION_LIMIT for part in shape):
        return None
    size, rest = divmod(prod(shape) * BITS[dtype], 8)
    return None if rest else size


def adjoining(begins: Sequence[int], ends: Sequence[int]) -> bool:
    """Return whether the ranges follow each other from byte 0 without gap or overlap, in whatever order they come."""
    if _in_order(begins, ends):
        return True
    ranges = sorted(zip(begins, ends, strict=True))
    return _in_order([begin for begin, _ in ranges], [end for _, end in ranges])


def quick(text: str) -> Columns | None:
    """Return the columns of a compact header without escapes and without mistakes; None for any other."""
    if "\\" in text:
        return None
    metadata, start = _metadata(text)
    pieces = text[start:].split('"')
    if len(pieces) < 11 or len(pieces) % 10 != 1 or pieces[0] != ("," if start else "{"):
        return None
    count = len(pieces) // 10
    if [pieces[place::10].count(word) for place, word in _BETWEEN] != [count] * len(_BETWEEN):
        return None
    names, texts = pieces[1::10], list(zip(pieces[5::10], pieces[8::10], strict=True))
    offsets, distinct = _offsets("".join(pieces[10::10]), count), list(set(texts))
    kinds = [_kind(*text) for text in distinct]
    sizes = [kind and size_of(kind) for kind in kinds]
    if offsets is None or None in sizes or len(set(names)) != count or "__metadata__" in names:
        return None
    keys = list(map({text: key for key, text in enumerate(distinct)}.__getitem__, texts))
    begins, ends = offsets[::2], offsets[1::2]
    if list(map(sizes.__getitem__, keys)) != list(map(sub, ends, begins)) or not adjoining(begins, ends):
        return None
    return Columns(names, keys, {key: kind for key, kind in enumerate(kinds) if kind}, max(ends), metadata)


def _metadata(text: str) -> tuple[Mapping[str, object], int]:
    """Return the free metadata when it comes first, and where the tensors begin behind it."""
    if not text.startswith(_METADATA):
        return {}, 0
    start = text.find("}") + 1
    found = _plain(text[len(_METADATA) : start]) if start < _METADATA_KNOWN else None
    return (found, start) if found is not None else ({}, 0)


@lru_cache(maxsize=16)
def _plain(text: str) -> Mapping[str, object] | None:
    """Return a flat JSON object of texts, each key once; None for any other. All files of a set have the same."""
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    plain = isinstance(found, dict) and all(isinstance(value, str) for value in found.values())
    return found if plain and text.count('"') == 4 * len(found) else None


@lru_cache(maxsize=4096)
def _kind(dtype: str, shape: str) -> Kind | None:
    match = _SHAPE.fullmatch(shape) if len(shape) < 1024 else None
    if match is None:
        return None
    return dtype, tuple(map(int, match[1].split(","))) if match[1] else ()


def _offsets(joined: str, count: int) -> list[int] | None:
    """Return begin and end of every tensor in one list, or None when the text is not exactly ``:[b,e]},`` repeated."""
    joined = joined.rstrip(" ")
    skeleton = joined.encode().translate(None, _DIGITS)
    if skeleton != b":[,]}," * (count - 1) + b":[,]}}":
        return None
    try:
        numbers: list[int] = json.loads(f"[{joined[2:-3].replace(']},:[', ',')}]")
    except ValueError:
        return None
    return numbers if len(numbers) == 2 * count else None


def _in_order(begins: Sequence[int], ends: Sequence[int]) -> bool:
    return not begins or (begins[0] == 0 and begins[1:] == ends[:-1])
