# SPDX-License-Identifier: EUPL-1.2
"""The index of a sharded safetensors set: which file is said to hold which tensor. A hint, never the truth.

Format: https://huggingface.co/docs/transformers/big_models (``weight_map``: tensor to file name, ``metadata``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from adhere.models.folder import TEXT_LIMIT, Folder, TooLargeError, read_text_bytes
from adhere.models.readers.header import TENSORS_LIMIT
from adhere.models.readers.lfs import pointer_of
from adhere.models.readers.refusal import Refusal, refusal, shown

FILES_LIMIT = 10_000
_WEIGHT_MAP = '"weight_map"'


@dataclass(frozen=True, slots=True)
class Index:
    """What an index says: tensor to file, and the totals in its metadata, None where it gives no whole number."""

    weight_map: Mapping[str, str]
    files: frozenset[str]
    total_size: int | None
    total_parameters: int | None


def read_index(folder: Folder, name: str) -> Index:
    """Return a parsed index; raise Refusal when it cannot be used, OSError when it cannot be read."""
    try:
        raw = read_text_bytes(folder, name)
    except TooLargeError:
        raise refusal("ADH-MOD-031", limit=TEXT_LIMIT) from None
    if pointer_of(raw) is not None:
        raise refusal("ADH-MOD-003", count=1)
    text = _text(raw)
    weight_map, metadata = _quick(text) or _careful(text)
    files = frozenset(weight_map.values())
    if len(weight_map) > TENSORS_LIMIT or len(files) > FILES_LIMIT:
        raise refusal("ADH-MOD-031", limit=TENSORS_LIMIT)
    _check_paths(weight_map, files)
    return Index(weight_map, files, *(_count(metadata, key) for key in ("total_size", "total_parameters")))


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unusable(raw.count(b"\n", 0, error.start) + 1) from None


def _quick(text: str) -> tuple[dict[str, str], Mapping[str, object]] | None:
    """Return map and metadata of an index whose map comes last and holds plain strings only; None for any other."""
    place = text.find(_WEIGHT_MAP)
    if place < 0 or "\\" in text:
        return None
    pieces = text[place + len(_WEIGHT_MAP) :].split('"')
    # pieces: ': {' name ': ' file ', ' name ... file '}}'
    if len(pieces) < 5 or len(pieces) % 4 != 1 or "".join(pieces[0].split()) != ":{":
        return None
    count = len(pieces) // 4
    colon, comma = pieces[2], pieces[4] if count > 1 else ","
    if colon.strip() != ":" or comma.strip() != "," or "".join(pieces[-1].split()) != "}}":
        return None
    if pieces[2::4].count(colon) != count or pieces[4:-1:4].count(comma) != count - 1:
        return None
    weight_map = dict(zip(pieces[1::4], pieces[3::4], strict=True))
    try:
        metadata = json.loads(f"{text[:place]}{_WEIGHT_MAP}:0}}").get("metadata")
    except (ValueError, RecursionError, AttributeError):
        return None
    once = len(weight_map) == count
    return (weight_map, metadata if isinstance(metadata, dict) else {}) if once else None


def _careful(text: str) -> tuple[dict[str, str], Mapping[str, object]]:
    try:
        found = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        raise _unusable(error.lineno) from None
    except (ValueError, RecursionError):
        raise _unusable(1) from None
    weight_map = found.get("weight_map") if isinstance(found, dict) else None
    if not isinstance(weight_map, dict) or not weight_map:
        raise _unusable(1)
    texts = {tensor: file for tensor, file in weight_map.items() if isinstance(file, str)}
    if len(texts) < len(weight_map):
        _check_paths(
            texts, frozenset(texts.values())
        )  # a way out of the folder is said before a slip of the pen
        raise _unusable(1)
    metadata = found.get("metadata")
    return weight_map, metadata if isinstance(metadata, dict) else {}


def _unusable(line: int) -> Refusal:
    return refusal("ADH-MOD-030", line=line, number=line)


def _check_paths(weight_map: Mapping[str, str], files: frozenset[str]) -> None:
    for file in sorted(files):
        outside = ".." in file.split("/") or file.startswith("/") or "://" in file or "\\" in file
        if outside or not file or "\0" in file:
            tensor = next(name for name, place in weight_map.items() if place == file)
            raise refusal("ADH-MOD-032", shown(tensor), tensor=shown(tensor), target=shown(file))


def _count(metadata: Mapping[str, object], key: str) -> int | None:
    """Return a whole number; some writers give it as 123.0."""
    value = metadata.get(key)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if type(value) is int and value >= 0 else None
