# SPDX-License-Identifier: EUPL-1.2
"""Citations in running text, as they are worded: parts from ``Article 53(1)`` to ``points (a) and (b)``, and the act they are of.

What they mean in the place where they stand is not looked at here; ``resolution`` does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from adhere.law.layers.acts import cited_acts
from adhere.law.layers.numbers import Span, read_numbers
from adhere.law.layers.vocabulary import words

Pointing = Literal["", "here", "there"]
RANKS = {"title": 1, "chapter": 2, "annex": 2, "section": 3, "article": 4, "recital": 4, "paragraph": 5, "subparagraph": 6, "point": 7, "indent": 8, "sentence": 9}  # fmt: skip
"""From wide to narrow."""
BELOW = {
    "title": {"chapter"},
    "chapter": {"section"},
    "annex": {"section", "paragraph", "point"},
    "section": {"point"},
    "article": {"paragraph", "subparagraph", "point"},
    "paragraph": {"subparagraph", "point", "indent", "sentence"},
    "subparagraph": {"point", "indent", "sentence"},
    "point": {"subparagraph", "indent", "sentence"},
}
"""What may follow a part as something narrower within it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a citation: a kind of provision with numbers, or pointing to what one reads or to what was named before."""

    level: str
    spans: tuple[Span, ...] = ()
    pointing: Pointing = ""
    plural: bool = False
    """Whether it points to several, as in "those paragraphs"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation as worded: its parts from wide to narrow, and of which act it is.

    ``acts`` are the prefixes of other acts; ``of_here`` and ``of_there`` say "of this Regulation" and "of that Regulation".
    """

    start: int
    end: int
    parts: tuple[Part, ...]
    acts: tuple[str, ...] = ()
    of: Pointing = ""
    act_type: str = ""
    thereof: bool = False

    @property
    def own_act(self) -> bool:
        """Whether the wording says which act it is of."""
        return bool(self.acts or self.of)


def citations(text: str, language: str) -> tuple[Citation, ...]:
    """Return the citations of a text in order."""
    found: list[Citation] = []
    end = 0
    for start in words(language).start.finditer(text):
        if start.start() < end:
            continue
        one = _citation(text, start.start(), language)
        if one is not None:
            found.append(one)
            end = one.end
    return tuple(_shared(_inherited(found, text, language), text, language))


def _citation(text: str, start: int, language: str) -> Citation | None:
    """Return the citation that begins at a place: a part, then what is narrower, then what it is of."""
    spoken = words(language)
    if (acts := cited_acts(text, start, language)) is not None:
        return Citation(start=start, end=acts.end, parts=(), acts=acts.prefixes, act_type=acts.type)
    first = _part(text, start, language) or _unnumbered_annex(text, start, language)
    if first is None:
        pointed = spoken.pointing.match(text, start)
        if pointed is None or pointed["act"] is None:
            return None
        return Citation(start=start, end=pointed.end(), parts=(), of=_side(pointed), act_type=spoken.types[_lower(pointed["act"])])  # fmt: skip
    part, end = first
    parts = [part]
    while (below := _below(text, end, parts[-1], language)) is not None:
        parts.append(below[0])
        end = below[1]
    one = Citation(start=start, end=end, parts=tuple(parts))
    return _widened(text, one, language)


def _part(text: str, start: int, language: str) -> tuple[Part, int] | None:
    """Return the part that begins at a place, and its end."""
    spoken = words(language)
    if (pointed := spoken.pointing.match(text, start)) is not None and pointed["level"]:
        level = spoken.levels[_lower(pointed["level"])]
        spans, end = _numbered(text, pointed.end(), level, language)
        if not spans:
            plural = _lower(pointed["level"]) in spoken.plurals
            return Part(level=level, pointing=_side(pointed), plural=plural), pointed.end()
        return None
    if (ordinal := spoken.ordinal.match(text, start)) is not None:
        level = spoken.levels[_lower(ordinal["level"])]
        said = re.findall(r"\w+", ordinal["ordinals"].casefold())
        spans = tuple(Span((f"#{spoken.ordinals[word]}",)) for word in said if word in spoken.ordinals)
        return Part(level="subparagraph" if level == "paragraph" else level, spans=spans), ordinal.end()
    named = spoken.level.match(text, start)
    if named is None:
        return None
    level = spoken.levels[_lower(named["level"])]
    spans, end = _numbered(text, named.end(), level, language)
    return (Part(level=level, spans=spans), end) if spans else None


def _numbered(text: str, end: int, level: str, language: str) -> tuple[tuple[Span, ...], int]:
    """Return the numbers after the word for a provision, which white space parts from them."""
    space = re.compile(r"\s+|\s*(?=\()").match(text, end)
    if space is None or level in ("subparagraph", "sentence", "indent"):
        return (), end
    return read_numbers(text, space.end(), level, language)


def _below(text: str, end: int, above: Part, language: str) -> tuple[Part, int] | None:
    """Return a narrower part that follows with a comma or a space."""
    joined = words(language).below.match(text, end)
    if joined is None or above.pointing:
        return None
    below = _part(text, joined.end(), language)
    if below is None or below[0].pointing or below[0].level not in BELOW.get(above.level, ()):
        return None
    if "," not in joined[0] and language == "en" and above.level != "chapter":
        return None
    return below


def _widened(text: str, one: Citation, language: str) -> Citation:
    """Return a citation with what it is of: a wider provision, an act, or what was named before."""
    spoken = words(language)
    while True:
        if (thereof := spoken.thereof.match(text, one.end)) is not None:
            return replace(one, end=thereof.end(), thereof=True)
        if (name := re.compile(r"\s+").match(text, one.end)) is not None and (
            named := spoken.name.match(text, name.end())
        ) is not None:
            return replace(one, end=named.end(), acts=(spoken.named[_lower(named["name"])],))
        of = spoken.of.match(text, one.end)
        if of is None:
            return one
        if (part := spoken.treaty_part.match(text, one.end)) is not None:
            of = spoken.of.match(text, part.end()) or of
        wider = _of(text, of.end(), one, language)
        if wider is None:
            return one
        one = wider
        if one.own_act:
            return one


def _of(text: str, start: int, one: Citation, language: str) -> Citation | None:
    """Return a citation with what stands behind "of"; None where that is something else."""
    spoken = words(language)
    if (acts := cited_acts(text, start, language)) is not None:
        return replace(one, end=acts.end, acts=acts.prefixes, act_type=acts.type)
    if (named := spoken.name.match(text, start)) is not None:
        return replace(one, end=named.end(), acts=(spoken.named[_lower(named["name"])],))
    if (pointed := spoken.pointing.match(text, start)) is not None and pointed["act"]:
        return replace(
            one, end=pointed.end(), of=_side(pointed), act_type=spoken.types[_lower(pointed["act"])]
        )
    part = _part(text, start, language) or _unnumbered_annex(text, start, language)
    if part is None or not _is_wider(part[0].level, one.parts[0].level):
        return None
    wider, end = part
    parts = [wider]
    while not wider.pointing and (below := _below(text, end, parts[-1], language)) is not None:
        if RANKS[below[0].level] >= RANKS[one.parts[0].level]:
            break
        parts.append(below[0])
        end = below[1]
    return replace(one, end=end, parts=(*parts, *one.parts))


def _is_wider(level: str, within: str) -> bool:
    """Whether one kind of provision holds another; a point has subparagraphs as well."""
    return RANKS[level] < RANKS[within] or (level == "point" and within == "subparagraph")


def _unnumbered_annex(text: str, start: int, language: str) -> tuple[Part, int] | None:
    """Return the annex of an act that has one only, as in "the Annex to Recommendation 2003/361/EC"."""
    spoken = words(language)
    named = spoken.level.match(text, start)
    if named is None or spoken.levels[_lower(named["level"])] != "annex":
        return None
    of = spoken.of.match(text, named.end())
    if of is None or cited_acts(text, of.end(), language) is None:
        return None
    return Part(level="annex", spans=(Span(()),)), named.end()


def _inherited(found: list[Citation], text: str, language: str) -> Iterator[Citation]:
    """Yield citations; "point (b)" in "paragraph 1, point (a), and point (b)" is of paragraph 1 as well."""
    before: Citation | None = None
    for one in found:
        whole = one
        if before is not None and _continues(before, one) and _joined(before, one, text, language):
            level = RANKS[one.parts[0].level]
            above = tuple(part for part in before.parts if RANKS[part.level] < level)
            whole = replace(one, parts=(*above, *one.parts))
        before = whole
        yield whole


def _continues(before: Citation, one: Citation) -> bool:
    """Whether a citation begins with the kind of provision that the one before ends with, within something wider."""
    if (
        not one.parts
        or one.parts[0].pointing
        or not before.parts
        or before.own_act
        or before.parts[-1].level != one.parts[0].level
    ):
        return False
    level = RANKS[one.parts[0].level]
    return level > RANKS["article"] and any(RANKS[part.level] < level for part in before.parts)


def _shared(found: Iterator[Citation], text: str, language: str) -> list[Citation]:
    """Return citations; an act named behind the last of a row of articles holds for those before it."""
    shared: list[Citation] = []
    for one in found:
        shared.append(one)
        if (
            len(shared) > 1
            and _is_subparagraph_beside(shared[-2], one)
            and _joined(shared[-2], one, text, language)
        ):
            shared[-2] = replace(shared[-2], parts=(one.parts[0], *shared[-2].parts))
        if len(shared) > 1 and _holds_points(one) and _joined(shared[-2], one, text, language):
            shared[-2:] = _with_one_head(shared[-2], one)
        if not (one.acts or one.of == "there") or not one.parts:
            continue
        for place in range(len(shared) - 2, -1, -1):
            earlier = shared[place]
            if _is_chapter_beside(earlier, one) and _joined(earlier, shared[place + 1], text, language):
                shared[place] = replace(earlier, parts=(*one.parts[:-1], *earlier.parts), acts=one.acts[:1], act_type=one.act_type)  # fmt: skip
                continue
            if (
                earlier.own_act
                or not _is_article(earlier)
                or not _joined(earlier, shared[place + 1], text, language)
            ):
                break
            shared[place] = replace(earlier, acts=one.acts[:1], of=one.of, act_type=one.act_type)
    return shared


def _with_one_head(before: Citation, one: Citation) -> tuple[Citation, Citation]:
    """Return two citations of points with the annex or article behind the last: "Section A, points 1 to 5, and points 8 and 9 of Annex VIII"."""
    levels = [part.level for part in before.parts]
    if before.own_act or levels not in (["point"], ["section", "point"]) or not before.parts[0].spans:
        return before, one
    head = one.parts[0]
    section = before.parts[:-1] if head.level == "annex" else ()
    return replace(before, parts=(head, *before.parts)), replace(one, parts=(head, *section, *one.parts[1:]))


def _holds_points(one: Citation) -> bool:
    """Whether a citation is of points of an annex or article, which then holds for points right before it."""
    return len(one.parts) > 1 and one.parts[0].level in ("annex", "article") and one.parts[1].level == "point"


def _is_subparagraph_beside(one: Citation, other: Citation) -> bool:
    """Whether a subparagraph stands beside one whose paragraph is named: "the first subparagraph, points (a) and (b), and the second of paragraph 1"."""
    levels = [part.level for part in other.parts]
    return bool(one.parts) and one.parts[0].level == "subparagraph" and levels == ["paragraph", "subparagraph"] and not one.own_act  # fmt: skip


def _is_chapter_beside(one: Citation, other: Citation) -> bool:
    """Whether a chapter without its title or act stands beside one that has them: "Chapter 4 or Chapter 5 of Title V TFEU"."""
    if one.own_act or len(one.parts) != 1 or len(other.parts) < 2:
        return False
    return one.parts[0].level == other.parts[-1].level == "chapter" and not one.parts[0].pointing


def _is_article(one: Citation) -> bool:
    return bool(one.parts) and one.parts[0].level == "article" and not one.parts[0].pointing


def _joined(one: Citation, other: Citation, text: str, language: str) -> bool:
    """Whether only a comma or a conjunction stands between two citations."""
    between = text[one.end : other.start]
    return bool(between.strip()) and words(language).between.fullmatch(between) is not None


def _side(match: re.Match[str]) -> Pointing:
    return "here" if match["here"] else "there"


def _lower(word: str) -> str:
    return " ".join(word.casefold().split())
