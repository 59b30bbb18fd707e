# SPDX-License-Identifier: EUPL-1.2
"""The quality of a code as far as a program can honestly see it: objectives, something to check against, indicators, vague words.

Article 56(4): objectives set out clearly, commitments or measures to reach them, indicators as appropriate. Whether an objective is a
good one, and whether everybody's interests weigh, no program can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from adhere.codes.code import Code, Commitment, Measure
from adhere.codes.rules import rule
from adhere.codes.wording import vague_words
from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import LANGUAGES, Text, text_of

HEAD = "code.toml"
_DIGIT = re.compile(r"[0-9]")


def quality(code: Code, files: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Return what is weak in a code; ``files`` says in which file each commitment and measure stands."""
    known = files or {}
    found: list[Finding] = [_indicators(code)]
    found += (_finding("ADH-COD-050", one.id, known) for one in code.commitments if not _has_objective(one))
    for commitment in code.commitments:
        measures = code.of(commitment.id)
        if measures and not any(map(_checkable, measures)):
            found.append(_finding("ADH-COD-051", commitment.id, known))
    for measure in code.measures:
        markers = vague_in(measure)
        if markers:
            told = Text(*(", ".join(one.in_(language) for one in markers) for language in LANGUAGES))
            found.append(_finding("ADH-COD-053", measure.id, known, words=told))
    return tuple(found)


def vague_in(measure: Measure) -> tuple[Text, ...]:
    """Return the wordings without a yardstick in what a measure asks, each once, a longer one before a shorter one within it."""
    found: dict[Text, None] = {}
    for requirement in measure.requires:
        found |= dict.fromkeys(_vague(requirement.content.en))
    return tuple(found)


def _vague(text: str) -> Iterator[Text]:
    rest = text
    for marker in vague_words():
        rest, count = _pattern(marker.en).subn(" ", rest)
        if count:
            yield marker


@cache
def _pattern(marker: str) -> re.Pattern[str]:
    """Return what finds a marker as whole words, with spaces or hyphens between them."""
    parts = map(re.escape, re.split(r"[ -]", marker))
    return re.compile(rf"\b{'[ -]'.join(parts)}\b", re.IGNORECASE)


def _has_objective(commitment: Commitment) -> bool:
    """Whether a commitment says more than its title, in words its title does not have."""
    title, content = (
        set(re.findall(r"\w+", text.casefold())) for text in (commitment.title.en, commitment.content.en)
    )
    return len(content - title) >= 3


def _checkable(measure: Measure) -> bool:
    """Whether there is a number to hold a measure against, or a requirement that needs no yardstick."""
    clocks = any(one.amount is not None for one in measure.deadlines)
    return clocks or any(
        _DIGIT.search(one.content.en) or not any(_vague(one.content.en)) for one in measure.requires
    )


def _indicators(code: Code) -> Finding:
    """Return that there are none, with the reason where it is known: the shape of a code has no place for them yet."""
    reasons = packaged("adhere.codes", "data/obligations.toml")["no-indicators"]
    known = next((text_of(one["reason"]) for one in reasons if one["code"] == code.id), None)
    place = Place(file=HEAD)
    if known is None:
        return Finding(rule=rule("ADH-COD-052"), place=place, values={"code": code.id})
    return Finding(rule=rule("ADH-COD-054"), place=place, values={"code": code.id, "reason": known})


def _finding(rule_id: str, holder: str, files: Mapping[str, str], **values: object) -> Finding:
    place = Place(file=files.get(holder, HEAD), at=holder)
    return Finding(rule=rule(rule_id), place=place, values={"id": holder, **values})
