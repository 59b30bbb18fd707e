# SPDX-License-Identifier: EUPL-1.2
"""A document as blocks: what every writer can write, with nothing in it of any format.

Block names follow HTML (https://html.spec.whatwg.org/multipage/grouping-content.html); texts are plain, never markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from adhere.kernel.text import Language

Role = Literal["body", "state", "remark", "source"]
"""Running text, how an answer stands that somebody has to work on, a remark on an answer, and what it rests on."""
SHORT = 1500
"""Characters: about a third of a page."""
Piece = tuple[Literal["same", "removed", "added"], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 stands right below the title of the document."""

    level: Literal[1, 2]
    text: str
    anchor: str = ""
    new_page: bool = False
    """Whether it begins a page, on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; ``language`` is set where it is not that of the document."""

    text: str
    role: Role = "body"
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list without numbers, or with them."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: a caption, one row of column headings, and rows of as many cells; the first cell of a row heads it."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    instead: tuple[str, ...] = ()
    """The same as list items, for a place too narrow for a table."""


NAMED = 80
"""Characters of a name that the description of a picture tells; the table beside it has the whole."""


def listed(rows: Iterable[tuple[str, str]]) -> str:
    """Return names and what they are worth as a description tells them: it is read aloud whole, and PDF/A takes no more than 32,767 octets of it."""
    cut = ((name if len(name) <= NAMED else f"{name[: NAMED - 1]}…", value) for name, value in rows)
    return "; ".join(f"{name}: {value}" for name, value in cut)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The values of one colour in a chart, one for each of its categories; None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Something drawn, and always the table that says the same."""

    title: str
    description: str
    """What it shows, for who cannot see it."""
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Picture):
    """Horizontal bars, stacked where there are several series."""

    axis: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    labels: tuple[str, ...] = ()
    """What stands at the end of each bar."""
    powers: bool = False
    """Whether each step of the axis is ten times the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Picture):
    """A grid of cells with short marks in them: rows from the lowest up, columns from the left.

    ``shades`` says for each cell how dark it is, from 0; a shade is a hint, the marks and the table say everything.
    """

    row_axis: str
    column_axis: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    marks: tuple[tuple[str, ...], ...]
    shades: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One line of a timeline: a moment, or a stretch from ``start`` to ``end``; ``series`` numbers its colour."""

    name: str
    start: date
    end: date | None = None
    label: str = ""
    series: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Picture):
    """Moments and stretches of time, one line each, the first on top; ``today`` is drawn as a line across."""

    spans: tuple[Span, ...]
    series: tuple[str, ...] = ()
    """What the colours mean, where there are several."""
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that stands apart from the running text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """Text with what was removed and what was added since an earlier wording."""

    pieces: tuple[Piece, ...]


Inner = Paragraph | Items | Table | Note | Redline


def _texts(block: Inner) -> Iterator[str]:
    match block:
        case Paragraph() | Note():
            yield block.text
        case Items():
            yield from block.items
        case Table():
            yield from (cell for cells in block.rows for cell in cells)
        case Redline():
            yield from (text for _, text in block.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a form: its label, which is a heading of level 2, and its answer beside or below it."""

    label: str
    anchor: str
    code: str = ""
    """The permanent id by which people ask for it."""
    official: str = ""
    """The official label in English, where ``label`` is a translation of it."""
    blocks: tuple[Inner, ...] = ()

    @property
    def short(self) -> bool:
        """Whether it is better kept on one page."""
        return sum(len(text) for block in self.blocks for text in _texts(block)) < SHORT


Block = Heading | Entry | Picture | Inner


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document with what catalogues and readers want to know of it.

    ``date`` is the day it is of, as 2026-11-22, or None where it has none: never the day it is written. ``data`` is what the JSON
    of it holds.
    """

    title: str
    language: Language
    identifier: str
    author: str
    description: str
    date: str | None = None
    running: str = ""
    """One line that stands on every page."""
    marks: tuple[str, ...] = ()
    header: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    linked: Mapping[str, Any] = field(default_factory=dict)
    """The same for search engines, as JSON-LD; what a page shows to nobody else."""

    @property
    def locale(self) -> str:
        """The language with its country, as office formats want it."""
        return LOCALES[self.language]


LOCALES: Mapping[Language, str] = {"en": "en-GB", "nl": "nl-NL"}
