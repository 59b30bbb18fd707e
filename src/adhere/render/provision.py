# SPDX-License-Identifier: EUPL-1.2
"""A provision as a page says it, with nothing in it of any format: words with their links, languages side by side, and what hangs on them.

``provisionhtml`` and ``provisionmarkdown`` write it; the words of the page itself are in ``data/provision.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from adhere.kernel.text import Language
from adhere.render.document import Piece


@dataclass(frozen=True, slots=True)
class Run:
    """Words, and where they lead: to a term at the foot, a provision on the page (``#...``) or an address; ``told`` says what that is."""

    text: str
    kind: Literal["plain", "term", "reference"] = "plain"
    to: str = ""
    told: str = ""


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One language of the text: its code, its name and the version."""

    language: str
    name: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One provision of the text in each language, in the order of the sides; a language that lacks it has no paragraphs."""

    anchor: str
    label: str
    depth: int
    paragraphs: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a provision says in our own words: which kind of record, and who, whom, when."""

    anchor: str
    id: str
    kind: str
    words: Words
    facts: tuple[tuple[str, str], ...] = ()
    note: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redlined:
    """The words of one provision in one language before and after, as pieces."""

    label: str
    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of the law or of the words: what and when, in our words, and word by word where both wordings are at hand."""

    name: str
    text: str = ""
    items: tuple[str, ...] = ()
    redlines: tuple[Redlined, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that rests on the provision: its permanent id, its name, and how it hangs on it."""

    id: str
    name: str
    to: str = ""
    """Where its name leads, if anywhere."""
    how: str = ""
    why: str = ""
    quote: str = ""
    language: str = ""
    """Of the quotation, which is of a text and not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things of one kind, those on the provision or within it, and those on what it is a part of."""

    anchor: str
    name: str
    near: tuple[Entry, ...]
    above: tuple[Entry, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.near) + len(self.above)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A defined term: its name and the words of its definition by language, and what we say of it."""

    anchor: str
    place: str
    names: tuple[tuple[str, str], ...]
    definitions: tuple[tuple[str, str], ...] = ()
    own: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One provision on one day."""

    title: str
    subtitle: str
    language: Language
    identifier: str
    date: str
    header: tuple[tuple[str, str], ...]
    notices: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    absent: tuple[str, ...] = ()
    """Which languages that were asked for are not here, and what to do about that."""
    rows: tuple[Row, ...] = ()
    tree: tuple[tuple[int, str, str], ...] = ()
    """What a criterion is made of: depth, words, id."""
    records: tuple[Record, ...] = ()
    steps: tuple[Step, ...] = ()
    groups: tuple[Group, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    terms: tuple[Explained, ...] = ()
    source: str = ""
    """Who wrote the words of the text, where there are any."""
