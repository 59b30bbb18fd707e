# SPDX-License-Identifier: EUPL-1.2
"""Fingerprints: known licence texts as hashed shingles, and how near a text comes to each, in both directions.

Made by ``tools/licence_fingerprints.py`` from ScanCode's licence data (see ``data/licences/ATTRIBUTION.md``). A licence
that reads as open source is stored whole; of another the smallest hashes suffice (bottom-k sketch, A. Broder 1997).
"""

from __future__ import annotations

import json
import sys
from array import array
from base64 import b64decode
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from adhere.kernel.data import packaged_bytes
from adhere.models.licences.shingles import SIZE, shingles_of, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """One known text: the hashes kept of it, ascending, and whether those are all of them."""

    licence: str
    hashes: array[int]
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How near a text comes to a known one.

    ``known_in_text`` and ``text_in_known`` are shares from 0 to 1 of the shingles of the one that the other holds too;
    ``added`` is the words of the text that the known one lacks, None where only a sketch of the known one is kept.
    """

    licence: str
    known_in_text: float
    text_in_known: float
    added: tuple[str, ...] | None

    @property
    def both(self) -> float:
        """The weaker direction: one alone proves nothing, since a text can hold another and more."""
        return min(self.known_in_text, self.text_in_known)


@cache
def fingerprints() -> tuple[Fingerprint, ...]:
    """Return the fingerprints packaged with the program."""
    content = packaged_bytes("adhere.models", "data/licences/fingerprints.json")
    return tuple(
        Fingerprint(licence=record["licence"], hashes=_unpacked(record["hashes"]), whole=record["whole"])
        for record in json.loads(content)["texts"]
    )


def nearest(text: str) -> Match | None:
    """Return the known text that comes nearest, or None for a text too short to compare."""
    words = words_of(text)
    shingles = shingles_of(words)
    if not shingles:
        return None
    distinct = set(shingles)
    ascending = sorted(distinct)
    shares = ((_shares(known, distinct, ascending), known) for known in fingerprints())
    (known_in_text, text_in_known), best = max(shares, key=lambda pair: (min(pair[0]), sum(pair[0])))
    added = _added(words, shingles, set(best.hashes)) if best.whole else None
    return Match(licence=best.licence, known_in_text=known_in_text, text_in_known=text_in_known, added=added)


def _shares(known: Fingerprint, distinct: set[int], ascending: list[int]) -> tuple[float, float]:
    """Return both containments; of a sketch only hashes up to its largest speak."""
    common = len(distinct.intersection(known.hashes))
    counted = len(ascending) if known.whole else bisect_right(ascending, known.hashes[-1])
    return common / len(known.hashes), common / counted if counted else 0.0


def _added(words: list[str], shingles: list[int], known: set[int]) -> tuple[str, ...]:
    """Return the words that stand in no shingle of the known text."""
    covered = bytearray(len(words))
    for start, shingle in enumerate(shingles):
        if shingle in known:
            covered[start : start + SIZE] = b"\x01" * SIZE
    return tuple(word for word, seen in zip(words, covered, strict=True) if not seen)


def _unpacked(encoded: str) -> array[int]:
    hashes = array("I", b64decode(encoded))
    if sys.byteorder == "big":
        hashes.byteswap()
    return hashes
