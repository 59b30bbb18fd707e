# SPDX-License-Identifier: EUPL-1.2
"""Formex 4, the XML of the Publications Office, as an act: acts, annexes and consolidated texts.

https://op.europa.eu/en/web/eu-vocabularies/formex: ``ARTICLE``, ``PARAG``, ``ALINEA``, ``LIST``, ``NP``, ``CONSID``, ``ANNEX``, ``GR.SEQ``. A consolidated text
marks each amendment with the instruction ``CLG.MDFO``, which names the amending act, the place in it and what it did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from adhere.intake.texts.blocks import grouped, point
from adhere.intake.texts.eurlexpage import ACTIONS
from adhere.intake.texts.markup import Element
from adhere.intake.texts.wording import plain, power
from adhere.intake.texts.xmltree import INSTRUCTION
from adhere.law.texts.nodes import (  # fmt: skip
    ActText,
    Amendment,
    Annex,
    Article,
    Block,
    Division,
    Footnote,
    Heading,
    Item,
    NumberedParagraph,
    Paragraph,
    Recital,
)
from adhere.law.texts.numbering import annex_part, number_part, section_part

HOLDERS = frozenset({"P", "TXT", "ALINEA", "CONTENTS", "GR.SEQ", "DLIST", "ITEM", "LIST", "QUOT.S", "TBL", "CORPUS", "ROW", "NP", "PARAG", "ARTICLE", "DIV.CONSID", "GR.ANNOTATION", "ANNOTATION", "TITLE", "TI.ART", "STI.ART"})  # fmt: skip
COVERS = frozenset({"DOC", "PUBLICATION"})
"""The parts that say what a publication is; they hold no law."""
UNSAID = frozenset({"NOTE", "BIB.INSTANCE", "GR.NOTES", "TI.CJT", INSTRUCTION})


class FormexReader:
    """Reads the parts of one publication: the act first, then its annexes, in the order given."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self.articles: list[Article] = []
        self.annexes: list[Annex] = []
        self.recitals: list[Recital] = []
        self.footnotes: list[Footnote] = []
        self.contents: list[Division] = []
        self.repeated: list[tuple[str, int]] = []
        self.title = ""
        self._numbers: set[str] = set()
        self._mark: Amendment | None = None
        self._depth = 0
        for root in roots:
            if not any(one.name in COVERS for one in root.elements()):
                self._visit(root)

    def act(self, prefix: str) -> ActText:
        """Return the act with ids that begin with a prefix."""
        return ActText(
            prefix=prefix,
            title=self.title,
            articles=tuple(self.articles),
            annexes=tuple(self.annexes),
            recitals=tuple(self.recitals),
            footnotes=tuple(self.footnotes),
            contents=tuple(self.contents),
        )

    def _visit(self, element: Element) -> None:
        for child in element.elements():
            self._take_mark(child)
            if child.name == "ARTICLE":
                self._article(child)
            elif child.name in ("ANNEX", "CONS.ANNEX"):
                self._annex(child)
            elif child.name == "CONSID":
                self._recital(child)
            elif child.name == "DIVISION":
                self._division(child)
            elif child.name == "TITLE" and element.name in ("ACT", "CONS.DOC"):
                self.title = self.title or said(child)
                self._notes(child)
            elif child.name in ("NOTE", "VISA"):
                self._notes(element if child.name == "NOTE" else child)
            else:
                self._visit(child)

    def _take_mark(self, element: Element) -> None:
        if element.name == INSTRUCTION:
            if element.attributes["target"] == "CLG.MDFO":
                self._mark = amendment_of(element)
            elif element.attributes["target"] == "CLG.MDFC":
                self._mark = None

    def _article(self, element: Element) -> None:
        number = number_part(_words(element, "TI.ART")) or number_part(
            element.attributes.get("IDENTIFIER", "")
        )
        if number is None:
            return
        if number in self._numbers:
            self.repeated.append((f"art-{number}", element.line))
        self._numbers.add(number)
        amended = (self._mark,) if self._mark else ()
        article = Article(
            number=number,
            title=_words(element, "STI.ART"),
            paragraphs=tuple(self._paragraphs(element)),
            line=element.line,
            amended=amended,
        )
        self.articles.append(article)
        self._notes(element)

    def _paragraphs(self, element: Element) -> Iterator[NumberedParagraph]:
        loose: list[Element] = []
        for child in element.elements():
            self._take_mark(child)
            if child.name in ("TI.ART", "STI.ART", INSTRUCTION):
                continue
            if child.name == "PARAG":
                if loose:
                    yield self._paragraph(None, loose, loose[0].line)
                    loose = []
                number = number_part(_words(child, "NO.PARAG"))
                yield self._paragraph(number or _anchor(child), list(child.elements()), child.line)
            else:
                loose.append(child)
        if loose:
            yield self._paragraph(None, loose, loose[0].line)

    def _paragraph(self, number: str | None, held: list[Element], line: int) -> NumberedParagraph:
        amended = [self._mark] if self._mark else []
        amended += [amendment_of(one) for child in held for one in (child, *child.walk()) if one.name == INSTRUCTION and one.attributes["target"] == "CLG.MDFO"]  # fmt: skip
        parts = [child for child in held if child.name != "NO.PARAG"]
        return NumberedParagraph(
            number=number, blocks=blocks_of(parts), line=line, amended=tuple(dict.fromkeys(amended))
        )

    def _recital(self, element: Element) -> None:
        numbered = next((one for one in element.elements() if one.name == "NP"), element)
        number = number_part(_words(numbered, "NO.P"))
        if number:
            recital = Recital(number=number, blocks=_without_number(numbered), line=element.line)
            self.recitals.append(recital)
        self._notes(element)

    def _annex(self, element: Element) -> None:
        heads = next((one for one in element.elements() if one.name == "TITLE"), element)
        label = _words(heads, "TI")
        number = annex_part(label) or number_part(label) or str(len(self.annexes) + 1)
        amended = (self._mark,) if self._mark else ()
        held = [child for child in element.elements() if child.name != "TITLE"]
        annex = Annex(
            number=number,
            title=_words(heads, "STI"),
            blocks=blocks_of(held),
            line=element.line,
            amended=amended,
        )
        self.annexes.append(annex)
        self._notes(element)

    def _division(self, element: Element) -> None:
        heads = next((one for one in element.elements() if one.name == "TITLE"), element)
        label, title = _words(heads, "TI"), _words(heads, "STI")
        name = f"div-{len(self.contents) + 1}"
        self.contents.append(Division(id=name, label=label, title=title, depth=self._depth))
        self._depth += 1
        self._visit(element)
        self._depth -= 1

    def _notes(self, element: Element) -> None:
        for one in element.walk():
            if one.name == "NOTE":
                mark = one.attributes.get("NOTE.ID", "").lstrip("E0") or str(len(self.footnotes) + 1)
                self.footnotes.append(Footnote(mark=mark, text=said(one), line=one.line))


