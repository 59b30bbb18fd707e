# SPDX-License-Identifier: EUPL-1.2
"""Paragraphs, runs and tables of WordprocessingML as text, every word of people escaped.

ECMA-376, part 1, sections 17.3 (paragraphs and runs) and 17.4 (tables).
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from adhere.render.characters import right_to_left

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WIDTH = 9638
"""Twentieths of a point: 17 centimetres, the text of an A4 page with margins of two."""
MARGIN = 108
_MARGINS = (
    f'<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="{MARGIN}" w:type="dxa"/>'
    f'<w:bottom w:w="30" w:type="dxa"/><w:right w:w="{MARGIN}" w:type="dxa"/></w:tblCellMar>'
)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>' for side in _SIDES)
_BORDERS = f"<w:tblBorders>{_LINES}</w:tblBorders>"


def run(text: str, *, style: str = "", locale: str = "", bold: bool = False) -> str:
    """Return text in one look; a new line in it stays one."""
    look = (f"<w:rStyle w:val={quoteattr(style)}/>" if style else "") + ("<w:b/>" if bold else "")
    look += "<w:rtl/>" if right_to_left(text) else ""
    look += f"<w:lang w:val={quoteattr(locale)}/>" if locale else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(runs: str, style: str, *, text: str = "", new_page: bool = False) -> str:
    """Return a paragraph; ``text`` decides its direction."""
    look = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    look += "<w:pageBreakBefore/>" if new_page else ""
    look += "<w:bidi/>" if right_to_left(text) else ""
    return f"<w:p {NAMESPACE}>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


def table(
    shares: Sequence[int],
    rows: Sequence[Sequence[str]],
    caption: str,
    *,
    heads_row: bool,
    whole: Sequence[bool] = (),
) -> str:
    """Return a table from the paragraphs of each cell; a first row that heads it is repeated on every page.

    ``whole`` says of each row whether it stays on one page. The columns have these shares of the width, in hundredths; the caption is for who hears the table.
    """
    widths = [WIDTH * share // 100 for share in shares]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    content = "".join(
        _row(cells, widths, heads=heads_row and number == 0, whole=number < len(whole) and whole[number])
        for number, cells in enumerate(rows)
    )
    return (
        f'<w:tbl {NAMESPACE}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{MARGIN}" w:type="dxa"/>{_BORDERS}<w:tblLayout w:type="fixed"/>{_MARGINS}'
        f'<w:tblLook w:firstRow="{int(heads_row)}" w:firstColumn="1" w:val="04A0"/>'
        f"<w:tblCaption w:val={quoteattr(caption)}/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{content}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], *, heads: bool, whole: bool) -> str:
    look = "<w:cantSplit/>" * (heads or whole) + "<w:tblHeader/>" * heads
    content = "".join(
        _cell(cell, width, shaded=heads or number == 0)
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{content}</w:tr>"


def _cell(content: str, width: int, *, shaded: bool) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F3F6F9"/>' if shaded else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{content}</w:tc>'
