# SPDX-License-Identifier: EUPL-1.2
"""When sites came into their states, laid out for ``source/state.c``.

A sign of 8 octets, the number of sites, where moments and where meanings begin (32 bits each); for each site the number of its first state, where its
moments begin and end (32 bits each); moments in microseconds since 1970 (64 bits); for each state what it means (32 bits). Little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

from adhere.engine.native.names import MOST

SIGN = b"ADHSPL2\n"
_HEAD, _SITE = struct.Struct("<8sIII"), struct.Struct("<III")


def packed(sites: Iterable[tuple[int, Sequence[int]]], meanings: Sequence[int]) -> bytes:
    """Return the table of sites by number: the first state of each, and the moments, in order, at which the next begin; ``meanings`` are of states by number.

    Raise OverflowError.
    """
    told: list[bytes] = []
    moments: list[int] = []
    for first, begun in sites:
        told.append(_SITE.pack(first, len(moments), len(moments) + len(begun)))
        moments.extend(begun)
    begin = _HEAD.size + _SITE.size * len(told)
    meant = begin + 8 * len(moments)
    if meant + 4 * len(meanings) >= MOST:
        raise OverflowError
    numbers = struct.pack(f"<{len(moments)}q{len(meanings)}i", *moments, *meanings)
    return b"".join((_HEAD.pack(SIGN, len(told), begin, meant), *told, numbers))
