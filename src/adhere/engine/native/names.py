# SPDX-License-Identifier: EUPL-1.2
"""Names and their numbers laid out for ``source/names.h``: a table of slots, found by a digest of a name, and the names behind it.

A sign of 8 octets, the number of slots and where names begin (32 bits each); eight bits for each slot, which of them is set being told by the three bits
of a digest that follow those of the slot; a slot is where a name begins among the names, its length, its digest and its number (32 bits each). Little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Collection

SIGN = b"ADHNAM2\n"
MOST = 1 << 32
"""Octets that are less than a table can hold."""
_HEAD, _SLOT = struct.Struct("<8sII"), struct.Struct("<IIII")
_NOTHING = bytes(_SLOT.size)
_ALL = (1 << 64) - 1


def packed(found: Collection[tuple[bytes, int]]) -> bytes:
    """Return the table of names, none of which is empty; half of its slots at least stay empty. Raise OverflowError where it would be too large."""
    slots = 2
    while slots < 2 * len(found):
        slots *= 2
    begin = _HEAD.size + slots * (1 + _SLOT.size)
    if begin + sum(len(name) for name, _ in found) >= MOST:
        raise OverflowError
    kept, bits, width = [_NOTHING] * slots, bytearray(slots), slots.bit_length() - 1
    at = 0
    for name, number in found:
        told = digest(name)
        place = told & (slots - 1)
        bits[place] |= 1 << (told >> width & 7)
        while kept[place] is not _NOTHING:
            place = (place + 1) & (slots - 1)
        kept[place] = _SLOT.pack(at, len(name), told, number)
        at += len(name)
    return b"".join((_HEAD.pack(SIGN, slots, begin), bits, *kept, *(name for name, _ in found)))


def digest(name: bytes) -> int:
    """Return by what a name is looked for: its length, then every eight octets but the last, then the last eight, or what there is of them."""
    found = len(name)
    for at in range(0, len(name) - 8, 8):
        found = _mixed(found, name[at : at + 8])
    return _mixed(found, name[-8:]) & 0xFFFFFFFF


def _mixed(so_far: int, octets: bytes) -> int:
    found = (so_far ^ int.from_bytes(octets, "little")) * 0x9E3779B97F4A7C15 & _ALL
    return found ^ found >> 32
