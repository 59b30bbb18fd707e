# SPDX-License-Identifier: EUPL-1.2
"""The words that texts in one language have, and which of them a word that none has may stand for: misspelt, or put together of others.

Distances are those of optimal string alignment: a letter too many, too few or another, or two that changed places, is one step (F. Damerau,
A technique for computer detection and correction of spelling errors, 1964). Short words and numbers are taken as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adhere.law.searching.words import LEAST

ONE_STEP, TWO_STEPS = 5, 8
"""Letters from which a word may be one step off, and two."""
MOST = 3
"""Words that one word is taken for at most."""
LINKS = ("", "s", "en", "e")
"""What stands between the parts of a word that is put together."""


@dataclass(frozen=True, slots=True)
class Near:
    """A word that is near another one, and by how many steps."""

    word: str
    steps: int


class Vocabulary:
    """The words of texts with how many provisions have each."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._signs = {word: _signs(word) for word in counts if word.isalpha()}

    def near(self, word: str, limit: int) -> tuple[Near, ...]:
        """Return the words nearest to one that is misspelt, all equally near and no more than so many steps off, the most frequent first."""
        if not limit:
            return ()
        own, length = _signs(word), len(word)
        close = [
            other
            for other, signs in self._signs.items()
            if len(other) >= LEAST
            and abs(len(other) - length) <= limit
            and (own ^ signs).bit_count() <= 2 * limit
        ]
        measured = [(steps(word, other, limit), other) for other in close]
        least = min((far for far, _ in measured), default=limit + 1)
        if least > limit:
            return ()
        nearest = sorted(
            (other for far, other in measured if far == least), key=lambda one: (-self._counts[one], one)
        )
        return tuple(Near(one, least) for one in nearest[:MOST])

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the two words that a word is put together of, as model and aanbieder; none where it is not."""
        for cut in range(len(word) - LEAST, LEAST - 1, -1):
            first, last = word[:cut], word[cut:]
            if last not in self._counts:
                continue
            for link in LINKS:
                head = first.removesuffix(link) if link else first
                if first.endswith(link) and len(head) >= LEAST and head in self._counts:
                    return head, last
        return ()

    def akin(self, word: str) -> tuple[str, ...]:
        """Return the words that begin or end with a word, as geldboet with boet, or with which it begins or ends."""
        if len(word) < LEAST or not word.isalpha():
            return ()
        found = [
            other
            for other in self._signs
            if len(other) >= LEAST and other != word and (_within(word, other) or _within(other, word))
        ]
        return tuple(sorted(found, key=lambda one: (-self._counts[one], one))[: 2 * MOST])


def allowed(word: str) -> int:
    """Return how many steps a word may be off: none for a number and a short word."""
    if not word.isalpha() or len(word) < ONE_STEP:
        return 0
    return 1 if len(word) < TWO_STEPS else 2


def steps(one: str, other: str, limit: int) -> int:
    """Return how many steps two words are apart; more than a limit is that limit and one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, 1):
        last, before, row = before, row, [place]
        for spot, against in enumerate(other, 1):
            least = min(before[spot] + 1, row[-1] + 1, before[spot - 1] + (sign != against))
            swapped = place > 1 and spot > 1 and sign == other[spot - 2] and one[place - 2] == against
            row.append(min(least, last[spot - 2] + 1) if swapped else least)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def _signs(word: str) -> int:
    """Return which letters a word has, one bit for each; two words that are near differ in few."""
    found = 0
    for sign in word:
        found |= 1 << (ord(sign) % 61)
    return found


def _within(short: str, long: str) -> bool:
    return len(short) < len(long) and (long.startswith(short) or long.endswith(short))
