# SPDX-License-Identifier: EUPL-1.2
"""The words that an instruction puts in, as articles, paragraphs, points or running text: what kind they are the instruction says.

What begins with ``6.`` is a paragraph where a paragraph was announced and a point where a point was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from adhere.law.amending.lines import DEPTHS, Line, kind_of
from adhere.law.amending.vocabulary import OPENING, PAIRS, wording
from adhere.law.texts.nodes import Annex, Article, Block, Item, Listing, NumberedParagraph, Paragraph
from adhere.law.texts.numbering import annex_part, is_marker, number_part, parts_of

TITLE_WORDS = 40
"""Words of the longest title of an article or annex."""
_TAIL = re.compile(r"\s*[;.,]*\s*$")
_LEAD = re.compile(r"(?P<number>\d{1,3}(?:\s?(?:[a-z]{1,2}|[a-z]{3,9}))?)\s*\.\s+(?P<rest>\S.*)", re.DOTALL)
_MARKER = re.compile(r"(?P<marker>\(?(?:\d{1,3}|[^\W\d_]{1,5})(?:\s?(?:bis|ter|qua\w+|quin\w+|sexies|septies|octies|[a-z]))?[.)]+)\s+(?P<rest>\S.*)", re.DOTALL)  # fmt: skip


def begins(line: Line) -> bool:
    """Whether a line begins with a quotation mark."""
    return line.whole.lstrip().startswith(tuple(OPENING))


def opened_by(line: Line, opened: str) -> int:
    """Return how many quotations of the kind that a mark opens are open after a line, of those that it opens itself."""
    return line.whole.count(opened) - sum(line.whole.count(sign) for sign in PAIRS[opened])


def ends(line: Line, first: Line, still_open: int) -> bool:
    """Whether words that are put in end with a line: with the mark that fits the first, and none of its kind is open."""
    opened = first.whole.lstrip()[0]
    closing = PAIRS[opened]
    said = _TAIL.sub("", line.text)
    if not said.endswith(tuple(closing)):
        return False
    if opened in closing or opened in "‘‚":  # an apostrophe looks the same, so that they cannot be counted
        return line is not first or len(said) > 1
    return still_open <= 0


def without_marks(quoted: list[Line]) -> list[Line]:
    """Return the lines without the quotation marks around them and what stands behind."""
    if not quoted:
        return quoted
    first = quoted[0]
    opened = first.whole.lstrip()[0]
    if first.marker:
        first = replace(first, marker=first.marker.lstrip().removeprefix(opened).lstrip())
    else:
        heading = first.heading
        text = first.text.lstrip().removeprefix(opened).lstrip()
        first = replace(first, text=text, heading=replace(heading, text=text) if heading else None)
    lines = [first, *quoted[1:]]
    while len(lines) > 1 and not any(sign.isalnum() for sign in lines[-1].whole):
        lines.pop()
    last = lines[-1]
    said = _TAIL.sub("", last.text)
    if said.endswith(tuple(PAIRS[opened])):
        lines[-1] = replace(last, text=said[:-1].rstrip())
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The lines of one instruction, in the language and with the depths of its source."""

    lines: tuple[Line, ...]
    language: str
    deep: bool

    def articles(self) -> tuple[Article, ...]:
        """Return the articles, each with its title."""
        spoken = wording(self.language)
        parts: list[tuple[str, list[Line]]] = []
        for line in self.lines:
            match = None if line.marker else spoken.article.fullmatch(line.text)
            number = number_part(match["number"]) if match else None
            if number:
                parts.append((number, []))
            elif parts:
                parts[-1][1].append(line)
        return tuple(self._article(number, lines) for number, lines in parts)

    def _article(self, number: str, lines: list[Line]) -> Article:
        title = ""
        if len(lines) > 1 and _is_title(lines[0]):
            title, lines = lines[0].text, lines[1:]
        inner = replace(self, lines=tuple(lines))
        return Article(number=number, title=title, paragraphs=inner.paragraphs())

    def annexes(self) -> tuple[Annex, ...]:
        """Return the annexes, each with its title."""
        spoken = wording(self.language)
        parts: list[tuple[str, list[Line]]] = []
        for line in self.lines:
            match = None if line.marker else spoken.annex.fullmatch(line.text)
            number = annex_part(match["number"].upper()) or number_part(match["number"]) if match else None
            if number:
                parts.append((number, []))
            elif parts:
                parts[-1][1].append(line)
        found = []
        for number, lines in parts:
            title = lines[0].text if lines and _is_title(lines[0]) else ""
            blocks = replace(self, lines=tuple(lines[bool(title) :])).blocks()
            found.append(Annex(number=number, title=title, blocks=blocks))
        return tuple(found)

    def paragraphs(self) -> tuple[NumberedParagraph, ...]:
        """Return paragraphs by their numbers; what stands before the first number has none."""
        parts: list[tuple[str | None, list[Line]]] = []
        for line in self.lines:
            match = None if line.marker else _LEAD.fullmatch(line.text)
            marked = number_part(line.marker) if line.marker.endswith(".") and line.depth <= 1 else None
            if match:
                parts.append((number_part(match["number"]), [replace(line, text=match["rest"])]))
            elif marked:
                parts.append((marked, [replace(line, marker="")]))
            elif parts:
                parts[-1][1].append(line)
            else:
                parts.append((None, [line]))
        return tuple(
            NumberedParagraph(
                number=number, blocks=replace(self, lines=tuple(lines)).blocks(), line=lines[0].line
            )
            for number, lines in parts
        )

    def items(self) -> tuple[Item, ...]:
        """Return points, where the words begin with one."""
        blocks = self.marked().blocks()
        return tuple(item for block in blocks if isinstance(block, Listing) for item in block.items)

    def marked(self) -> Quoted:
        """Return the same with markers taken out of words that begin with one, as the first point of a quotation has."""
        return replace(self, lines=tuple(map(self._marked, self.lines)))

    def _marked(self, line: Line) -> Line:
        match = None if line.marker else _MARKER.fullmatch(line.text)
        if match is None or not is_marker(match["marker"]):
            return line
        depth = line.depth + 1 if self.deep else DEPTHS[kind_of(match["marker"])]
        return replace(line, marker=match["marker"], text=match["rest"], depth=depth)

    def running(self) -> tuple[Block, ...]:
        """Return running text with its points, without the number of the paragraph it stands in."""
        first = self.lines[0] if self.lines else None
        match = _LEAD.fullmatch(first.text) if first is not None and not first.marker else None
        if first is None or match is None:
            return self.blocks()
        return replace(self, lines=(replace(first, text=match["rest"]), *self.lines[1:])).blocks()

    def text(self) -> str:
        """Return everything in one line."""
        return " ".join(line.whole for line in self.lines)

    def blocks(self) -> tuple[Block, ...]:
        """Return the lines as blocks, points below points by their depth; in plain text, lines that begin with a marker are points."""
        return tuple(_blocks(list((self if self.deep else self.marked()).lines)))


