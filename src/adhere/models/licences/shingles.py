# SPDX-License-Identifier: EUPL-1.2
"""Shingles: a licence text as the hashes of its runs of five words, so that texts compare without being kept.

After A. Broder, On the resemblance and containment of documents (1997). Line breaks, case, punctuation, copyright
lines, numbers of list items and the holder's name in the BSD clauses make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

SIZE = 5
"""Words in a shingle."""
_COPYRIGHT = re.compile(
    r"^[^\S\n]*(?:[#*/;>-]{1,4}[^\S\n]*)?"
    r"(?:copyright[^\S\n]+(?:\(c\)|©|\d{4}|[\[<{]|by\b)|(?:\(c\)|©)[^\S\n]*\d{4}|all rights reserved\.?[^\S\n]*$)"
    r"[^\n]{0,120}$",
    re.IGNORECASE | re.MULTILINE,
)
_LIST_NUMBER = re.compile(r"^[^\S\n]*\(?\d{1,2}[.)][^\S\n]", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_ENDORSEMENT = re.compile(
    r"\bneither the names? of (?:\w+ ){1,20}?nor the names of (?:its |their |any |the )?contributors\b"
)


def words_of(text: str) -> list[str]:
    """Return the words that make a licence text what it is, in order and in lower case."""
    without_holders = _COPYRIGHT.sub(" ", unicodedata.normalize("NFKC", text).replace("\r\n", "\n"))
    without_numbers = _LIST_NUMBER.sub(" ", without_holders)
    words = _WORD.findall(_APOSTROPHE.sub("", without_numbers.casefold()))
    joined = _ENDORSEMENT.sub("neither the name of holder nor the names of contributors", " ".join(words))
    joined = joined.replace(
        "copyright owner or contributors be liable", "copyright holder or contributors be liable"
    )
    return joined.split()


def shingles_of(words: list[str]) -> list[int]:
    """Return one 32-bit hash for each run of five words, by the position of its first word."""
    runs = (" ".join(words[start : start + SIZE]) for start in range(len(words) - SIZE + 1))
    return [int.from_bytes(blake2b(run.encode(), digest_size=4).digest(), "big") for run in runs]
