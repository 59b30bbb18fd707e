# SPDX-License-Identifier: EUPL-1.2
"""An act as a tree: articles with paragraphs and lists of points, annexes, recitals, footnotes and divisions.

The parts are those of the Joint Handbook for the presentation of legislative acts: article, paragraph, subparagraph, point.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Action = Literal["replaced", "inserted", "deleted", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text: a paragraph, a subparagraph or the text of a point."""

    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside an annex; ``mark`` is the part of the id it opens (``s1``, ``3``), None for a mere title.

    ``spoken`` headings carry text that belongs to the point they open, as in ``3. Quality management system``.
    """

    text: str
    mark: str | None = None
    spoken: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One point of a list: its marker as printed and what it holds."""

    marker: str
    blocks: tuple[Block, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Points that follow each other."""

    items: tuple[Item, ...]


Block = Paragraph | Heading | Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What a source says of a change: by which act, at which place of it, and what was done."""

    by: str
    action: Action
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedParagraph:
    """A paragraph of an article; ``number`` is None for what stands in an article without a number."""

    number: str | None
    blocks: tuple[Block, ...]
    line: int | None = None
    amended: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its number as in ids (``75b``), its title and its paragraphs."""

    number: str
    title: str
    paragraphs: tuple[NumberedParagraph, ...]
    line: int | None = None
    amended: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """One annex: its number in lower case (``xi``), its title and what it holds."""

    number: str
    title: str
    blocks: tuple[Block, ...]
    line: int | None = None
    amended: tuple[Amendment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recital:
    """One recital."""

    number: str
    blocks: tuple[Block, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """One footnote, with the mark that stands in the text."""

    mark: str
    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A line of the table of contents: a chapter, section, article or annex, and how deep it lies."""

    id: str
    label: str
    title: str
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a text was read from: its name, digest, and the shape it had."""

    file: str
    sha256: str
    shape: str
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActText:
    """The text of one act, or of a part of it, in one language and one version; None is what no source says.

    ``prefix`` begins every id: ``aia`` for the Artificial Intelligence Act, else the CELEX number. ``version`` is the day of
    publication of the act, or the day from which a consolidated text holds.
    """

    prefix: str
    language: str | None = None
    version: date | None = None
    celex: str | None = None
    title: str = ""
    articles: tuple[Article, ...] = ()
    annexes: tuple[Annex, ...] = ()
    recitals: tuple[Recital, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    contents: tuple[Division, ...] = ()
    left_out: tuple[str, ...] = field(default=())
