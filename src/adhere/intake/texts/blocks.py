# SPDX-License-Identifier: EUPL-1.2
"""Paragraphs, points and headings out of the elements of a EUR-Lex page, by its classes and tables, in whatever language.

The Official Journal prints a point as a row of a table, a consolidated text as two columns of a grid; both start with the marker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from adhere.intake.texts.markup import BLOCKS, Element
from adhere.intake.texts.wording import is_note_reference, plain, words_of
from adhere.law.texts.nodes import Block, Heading, Item, Listing, Paragraph
from adhere.law.texts.numbering import is_marker, section_part

NOT_LAW = frozenset({"oj-note", "note", "footnote", "modref", "arrow", "oj-doc-sep", "oj-separator", "separator"})  # fmt: skip
GROUP_TITLES = re.compile(r"(oj-)?ti-grseq-\d|title-gr-seq-level-\d")
QUOTES = ("‘", "'", "“", "„", "«", "”", '"', "»")
ROW_LIMIT = 12
"""Cells of a row that are looked at."""
_LEADING = re.compile(r"\(?(?P<number>\d{1,2})[.)]+ (?P<rest>\S.*)", re.DOTALL)
_NUMBERED = re.compile(r"\(?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}\.?[a-z]?|[a-z])[.)]*[\u00a0 ]{2,}(?P<rest>\S.*)", re.DOTALL)  # fmt: skip


def blocks_of(children: Iterable[Element | str]) -> tuple[Block, ...]:
    """Return what elements hold, with points that follow each other in one list."""
    return tuple(grouped(_blocks(children)))


def grouped(found: Iterable[Block | Item]) -> Iterator[Block]:
    """Yield blocks, with points that follow each other put in one list."""
    items: list[Item] = []
    for one in found:
        if isinstance(one, Item):
            items.append(one)
            continue
        if items:
            yield Listing(items=tuple(items))
            items = []
        yield one
    if items:
        yield Listing(items=tuple(items))


def sectioned(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks of an annex: a heading at once behind that of a section is its title, and paragraphs with numbers are points."""
    after = False
    for block in _pointed(list(blocks)):
        if isinstance(block, Heading):
            yield replace(block, mark=None) if after and not block.spoken else block
            after = not after and block.mark is not None
        else:
            after = False
            yield block


def _pointed(blocks: list[Block]) -> Iterator[Block]:
    """Yield blocks; paragraphs that begin with ``1.``, ``2.`` and so on, as some languages print points, are a list."""
    place = 0
    while place < len(blocks):
        run: list[Item] = []
        for block in blocks[place:]:
            match = _LEADING.fullmatch(block.text) if isinstance(block, Paragraph) else None
            if match is None or int(match["number"]) != len(run) + 1:
                break
            held = (Paragraph(text=match["rest"], line=block.line),)  # type: ignore[union-attr]
            run.append(Item(marker=f"{match['number']}.", blocks=held, line=held[0].line))
        if len(run) >= 2:
            yield Listing(items=tuple(run))
            place += len(run)
        else:
            yield blocks[place]
            place += 1


def _blocks(children: Iterable[Element | str]) -> Iterator[Block | Item]:
    loose: list[Element | str] = []
    line: int | None = None
    for child in children:
        if isinstance(child, str) or _inline(child):
            loose.append(child)
            if isinstance(child, Element):
                line = line or child.line
            continue
        yield from _said(loose, line or child.line)
        loose, line = [], None
        yield from _block(child)
    yield from _said(loose, line)


def _inline(element: Element) -> bool:
    return element.name not in BLOCKS and (
        is_note_reference(element) or not any(child.name in BLOCKS for child in element.elements())
    )


def _said(loose: list[Element | str], line: int | None) -> Iterator[Paragraph]:
    words = words_of(Element("", {}, line or 0, loose)) if loose else ""
    if words:
        yield Paragraph(text=words, line=line)


def _block(element: Element) -> Iterator[Block | Item]:
    classes = element.classes
    if classes & NOT_LAW or element.name in ("hr", "nav", "header", "footer"):
        return
    if any(GROUP_TITLES.fullmatch(one) for one in classes):
        yield heading(words_of(element, keep_wide=True), element.line)
    elif element.name == "table":
        for row in _rows(element):
            yield from _row(row)
    elif item := _columns(element):
        yield item
    elif element.name == "p":
        words = words_of(element)
        if words:
            yield Paragraph(text=words, line=element.line)
    else:
        yield from _blocks(element.children)


def heading(words: str, line: int | None) -> Heading:
    """Return a heading of an annex: numbered (``3.   Overview``, ``b.   Codes``), of a section (``Section A``), or a title."""
    if match := _NUMBERED.fullmatch(words):
        return Heading(text=plain(match["rest"]), mark=match["number"].strip("."), spoken=True, line=line)
    said = plain(words)
    return Heading(text=said, mark=section_part(said), line=line)


def _rows(table: Element) -> Iterator[Element]:
    for child in table.elements():
        if child.name == "tr":
            yield child
        elif child.name in ("tbody", "thead", "tfoot"):
            yield from (row for row in child.elements() if row.name == "tr")


def _row(row: Element) -> Iterator[Block | Item]:
    """Yield a point where the first cell with words is a marker, else the cells as one paragraph, as of a table."""
    cells = [cell for cell in row.elements() if cell.name in ("td", "th")][:ROW_LIMIT]
    while cells and not cells[0].children:
        cells.pop(0)
    if len(cells) >= 2 and is_marker(marker := words_of(cells[0])):
        held = [child for cell in cells[1:] for child in cell.children]
        yield point(marker, blocks_of(held), row.line)
    elif len(cells) == 1:
        yield from _blocks(cells[0].children)
    elif words := " | ".join(filter(None, map(words_of, cells))):
        yield Paragraph(text=words, line=row.line)


def point(marker: str, blocks: tuple[Block, ...], line: int | None) -> Item | Paragraph:
    """Return a point; one whose marker opens a quotation is of another act, so it is words of this one."""
    if marker.startswith(QUOTES) and len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return Paragraph(text=f"{marker} {blocks[0].text}", line=line)
    return Item(marker=marker, blocks=blocks, line=line)


def _columns(element: Element) -> Item | Paragraph | None:
    """Return the point of two columns or two inline paragraphs, if this is one."""
    if element.classes & {"grid-list", "oj-enumeration-spacing", "enumeration-spacing"}:
        parts = list(element.elements())
        if len(parts) >= 2 and is_marker(marker := words_of(parts[0])):
            held: list[Element | str] = []
            for part in parts[1:]:
                held += part.children if part.name in ("div", "p") else [part]
            return point(marker, blocks_of(held), element.line)
    return None
