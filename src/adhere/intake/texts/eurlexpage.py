# SPDX-License-Identifier: EUPL-1.2
"""A page of EUR-Lex as an act: the Official Journal and consolidated texts, in every official language.

Parts are found by the anchors of ELI subdivisions (``art_53``, ``053.001``, ``anx_XI``, ``rct_110``, ``cpt_V``: https://eur-lex.europa.eu/eli-register/)
and by classes (``oj-ti-art``, ``title-article-norm``), never by words; pages without anchors are read by their classes alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from adhere.intake.texts.blocks import blocks_of, sectioned
from adhere.intake.texts.markup import Element
from adhere.intake.texts.wording import plain, words_of
from adhere.law.texts.nodes import (  # fmt: skip
    Action,
    ActText,
    Amendment,
    Annex,
    Article,
    Division,
    Footnote,
    Listing,
    NumberedParagraph,
    Paragraph,
    Recital,
)
from adhere.law.texts.numbering import annex_part, number_part

ARTICLE_TITLES = frozenset({"oj-ti-art", "ti-art", "title-article-norm"})
ARTICLE_SUBTITLES = frozenset({"oj-sti-art", "sti-art", "stitle-article-norm"})
ANNEX_TITLES = frozenset({"oj-doc-ti", "doc-ti", "title-annex-1", "title-annex-2"})
DIVISION_TITLES = frozenset({"oj-ti-section-1", "ti-section-1", "title-division-1"})
DIVISION_SUBTITLES = frozenset({"oj-ti-section-2", "ti-section-2", "title-division-2"})
NOTES = frozenset({"oj-note", "note", "footnote"})
MARKS = frozenset({"modref", "arrow"})
ENDS = frozenset({"oj-final", "final", "oj-signatory", "oj-doc-end", "oj-doc-sep", "oj-separator"})
TITLES = frozenset({"oj-doc-ti", "doc-ti", "title-doc-first"})
ACTIONS: dict[str, Action] = {"REPLACED": "replaced", "INSERTED": "inserted", "ADDED": "inserted", "DELETED": "deleted"}  # fmt: skip

PARTING = ARTICLE_TITLES | ANNEX_TITLES | ENDS | {"no-parag"}
ANNEX_WORDS = 3
"""Words of the heading that numbers an annex, at most."""

_ARTICLE = re.compile(r"art_(\d+[a-z]*)", re.IGNORECASE)
_RECITAL = re.compile(r"rct_(\d+[a-z]*)", re.IGNORECASE)
_RECITAL_LEAD = re.compile(r"\(?(\d{1,3})\)\s")
_ANNEX = re.compile(r"anx_([IVXLC]+[a-z]?|\d+)", re.IGNORECASE)
_DIVISION = re.compile(r"(?:(?:prt|tis|cpt|sct|sbs)_[\w-]+)(?:\.(?:prt|tis|cpt|sct|sbs)_[\w-]+)*")
_PARAGRAPH = re.compile(r"0*(\d+[a-z]*)\.0*(\d+[a-z]*)", re.IGNORECASE)
_LEAD = re.compile(
    r"""\(?(?:(?P<number>\d{1,3}(?:-[A-Z]|[\s\u00a0-]?(?:[a-zα-ωа-я]|[a-z]{3,9}))?)[.)]+(?:[\u00a0 ]{2,}|\u00a0|[ ])
    |(?P<dotted>\d{1,3}\.[a-z]{1,2})[.)]*[\u00a0 ]{2,})""",
    re.VERBOSE,
)
_MODIFIER = re.compile(r"(3\d{4}[A-Z]\d{4}(?:R\(\d+\))?)(?::\s*([A-Z]+))?")


@dataclass(slots=True)
class _Part:
    """An article, annex or recital that is being read."""

    kind: str
    number: str
    line: int
    title: list[str] = field(default_factory=list)
    paragraphs: list[tuple[str | None, list[Element | str], int, list[Amendment]]] = field(
        default_factory=list
    )
    amended: list[Amendment] = field(default_factory=list)

    def put(self, child: Element | str, line: int) -> None:
        """Add what follows to the paragraph that is being read."""
        if not self.paragraphs:
            self.paragraphs.append((None, [], line, []))
        self.paragraphs[-1][1].append(child)


class PageReader:
    """Reads one page; ``act`` then has what it says, ``amending`` which acts it says were worked in."""

    def __init__(self, root: Element) -> None:
        self.parts: list[_Part] = []
        self.footnotes: list[Footnote] = []
        self.contents: list[Division] = []
        self.repeated: list[tuple[str, int]] = []
        self.consolidated = False
        self._here: _Part | None = None
        self._mark: Amendment | None = None
        self._title: list[str] = []
        self._seen: set[tuple[str, str]] = set()
        self._wrappers = _wrappers(root)
        self._visit(root.children, anchored=False)

    def act(self, prefix: str) -> ActText:
        """Return the act with ids that begin with a prefix."""
        return ActText(
            prefix=prefix,
            title=" ".join(self._title[:4]),
            articles=tuple(_article(part) for part in self.parts if part.kind == "art"),
            annexes=tuple(_annex(part) for part in self.parts if part.kind == "annex"),
            recitals=tuple(_recital(part) for part in self.parts if part.kind == "rec"),
            footnotes=tuple(self.footnotes),
            contents=tuple(self.contents),
        )

    def _visit(self, children: Iterable[Element | str], *, anchored: bool) -> None:
        for child in children:
            if isinstance(child, str):
                if self._here is not None and child.strip():
                    self._here.put(child, self._here.line)
            elif not self._opens(child):
                self._continue(child, anchored=anchored)

    def _opens(self, element: Element) -> bool:
        """Begin what an anchor names, read it, and end it; False where the element has no anchor of ours."""
        name = element.id
        if match := _ARTICLE.fullmatch(name):
            self._within(element, "art", match[1].lower())
        elif match := _RECITAL.fullmatch(name):
            self._within(element, "rec", match[1].lower())
        elif match := _ANNEX.fullmatch(name):
            self._within(element, "annex", match[1].lower())
        elif _DIVISION.fullmatch(name):
            self._here = None
            self._division(element, name)
            self._visit(element.children, anchored=False)
        else:
            return False
        return True

    def _within(self, element: Element, kind: str, number: str) -> None:
        self._begin(kind, number, element.line)
        self._visit(element.children, anchored=True)
        self._here = None

    def _begin(self, kind: str, number: str, line: int) -> None:
        if (kind, number) in self._seen:
            self.repeated.append((f"{kind}-{number}", line))
        self._seen.add((kind, number))
        self._here = _Part(kind, number, line)
        if self._mark is not None:
            self._here.amended.append(self._mark)
        self.parts.append(self._here)

    def _continue(self, element: Element, *, anchored: bool) -> None:
        """Take an element without an anchor: a title, a note, a mark, a paragraph, or something around those."""
        classes, here = element.classes, self._here
        self.consolidated = self.consolidated or "title-article-norm" in classes
        if classes & MARKS:
            self._mark = next(iter(_marks_in(element)), None)
        elif element.name == "p" and classes & NOTES:
            self._note(element)
        elif classes & ENDS and not anchored:
            self._here = None
        elif classes & ARTICLE_TITLES and not anchored:
            number = number_part(words_of(element))
            if number:
                self._begin("art", number, element.line)
        elif here is None or (here.kind == "rec" and not anchored):
            self._outside(element)
        else:
            inside = self._in_article if here.kind == "art" else self._in_annex_or_recital
            inside(here, element, anchored=anchored)

    def _put(self, here: _Part, element: Element) -> None:
        here.put(element, element.line)
        self._take_marks(element)

    def _take_marks(self, element: Element) -> None:
        """Remember the last mark inside an element: what it says holds until the next mark, also beyond the article."""
        for one in element.walk() if self.consolidated else ():
            if one.classes & MARKS:
                self._mark = next(iter(_marks_in(one)), None)

    def _in_annex_or_recital(self, here: _Part, element: Element, *, anchored: bool) -> None:
        if here.kind == "annex" and element.classes & ANNEX_TITLES:
            if anchored or not self._begins_annex(element):
                here.title.append(words_of(element))
        elif id(element) in self._wrappers:
            self._visit(element.children, anchored=anchored)
        else:
            self._put(here, element)

    def _outside(self, element: Element) -> None:
        """Take what stands in no article, annex or recital that is known: without anchors, these begin by their looks."""
        classes = element.classes
        if classes & ANNEX_TITLES and self.parts and self._begins_annex(element):
            return
        if classes & TITLES and not self.parts:
            self._title.append(words_of(element))
        elif recital := self._unanchored_recital(element):
            self._begin("rec", recital, element.line)
            self.parts[-1].put(element, element.line)
        elif element.name != "p":
            self._visit(element.children, anchored=False)

    def _begins_annex(self, element: Element) -> bool:
        """Begin an annex where a title is no more than its number, such as ``ANNEX IV``."""
        words = words_of(element)
        number = annex_part(words) if len(words.split()) <= ANNEX_WORDS else None
        if number:
            self._begin("annex", number, element.line)
            self.parts[-1].title.append(words)
        return number is not None

    def _unanchored_recital(self, element: Element) -> str | None:
        """Return the number of a recital: before the first article, what begins with the number that comes next, in brackets."""
        if element.name not in ("p", "table") or any(part.kind != "rec" for part in self.parts):
            return None
        place = (
            element
            if element.name == "p"
            else next((one for one in element.walk() if one.name == "td"), element)
        )
        if any(inner.name == "table" for inner in place.elements()):
            return None
        match = _RECITAL_LEAD.match(f"{words_of(place)} ")
        return match[1] if match and int(match[1]) == len(self.parts) + 1 else None

    def _in_article(self, here: _Part, element: Element, *, anchored: bool) -> None:
        classes = element.classes
        if classes & ARTICLE_TITLES:
            return
        if classes & ARTICLE_SUBTITLES:
            here.title.append(words_of(element))
        elif classes & (DIVISION_TITLES | DIVISION_SUBTITLES) and not anchored:
            self._here = None
        elif classes & ANNEX_TITLES and not anchored and self._begins_annex(element):
            return
        elif "eli-title" in classes:
            self._visit(element.children, anchored=anchored)
        elif (match := _PARAGRAPH.fullmatch(element.id)) and match[1].lower() == here.number:
            self._numbered(here, element, match[2].lower())
        elif any("no-parag" in child.classes for child in element.elements()):
            self._numbered(here, element, None)
        elif (not here.paragraphs or not anchored) and _leads(element):
            self._numbered(
                here, element if element.name == "div" else Element("div", {}, element.line, [element]), None
            )
        elif element.name == "div" and id(element) in self._wrappers:
            self._visit(element.children, anchored=anchored)
        else:
            self._put(here, element)

    def _numbered(self, here: _Part, element: Element, number: str | None) -> None:
        """Begin a paragraph; its number is printed before its words or in a span of its own, the anchor comes second."""
        children = list(element.children)
        for place, child in enumerate(children):
            if isinstance(child, Element):
                if "no-parag" in child.classes:
                    number = number_part(words_of(child)) or number
                    del children[place]
                elif match := _lead(child):
                    number = number_part(match["number"] or match["dotted"]) or number
                    children[place] = without_lead(child, match[0])
                break
        marks = list(_marks_in(element))
        if self._mark is not None:
            marks.insert(0, self._mark)
        here.paragraphs.append((number, children, element.line, marks))
        self._take_marks(element)

    def _division(self, element: Element, name: str) -> None:
        label = next((words_of(one) for one in element.elements() if one.classes & DIVISION_TITLES), "")
        title = ""
        for one in element.elements():
            if one.classes & DIVISION_SUBTITLES or "eli-title" in one.classes:
                title = words_of(one)
                break
        self.contents.append(Division(id=name.lower(), label=label, title=title, depth=name.count(".")))

    def _note(self, element: Element) -> None:
        words = words_of(_without_links(element))
        mark = next((words_of(one) for one in element.walk() if one.name == "a" and one.id), "")
        self.footnotes.append(Footnote(mark=plain(mark).strip("() "), text=words, line=element.line))


def _article(part: _Part) -> Article:
    paragraphs = tuple(
        NumberedParagraph(number=number, blocks=blocks_of(children), line=line, amended=tuple(amended))
        for number, children, line, amended in part.paragraphs
    )
    held = tuple(paragraph for paragraph in paragraphs if paragraph.blocks)
    title = " ".join(part.title)
    return Article(
        number=part.number, title=title, paragraphs=held, line=part.line, amended=tuple(part.amended)
    )


def _annex(part: _Part) -> Annex:
    blocks = tuple(
        sectioned(blocks_of([child for _, children, _, _ in part.paragraphs for child in children]))
    )
    title = " ".join(part.title[1:])
    return Annex(number=part.number, title=title, blocks=blocks, line=part.line, amended=tuple(part.amended))


def _recital(part: _Part) -> Recital:
    """A recital is printed as one point whose marker is its number."""
    blocks = blocks_of([child for _, children, _, _ in part.paragraphs for child in children])
    if len(blocks) == 1 and isinstance(blocks[0], Listing) and len(blocks[0].items) == 1:
        blocks = blocks[0].items[0].blocks
    elif blocks and isinstance(blocks[0], Paragraph):
        lead = _RECITAL_LEAD.match(blocks[0].text)
        if lead is not None and lead[1] == part.number:
            blocks = (replace(blocks[0], text=blocks[0].text[lead.end() :]), *blocks[1:])
    return Recital(number=part.number, blocks=blocks, line=part.line)


def _lead(element: Element) -> re.Match[str] | None:
    """Return the number that the words of an element begin with."""
    return _LEAD.match(words_of(element, keep_wide=True)) if element.name == "p" else None


def _leads(element: Element) -> bool:
    """Whether an element begins with the number of a paragraph: a paragraph, or what is only wrapped around one."""
    first = next(element.elements(), None) if element.name == "div" else element
    return first is not None and not first.classes & PARTING and _lead(first) is not None


def without_lead(element: Element, lead: str) -> Element:
    """Return an element without the number its words begin with, wherever inside it stands."""
    left = len(re.sub(r"\s", "", lead))
    children: list[Element | str] = []
    for child in element.children:
        if left and isinstance(child, str):
            place = 0
            while place < len(child) and (left or child[place].isspace()):
                left -= not child[place].isspace()
                place += 1
            children.append(child[place:])
        elif left and isinstance(child, Element):
            inner = re.sub(r"\s", "", words_of(child))[:left]
            children.append(without_lead(child, inner))
            left -= len(inner)
        else:
            children.append(child)
    return Element(element.name, element.attributes, element.line, children)


def _wrappers(root: Element) -> set[int]:
    """Return the elements, by identity, in which something begins or ends a part, so that they are no more than wrappers."""
    found: set[int] = set()
    above = [root]
    waiting = [root.elements()]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            above.pop()
            continue
        if _parts(child):
            for element in reversed(above):
                if id(element) in found:
                    break
                found.add(id(element))
        above.append(child)
        waiting.append(child.elements())
    return found


def _parts(element: Element) -> bool:
    """Whether an article, annex or paragraph begins or the act ends with an element."""
    anchor = element.id
    named = bool(anchor) and (
        _ARTICLE.fullmatch(anchor) or _ANNEX.fullmatch(anchor) or _PARAGRAPH.fullmatch(anchor)
    )
    return bool(named or element.classes & PARTING)


def _marks_in(element: Element) -> Iterable[Amendment]:
    for one in element.walk():
        match = _MODIFIER.fullmatch(one.attributes.get("title", "").strip()) if one.name == "a" else None
        if match and match[2]:
            yield Amendment(by=match[1], action=ACTIONS.get(match[2], "changed"))


def _without_links(element: Element) -> Element:
    """Return a note without the link back to where it is referred to."""
    children = [
        child for child in element.children if isinstance(child, str) or not (child.name == "a" and child.id)
    ]
    return Element(element.name, element.attributes, element.line, children)  # fmt: skip
