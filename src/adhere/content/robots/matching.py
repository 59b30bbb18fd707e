# SPDX-License-Identifier: EUPL-1.2
"""Whether a pattern matches a target: RFC 9309, section 2.2.3.

A pattern is cut at its stars and each piece is looked for behind the last, so ``/*a*a*a*b`` costs one walk along the target and no
backtracking. Many targets against one list of patterns go by the first characters of the target, and look only at patterns that begin so; of
many with stars that begin alike, only at those of which the target holds four signs that few others have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

KEY_LENGTH = 3
GRAM_LENGTH = 4
"""Signs of a pattern by which it is found among many."""
FEW = 32
"""Patterns with stars that are looked at one by one; laying out so few costs more than it saves."""
PATIENCE = 16
"""Targets for which many are looked at one by one too: laying them out costs as much as some tens of such looks."""
_COUNTERS = 1 << 16


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

    @property
    def parts(self) -> tuple[str, ...]:
        """All of them, those that are empty too."""
        return (self.first, *self.middle, self.last or "")

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
    """Patterns by priority, laid out so that a target meets only those that can match it; a pattern is its place in that order.

    Of two without stars that one target can match, the longer stands first, and no pattern stands there twice.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._none = len(patterns)
        self._wholes: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._short: tuple[int, ...] = ()
        self._keyless: _Starred | None = None
        self._keyed: dict[str, _Starred] = {}
        for at, pattern in enumerate(patterns):
            if "*" in pattern:
                self._place_starred(at, pattern)
            elif pattern.endswith("$"):
                self._wholes[pattern[:-1]] = at
            else:
                self._prefixes[pattern] = at
        self._measure()

    def place(self, target: str) -> int:
        """Return the place of the first pattern that matches; how many patterns there are where none does."""
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
            found = self._keyed[key].earliest(target, found)
        if self._keyless is not None:
            found = self._keyless.earliest(target, found)
        return found

    def places(self, target: str) -> list[int]:
        """Return the places of all patterns that match, in order."""
        key = target[:KEY_LENGTH]
        lengths = [length for length in self._lengths.get(key, self._short) if length <= len(target)]
        plain = [self._prefixes.get(target[:length]) for length in lengths]
        found = [at for at in (*plain, self._wholes.get(target)) if at is not None]
        for starred in (self._keyless, self._keyed.get(key)):
            if starred is not None:
                found += starred.all(target)
        return sorted(found)

    def _place_starred(self, at: int, pattern: str) -> None:
        pieces = _pieces_of(pattern)
        key = pieces.first[:KEY_LENGTH]
        if len(key) < KEY_LENGTH:
            self._keyless = starred = self._keyless or _Starred()
        else:
            starred = self._keyed.setdefault(key, _Starred())
        starred.add(at, pieces)

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


_Candidate = tuple[int, str, _Pieces]
"""The place of a pattern, a piece that a target has to hold, and all pieces."""


class _Starred:
    """Patterns with stars in order. Many, for many targets, are laid out by some signs that fewest others have."""

    def __init__(self) -> None:
        self._all: list[_Candidate] = []
        self._by_gram: dict[str, list[_Candidate]] = {}
        self._lengths: tuple[int, ...] = ()
        self._looks = 0

    def add(self, at: int, pieces: _Pieces) -> None:
        """Add a pattern behind those that are there."""
        self._all.append((at, max(pieces.parts, key=len), pieces))

    def earliest(self, target: str, found: int) -> int:
        """Return the first that matches and stands before what was found, or what was found."""
        if len(self._all) <= FEW:
            return _earliest(self._all, target, found)
        for candidates in self._met_by(target):
            found = _earliest(candidates, target, found)
        return found

    def all(self, target: str) -> list[int]:
        """Return all that match, in any order."""
        return [
            at
            for candidates in self._met_by(target)
            for at, needle, pieces in candidates
            if needle in target and pieces.match(target)
        ]

    def _met_by(self, target: str) -> Iterable[list[_Candidate]]:
        """Those that may match a target, in lists that are each in order."""
        if len(self._all) <= FEW or self._looks < PATIENCE:
            self._looks += 1
            return (self._all,)
        if not self._by_gram:
            self._lay_out()
        return [
            self._by_gram[gram]
            for length in self._lengths
            for gram in {target[at : at + length] for at in range(len(target) - length + 1)}
            if gram in self._by_gram
        ]

    def _lay_out(self) -> None:
        """Put each pattern where its rarest signs are; they are counted in so many counters, some of which stand for several."""
        counters = [0] * _COUNTERS
        for _, _, pieces in self._all:
            for gram in _grams(pieces):
                counters[hash(gram) % _COUNTERS] += 1
        for candidate in self._all:
            grams = _grams(candidate[2])
            rarest = min(grams, key=lambda gram: counters[hash(gram) % _COUNTERS])
            self._by_gram.setdefault(rarest, []).append(candidate)
        self._lengths = tuple(sorted({len(gram) for gram in self._by_gram}))


def _grams(pieces: _Pieces) -> set[str]:
    """Every so many signs in a row of pieces, and pieces that have no more; an empty one where there is nothing else."""
    found = {
        part[at : at + GRAM_LENGTH]
        for part in pieces.parts
        if part
        for at in range(max(len(part) - GRAM_LENGTH, 0) + 1)
    }
    return found or {""}


def _earliest(candidates: Sequence[_Candidate], target: str, found: int) -> int:
    """The first of the candidates, in order, that matches and stands before what was found."""
    for at, needle, pieces in candidates:
        if at >= found:
            break
        if needle in target and pieces.match(target):
            return at
    return found
