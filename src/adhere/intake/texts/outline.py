# SPDX-License-Identifier: EUPL-1.2
"""An act that is read line by line: articles, paragraphs, points and subparagraphs put where they belong.

Plain text has no depth, so a point is placed by its marker: ``(i)`` after ``(h)`` is a letter, after ``(b)`` or a colon a Roman number.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from adhere.law.texts.nodes import (  # fmt: skip
    ActText,
    Annex,
    Article,
    Block,
    Item,
    Listing,
    NumberedParagraph,
    Paragraph,
    Recital,
)
from adhere.law.texts.numbering import arabic, is_roman, parts_of


@dataclass(slots=True)
class _Point:
    """A point, or a paragraph where it has no marker above it, with what was put in it."""

    marker: str
    line: int
    depth: int
    blocks: list[Paragraph | _Point] = field(default_factory=list)

    def built(self) -> tuple[Block, ...]:
        """Return the blocks, points that follow each other in one list."""
        found: list[Block] = []
        items: list[Item] = []
        for block in self.blocks:
            if isinstance(block, _Point):
                items.append(Item(marker=block.marker, blocks=block.built(), line=block.line))
                continue
            if items:
                found.append(Listing(items=tuple(items)))
                items = []
            found.append(block)
        return (*found, Listing(items=tuple(items))) if items else tuple(found)


@dataclass(slots=True)
class _Part:
    kind: str
    number: str
    title: str
    line: int
    paragraphs: list[tuple[str | None, _Point]] = field(default_factory=list)


class Outline:
    """What was read so far; ``open`` tells whether there is an article, annex or recital to put words in."""

    def __init__(self) -> None:
        self.parts: list[_Part] = []
        self._stack: list[_Point] = []

    @property
    def open(self) -> bool:
        return bool(self.parts)

    @property
    def kind(self) -> str:
        """What is being read: art, annex, rec, or nothing."""
        return self.parts[-1].kind if self.parts else ""

    @property
    def begun(self) -> bool:
        """Whether what is being read holds words already."""
        return bool(self.parts and self.parts[-1].paragraphs)

    @property
    def titled(self) -> bool:
        return bool(self.parts and self.parts[-1].title)

    def begin(self, kind: str, number: str, title: str, line: int) -> None:
        """Begin an article, annex or recital."""
        self.parts.append(_Part(kind, number, title, line))
        self._stack = []

    def name(self, title: str) -> None:
        """Give what was begun a title."""
        self.parts[-1].title = title

    def paragraph(self, number: str | None, text: str, line: int) -> None:
        """Begin a paragraph."""
        point = _Point("", line, 0)
        self.parts[-1].paragraphs.append((number, point))
        self._stack = [point]
        self.say(text, line)

    def say(self, text: str, line: int, *, depth: int | None = None) -> None:
        """Add words to the point of a depth, or to the one that is being read."""
        if not self._stack:
            self.paragraph(None, "", line)
        if depth is not None:
            while len(self._stack) > 1 and self._stack[-1].depth > depth:
                self._stack.pop()
        if text:
            self._stack[-1].blocks.append(Paragraph(text=text, line=line))

    def point(self, marker: str, text: str, line: int, *, depth: int | None = None) -> None:
        """Begin a point, at a depth that the text shows or that its marker tells."""
        if not self._stack:
            self.paragraph(None, "", line)
        if depth is None:
            self._rise(marker)
        else:
            while len(self._stack) > 1 and self._stack[-1].depth >= depth:
                self._stack.pop()
        point = _Point(marker, line, len(self._stack) if depth is None else depth)
        self._stack[-1].blocks.append(point)
        self._stack.append(point)
        self.say(text, line)

    def _rise(self, marker: str) -> None:
        """Leave the points that a marker does not stand under: those of its own kind and what is in them."""
        part = parts_of([marker])[0]
        for place in range(len(self._stack) - 1, 0, -1):
            if follows(parts_of([self._stack[place].marker])[0], part):
                del self._stack[place:]
                return
        kinds = [_kind(parts_of([point.marker])[0]) for point in self._stack]
        kind = "roman" if part == "i" else _kind(part)
        if kind in kinds[1:]:
            del self._stack[kinds.index(kind, 1) :]

    def subparagraph(self, text: str, line: int) -> None:
        """Add words to the paragraph itself, behind its points."""
        del self._stack[1:]
        self.say(text, line)

    def act(self, prefix: str, title: str) -> ActText:
        """Return the act."""
        return ActText(
            prefix=prefix,
            title=title,
            articles=tuple(_article(part) for part in self.parts if part.kind == "art"),
            annexes=tuple(
                Annex(number=part.number, title=part.title, blocks=_blocks(part), line=part.line)
                for part in self.parts
                if part.kind == "annex"
            ),
            recitals=tuple(
                Recital(number=part.number, blocks=_blocks(part), line=part.line)
                for part in self.parts
                if part.kind == "rec"
            ),
        )


def follows(before: str, part: str) -> bool:
    """Whether a point comes next in the list of another: ``b`` after ``a``, ``iv`` after ``iii``, ``2`` after ``1``."""
    if before.isdigit() and part.isdigit():
        return int(part) == int(before) + 1
    if is_roman(before) and is_roman(part) and (len(before) > 1 or len(part) > 1):
        return arabic(part) == arabic(before) + 1
    return len(before) == len(part) == 1 and before.isalpha() and ord(part) == ord(before) + 1


def _kind(part: str) -> str:
    if part.startswith("indent"):
        return "indent"
    if part[:1].isdigit():
        return "number"
    return "roman" if len(part) > 1 and is_roman(part) else "letter" if part else ""


def _article(part: _Part) -> Article:
    paragraphs = tuple(
        NumberedParagraph(number=number, blocks=point.built(), line=point.line)
        for number, point in part.paragraphs
        if point.blocks
    )
    return Article(number=part.number, title=part.title, paragraphs=paragraphs, line=part.line)


def _blocks(part: _Part) -> tuple[Block, ...]:
    return tuple(block for _, point in part.paragraphs for block in point.built())
