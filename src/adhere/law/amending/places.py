# SPDX-License-Identifier: EUPL-1.2
"""Places in the act that is amended, as instructions name them: an article or annex, then paragraph, subparagraph, points, sentence.

An instruction below "Article 2 is amended as follows" goes on from there, so a place is composed of what stands above and what is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from adhere.law.layers.grammar import Citation, Part
from adhere.law.layers.numbers import Span
from adhere.law.layers.places import between

LAST = "-1"
"""The number of the last subparagraph or sentence, where it is named so."""
LIMIT = 200
"""Places of one instruction that are taken."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step down from a paragraph or annex: ``point`` with the part of an id, ``subparagraph`` or ``sentence`` with a number."""

    level: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place; ``article`` or ``annex`` is empty where nothing above or here names it."""

    article: str = ""
    annex: str = ""
    section: str = ""
    paragraph: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def level(self) -> str:
        """The narrowest kind of provision that is named."""
        if self.steps:
            return self.steps[-1].level
        for level in ("paragraph", "section", "article", "annex"):
            if getattr(self, level):
                return level
        return ""

    @property
    def last(self) -> str:
        """The number of the narrowest part."""
        return self.steps[-1].part if self.steps else str(getattr(self, self.level)) if self.level else ""

    @property
    def parent(self) -> Spot:
        """What holds this place."""
        if self.steps:
            return replace(self, steps=self.steps[:-1])
        if self.level == "paragraph":
            return replace(self, paragraph="")
        return replace(self, section="") if self.level == "section" else Spot()

    def id(self, prefix: str) -> str:
        """Return how a finding names it: the id of the provision, with subparagraphs and sentences in brackets."""
        head = f"{prefix}:art-{self.article}" if self.article else f"{prefix}:annex-{self.annex}" if self.annex else prefix  # fmt: skip
        said = [one for one in (f"s{self.section}" if self.section else "", self.paragraph) if one]
        steps = [step.part if step.level == "point" else f"({step.level} {step.part})" for step in self.steps]
        return ".".join([head, *said, *steps])


def composed(above: Spot, said: Iterable[Citation]) -> tuple[Spot, ...]:
    """Return the places that the citations of an instruction name, below what stands above."""
    spots: list[Spot] = [above]
    before: dict[str, list[Spot]] = {}
    done: list[Spot] = []
    for one in said:
        if one.parts and one.parts[0].level in before:  # "paragraph 1, point (a), and paragraph 2"
            done += spots
            spots = before[one.parts[0].level]
            before = {}
        for part in one.parts:
            before.setdefault(part.level, spots)
            spots = [lower for spot in spots for lower in _below(spot, part)][:LIMIT]
    return tuple(dict.fromkeys([*done, *spots]))


def _below(spot: Spot, part: Part) -> list[Spot]:
    paths = [path for span in part.spans for path in _paths(span)]
    return [_one(spot, part.level, path) for path in paths] or [spot]


def _paths(span: Span) -> Sequence[tuple[str, ...]]:
    if span.last is None:
        return (span.first,)
    return [(*span.first[:-1], part) for part in between(span.first[-1], span.last[-1])] or [span.first, span.last]  # fmt: skip


def _one(spot: Spot, level: str, path: tuple[str, ...]) -> Spot:
    """Return the place that one number leads to; what is no kind of provision here leads nowhere."""
    if level == "annex":
        return _points(Spot(annex=path[0] if path else "i"), path[1:])
    if level == "article":
        numbered = len(path) > 1 and path[1][0].isdigit()  # "Article 3(1)(a)", but "Article 3(a)"
        article = Spot(article=path[0], paragraph=path[1] if numbered else "")
        return _points(article, path[2 if numbered else 1 :])
    if level == "paragraph":
        return _points(replace(spot, paragraph=path[0], steps=()), path[1:])
    if level == "section":
        return replace(spot, section=path[0], steps=())
    number = path[0].lstrip("#")
    steps = {
        "subparagraph": [Step("subparagraph", number)],
        "sentence": [Step("sentence", number)],
        "indent": [Step("point", f"indent{number}")],
        "point": [Step("point", part) for part in path],
    }
    return replace(spot, steps=(*spot.steps, *steps.get(level, [])))


def _points(spot: Spot, path: Sequence[str]) -> Spot:
    return replace(spot, steps=(*spot.steps, *(Step("point", part) for part in path)))
