# SPDX-License-Identifier: EUPL-1.2
"""Sets of rules of robots.txt laid out for ``source/rule.c``: by the first octets of a path, and by code, the greatest first.

A sign of 8 octets, the number of sets and where keys, rules and patterns begin (32 bits each). For each set where its keys begin and end, and its rules
that may match any path; for each key its octets as a number, where its rules begin and end; for each rule its code, the octets that it needs, one
bit for each of 64 kinds, the first octets of a path and which of them it says (64 bits each), where its pattern begins and its length. In a pattern ANYTHING is a star. Little-endian.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping

from adhere.engine.native.names import MOST

SIGN = b"ADHRUL1\n"
ANYTHING = b"\xff"
_HEAD, _SET, _KEY, _RULE = (
    struct.Struct("<8sIIII"),
    struct.Struct("<IIII"),
    struct.Struct("<III"),
    struct.Struct("<qQQQII"),
)
_LIKE = re.compile(rb"\^(.)|%", re.DOTALL)
Line = tuple[str, int]
"""A pattern of LIKE with ``^`` as its escape (``audit.patterns.like``), and its code."""


def packed(
    keyed: Mapping[tuple[int, str], Iterable[Line]], free: Mapping[int, Iterable[Line]], count: int = 0
) -> bytes:
    """Return the table of rules: those found by set and how a path begins, and those of a set that may match any path.

    ``count`` is how many sets there are at least: the last ones may have no rules, and are decided without the parser all the same.

    Raise OverflowError of too much, UnicodeError of what is not in ASCII, as all patterns are that were read.
    """
    made = _Making()
    by_set: dict[int, list[tuple[int, str]]] = {}
    for number, key in keyed:
        by_set.setdefault(number, []).append((int.from_bytes(key.encode("ascii"), "big"), key))
    sets: list[bytes] = []
    keys: list[bytes] = []
    for number in range(max((*by_set, *free, count - 1)) + 1):
        begin = len(keys)
        for octets, key in sorted(by_set.get(number, ())):
            keys.append(_KEY.pack(octets, *made.listed(keyed[number, key])))
        sets.append(_SET.pack(begin, len(keys), *made.listed(free.get(number, ()))))
    return made.closed(sets, keys)


class _Making:
    """The rules and patterns so far."""

    def __init__(self) -> None:
        self._rules: list[bytes] = []
        self._patterns: dict[bytes, int] = {}
        self._length = 0

    def listed(self, lines: Iterable[Line]) -> tuple[int, int]:
        """Take a list of rules and return where it begins and ends."""
        begin = len(self._rules)
        for pattern, code in sorted(lines, key=lambda line: -line[1]):
            octets = _LIKE.sub(lambda found: found[1] or ANYTHING, pattern.encode("ascii"))
            self._rules.append(
                _RULE.pack(code, _kinds(octets), *_head(octets), self._place(octets), len(octets))
            )
        return begin, len(self._rules)

    def _place(self, octets: bytes) -> int:
        if octets not in self._patterns:
            self._patterns[octets] = self._length
            self._length += len(octets)
        return self._patterns[octets]

    def closed(self, sets: list[bytes], keys: list[bytes]) -> bytes:
        """Return the whole table."""
        at = [_HEAD.size + _SET.size * len(sets)]
        at.append(at[-1] + _KEY.size * len(keys))
        at.append(at[-1] + _RULE.size * len(self._rules))
        if at[-1] + self._length >= MOST:
            raise OverflowError
        return b"".join((_HEAD.pack(SIGN, len(sets), *at), *sets, *keys, *self._rules, *self._patterns))


def _kinds(octets: bytes) -> int:
    found = 0
    for octet in octets.replace(ANYTHING, b""):
        found |= 1 << (octet & 63)
    return found


def _head(octets: bytes) -> tuple[int, int]:
    """Return the first octets of all paths that match, at most eight, and as many octets of ones."""
    told = octets.partition(ANYTHING)[0][:8]
    return int.from_bytes(told, "little"), (1 << 8 * len(told)) - 1
