# SPDX-License-Identifier: EUPL-1.2
"""Two wordings word by word: what was put in, left out or changed; quotation marks, dashes and spaces of another kind do not count.

An accent counts the same whether it is part of its letter or a sign of its own (https://unicode.org/reports/tr15/).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

CELLS_LIMIT = 4_000_000
"""Words of one text times words of the other that are compared one by one; beyond it only the ends are."""
_WORD = re.compile(r"[\w^]+|[^\w\s]")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SAME_SIGNS = str.maketrans(dict.fromkeys('‘’‚‛`´"“”„‟«»‹›', "'") | dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Words of a copy that differ: what the official text has there, what the copy has; either may be nothing."""

    official: str
    copy: str
    at: int
    """How many words of the official text come before."""


def likeness(text: str) -> tuple[str, ...]:
    """Return the words and signs of a text in the form in which they are compared."""
    return tuple(map(_like, _WORD.findall(unicodedata.normalize("NFC", text))))


def deviations(official: str, copy: str) -> tuple[Deviation, ...]:
    """Return where a copy deviates from the official wording, in order."""
    official, copy = unicodedata.normalize("NFC", official), unicodedata.normalize("NFC", copy)
    ours, theirs = list(_WORD.finditer(official)), list(_WORD.finditer(copy))
    ours_like, theirs_like = ([_like(word[0]) for word in words] for words in (ours, theirs))
    if ours_like == theirs_like:
        return ()
    start = _same(ours_like, theirs_like)
    end = _same(ours_like[start:][::-1], theirs_like[start:][::-1])
    left, right = ours_like[start : len(ours) - end], theirs_like[start : len(theirs) - end]
    if len(left) * len(right) > CELLS_LIMIT:
        spans = [(0, len(left), 0, len(right))]
    else:
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        spans = [tuple(span) for kind, *span in matcher.get_opcodes() if kind != "equal"]  # type: ignore[misc]
    return tuple(
        Deviation(
            official=_between(official, ours[start + a : start + b]),
            copy=_between(copy, theirs[start + c : start + d]),
            at=start + a,
        )
        for a, b, c, d in spans
    )


def _same(one: list[str], other: list[str]) -> int:
    """Return how many words both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _like(word: str) -> str:
    """Return a word as it is compared: one kind of quotation mark and dash, superscripts as ``^25``."""
    return _RAISED.sub(lambda raised: "^" + raised[0].translate(_LOWERED), word).translate(_SAME_SIGNS)


def _between(text: str, words: list[re.Match[str]]) -> str:
    """Return the text from the first of some words to the last."""
    return " ".join(text[words[0].start() : words[-1].end()].split()) if words else ""
