# SPDX-License-Identifier: EUPL-1.2
"""Documents with every kind of block and with everything people may write, for the tests of all writers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from adhere.render.document import (
    Block,
    Chart,
    Document,
    Entry,
    Heading,
    Items,
    Note,
    Paragraph,
    Redline,
    Series,
    Table,
)

HOSTILE = (
    "*bold* _under_ **strong** ~~gone~~ `code` # not a heading",
    "# not a heading",
    "- not an item",
    "1. not a number",
    "> not a quotation",
    "+ 12. = === --- ***",
    "a | b \\| c",
    "[link](https://example.org) ![picture](x.png) [ref]: y",
    "<script>alert(1)</script> <b>bold</b> &amp; &lt; <!-- --> ]]>",
    '#let x = 1; #import "x" $ a^2 $ @label <label> // comment /* also */ \\ ~ --',
    "{{ 7 * 7 }} ${HOME} %s {0} {name} <?php ?>",
    "quotes \" and ' and `",
    "w:w=\"column-0\" xml:space='preserve'",
    "=cmd|' /C calc'!A0",
    "tabs\tand  two   spaces",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 405 model",
    "e\u0301 \u00e9 z\u0335 \u0437\u043c\u0456\u0441\u0442 \u03b1\u03b2",
    "https://example.org/" + "very-long/" * 30,
    "word" * 100,
)
"""What comes out of every format as it went in."""
BROKEN = (
    "nul \x00 bell \x07 escape \x1b[31m",
    "turned \u202eround\u202c",
    "half \ud83d pair",
    "no \uffff character",
)
"""What no format may repeat as it is."""
FAR = "\u4e2d\u6587 \U0001f600"
"""What the typefaces of a PDF lack."""
LONG = " ".join(f"word{number}" for number in range(10_000))
TABLE = Table(
    caption="Channels",
    header=("Channel", "Link", "Access"),
    rows=(("Open repository", "https://models.example/x", "weights"), ("API | own", "a\nb", "")),
)
CHART = Chart(
    title="Hardware days, as a chart",
    description="Bars of hardware days: A100: 400,000; H100: 200,000.",
    axis="days",
    categories=("A100 $x$", "H100 \u4e2d"),
    labels=("400,000", "200,000"),
    series=(
        Series(name="days", values=(Decimal("4e5"), Decimal("2e5"))),
        Series(name="$more$", values=(None, Decimal("1e5"))),
    ),
    table=Table(
        caption="Hardware days", header=("Hardware", "Days"), rows=(("A100", "400,000"), ("H100", "200,000"))
    ),
)


def document(*blocks: Block, **changed: object) -> Document:
    """A document about nothing, with these blocks."""
    told: dict[str, object] = {
        "title": "Sample form",
        "language": "nl",
        "identifier": "sample:example:office",
        "author": "Voorbeeld B.V. (example)",
        "description": "A sample",
        "date": "2026-11-22",
        "running": "Sample form, example",
        "marks": ("EXAMPLE", "CONFIDENTIAL"),
        "header": (("Aanbieder", "Voorbeeld B.V. (example)"), ("Model", "voorbeeld-8b")),
        "data": {"format": "adhere/form/1", "half": "\ud83d"},
    }
    return Document(**{**told, **changed}, blocks=blocks)  # type: ignore[arg-type]


def everything() -> Document:
    """A document with every kind of block and every hostile text."""
    return document(
        Note(label="Note", text="Something apart"),
        Heading(level=1, text="First section", anchor="section-1"),
        Entry(
            label="Naam van het model",
            anchor="model_name",
            code="model_name",
            official="Model name",
            blocks=(
                Paragraph(text="Voorbeeld-8B"),
                Items(items=("first item", "second item")),
                Paragraph(text="Ontbreekt.", role="state"),
                Paragraph(text="A remark", role="remark"),
                Paragraph(text="Grondslag: gemeten.", role="source"),
                Paragraph(text="In English", language="en"),
                TABLE,
                Note(label="Inner", text="note"),
                Redline(pieces=(("same", "kept "), ("removed", "old"), ("added", "new"))),
            ),
        ),
        *(
            Entry(label=text, anchor=f"h{number}", blocks=(Paragraph(text=text), Items(items=(text,))))
            for number, text in enumerate(HOSTILE)
        ),
        Heading(level=1, text="Second section", anchor="section-2", new_page=True),
        Heading(level=2, text="A part"),
        Items(items=("one thing", "another thing"), numbered=True),
        TABLE,
        CHART,
        Redline(pieces=(("same", "The "), ("removed", "old *x*"), ("added", "new <b>"), ("same", " text"))),
        *(Paragraph(text=text) for text in (*HOSTILE, *BROKEN, FAR)),
    )


def words(text: str) -> str:
    """Text without what formats may break lines with."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def texts(block: Block) -> Iterator[str]:
    """Every text of a block that a reader must find."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Items():
            yield from block.items
        case Table():
            yield from block.header
            yield from (cell for cells in block.rows for cell in cells)
        case Chart():
            yield from texts(block.table)
        case Note():
            yield block.label
            yield block.text
        case Redline():
            yield from (text for _, text in block.pieces)
        case Entry():
            yield block.label
            yield block.official
            for inner in block.blocks:
                yield from texts(inner)
