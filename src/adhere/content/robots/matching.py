# SPDX-License-Identifier: EUPL-1.2
"""Whether a pattern matches a target: RFC 9309, section 2.2.3.

A pattern is cut at its stars and each piece is looked for behind the last, so ``/*a*a*a*b`` costs one walk along the target and no
backtracking. Many targets against one list of rules go by the first characters of the target, and look only at rules that begin so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from adhere.content.robots.rulesets import PathRule

KEY_LENGTH = 3


def matches(pattern: str, target: str) -> bool:
    """Whether a pattern matches from the beginning of a target."""
    if "*" not in pattern:
        return target == pattern[:-1] if pattern.endswith("$") else target.startswith(pattern)
    return _pieces_of(pattern).match(target)


class _Pieces(NamedTuple):
    """A pattern with stars: how the target begins, what follows in order, and how it ends where the pattern says so."""

    first: str
    middle: tuple[str, ...]
    last: str | None

    def match(self, target: str) -> bool:
        if not target.startswith(self.first):
            return False
        at = len(self.first)
        for piece in self.middle:
            at = target.find(piece, at)
            if at < 0:
                return False
            at += len(piece)
        return self.last is None or (len(target) - len(self.last) >= at and target.endswith(self.last))


def _pieces_of(pattern: str) -> _Pieces:
    ends = pattern.endswith("$")
    first, *following = (pattern[:-1] if ends else pattern).split("*")
    last = following.pop() if ends else None
    return _Pieces(first, tuple(piece for piece in following if piece), last)


class Index:
    """Rules by priority, laid out so that a target meets only those that can match it; a rule is its place in that order."""

    def __init__(self, rules: tuple[PathRule, ...]) -> None:
        self._none = len(rules)
        self._wholes: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._short: tuple[int, ...] = ()
        self._keyless: list[_Candidate] = []
        self._keyed: dict[str, list[_Candidate]] = {}
        for at, rule in enumerate(rules):
            pattern = rule.pattern
            if "*" in pattern:
                self._place_starred(at, pattern)
            elif pattern.endswith("$"):
                self._wholes[pattern[:-1]] = at
            else:
                self._prefixes[pattern] = at
        self._measure()

    def place(self, target: str) -> int:
        """Return the place of the first rule that matches; how many rules there are where none does."""
        key = target[:KEY_LENGTH]
        found = self._none
        for length in self._lengths.get(key, self._short):
            at = self._prefixes.get(target[:length])
            if at is not None:
                found = at
                break
        if self._wholes:
            found = self._wholes.get(target, found)
        if key in self._keyed:
            found = _earliest(self._keyed[key], target, found)
        if self._keyless:
            found = _earliest(self._keyless, target, found)
        return found

    def _place_starred(self, at: int, pattern: str) -> None:
        pieces = _pieces_of(pattern)
        key = pieces.first[:KEY_LENGTH]
        needle = max((pieces.first, *pieces.middle, pieces.last or ""), key=len)
        place = self._keyless if len(key) < KEY_LENGTH else self._keyed.setdefault(key, [])
        place.append((at, needle, pieces.match))

    def _measure(self) -> None:
        """Note which lengths of prefixes are worth a look for a target that begins so, the longest first."""
        lengths: dict[str, set[int]] = {}
        short: set[int] = set()
        for pattern in self._prefixes:
            if len(pattern) < KEY_LENGTH:
                short.add(len(pattern))
            else:
                lengths.setdefault(pattern[:KEY_LENGTH], set()).add(len(pattern))
        self._short = tuple(sorted(short, reverse=True))
        self._lengths = {key: tuple(sorted(found | short, reverse=True)) for key, found in lengths.items()}


_Candidate = tuple[int, str, Callable[[str], bool]]
"""The place of a rule, a piece that a target has to hold, and whether the target matches."""


def _earliest(candidates: Sequence[_Candidate], target: str, found: int) -> int:
    """The first of the candidates, in order, that matches and stands before what was found."""
    for at, needle, match in candidates:
        if at >= found:
            break
        if needle in target and match(target):
            return at
    return found