def amendment_of(element: Element) -> Amendment:
    """Return what an instruction CLG.MDFO says."""
    told = dict(re.findall(r'([A-Z.]+)\s*=\s*"([^"]{0,200})"', element.attributes["data"]))
    return Amendment(
        by=told.get("ACTIVE.DOC", ""),
        action=ACTIONS.get(told.get("ACTION", ""), "changed"),
        place=told.get("ACTIVE.LOC", ""),
    )


def blocks_of(children: Iterable[Element | str]) -> tuple[Block, ...]:
    """Return what elements of Formex hold."""
    return tuple(grouped(_blocks(children)))


def _blocks(children: Iterable[Element | str]) -> Iterator[Block | Item]:
    loose: list[Element | str] = []
    for child in children:
        if isinstance(child, str) or child.name not in HOLDERS:
            loose.append(child)
            continue
        yield from _said(loose)
        loose = []
        if child.name == "NP":
            yield point(_words(child, "NO.P"), _without_number(child), child.line)
        elif child.name == "PARAG":
            yield from _quoted_paragraph(child)
        elif child.name in ("TI.ART", "STI.ART"):
            yield from _said([child])
        elif child.name == "TITLE":
            yield from _headings(child)
        elif child.name == "ROW":
            yield from _row(child)
        elif child.name == "ITEM" and not any(one.name == "NP" for one in child.elements()):
            yield Item(marker="—", blocks=blocks_of(child.children), line=child.line)
        else:
            yield from _blocks(child.children)
    yield from _said(loose)


