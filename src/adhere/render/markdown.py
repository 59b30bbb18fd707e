# SPDX-License-Identifier: EUPL-1.2
"""A document as Markdown: CommonMark with the tables of GitHub; what people wrote never becomes markup.

CommonMark, backslash escapes (https://spec.commonmark.org/0.31.2/#backslash-escapes); tables (https://github.github.com/gfm/#tables-extension-).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from adhere.render.document import (
    Block,
    Document,
    Entry,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Redline,
    Table,
)
from adhere.render.words import word

_INLINE = re.compile(r"[\\`*\[\]<>&|~$]|(?<![^\W_])_|_(?![^\W_])|!(?=\[)")
"""Signs that mean something within a line; an underscore between letters or digits does not."""
_FIRST = re.compile(r"^(?=[-+#=:])|^(\d{1,9})(?=[.)](?:\s|$))")
"""What would begin a heading, a list, a rule or a quotation, at the start of a line."""


def markdown(document: Document) -> bytes:
    """Return a document as Markdown in UTF-8."""
    blocks = [f"# {one_line(document.title)}", *(f"**{one_line(mark)}**" for mark in document.marks)]
    if document.header:
        blocks.append(table((word("about", document.language), ""), document.header))
    blocks += _blocks(document.blocks, document)
    return ("\n\n".join(blocks) + "\n").encode()


def _blocks(blocks: Iterable[Block], document: Document) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, document)


def _block(block: Block, document: Document) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {one_line(block.text)}"
        case Entry():
            yield f"### {one_line(block.label)}"
            official = word("official", document.language, label=block.official) if block.official else ""
            under = [part for part in (_marked(one_line(official), "*"), _code(block.code)) if part]
            if under:
                yield " ".join(under)
            yield from _blocks(block.blocks, document)
        case Paragraph():
            yield _marked(
                one_paragraph(block.text), {"state": "**", "remark": "*", "source": "*"}.get(block.role, "")
            )
        case Items():
            signs = (f"{number}." if block.numbered else "-" for number in range(1, len(block.items) + 1))
            yield "\n".join(
                f"{sign} {one_paragraph(item)}" for sign, item in zip(signs, block.items, strict=True)
            )
        case Table():
            yield f"*{one_line(block.caption)}*"
            yield table(block.header, block.rows)
        case Picture():
            yield from _block(block.table, document)
        case Note():
            yield f"> **{one_line(block.label)}.** {one_paragraph(block.text)}"
        case Redline():
            yield redlined(block)


def _code(text: str) -> str:
    return f"`{text}`" if text and "`" not in text else ""


def _marked(text: str, sign: str) -> str:
    return f"{sign}{text}{sign}" if text else ""


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table; its cells are plain words."""
    lines = [_row(header), f"|{'---|' * len(header)}", *map(_row, rows)]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join('<br>'.join(map(one_line, cell.splitlines())) for cell in cells)} |"


def redlined(redline: Redline) -> str:
    """Strike out and embolden, with spaces kept outside the signs, where Markdown wants them."""
    signs = {"same": "", "removed": "~~", "added": "**"}
    shown = []
    for kind, text in redline.pieces:
        inner = text.strip()
        before, _, after = text.partition(inner) if inner else (text, "", "")
        shown.append(f"{before}{_marked(inline(inner), signs[kind])}{after}")
    return _FIRST.sub(_escaped_start, " ".join("".join(shown).split()))


def one_paragraph(text: str) -> str:
    """Return one paragraph on one line."""
    return _FIRST.sub(_escaped_start, one_line(text))


def one_line(text: str) -> str:
    """Return words on one line."""
    return inline(" ".join(text.split()))


def inline(text: str) -> str:
    """Return words within a line, with spaces as they are."""
    return _INLINE.sub(lambda match: f"\\{match[0]}", text)


def _escaped_start(match: re.Match[str]) -> str:
    """A number keeps its digits and loses its stop; anything else gets a backslash."""
    return f"{match[1]}\\" if match[1] else "\\"
