# SPDX-License-Identifier: EUPL-1.2
"""An amending act as lines in order, each with its marker and how deep it lies, whatever file it was read from.

Markup says how deep a line lies. Plain text does not: there figures lie above letters, and letters above Roman numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from adhere.law.texts.nodes import Article, Block, Heading, Listing, Paragraph
from adhere.law.texts.numbering import INDENTS, parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: its marker as printed, its words, how deep it lies, where in the amending act and in the file it stands."""

    text: str
    marker: str = ""
    depth: int = 0
    place: str = ""
    line: int | None = None
    heading: Heading | None = None

    @property
    def whole(self) -> str:
        """The marker and the words."""
        return f"{self.marker} {self.text}" if self.marker else self.text


def lines_of(article: Article) -> Iterator[Line]:
    """Yield the lines of an article of an amending act."""
    for paragraph in article.paragraphs:
        place = f"{article.number}({paragraph.number})" if paragraph.number else article.number
        lines = _lines(paragraph.blocks, place, 0)
        if paragraph.number and (first := next(lines, None)) is not None:
            yield replace(first, marker=f"{paragraph.number}.")
        yield from lines


def _lines(blocks: Iterable[Block], place: str, depth: int) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Listing):
            yield from _points(block, place, depth + 1)
        else:
            heading = block if isinstance(block, Heading) else None
            yield Line(text=block.text, depth=depth, place=place, line=block.line, heading=heading)


def _points(listing: Listing, place: str, depth: int) -> Iterator[Line]:
    for item, part in zip(listing.items, parts_of([item.marker for item in listing.items]), strict=True):
        here = f"{place}({part})"
        first = item.blocks[0] if item.blocks else None
        held = isinstance(first, Paragraph)
        yield Line(
            text=first.text if isinstance(first, Paragraph) else "",
            marker=item.marker,
            depth=depth,
            place=here,
            line=item.line,
        )
        yield from _lines(item.blocks[held:], here, depth)


def flattened(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines of plain text with the depth that the kind of their marker has."""
    for line in lines:
        yield replace(line, depth=DEPTHS[kind_of(line.marker)]) if line.marker else replace(line, depth=0)


DEPTHS = {"number": 1, "letter": 2, "roman": 3, "indent": 4}


def kind_of(marker: str) -> str:
    """Return the kind of a marker; i, v and x are letters by themselves."""
    if marker.strip() in INDENTS:
        return "indent"
    part = parts_of([marker])[0]
    if part[:1].isdigit():
        return "number"
    return "roman" if (len(part) > 1 and set(part) <= set("ivx")) or part == "i" else "letter"
