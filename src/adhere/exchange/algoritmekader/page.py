# SPDX-License-Identifier: EUPL-1.2
"""A page as it was read, whatever its format: fields with their lines, sections, macros, text; values only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["requirement", "measure", "aid", "unknown"]
Origin = Literal["page", "task-registry"]
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """A macro: its name, its filters of key and value in their order, its other words, its line and how it stands there."""

    name: str
    filters: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]
    line: int

    def __str__(self) -> str:
        return " ".join((self.name, *("/".join(pair) for pair in self.filters)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of the second level with the text under it, macros and comments taken out."""

    title: str
    line: int
    text: str
    macros: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, or one file of the task-registry; a field is the tuple of its values."""

    file: str
    kind: Kind
    origin: Origin
    format: str
    sha256: str
    slug: str
    fields: Mapping[str, tuple[str, ...]]
    lines: Mapping[tuple[str, int], int]
    sections: tuple[Section, ...]
    macros: tuple[Macro, ...]
    text: str
    text_line: int
    said: tuple[tuple[int, str], ...] = ()
    """The paragraphs with their lines, where they are not simply those of the text."""

    @property
    def urn(self) -> str:
        """Its id, or nothing."""
        return next(iter(self.fields.get("id", ())), "")

    def line(self, key: str, number: int = 0) -> int | None:
        """Return the line of a value of a field, or of the field."""
        return self.lines.get((key, number), self.lines.get((key, 0)))

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """Yield what the page says, in paragraphs with the line each begins on: title and explanation of the front matter first."""
        for key in ("title", "toelichting"):
            for value in self.fields.get(key, ()):
                yield self.line(key) or 1, " ".join(value.split())
        if self.said:
            yield from self.said
            return
        first, held = 0, list[str]()
        for number, line in enumerate([*self.text.split("\n"), ""], start=self.text_line):
            if line.strip():
                first = first if held else number
                held.append(line.strip())
            elif held:
                yield first, " ".join(held)
                held = []

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield the sentences, each with the line its paragraph begins on."""
        for line, paragraph in self.paragraphs():
            for sentence in _SENTENCE.split(paragraph):
                yield line, sentence
