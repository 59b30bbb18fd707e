# SPDX-License-Identifier: EUPL-1.2
"""Markdown of model cards as blocks: prose and tables with their headings and line numbers.

Follows CommonMark 0.31 and the tables of GitHub Flavored Markdown as far as reading figures needs: code, comments and
front matter are left out, emphasis and links are reduced to their words. Linear in the length of the text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from adhere.models.readers import markup_tables
from adhere.models.readers.markup_tables import Row

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s*(?=\S)(.*)")
_ITEM = re.compile(r"^\s*(?:[-+*•]|\d{1,3}[.)])\s+(?=\S)")
_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_DELIMITER = re.compile(r"[\s:|-]*-[\s:|-]*$")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,1000}\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_RAISED = re.compile(r"<sup>\s*(\d{1,3})\s*</sup>", re.IGNORECASE)
_TIMES = re.compile(r"(\d)\s?\\?\*\s?10\b")
_ESCAPE = re.compile(r"\\([~\-_*.#|<>()\[\]+$&%!])")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹]+")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_LINE_LIMIT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A paragraph or list item in plain words; ``starts`` and ``lines`` say at which offset which line begins."""

    text: str
    headings: tuple[str, ...]
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """Return the line, from 1, on which an offset of the text stands."""
        return self.lines[bisect_right(self.starts, offset) - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, of pipes or of HTML: rows of plain cells, the first one the header."""

    rows: tuple[Row, ...]
    headings: tuple[str, ...]


def blocks(text: str) -> Iterator[Prose | Table]:
    """Yield the blocks of a Markdown text in order."""
    return _Scanner(text.replace("\r\n", "\n").split("\n")).scan()


def plain_words(written: str) -> str:
    """Return a line without markup: emphasis, links, tags and escapes reduced to what a reader sees."""
    words = _RAISED.sub(r"^\1", written)
    words = _SUPERSCRIPT.sub(lambda run: "^" + run[0].translate(_DIGITS), words).translate(_DIGITS)
    words = html.unescape(_TAG.sub(" ", _LINK.sub(r"\1", words)))
    words = _ESCAPE.sub(r"\1", _TIMES.sub(r"\1 x 10", words))
    return " ".join(words.replace("*", "").replace("`", "").replace("__", "").split())


class _Scanner:
    """Walks over the lines once, keeping the headings above and the paragraph being gathered."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = [line[:_LINE_LIMIT] for line in lines]
        self._table_ends = [at for at, line in enumerate(self._lines) if "</table" in line.casefold()]
        self._headings: list[tuple[int, str]] = []
        self._paragraph: list[tuple[int, str]] = []

    def scan(self) -> Iterator[Prose | Table]:
        at = self._after_front_matter()
        while at < len(self._lines):
            line = self._lines[at]
            following = self._past_skipped(at, line)
            if following is None:
                table, following = self._table(at, line)
                if table is None:
                    yield from self._prose_line(at, line)
                    following = at + 1
                else:
                    yield from self._gathered()
                    yield table
            else:
                yield from self._gathered()
            at = following
        yield from self._gathered()

    def _after_front_matter(self) -> int:
        if self._lines[0].rstrip() != "---":
            return 0
        ends = (at for at, line in enumerate(self._lines[1:], start=1) if line.rstrip() in {"---", "..."})
        return next(ends, -1) + 1

    def _past_skipped(self, at: int, line: str) -> int | None:
        """Return the index after a code block or comment that begins here, or None where none does."""
        fence = _FENCE.match(line)
        if fence:
            closing = fence[1][:3]
            return self._after(at + 1, closing, at_start=True)
        if line.lstrip().startswith("<!--") and "-->" not in line:
            return self._after(at + 1, "-->", at_start=False)
        return None

    def _after(self, at: int, mark: str, *, at_start: bool) -> int:
        for index in range(at, len(self._lines)):
            line = self._lines[index]
            if line.lstrip().startswith(mark) if at_start else mark in line:
                return index + 1
        return len(self._lines)

    def _table(self, at: int, line: str) -> tuple[Table | None, int]:
        if "<table" in line.casefold():
            closing = bisect_left(self._table_ends, at)
            end = self._table_ends[closing] if closing < len(self._table_ends) else at
            rows = markup_tables.html_rows("\n".join(self._lines[at : end + 1]), at + 1, plain_words)
            return self._as_table(rows), end + 1
        below = self._lines[at + 1] if at + 1 < len(self._lines) else ""
        if "|" not in line or "|" not in below or not _DELIMITER.match(below):
            return None, at
        end = at
        while end < len(self._lines) and "|" in self._lines[end]:
            end += 1
        numbered = [(number + 1, self._lines[number]) for number in range(at, end) if number != at + 1]
        return self._as_table(markup_tables.pipe_rows(numbered, plain_words)), end

    def _as_table(self, rows: list[Row]) -> Table:
        return Table(rows=tuple(rows), headings=self._above())

    def _prose_line(self, at: int, line: str) -> Iterator[Prose]:
        heading = _HEADING.match(line)
        if heading:
            yield from self._gathered()
            self._enter(len(heading[1]), plain_words(heading[2]).strip("# "))
        elif not line.strip():
            yield from self._gathered()
        else:
            if _ITEM.match(line) or line.lstrip().startswith("**"):
                yield from self._gathered()
            self._paragraph.append((at + 1, plain_words(_ITEM.sub("", line, count=1))))

    def _enter(self, level: int, title: str) -> None:
        self._headings = [(depth, above) for depth, above in self._headings if depth < level] + [
            (level, title)
        ]

    def _above(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._headings)

    def _gathered(self) -> Iterator[Prose]:
        if not self._paragraph:
            return
        starts, text = [], ""
        for _, words in self._paragraph:
            text = f"{text} " if text else text
            starts.append(len(text))
            text += words
        lines = tuple(number for number, _ in self._paragraph)
        self._paragraph = []
        if text.strip():
            yield Prose(text=text, headings=self._above(), starts=tuple(starts), lines=lines)
