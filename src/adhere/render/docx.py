# SPDX-License-Identifier: EUPL-1.2
"""A document as DOCX, for people who go on editing: real styles, a table per section with the labels of the form.

Office Open XML (ECMA-376, https://ecma-international.org/publications-and-standards/standards/ecma-376/); written with python-docx.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from adhere.render.archive import archive, parts_of
from adhere.render.charts import drawn
from adhere.render.columns import shares
from adhere.render.document import (
    LOCALES,
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
from adhere.render.docxparts import paragraph, run, table
from adhere.render.docxstyles import prepare
from adhere.render.extras import missing_extra
from adhere.render.narrow import as_items
from adhere.render.words import word

PICTURE_WIDTH = 16
"""Centimetres, of the 17 an A4 page leaves."""
_STYLES = {"body": "", "state": "State", "remark": "Remark", "source": "Source"}


def docx(document: Document) -> bytes:
    """Return a document as DOCX; raise MissingExtraError where python-docx is not installed."""
    with missing_extra("office"):
        import docx as library  # noqa: PLC0415 - slow to import
    file = library.Document()
    prepare(file, document)
    body = file.element.body
    for xml in _opening(document):
        _append(body, xml)
    for entries, group in groupby(document.blocks, key=lambda block: isinstance(block, Entry)):
        if entries:
            _append(body, _entries([block for block in group if isinstance(block, Entry)], document))
            continue
        for block in group:
            if isinstance(block, Picture):
                _add_chart(file, block)
            for xml in _block(block):
                _append(body, xml)
    _set_properties(file, document)
    content = io.BytesIO()
    file.save(content)
    return archive(parts_of(content.getvalue()))


def _append(body: Any, xml: str) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415

    body.insert(len(body) - 1, parse_xml(xml))  # the properties of the section stay last


def _opening(document: Document) -> Iterator[str]:
    yield paragraph(run(document.title), "Title")
    if document.header:
        rows = [
            (paragraph(run(label), "TableLabel"), paragraph(run(value), "TableText", text=value))
            for label, value in document.header
        ]
        yield table((30, 70), rows, word("about", document.language), heads_row=False)
        yield paragraph("", "TableText")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield paragraph(run(block.text), f"Heading{block.level}", new_page=block.new_page)
        case Table():
            yield from _table(block)
        case Picture():
            yield paragraph(run(block.title), "Caption")
            yield from _table(block.table)
        case Entry():
            raise TypeError(block.label)  # entries stand in tables
        case _:
            yield from _inner(block)


def _inner(block: Inner) -> Iterator[str]:
    match block:
        case Paragraph():
            locale = LOCALES[block.language] if block.language else ""
            yield paragraph(run(block.text, locale=locale), _STYLES[block.role], text=block.text)
        case Items():
            for number, item in enumerate(block.items, 1):
                text, style = (f"{number}. {item}", "Numbered") if block.numbered else (item, "ListBullet")
                yield paragraph(run(text), style, text=item)
        case Table():
            yield from _inner(as_items(block))
        case Note():
            yield paragraph(run(f"{block.label}. ", bold=True) + run(block.text), "Note")
        case Redline():
            marks = {"same": "", "removed": "Removed", "added": "Added"}
            yield paragraph("".join(run(text, style=marks[kind]) for kind, text in block.pieces), "")


def _table(block: Table) -> Iterator[str]:
    yield paragraph(run(block.caption), "Caption")
    rows = [[paragraph(run(name), "TableLabel") for name in block.header]]
    rows += [
        [
            paragraph(run(text), "TableText" if number else "TableLabel", text=text)
            for number, text in enumerate(cells)
        ]
        for cells in block.rows
    ]
    yield table(shares(block), rows, block.caption, heads_row=True)
    yield paragraph("", "TableText")


def _entries(entries: Sequence[Entry], document: Document) -> str:
    names = [word(name, document.language) for name in ("item", "answer")]
    rows = [[paragraph(run(name), "TableLabel") for name in names]]
    rows += [[_label(entry, document), _answer(entry)] for entry in entries]
    whole = [True, *(entry.short for entry in entries)]
    return table((30, 70), rows, ", ".join(names), heads_row=True, whole=whole)


def _label(entry: Entry, document: Document) -> str:
    shown = paragraph(run(entry.label), "Heading2")
    code = paragraph(run(entry.code), "Official") if entry.code else ""
    if not entry.official:
        return shown + code
    before, after = word("official", document.language, label="\0").split("\0")
    official = run(before) + run(entry.official, locale=LOCALES["en"]) + run(after)
    return shown + paragraph(official, "Official") + code


def _answer(entry: Entry) -> str:
    return "".join(xml for block in entry.blocks for xml in _inner(block)) or paragraph("", "")


def _add_chart(file: Any, chart: Picture) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    picture = file.add_picture(io.BytesIO(drawn(chart, "png")), width=Cm(PICTURE_WIDTH))
    properties = picture._inline.docPr  # noqa: SLF001 - python-docx has no other way to alternative text
    properties.set("descr", chart.description)
    properties.set("title", chart.title)
    properties.set("name", chart.title)


def _set_properties(file: Any, document: Document) -> None:
    """Say what the document is; python-docx would leave the author and date of its own template."""
    core = file.core_properties
    core.title, core.author, core.last_modified_by = document.title[:255], document.author[:255], ""
    core.subject, core.identifier = document.description[:255], document.identifier[:255]
    core.language, core.comments, core.revision = document.locale, "", 1
    if document.date:
        core.created = core.modified = datetime.fromisoformat(document.date)
        return
    element = core._element  # noqa: SLF001 - python-docx can set a date and not take it away
    for name in ("{http://purl.org/dc/terms/}created", "{http://purl.org/dc/terms/}modified"):
        for found in element.findall(name):
            element.remove(found)
