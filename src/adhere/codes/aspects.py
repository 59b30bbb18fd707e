# SPDX-License-Identifier: EUPL-1.2
"""Everything a clause of a code says, aspect by aspect, as it is compared between versions: text, provisions, periods, links.

Article 56(4): what a code sets out. An aspect that a clause does not have is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from adhere.codes.clauses import requirement_id
from adhere.codes.code import (
    Appendix,
    Chapter,
    Code,
    Commitment,
    Deadline,
    Measure,
    ReportingElement,
    Requirement,
)
from adhere.codes.wording import clock_text, grade_text, words
from adhere.kernel.text import LANGUAGES, Text, plain
from adhere.law.citations import cite

Aspects = dict[str, Text]
"""Texts by aspect: ``title``, ``deadline:S-7.6``, ``serves:aia:art-55.1.b``."""
Renamed = Callable[[str], str]


def aspects(code: Code, renamed: Renamed = str) -> dict[str, Aspects]:
    """Return what each clause says, by id; ``renamed`` gives a period the name it is compared under."""
    found = {one.id: _chapter(one) for one in code.chapters}
    found |= {one.id: _commitment(one) for one in code.commitments}
    for measure in code.measures:
        found[measure.id] = _measure(measure, renamed)
        for place, asked in enumerate(measure.requires):
            found[requirement_id(measure, place)] = _requirement(asked)
        found |= {one.id: _element(one) for one in measure.elements}
    return found | {one.id: _appendix(one) for one in code.appendices}


def aspect_name(aspect: str) -> Text:
    """Return how people say an aspect; that of one period or link names it."""
    kind, _, which = aspect.partition(":")
    told = cite(which) if kind == "serves" else plain(which)
    return words("aspect", kind).filled({"which": told})


def whole_text(code: Code, clause: str) -> Text:
    """Return all the words of a clause at once, as it is shown where it came or went; a measure with all it asks."""
    for measure in code.measures:
        if measure.id == clause:
            return _joined([measure.title, *(one.content for one in measure.requires)], between="\n")
    said = aspects(code).get(clause, {})
    return _joined(
        [text for name, text in said.items() if name in ("title", "binds", "content")], between="\n"
    )


def _chapter(one: Chapter) -> Aspects:
    return _said(title=one.title, binds=one.binds, provisions=_cited(one.provisions), unknown=one.unknown)


def _commitment(one: Commitment) -> Aspects:
    return _said(
        title=one.title,
        content=one.content,
        provisions=_cited(one.provisions),
        relief=one.relief,
        exempt=one.exempt,
    )


def _measure(one: Measure, renamed: Renamed) -> Aspects:
    found = _said(title=one.title, relief=one.relief, note=one.note, no_indicator=one.no_indicator)
    found |= {f"deadline:{renamed(clock.id)}": _clock(clock) for clock in one.deadlines}
    for link in one.serves:
        grade = Text(*(f" ({grade_text(link.grade).in_(language)})" for language in LANGUAGES))
        found[f"serves:{link.provision}"] = _joined([link.rationale, grade], between="")
    return found


def _requirement(one: Requirement) -> Aspects:
    return _said(content=one.content, appendices=plain(", ".join(one.appendices)))


def _element(one: ReportingElement) -> Aspects:
    kind = words("element", one.kind)
    breakdown = _joined([words("breakdown", name) for name in one.breakdown], between=", ")
    return _said(kind=kind, content=one.content, unit=plain(one.unit or ""), breakdown=breakdown)


def _appendix(one: Appendix) -> Aspects:
    return _said(title=one.title, content=_joined(one.content, between="\n"))


def _clock(clock: Deadline) -> Text:
    parts = [clock.what, clock_text(clock), clock.trigger]
    parts += [clock.exceptions] if clock.exceptions else []
    return _joined(parts, between="; ")


def _cited(provisions: Iterable[str]) -> Text:
    return _joined(map(cite, provisions), between="; ")


def _joined(texts: Iterable[Text], between: str = " ") -> Text:
    parts = list(texts)
    return Text(*(between.join(one.in_(language) for one in parts) for language in LANGUAGES))


def _said(**texts: Text | None) -> Aspects:
    return dict(_known(texts))


def _known(texts: dict[str, Text | None]) -> Iterator[tuple[str, Text]]:
    return ((name, text) for name, text in texts.items() if text is not None and text.en)
