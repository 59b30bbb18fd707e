# SPDX-License-Identifier: EUPL-1.2
"""The text of a document in OpenDocument XML, every word of people escaped.

OpenDocument 1.3, part 3: paragraphs and lists (5), tables (9), frames with title and description (10.4).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from adhere.render.charts import drawn
from adhere.render.columns import shares
from adhere.render.document import (
    Block,
    Document,
    Entry,
    Heading,
    Inner,
    Items,
    Note,
    Paragraph,
    Picture,
    Redline,
    Table,
)
from adhere.render.narrow import as_items
from adhere.render.words import word

WIDTH = 17.0
"""Centimetres: the text of an A4 page with margins of two."""
PICTURE_WIDTH = 16.0
_SPACES = {
    "office": "office", "style": "style", "text": "text", "table": "table",
    "draw": "drawing", "fo": "xsl-fo-compatible", "svg": "svg-compatible",
}  # fmt: skip
_SPACES_OF_TEXT = re.compile(" {2,}")
_STYLES = {"body": "Standard", "state": "State", "remark": "Remark", "source": "Source"}
_LANGUAGES = {"en": "English", "nl": "Dutch"}


class Content:
    """The content of one document; ``pictures`` are the files it refers to, once ``xml`` was called."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._columns: dict[tuple[int, ...], str] = {}
        self._tables = 0
        self.pictures: dict[str, bytes] = {}

    def xml(self) -> str:
        """Return the whole of ``content.xml`` without its declaration."""
        body = "".join((*self._opening(), *self._blocks(self._document.blocks)))
        spaces = " ".join(
            f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for prefix, name in _SPACES.items()
        )
        return (
            f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">'
            f"<office:automatic-styles>{''.join(self._automatic())}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )

    def _automatic(self) -> Iterator[str]:
        """Yield the styles of cells, and those of columns for the shares that were used."""
        border = 'fo:border="0.018cm solid #c9c9c9" fo:padding="0.12cm"'
        for name, shade in (("Cell", ""), ("Head", ' fo:background-color="#f3f6f9"')):
            yield (
                f'<style:style style:name="{name}" style:family="table-cell">'
                f"<style:table-cell-properties {border}{shade}/></style:style>"
            )
        yield (
            '<style:style style:name="Wide" style:family="table"><style:table-properties'
            f' style:width="{WIDTH}cm" table:align="margins" table:border-model="collapsing" fo:margin-bottom="0.3cm"/></style:style>'
        )
        yield (
            '<style:style style:name="Whole" style:family="table-row">'
            '<style:table-row-properties fo:keep-together="always"/></style:style>'
        )
        for columns, name in self._columns.items():
            for number, share in enumerate(columns):
                yield (
                    f'<style:style style:name="{name}-{number}" style:family="table-column">'
                    f'<style:table-column-properties style:column-width="{WIDTH * share / 100:.2f}cm"/></style:style>'
                )

    def _opening(self) -> Iterator[str]:
        yield _paragraph(self._document.title, "Title")
        if self._document.header:
            rows = [
                (_paragraph(label, "TableLabel"), _paragraph(value, "TableText"))
                for label, value in self._document.header
            ]
            yield self._table((30, 70), (), rows, word("about", self._document.language))

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for entries, group in groupby(blocks, key=lambda block: isinstance(block, Entry)):
            if entries:
                yield self._entries([block for block in group if isinstance(block, Entry)])
            else:
                yield from (xml for block in group for xml in self._block(block))

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                style, level = f"Heading_20_{block.level}" if not block.new_page else "NewPage", block.level
                yield f'<text:h text:style-name="{style}" text:outline-level="{level}">{_text(block.text)}</text:h>'
            case Table():
                yield from self._captioned(block)
            case Picture():
                yield self._picture(block)
                yield from self._captioned(block.table)
            case Entry():
                raise TypeError(block.label)  # entries stand in tables
            case _:
                yield _inner(block)

    def _captioned(self, block: Table) -> Iterator[str]:
        yield _paragraph(block.caption, "Caption")
        head = [_paragraph(name, "TableLabel") for name in block.header]
        rows = [
            [_paragraph(text, "TableText" if number else "TableLabel") for number, text in enumerate(cells)]
            for cells in block.rows
        ]
        yield self._table(shares(block), head, rows, block.caption)

    def _entries(self, entries: Sequence[Entry]) -> str:
        language = self._document.language
        names = [word(name, language) for name in ("item", "answer")]
        rows = [
            (self._label(entry), "".join(map(_inner, entry.blocks)) or _paragraph("", "Standard"))
            for entry in entries
        ]
        head = [_paragraph(name, "TableLabel") for name in names]
        return self._table((30, 70), head, rows, ", ".join(names), whole=[entry.short for entry in entries])

    def _label(self, entry: Entry) -> str:
        shown = f'<text:h text:style-name="Heading_20_2" text:outline-level="2">{_text(entry.label)}</text:h>'
        code = _paragraph(entry.code, "Official") if entry.code else ""
        if not entry.official:
            return shown + code
        before, after = word("official", self._document.language, label="\0").split("\0")
        label = f'<text:span text:style-name="English">{_text(entry.official)}</text:span>'
        return (
            f'{shown}<text:p text:style-name="Official">{_text(before)}{label}{_text(after)}</text:p>{code}'
        )

    def _table(
        self,
        widths: tuple[int, ...],
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        caption: str,
        whole: Sequence[bool] = (),
    ) -> str:
        self._tables += 1
        columns = self._columns.setdefault(widths, f"Columns{len(self._columns) + 1}")
        declared = "".join(
            f'<table:table-column table:style-name="{columns}-{number}"/>' for number in range(len(widths))
        )
        kept = [*whole, *([False] * (len(rows) - len(whole)))]
        content = "".join(_row(cells, heads=False, whole=one) for cells, one in zip(rows, kept, strict=True))
        first = f"<table:table-header-rows>{_row(head, heads=True)}</table:table-header-rows>" if head else ""
        return (
            f'<table:table table:name="Table{self._tables}" table:style-name="Wide"><table:title>{escape(caption)}</table:title>'
            f"{declared}{first}{content}</table:table>"
        )

    def _picture(self, chart: Picture) -> str:
        number = len(self.pictures) + 1
        name = f"Pictures/{number}.png"
        picture = self.pictures[name] = drawn(chart, "png")
        width, height = struct.unpack(">II", picture[16:24])  # of the image header, PNG section 11.2.2
        return (
            f'<text:p text:style-name="Standard"><draw:frame draw:name="Chart{number}" text:anchor-type="as-char"'
            f' svg:width="{PICTURE_WIDTH}cm" svg:height="{PICTURE_WIDTH * height / width:.2f}cm">'
            f'<draw:image xlink:href="{name}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
            f"<svg:title>{escape(chart.title)}</svg:title><svg:desc>{escape(chart.description)}</svg:desc>"
            "</draw:frame></text:p>"
        )


def _row(cells: Sequence[str], *, heads: bool, whole: bool = False) -> str:
    content = "".join(
        f'<table:table-cell table:style-name="{"Head" if heads or number == 0 else "Cell"}"'
        f' office:value-type="string">{cell}</table:table-cell>'
        for number, cell in enumerate(cells)
    )
    style = ' table:style-name="Whole"' if whole else ""
    return f"<table:table-row{style}>{content}</table:table-row>"


def _inner(block: Inner) -> str:
    match block:
        case Paragraph():
            span = _LANGUAGES[block.language] if block.language else ""
            return _paragraph(block.text, _STYLES[block.role], span=span)
        case Items():
            items = "".join(
                f"<text:list-item>{_paragraph(item, 'Item')}</text:list-item>" for item in block.items
            )
            return (
                f'<text:list text:style-name="{"Numbers" if block.numbered else "Items"}">{items}</text:list>'
            )
        case Table():
            return _inner(as_items(block))
        case Note():
            label = f'<text:span text:style-name="Strong">{_text(block.label)}.</text:span> '
            return f'<text:p text:style-name="Note">{label}{_text(block.text)}</text:p>'
        case Redline():
            spans = {"same": "", "removed": "Removed", "added": "Added"}
            content = "".join(_span(text, spans[kind]) for kind, text in block.pieces)
            return f'<text:p text:style-name="Standard">{content}</text:p>'


def _paragraph(text: str, style: str, *, span: str = "") -> str:
    return f"<text:p text:style-name={quoteattr(style)}>{_span(text, span)}</text:p>"


def _span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{_text(text)}</text:span>' if style else _text(text)


def _text(text: str) -> str:
    """Escape text and keep its line breaks, tabs and runs of spaces, which OpenDocument would collapse."""
    shown = escape(text).replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")
    return _SPACES_OF_TEXT.sub(lambda match: f' <text:s text:c="{len(match[0]) - 1}"/>', shown)
