# SPDX-License-Identifier: EUPL-1.2
"""Cross-references of a unit, resolved to ids: what a citation means in the place where it stands.

Rules of the Joint practical guide, guideline 16: what names no act is of the act one reads, what names no article is of the article one
reads. What has no such answer, or points to what was not named before, is left unresolved with the reason; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from adhere.law.layers.grammar import Citation, Part, citations
from adhere.law.layers.numbers import ROMAN_LEVELS, Path, Span
from adhere.law.layers.places import Place, Structure, between, chapter_of, place_of
from adhere.law.layers.vocabulary import words

STEM = 6
"""Letters that a word for a provision has in the singular and the plural."""
Fault = Literal["", "nothing-named-before", "not-in-text", "more-than-one", "no-place", "no-division"]
HEADS = {"article": "art", "annex": "annex", "recital": "rec", "chapter": "ch", "title": "title"}
"""How ids of what stands by itself in an act begin."""
PLAIN_WORDS = frozenset({"decision", "recommendation", "framework"})
"""Kinds of act whose names are used of other things as well: "that decision" is often one that was spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A cross-reference: where its words stand, the narrowest kind of provision it names, and the ids it resolves to.

    ``subparagraphs`` are counted within the provisions of ``to``, since subparagraphs have no ids. ``act`` is the prefix of another
    act, None for a reference within this one. ``fault`` says why nothing, or not everything, was resolved.
    """

    start: int
    end: int
    text: str
    kind: str
    to: tuple[str, ...] = ()
    subparagraphs: tuple[int, ...] = ()
    act: str | None = None
    fault: Fault = ""
    counted: bool = False
    """Whether it numbers a paragraph that has no number, so that its place was counted."""


def references(
    unit: str, text: str, language: str, structure: Structure, *, amends: str | None = None
) -> tuple[Reference, ...]:
    """Return the cross-references in the words of a unit; ``amends`` is the other act that the provision amends."""
    resolver = _Resolver(place_of(unit), structure, amends, text)
    quoted = words(language).quotation.search(text)
    resolver.quoted_from = quoted.end() if quoted else len(text)
    said = citations(text, language)
    resolver.cited = next((one.acts[0] for one in said if one.acts), "")
    for one in said:
        resolver.add(one, text)
    return tuple(resolver.found)


def amended_act(above: str, language: str) -> str | None:
    """Return the act that the words above some points say is amended by them."""
    match = words(language).amended.search(above)
    acts = [one.acts[0] for one in citations(above, language) if one.acts] if match else []
    return acts[0] if acts else None


class _Resolver:
    """Resolves the citations of one unit in order, since a later one may point to an earlier one."""

    def __init__(self, place: Place, structure: Structure, amends: str | None, text: str) -> None:
        self.found: list[Reference] = []
        self.quoted_from = 0
        """Where the words begin that are put into another act."""
        self._amends = amends
        self._counted = False
        self._place = place
        self._text = text
        self._structure = structure
        self._named: list[tuple[str, tuple[str, ...]]] = []
        """Kinds and ids that were named, the last one last."""
        self._acts: list[tuple[str, str]] = []
        """Kinds and prefixes of other acts that were named."""
        self.cited = ""
        """The first other act that the words cite."""
        self._about = ""
        """The act that the words begin with, as an entry in a list of acts does."""

    def add(self, one: Citation, text: str) -> None:
        """Resolve one more citation."""
        kind = one.parts[-1].level if one.parts else "act"
        base = Reference(start=one.start, end=one.end, text=text[one.start : one.end], kind=kind)
        prefixes = self._prefixes(one)
        if not prefixes and not one.parts and one.act_type in PLAIN_WORDS:
            return
        if not prefixes:
            if not self._is_loose(one, base):
                self.found.append(replace(base, fault="nothing-named-before"))
            return
        other = prefixes[0] if prefixes[0] != self._place.prefix else None
        if one.acts:
            self._acts += [(one.act_type, prefix) for prefix in prefixes]
            if not one.start and not one.parts:
                self._about = prefixes[0]
        if not one.parts:
            if one.of == "there":
                other = prefixes[0] if prefixes[0] != self._place.prefix else None
            self.found.append(replace(base, to=prefixes, act=other))
            return
        self._counted = False
        to, subparagraphs, fault = self._resolved(one, prefixes[0])
        if fault and self._is_loose(one, base):
            return
        if to and (prefix := place_of(to[0]).prefix) != self._place.prefix:
            other = prefix
        self.found.append(
            replace(base, to=to, subparagraphs=subparagraphs, act=other, fault=fault, counted=self._counted)
        )

    def _is_loose(self, one: Citation, base: Reference) -> bool:
        """Whether words only sound like a citation: they point to something that was named without a number, or, in a recital, to its own "section".

        "That regulation" after "a regulation on cybersecurity" cites no more than these words do.
        """
        pointing = one.parts[0].pointing if len(one.parts) == 1 else one.of if not one.parts else ""
        if pointing == "here":
            return self._place.kind == "rec" and bool(one.parts) and one.parts[0].level != "recital"
        if pointing != "there":
            return False
        stem = base.text.split()[-1].casefold()[:STEM]
        return re.search(rf"(?<!this )(?<!deze )(?<!dit )\b{re.escape(stem)}", self._text[: one.start].casefold()) is not None  # fmt: skip

    def _prefixes(self, one: Citation) -> tuple[str, ...]:
        """Return the acts a citation is of; none where it points to one that was not named."""
        if one.acts:
            return one.acts
        if one.of == "there":
            return next(((prefix,) for kind, prefix in reversed(self._acts) if kind == one.act_type), ())
        host = self._host(one)
        if host and not one.of:
            return (place_of(host).prefix,)
        return (self._prefix_by_place(one),)

    def _prefix_by_place(self, one: Citation) -> str:
        """Return the act of a citation that names none, by the words around it."""
        if one.thereof and self._acts and one.parts and one.parts[0].level in HEADS:
            return self._about or self._acts[-1][1]
        if (
            self._amends
            and not one.of
            and one.parts
            and one.parts[0].level in HEADS
            and not one.parts[0].pointing
        ):
            return self._amends
        if self._is_of_amended(one):
            return self._acts[-1][1] if self._acts else self.cited
        return self._place.prefix

    def _is_of_amended(self, one: Citation) -> bool:
        """Whether a recital names an article beyond the last of its own act, beside an act that it speaks of: those of amending acts do."""
        if self._place.kind != "rec" or one.of or not one.parts or one.parts[0].level != "article":
            return False
        spans, last = one.parts[0].spans, self._structure.last_article
        if not spans or not last or not (self._acts or self.cited):
            return False
        return all(span.first[0].rstrip("abcdefghi").isdigit() and int(span.first[0].rstrip("abcdefghi")) > last for span in spans)  # fmt: skip

    def _host(self, one: Citation) -> str | None:
        """Return the article of another act into which the words around a citation are put."""
        if one.start < self.quoted_from or not one.parts:
            return None
        named = [
            ids[-1]
            for level, ids in self._named
            if level == "article" and place_of(ids[-1]).prefix != self._place.prefix
        ]
        return named[0] if named else None

    def _resolved(self, one: Citation, prefix: str) -> tuple[tuple[str, ...], tuple[int, ...], Fault]:
        own = prefix == self._place.prefix
        parts = [part for part in one.parts if part.level != "sentence"] or list(one.parts)
        ids: tuple[str, ...] = ()
        start, fault = self._start(parts, prefix, own=own, thereof=one.thereof, host=self._host(one))
        if fault:
            return (), (), fault
        ids, rest = start
        ids, subparagraphs = self._uncounted(ids) if own else (ids, ())
        for part in rest:
            if all(span.first and span.first[0].startswith("#") for span in part.spans) and part.spans:
                if part.level == "subparagraph":
                    subparagraphs = tuple(int(span.first[0][1:]) for span in part.spans)
                continue
            ids, fault = self._below(ids, part, own=own)
            ids, subparagraphs = self._uncounted(ids) if own and part.level == "paragraph" else (ids, ())
            if fault:
                return (), (), fault
        self._remember(one, ids, own=own)
        missing = [
            name for name in ids if own and self._structure.holds(name) and not self._structure.exists(name)
        ]
        if missing and ids and all(":ch-" not in name for name in missing):
            return tuple(name for name in ids if name not in missing), subparagraphs, "not-in-text"
        return ids, subparagraphs, ""

    def _uncounted(self, ids: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Return "Article 113(3)" as the third paragraph of Article 113 where that numbers none of its paragraphs."""
        if len(ids) != 1 or not self._structure.is_counted(ids[0]):
            return ids, ()
        root, _, number = ids[0].partition(".")
        self._counted = True
        return (root,), (int(number),)

    def _start(
        self, parts: Sequence[Part], prefix: str, *, own: bool, thereof: bool, host: str | None
    ) -> tuple[tuple[tuple[str, ...], Sequence[Part]], Fault]:
        """Return the ids a citation begins from, and the parts that lead on from there."""
        first = parts[0]
        nothing: tuple[tuple[str, ...], Sequence[Part]] = ((), ())
        if first.pointing:
            ids = self._pointed(first)
            return ((ids, parts[1:]), "") if ids else (nothing, self._why_not(first))
        if thereof and first.level not in HEADS:
            levels = ("article", "annex") if first.level == "paragraph" else ("paragraph", "article", "annex")
            ids = self._named_last(levels)
            return ((ids, parts), "") if ids else (nothing, "nothing-named-before")
        if first.level in HEADS:
            return ((self._heads(first, prefix), parts[1:]), "")
        if host and not own and first.level == "paragraph":
            return ((host,), parts), ""
        if not own:
            return (nothing, "no-place")
        return self._relative(first, parts)

    def _relative(
        self, first: Part, parts: Sequence[Part]
    ) -> tuple[tuple[tuple[str, ...], Sequence[Part]], Fault]:
        """Return where a citation begins that names neither article nor annex: in the one it stands in."""
        place, nothing = self._place, ((), ())
        if first.level == "section":
            above = place.root if place.kind == "annex" else chapter_of(place)
            lettered = place.kind != "annex" and any(not span.first[0].isdigit() for span in first.spans)
            return (((above,), parts), "") if above and not lettered else (nothing, "no-division")
        if place.kind == "rec":
            return nothing, "no-place"
        if first.level == "paragraph":
            return ((place.root,), parts), ""
        if first.level == "subparagraph":
            return ((self._structure.paragraph_of(place),), parts), ""
        for above in place.ancestors():
            if place.kind == "annex" and _is_dotted(above, first):
                continue
            if all(self._all_exist(above, span) for span in first.spans):
                return ((above,), parts), ""
        return nothing, "not-in-text"

    def _all_exist(self, above: str, span: Span) -> bool:
        ends = [span.first, *([span.last] if span.last else [])]
        return all(self._structure.exists(".".join((above, *path))) for path in ends)

    def _pointed(self, part: Part) -> tuple[str, ...]:
        """Return what "this paragraph" or "that Article" is."""
        place = self._place
        if part.pointing == "there":
            return self._named_last((part.level,), plural=part.plural)
        if part.level in ("paragraph", "subparagraph"):
            return (self._structure.paragraph_of(place),) if place.kind == "art" else ()
        if part.level == "point":
            return (".".join((place.root, *place.path)),) if place.path else ()
        if part.level == "section":
            found = place.section if place.kind == "annex" else chapter_of(place, section=True)
            return (found,) if found else ()
        if part.level == "chapter":
            return (found,) if (found := chapter_of(place)) else ()
        kinds = {"article": "art", "annex": "annex", "recital": "rec"}
        return (place.root,) if kinds.get(part.level) == place.kind else ()

    def _why_not(self, part: Part) -> Fault:
        if part.pointing == "there":
            return "nothing-named-before"
        return "no-division" if part.level in ("chapter", "section", "title") else "no-place"

    def _heads(self, part: Part, prefix: str) -> tuple[str, ...]:
        head = f"{prefix}:{HEADS[part.level]}"
        if part.spans == (Span(()),):
            return (head,)
        return self._spread(part, lambda path: f"{head}-{'.'.join(path)}")

    def _below(self, ids: tuple[str, ...], part: Part, *, own: bool) -> tuple[tuple[str, ...], Fault]:
        """Return the ids of a part within others."""
        found: list[str] = []
        for above in ids:
            if own and part.level == "point" and ":annex-" in above and self._structure.exists(above):
                within, fault = self._within_sections(above, part)
                if fault:
                    return (), fault
                found += within
            else:
                # an article lies within something only in the annex of another act
                sign = {"section": "s", "article": "art-"}.get(part.level, "")
                found += self._spread(part, lambda path, head=f"{above}.{sign}": head + ".".join(path))  # type: ignore[misc]
        return tuple(found), ""

    def _within_sections(self, annex: str, part: Part) -> tuple[tuple[str, ...], Fault]:
        """Return points of an annex; where they stand under its sections, the section in which all of them are."""
        homes = [
            annex,
            *(child for child in self._structure.children(annex) if place_of(child).section == child),
        ]
        fitting = [home for home in homes if all(self._all_exist(home, span) for span in part.spans)]
        if len(fitting) != 1:
            return (), "more-than-one" if fitting else "not-in-text"
        return self._spread(part, lambda path: ".".join((fitting[0], *path))), ""

    def _spread(self, part: Part, name: Callable[[Path], str]) -> tuple[str, ...]:
        """Return the ids of all numbers of a part; a range in the order of the text where that has both ends."""
        found: list[str] = []
        for span in part.spans:
            if span.last is None:
                found.append(name(span.first))
                continue
            first, last = name(span.first), name(span.last)
            found += self._range(first, last, part, [name(path) for path in _paths(span)])
        return tuple(dict.fromkeys(found))

    def _range(self, first: str, last: str, part: Part, counted: list[str]) -> list[str]:
        """Return the ids from one to another: those that are counted, with what the text has between them."""
        head, _, _ = first.rpartition(".") if "." in first else (first.partition(":")[0], "", "")
        siblings = list(self._structure.children(head))
        if part.level not in ROMAN_LEVELS and first in siblings and last in siblings:
            held = siblings[siblings.index(first) : siblings.index(last) + 1]
            if "." in first:
                return held
            extra = [one for one in held if one not in counted]
            return sorted([*counted, *extra], key=_article_order)
        return counted or [first, last]

    def _remember(self, one: Citation, ids: tuple[str, ...], *, own: bool) -> None:
        """Note what was named, for what points back to it."""
        if not ids:
            return
        for part in one.parts:
            if not part.pointing:
                self._named.append(
                    (part.level, tuple(dict.fromkeys(_at_level(part.level, name) for name in ids)))
                )
        if own and one.parts[0].level == "article" and "." in ids[-1]:
            self._named.append(
                ("paragraph", tuple(dict.fromkeys(_at_level("paragraph", name) for name in ids)))
            )

    def _named_last(self, levels: Sequence[str], *, plural: bool = False) -> tuple[str, ...]:
        """Return what was named last of some kinds; the last one of several, unless several are meant."""
        for place in range(len(self._named) - 1, -1, -1):
            level, ids = self._named[place]
            if level not in levels:
                continue
            if not plural:
                return ids[-1:]
            before = self._named[:place] if len(ids) == 1 else []
            apart = [name for kind, names in before[-1:] if kind == level for name in names]
            return tuple(dict.fromkeys([*apart, *ids]))
        return ()


def _is_dotted(above: str, part: Part) -> bool:
    """Whether points below a point of an annex are cited as 4.3, so that a mere "point 3" is another one."""
    figures = all(len(span.first) == 1 and span.first[0].isdigit() for span in part.spans)
    return figures and above.rpartition(".")[2].isdigit()


def _at_level(level: str, identifier: str) -> str:
    """Return the article, annex or paragraph of a provision."""
    place = place_of(identifier)
    if level in ("article", "annex", "recital"):
        return place.root
    if level == "paragraph":
        return ".".join((place.root, *place.path[:1]))
    return identifier


def _paths(span: Span) -> list[Path]:
    last = span.last or span.first
    if span.first[:-1] != last[:-1]:
        return [span.first, last]
    return [(*span.first[:-1], part) for part in between(span.first[-1], last[-1])]


def _article_order(identifier: str) -> tuple[int, str]:
    number = place_of(identifier).number
    digits = "".join(sign for sign in number if sign.isdigit())
    return int(digits or 0), number
