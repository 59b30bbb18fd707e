# SPDX-License-Identifier: EUPL-1.2
"""A document as PDF/UA-1 and PDF/A-2a in one file: tagged, archivable, the same to the byte each time.

ISO 14289-1 and ISO 19005-2, as typst writes them (https://typst.app/docs/reference/pdf/). The text goes in as data, never as markup;
only the typefaces that come with typst are used. No validator of ours has seen the files: ``docs/en/rendering.md``.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any, Literal

from adhere.kernel.data import packaged_bytes
from adhere.render.characters import right_to_left
from adhere.render.charts import drawn
from adhere.render.columns import shares
from adhere.render.document import (
    LOCALES,
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
from adhere.render.extras import RefusedError, missing_extra
from adhere.render.typefaces import Typefaces
from adhere.render.words import word

STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
NAMELESS = "\N{EN DASH}"
REASON = 200
"""Characters of what typst says that are told."""
EPOCH = "1980-01-01"
"""PDF/A asks for a date; a document that is of no date gets the first that an archive can hold."""


def pdf(document: Document) -> bytes:
    """Return a document as PDF; raise MissingExtraError where typst is not installed, RefusedError where it refuses."""
    with missing_extra("pdf"):
        import typst  # noqa: PLC0415 - a library of 80 MB
    for typefaces in (Typefaces(), Typefaces(narrow=True)):
        try:
            content: bytes = typst.compile(
                packaged_bytes("adhere.render", "data/document.typ"),
                format="pdf",
                pdf_standards=[*STANDARDS],
                ignore_system_fonts=True,
                timestamp=_timestamp(document),
                sys_inputs={"document": json.dumps(_document(document, typefaces))},
            )
        except typst.TypstError as error:
            if typefaces.narrow:
                raise RefusedError("pdf", " ".join(str(error).split())[:REASON]) from error
            continue  # signs that combine in a way the typefaces do not have
        return content
    raise AssertionError


def _timestamp(document: Document) -> int:
    day = date.fromisoformat(document.date or EPOCH)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _document(document: Document, typefaces: Typefaces) -> dict[str, Any]:
    """Return everything the template needs, every text prepared."""
    shown = typefaces.shown
    blocks = [_block(block, document, typefaces) for block in document.blocks]
    _raise_first_headings(blocks)
    header = [[shown(label), _directed(value, typefaces)] for label, value in document.header]
    whole = {
        "title": _named(document.title, typefaces),
        "author": document.author,
        "description": document.description,
        "date": [int(part) for part in (document.date or EPOCH).split("-")],
        "language": document.language,
        "region": document.locale.partition("-")[2],
        "running": shown(document.running),
        "marks": [shown(mark) for mark in document.marks],
        "header": header,
        "about": word("about", document.language),
        "page": _around("page", document, "number", "total"),
        "blocks": blocks,
    }
    if typefaces.lacking:
        told = word("unsupported", document.language, count=typefaces.lacking)
        label = word("unsupported-label", document.language)
        blocks.append({"kind": "note", "label": label, "text": told})
    return whole


def _around(name: str, document: Document, *values: str) -> list[str]:
    """Return what a sentence says around the values that are filled in later."""
    return word(name, document.language, **dict.fromkeys(values, "\0")).split("\0")


def _named(text: str, typefaces: Typefaces) -> str:
    """Return a title or heading, which PDF/UA does not allow to be empty."""
    return typefaces.shown(text).strip() or NAMELESS


def _raise_first_headings(blocks: list[dict[str, Any]]) -> None:
    """Let the first heading be of level 1, as PDF/UA wants it."""
    for block in blocks:
        if block.get("level") == 1:
            return
        if "level" in block:
            block["level"] = 1


def _directed(text: str, typefaces: Typefaces) -> dict[str, Any]:
    return {"text": typefaces.shown(text), "rtl": right_to_left(text)}


def _block(block: Block, document: Document, typefaces: Typefaces) -> dict[str, Any]:  # noqa: PLR0911 - one for each kind
    shown = typefaces.shown
    match block:
        case Heading():
            return {
                "kind": "heading",
                "level": block.level,
                "page": block.new_page,
                "text": _named(block.text, typefaces),
            }
        case Paragraph():
            lang = LOCALES[block.language].split("-") if block.language else None
            return {"kind": "paragraph", "role": block.role, "lang": lang, **_directed(block.text, typefaces)}
        case Items():
            items = [_directed(item, typefaces) for item in block.items]
            return {"kind": "items", "numbered": block.numbered, "items": items}
        case Table():
            return _table(block, typefaces)
        case Note():
            return {"kind": "note", "label": shown(block.label), "text": shown(block.text)}
        case Redline():
            return {"kind": "redline", "pieces": [[kind, shown(text)] for kind, text in block.pieces]}
        case Picture():
            return {
                "kind": "chart",
                "title": shown(block.title),
                "description": block.description,
                "svg": drawn(block, "svg").decode(),
                "table": _table(block.table, typefaces),
            }
        case Entry():
            return {
                "kind": "entry",
                "short": block.short,
                "level": 2,
                "label": _named(block.label, typefaces),
                "official": shown(block.official) or None,
                "code": shown(block.code) or None,
                "words": _around("official", document, "label"),
                "blocks": [_block(inner, document, typefaces) for inner in block.blocks],
            }


def _table(table: Table, typefaces: Typefaces) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": typefaces.shown(table.caption),
        "shares": shares(table),
        "header": [typefaces.shown(cell) for cell in table.header],
        "rows": [[_directed(cell, typefaces) for cell in cells] for cells in table.rows],
    }
