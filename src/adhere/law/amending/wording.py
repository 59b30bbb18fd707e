# SPDX-License-Identifier: EUPL-1.2
"""What one sentence of an amending act does: where, and whether something is replaced, inserted, deleted, or words are.

``in Article 56, paragraph 6 is replaced by the following:``; ``het volgende punt wordt ingevoegd:``; ``the words ‘X’ are replaced by ‘Y’``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from adhere.law.amending.places import LAST, Spot, Step, composed
from adhere.law.amending.vocabulary import PAIRS, Wording, wording
from adhere.law.layers.grammar import citations

Kind = Literal["amended", "replace", "insert", "delete", "replace-words", "insert-words", "delete-words", "unknown"]  # fmt: skip
PARTS = Literal["", "heading", "introduction"]
_INLINE = re.compile("|".join(rf"{opening}((?:[^{opening}{closing}]|(?<=\w)’(?=\w))*)[{closing}]" for opening, closing in PAIRS.items()))  # fmt: skip
BLANK = "□"
"""Stands for quoted words while the sentence around them is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a sentence says: ``level`` is the kind of provision that is replaced, inserted or deleted."""

    kind: Kind
    spots: tuple[Spot, ...]
    level: str = ""
    part: PARTS = ""
    words: tuple[str, ...] = ()
    """Words that are quoted in the sentence: the old and the new."""
    after: bool = False
    """Whether what is inserted comes after the place named, or the words named."""
    annexed: bool = False
    """Whether the new text stands in the annex to the amending act."""
    acts: tuple[str, ...] = ()
    """Prefixes of the acts that the sentence names."""


def read_change(text: str, language: str, above: Spot) -> Change | None:
    """Return what a sentence does, below what stands above; None where it changes nothing."""
    spoken = wording(language)
    quoted = tuple(next(filter(None, match.groups()), "") for match in _INLINE.finditer(text))
    bare = _INLINE.sub(BLANK, text)
    kind = _kind(bare, spoken)
    if kind is None:
        return None
    named = citations(bare, language)
    spots = tuple(_with_last(spot, bare, spoken) for spot in composed(above, named))
    acts = tuple(prefix for one in named for prefix in one.acts)
    told = Change(kind=kind, spots=spots, acts=acts, annexed=bool(spoken.annexed.search(bare)))
    if _is_unread(told, bare, spoken):
        return replace(told, kind="unknown")
    if kind in ("amended", "unknown"):
        return told
    if quoted and spoken.quoting.search(bare.partition(BLANK)[0]):
        return _of_words(told, bare, quoted, spoken)
    return _of_provisions(told, bare, spoken)


def _is_unread(told: Change, bare: str, spoken: Wording) -> bool:
    """Whether a sentence names what has no place here, or leaves what changes to the annex of the amending act."""
    if told.kind == "amended":
        return told.annexed
    rest = spoken.following.sub("", spoken.introduction.sub("", bare))
    return spoken.unread.search(rest) is not None and not told.annexed


def _kind(bare: str, spoken: Wording) -> Kind | None:
    """Return what the verb says is done; a sentence with two verbs does two things, and is not taken apart."""
    patterns: dict[Kind, re.Pattern[str]] = {"amended": spoken.amended, "replace": spoken.replace, "insert": spoken.insert, "delete": spoken.delete, "unknown": spoken.renumber}  # fmt: skip
    met = [kind for kind, pattern in patterns.items() if pattern.search(bare)]
    return met[0] if len(met) == 1 else "unknown" if met else None


def _of_words(told: Change, bare: str, quoted: tuple[str, ...], spoken: Wording) -> Change:
    """Return a change of words; of three quotations, or of two that are inserted, the first says where."""
    kinds: dict[Kind, Kind] = {"replace": "replace-words", "insert": "insert-words", "delete": "delete-words"}
    kind = kinds[told.kind]
    wanted = 1 if kind == "delete-words" else 2
    if len(quoted) != wanted:
        return replace(told, kind="unknown")
    if kind != "insert-words":
        return replace(told, kind=kind, words=quoted)
    head, middle, *_ = bare.split(BLANK)
    for pattern, after in ((spoken.after, True), (spoken.before, False)):
        if pattern.search(head):
            return replace(told, kind=kind, words=quoted, after=after)
        if pattern.search(middle):  # "the words ‘new’ are inserted after the words ‘old’"
            return replace(told, kind=kind, words=quoted[::-1], after=after)
    return replace(told, kind="unknown")


def _of_provisions(told: Change, bare: str, spoken: Wording) -> Change:
    following = spoken.following.search(bare)
    level = spoken.levels[" ".join(following["level"].casefold().split())] if following else ""
    if spoken.heading.search(bare):
        return replace(told, part="heading")
    if spoken.introduction.search(bare) and told.kind == "replace":
        return replace(told, part="introduction")
    if told.kind == "insert":
        if not level:  # "paragraph 3a is inserted": what is new is named as a place
            return replace(told, level=told.spots[0].level, spots=_parents(told.spots))
        named = bool(told.spots) and told.spots[0].level == level
        after = named and bool(spoken.after.search(bare))
        return replace(told, level=level, spots=told.spots if after or not named else _parents(told.spots), after=after)  # fmt: skip
    level = told.spots[0].level if told.spots else ""
    return replace(told, level=level, kind=told.kind if level else "unknown")


def _with_last(spot: Spot, bare: str, spoken: Wording) -> Spot:
    """Return a place with "the last sentence" or "the last subparagraph" added where the sentence names it."""
    match = spoken.last.search(bare)
    level = spoken.levels[" ".join(match["level"].casefold().split())] if match else ""
    if level not in ("sentence", "subparagraph"):
        return spot
    return replace(spot, steps=(*spot.steps, Step(level, LAST)))


def _parents(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    return tuple(dict.fromkeys(spot.parent for spot in spots))