def _quoted_paragraph(element: Element) -> Iterator[Block | Item]:
    """Yield a paragraph that is put into another act: its number and its first words are one text, as they are printed."""
    held = list(_blocks(child for child in element.children if not (isinstance(child, Element) and child.name == "NO.PARAG")))  # fmt: skip
    number = _words(element, "NO.PARAG")
    if held and isinstance(held[0], Paragraph):
        held[0] = Paragraph(text=f"{number} {held[0].text}", line=held[0].line or element.line)
    elif number:
        yield Paragraph(text=number, line=element.line)
    yield from held


def _said(loose: list[Element | str]) -> Iterator[Paragraph]:
    words = plain("".join(_gathered(loose)))
    if words:
        line = next((one.line for one in loose if isinstance(one, Element)), None)
        yield Paragraph(text=words, line=line)


def _without_number(element: Element) -> tuple[Block, ...]:
    return blocks_of(
        child for child in element.children if not (isinstance(child, Element) and child.name == "NO.P")
    )


def _row(row: Element) -> Iterator[Paragraph]:
    if words := " | ".join(filter(None, (said(cell) for cell in row.elements() if cell.name == "CELL"))):
        yield Paragraph(text=words, line=row.line)


def _headings(title: Element) -> Iterator[Heading]:
    """Yield the headings of a group: ``3. Overview`` is a point, ``Section 1`` a section, and what comes under it its title."""
    for part in title.elements():
        numbered = next((one for one in part.elements() if one.name == "NP"), None)
        if numbered is not None:
            number, text = _words(numbered, "NO.P"), _words(numbered, "TXT")
            letter = number.strip("(). ")
            mark = letter if len(letter) == 1 and letter.isalpha() else number_part(number)
            yield Heading(text=text, mark=mark, spoken=True, line=part.line)
        elif part.name == "TI":
            text = said(part)
            yield Heading(text=text, mark=section_part(text), line=part.line)
        elif part.name == "STI":
            yield Heading(text=said(part), line=part.line)


def said(element: Element) -> str:
    """Return the words of an element, without notes."""
    return plain("".join(_gathered(element.children)))


def _words(element: Element, name: str) -> str:
    return next((said(one) for one in element.elements() if one.name == name), "")


def _gathered(children: Iterable[Element | str]) -> Iterator[str]:
    before = ""
    for child in children:
        if isinstance(child, str):
            piece = child
        elif child.name in UNSAID:
            continue
        elif child.name.startswith("QUOT.") and "CODE" in child.attributes:
            piece = _sign(child.attributes["CODE"])
        elif child.name == "FT":
            piece = _number("".join(_gathered(child.children)), child.attributes.get("TYPE", ""))
        elif child.name == "HT" and child.attributes.get("TYPE") == "SUP":
            piece = power(before, "".join(_gathered(child.children)).strip())
        else:
            piece = "".join(_gathered(child.children))
            piece = f"{piece} " if child.name in ("P", "TXT", "NP", "TI", "STI", "ALINEA") else piece
        before = piece or before
        yield piece


def _sign(code: str) -> str:
    """Return the sign of a hexadecimal code, as quotation marks are given."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _number(digits: str, kind: str) -> str:
    """Return a number the way the Official Journal prints it: groups of three with a space between, from four digits on."""
    if kind not in ("NUMBER", "DECIMAL") or not re.fullmatch(r"\d{4,}", digits):
        return digits
    return f"{int(digits):,}".replace(",", " ")


def _anchor(element: Element) -> str | None:
    match = re.search(r"\.(\d{3}[A-Za-z]?)$", element.attributes.get("IDENTIFIER", ""))
    return number_part(match[1]) if match else None
