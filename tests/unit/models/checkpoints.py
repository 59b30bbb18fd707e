# SPDX-License-Identifier: EUPL-1.2
"""Small weight files for tests of their readers: whole and right, to be broken by the test that takes them.

Formats: https://github.com/huggingface/safetensors#format, https://github.com/ggml-org/ggml/blob/master/docs/gguf.md.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from math import prod

from adhere.models.readers.columns import BITS
from adhere.models.readers.ggml import TYPES

Tensor = tuple[str, str, list[int]]
"""Name, element type, shape."""
NUMBERS = {name: number for number, (name, *_) in TYPES.items()}


def header_of(tensors: Sequence[Tensor]) -> dict[str, object]:
    """Return the JSON header of a safetensors file with these tensors one behind the other."""
    header, end = {}, 0
    for name, dtype, shape in tensors:
        begin, end = end, end + prod(shape) * BITS[dtype] // 8
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}
    return header


def with_header(header: object, data: int, *, compact: bool = True) -> bytes:
    """Return a safetensors file with a header, given as it stands when it is bytes, and so many bytes of data."""
    separators = (",", ":") if compact else (", ", ": ")
    text = header if isinstance(header, bytes) else json.dumps(header, separators=separators).encode()
    return struct.pack("<Q", len(text)) + text + bytes(data)


def safetensors(tensors: Sequence[Tensor], *, compact: bool = True) -> bytes:
    """Return a safetensors file with these tensors."""
    data = sum(prod(shape) * BITS[dtype] // 8 for _, dtype, shape in tensors)
    return with_header({"__metadata__": {"format": "pt"}, **header_of(tensors)}, data, compact=compact)


def shards(
    files: Mapping[str, Sequence[Tensor]], metadata: Mapping[str, object] | None = None
) -> dict[str, object]:
    """Return the files of a sharded set with its index."""
    weight_map = {name: file for file, tensors in files.items() for name, *_ in tensors}
    index = {"metadata": metadata or {}, "weight_map": weight_map}
    return {file: safetensors(own) for file, own in files.items()} | {"model.safetensors.index.json": index}


def text_of(text: str) -> bytes:
    """Return a counted GGUF string."""
    raw = text.encode()
    return struct.pack("<Q", len(raw)) + raw


def value_of(value: object) -> bytes:
    """Return a GGUF value with its type; bytes stand for themselves."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return struct.pack("<I", 8) + text_of(value)
    if isinstance(value, list):
        return struct.pack("<IIQ", 9, 8, len(value)) + b"".join(map(text_of, value))
    return struct.pack("<II", 4, value)


def gguf(
    tensors: Sequence[Tensor],
    metadata: Mapping[str, object] | None = None,
    *,
    version: int = 3,
    offsets: Sequence[int] = (),
    missing: int = 0,
) -> bytes:
    """Return a GGUF file; shapes are logical and turned round, ``offsets`` replaces where tensors stand."""
    keys, table, end = dict(metadata or {"general.architecture": "llama"}), b"", 0
    for place, (name, kind, shape) in enumerate(tensors):
        _, block, size = TYPES[NUMBERS[kind]]
        offset = offsets[place] if offsets else end
        table += text_of(name) + struct.pack(
            f"<I{len(shape)}QIQ", len(shape), *shape[::-1], NUMBERS[kind], offset
        )
        end += prod(shape) // block * size
        end += -end % 32
    head = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(keys))
    head += b"".join(text_of(key) + value_of(value) for key, value in keys.items()) + table
    return head + bytes(-len(head) % 32 + end - missing)


def pointer(size: int = 4096, oid: str = "ab" * 32) -> bytes:
    """Return a Git LFS pointer."""
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n".encode()


def tiny(*, head: bool = True, dtype: str = "BF16") -> list[Tensor]:
    """Return the tensors of a decoder of two layers: 8 x 4 embedding, 4 x 4 projection and norm of 4 in each layer."""
    layers = [
        (f"model.layers.{layer}.{name}.weight", dtype, shape)
        for layer in range(2)
        for name, shape in (("self_attn.q_proj", [4, 4]), ("input_layernorm", [4]))
    ]
    last = [("lm_head.weight", dtype, [8, 4])] if head else []
    return [("model.embed_tokens.weight", dtype, [8, 4]), *layers, *last]


TINY = 32 + 2 * 20 + 32
