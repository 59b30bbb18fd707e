# SPDX-License-Identifier: EUPL-1.2
"""The quality of a code as far as a program can honestly see it: objectives, something to check against, indicators, vague words.

Article 56(4): objectives set out clearly, commitments or measures to reach them, indicators as appropriate, and regard for all
interested parties. Whether an objective is a good one, and whether an interest weighs enough, no program can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from adhere.codes.code import Code, Commitment, Measure, ReportingElement
from adhere.codes.parties import parties
from adhere.codes.rules import rule
from adhere.codes.wording import vague_words
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import LANGUAGES, Text

HEAD = "code.toml"
_DIGIT = re.compile(r"[0-9]")


def quality(code: Code, files: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Return what is weak in a code; ``files`` says in which file each commitment and measure stands."""
    known = files or {}
    found: list[Finding] = [*_indicators(code, known), *_interests(code)]
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


def _indicators(code: Code, files: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is to be said of indicators: the reason for none, or the measures that have neither; and figures without a unit.

    Of a code whose content is not all known neither can be told.
    """
    place = Place(file=HEAD)
    if code.unknown is not None or any(one.unknown for one in code.chapters):
        yield Finding(rule=rule("ADH-COD-058"), place=place, values={"code": code.id})
    elif code.no_indicators is not None:
        told = {"code": code.id, "reason": code.no_indicators}
        yield Finding(rule=rule("ADH-COD-054"), place=place, values=told)
    else:
        if not any(one.no_indicator or _numeric(one) for one in code.measures):
            yield Finding(rule=rule("ADH-COD-052"), place=place, values={"code": code.id})
        for measure in code.measures:
            if measure.no_indicator is None and not _numeric(measure):
                yield _finding("ADH-COD-055", measure.id, files)
    for measure in code.measures:
        for element in _numeric(measure):
            if element.unit is None:
                place = Place(file=files.get(measure.id, HEAD), at=element.id)
                yield Finding(rule=rule("ADH-COD-056"), place=place, values={"id": element.id})


def _numeric(measure: Measure) -> tuple[ReportingElement, ...]:
    return tuple(one for one in measure.elements if one.kind == "numeric")


def _interests(code: Code) -> Iterator[Finding]:
    """Yield for whose interests no measure is on record; nothing of a code of which not all is known."""
    if code.unknown is not None:
        return
    minded = {one.group for one in code.interests if one.measures}
    absent = [party.name for party in parties().values() if party.id not in minded]
    if absent:
        groups = Text(*(", ".join(name.in_(language) for name in absent) for language in LANGUAGES))
        yield Finding(rule=rule("ADH-COD-057"), place=Place(file=HEAD), values={"groups": groups})


def _finding(rule_id: str, holder: str, files: Mapping[str, str], **values: object) -> Finding:
    place = Place(file=files.get(holder, HEAD), at=holder)
    return Finding(rule=rule(rule_id), place=place, values={"id": holder, **values})
