# SPDX-License-Identifier: EUPL-1.2
"""A document as one HTML page that needs nothing else: no script, no request, readable on paper and at 360 pixels.

HTML Living Standard (https://html.spec.whatwg.org/); WCAG 2.2 for landmarks, headings, tables and contrast.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import escape

from adhere.kernel.data import packaged_bytes
from adhere.kernel.text import Language, stamp
from adhere.render.charts import drawn
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

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Content Security Policy Level 3 (https://www.w3.org/TR/CSP3/): whatever slips into the page, no browser fetches or runs it."""


def html(document: Document) -> bytes:
    """Return a document as HTML in UTF-8."""
    style = packaged_bytes("adhere.render", "data/style.css").decode().partition("*/\n")[2]
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{document.language}">',
            *_head(document, style),
            "<body>",
            f'<a class="skip" href="#answers">{_said("skip", document)}</a>',
            *_header(document),
            *_contents(document),
            '<main id="answers">',
            *_blocks(document.blocks, document),
            "</main>",
            f"<footer><p>{escape(document.running)}</p></footer>",
            "</body>",
            "</html>\n",
        )
    ).encode()


def _said(name: str, document: Document) -> str:
    return escape(word(name, document.language))


def _head(document: Document, style: str) -> Iterator[str]:
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="author" content="{escape(document.author)}">'
    yield f'<meta name="description" content="{escape(document.description)}">'
    yield f'<meta name="dcterms.identifier" content="{escape(document.identifier)}">'
    if document.date:
        yield f'<meta name="dcterms.date" content="{escape(document.date)}">'
    if document.linked:
        yield f'<script type="application/ld+json">{_data_block(document)}</script>'
    yield f"<title>{escape(document.running or document.title)}</title>"
    yield f"<style>\n{style}</style>"
    yield "</head>"


def _data_block(document: Document) -> str:
    """Return linked data so that nothing in it ends the block or begins a comment (HTML, section 4.12.1.3); no browser runs it."""
    text = json.dumps(document.linked, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _header(document: Document) -> Iterator[str]:
    yield "<header>"
    yield from (f'<p class="mark">{escape(mark)}</p>' for mark in document.marks)
    yield f"<h1>{escape(document.title)}</h1>"
    if document.header:
        yield "<table>"
        yield f"<caption>{_said('about', document)}</caption>"
        yield "<tbody>"
        for label, value in document.header:
            yield f'<tr><th scope="row">{escape(label)}</th><td dir="auto">{escape(value)}</td></tr>'
        yield "</tbody>\n</table>"
    yield "</header>"


def _contents(document: Document) -> Iterator[str]:
    headings = [
        block for block in document.blocks if isinstance(block, Heading) and block.level == 1 and block.anchor
    ]
    if len(headings) > 1:
        yield '<nav aria-labelledby="contents">'
        yield f'<h2 id="contents">{_said("contents", document)}</h2>'
        yield "<ol>"
        for heading in headings:
            yield f'<li><a href="#{_anchor(heading.anchor)}">{escape(heading.text)}</a></li>'
        yield "</ol>\n</nav>"


def _anchor(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)


def _blocks(blocks: Iterable[Block], document: Document) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, document)


def _block(block: Block, document: Document) -> Iterator[str]:
    match block:
        case Heading():
            anchor = f' id="{_anchor(block.anchor)}"' if block.anchor else ""
            anchor += ' class="page"' if block.new_page else ""
            yield f"<h{block.level + 1}{anchor}>{escape(block.text)}</h{block.level + 1}>"
        case Entry():
            yield from _entry(block, document)
        case Paragraph():
            yield f"<p{_attributes(block.role, block.language)}>{escape(block.text)}</p>"
        case Items():
            tag = "ol" if block.numbered else "ul"
            yield f"<{tag}>"
            yield from (f'<li dir="auto">{escape(item)}</li>' for item in block.items)
            yield f"</{tag}>"
        case Table():
            yield from _table(block)
        case Picture():
            yield from _chart(block)
        case Note():
            yield f'<p class="note"><strong>{escape(block.label)}.</strong> {escape(block.text)}</p>'
        case Redline():
            yield f'<p dir="auto">{_redline(block, document)}</p>'


def _attributes(role: str, language: Language | None) -> str:
    shown = "" if role == "body" else f' class="{role}"'
    return f'{shown} dir="auto"' if language is None else f'{shown} lang="{language}"'


def _entry(entry: Entry, document: Document) -> Iterator[str]:
    anchor = _anchor(entry.anchor)
    yield f'<div class="entry" id="{anchor}">'
    yield f'<div class="label"><h3>{escape(entry.label)}</h3>'
    if entry.official:
        label = f'<span lang="en">{escape(entry.official)}</span>'
        yield f'<p class="official">{_said("official", document).replace("{label}", label)}</p>'
    if entry.code:
        yield f'<p class="official"><code>{escape(entry.code)}</code></p>'
    yield '</div>\n<div class="answer">'
    yield from _blocks(entry.blocks, document)
    yield "</div>\n</div>"


def _table(table: Table) -> Iterator[str]:
    caption = escape(table.caption)
    scrolls = f' role="region" aria-label="{caption}" tabindex="0"' if len(table.header) > 3 else ""
    yield f'<div class="table"{scrolls}>'
    yield f"<table>\n<caption>{caption}</caption>"
    columns = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.header)
    yield f"<thead><tr>{columns}</tr></thead>\n<tbody>"
    for first, *rest in table.rows:
        cells = "".join(f'<td dir="auto">{_lines(cell)}</td>' for cell in rest)
        yield f'<tr><th scope="row" dir="auto">{_lines(first)}</th>{cells}</tr>'
    yield "</tbody>\n</table>\n</div>"


def _lines(cell: str) -> str:
    return escape(cell).replace("\n", "<br>")


def _chart(chart: Picture) -> Iterator[str]:
    yield "<figure>"
    yield _picture(chart)
    yield f"<figcaption>{escape(chart.title)}</figcaption>"
    yield "</figure>"
    yield from _table(chart.table)


def _picture(chart: Picture) -> str:
    """Return the chart as SVG within the page: named, as wide as there is room, its ids its own."""
    picture = drawn(chart, "svg").decode()
    own = f"c{stamp(chart.title + chart.description)}-"
    picture = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{own}", picture[picture.index("<svg") :].rstrip())
    head, _, tail = picture.partition(">")
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    return f'{head} role="img" aria-label="{escape(chart.description)}">{tail}'


def _redline(redline: Redline, document: Document) -> str:
    """Mark words so that colour is not needed and a screen reader tells them apart."""
    tags = {"removed": "del", "added": "ins"}
    return "".join(
        escape(text)
        if kind == "same"
        else f'<{tags[kind]} title="{_said(kind, document)}">{escape(text)}</{tags[kind]}>'
        for kind, text in redline.pieces
    )
