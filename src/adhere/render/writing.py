# SPDX-License-Identifier: EUPL-1.2
"""Writing a document in a format: the one place that knows them all.

The same document gives the same bytes each time, on every machine with the same versions of the libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Literal, get_args

from adhere.render.characters import cleaned
from adhere.render.document import Document, Picture
from adhere.render.extras import MissingExtraError, RefusedError

__all__ = ["FORMATS", "MissingExtraError", "RefusedError", "To", "without_charts", "write"]

To = Literal["docx", "odt", "pdf", "html", "md", "json"]
FORMATS: tuple[To, ...] = get_args(To)
_WRITERS: dict[To, tuple[str, str]] = {
    "docx": ("docx", "docx"),
    "odt": ("odt", "odt"),
    "pdf": ("pdf", "pdf"),
    "html": ("htmlpage", "html"),
    "md": ("markdown", "markdown"),
    "json": ("jsonfile", "json_bytes"),
}


def write(document: Document, to: To) -> bytes:
    """Return a document in a format; raise MissingExtraError where that takes a library that is not installed, RefusedError where one refuses."""
    module, name = _WRITERS[to]
    writer: Callable[[Document], bytes] = getattr(import_module(f"adhere.render.{module}"), name)
    return writer(document if to == "json" else cleaned(document))


def without_charts(document: Document) -> Document:
    """Return a document with only the tables of its charts, which say the same."""
    blocks = tuple(block.table if isinstance(block, Picture) else block for block in document.blocks)
    return replace(document, blocks=blocks)
