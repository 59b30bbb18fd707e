# SPDX-License-Identifier: EUPL-1.2
"""Tensors grouped by name without layer and expert numbers, element type and shape.

The 91,991 tensors of the largest published set fall into a few dozen groups; every rule is applied to groups only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import prod

from adhere.models.readers.header import Header, Kind

EXPERTS = ".experts."
_FUSED = re.compile(r"\.experts\.#(?!\.)")
"""A mark that stands for no number: all experts in one tensor."""
_LAYER = re.compile(r"(?:^|\.)(?:layers|layer|h|blocks|block|blk|mtp_layers)\.([0-9]{1,8})\.", re.ASCII)
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Tensors alike: ``pattern`` has ``#`` for numbers; ``layers`` gives how many there are in each layer.

    Layer None holds the tensors that stand in no layer; ``prefix`` is what precedes the number of the layer.
    """

    pattern: str
    prefix: str
    dtype: str
    shape: tuple[int, ...]
    layers: Mapping[int | None, int]

    @property
    def count(self) -> int:
        """How many tensors."""
        return sum(self.layers.values())

    @property
    def elements(self) -> int:
        """Stored elements of one tensor; a tensor without dimensions holds one."""
        return prod(self.shape)


class Tally:
    """Counts tensors of one file after another, without keeping them."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, tuple[int, ...]], int] = {}

    def add(self, header: Header) -> None:
        """Count the tensors of a header."""
        counts: Counter[tuple[str, Hashable]] = Counter(
            zip(_without_expert_numbers(header.names), header.keys, strict=True)
        )
        for (name, key), count in counts.items():
            kind: Kind = header.kinds[key]
            own = (name, *kind)
            self._counts[own] = self._counts.get(own, 0) + count

    def groups(self) -> tuple[Group, ...]:
        """Return the groups, in the order their first tensors came."""
        found: dict[tuple[str, str, str, tuple[int, ...]], dict[int | None, int]] = {}
        known: dict[tuple[str, str, str, tuple[int, ...]], dict[int | None, int]] = {}
        prefix, lead = "", "."  # of the name before; most names go on in the same way
        layer: int | None
        for (name, dtype, shape), count in self._counts.items():
            number, dot, rest = name[len(lead) :].partition(".")
            whole = dot and number.isdecimal() and number.isascii() and len(number) <= 8
            if prefix and whole and name.startswith(lead):
                layer, rest = int(number), f".{rest}"
            else:
                prefix, layer, rest = layer_of(name)
                lead = f"{prefix}." if prefix else "."
            layers = known.get((prefix, rest, dtype, shape))
            if layers is None:
                own = (_numberless(prefix, rest), prefix, dtype, shape)
                layers = known[prefix, rest, dtype, shape] = found.setdefault(own, {})
            layers[layer] = layers.get(layer, 0) + count
        return tuple(
            Group(pattern=pattern, prefix=prefix, dtype=dtype, shape=shape, layers=layers)
            for (pattern, prefix, dtype, shape), layers in found.items()
        )


def layer_of(name: str) -> tuple[str, int | None, str]:
    """Return what stands before the number of the layer, that number, and the rest; a name outside layers is rest."""
    match = _LAYER.search(name)
    return (name[: match.start(1) - 1], int(match[1]), name[match.end() - 1 :]) if match else ("", None, name)


def _numberless(prefix: str, rest: str) -> str:
    """Return a name with ``#`` for its numbers."""
    parts = (f"{prefix}.#{rest}" if prefix else rest).split(".")
    pattern = ".".join("#" if part.isdecimal() and part.isascii() else part for part in parts)
    return _FUSED.sub(EXPERTS, pattern)


def _without_expert_numbers(names: Sequence[str]) -> list[str]:
    """Return the names with a mark for the number of an expert: one pass over all names joined, not one per name."""
    pieces = "\n".join(names).split(EXPERTS)
    if len(pieces) == 1:
        return list(names)
    collapsed = f"{EXPERTS}#".join([pieces[0], *map(str.lstrip, pieces[1:], repeat(_DIGITS))]).split("\n")
    return collapsed if len(collapsed) == len(names) else list(names)