def _is_title(line: Line) -> bool:
    words = line.text.split()
    return not line.marker and len(words) <= TITLE_WORDS and not line.text.endswith((".", ":", ";")) and not _LEAD.fullmatch(line.text)  # fmt: skip


def _blocks(lines: list[Line]) -> Iterable[Block]:
    """Yield blocks: what stands deeper behind a marker is held by its point."""
    place = 0
    items: list[Item] = []
    while place < len(lines):
        line = lines[place]
        if not line.marker:
            if items:
                yield Listing(items=tuple(items))
                items = []
            yield line.heading or Paragraph(text=line.text, line=line.line)
            place += 1
            continue
        end = place + 1
        while end < len(lines) and _belongs(lines[end], line):
            end += 1
        first = [replace(line, marker="")] if line.text else []
        items.append(Item(marker=line.marker, blocks=tuple(_blocks([*first, *lines[place + 1 : end]])), line=line.line))  # fmt: skip
        place = end
    if items:
        yield Listing(items=tuple(items))


def _belongs(line: Line, point: Line) -> bool:
    """Whether a line stands in a point: deeper, or without a marker of its own at the same depth."""
    return line.depth > point.depth or (not line.marker and line.depth == point.depth)


def part_of(item: Item) -> str:
    """Return the part of an id that a point gets."""
    return parts_of([item.marker])[0]
