# SPDX-License-Identifier: EUPL-1.2
"""Text for a terminal of 80 columns: headings, paragraphs, rows; colour only where a person looks (https://no-color.org)."""

from __future__ import annotations

import json
import os
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

import click

WIDTH = 80
COLOURS = {
    "yes": "green",
    "no": "cyan",
    "unknown": "yellow",
    "error": "red",
    "warning": "yellow",
    "note": "cyan",
}


class Page:
    """A page of text that is built line by line and printed at once."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def title(self, left: str, right: str = "") -> None:
        """A line with something on either side, underlined; a long text on the left gets lines of its own."""
        lines = wrapped(left, WIDTH) or [""]
        room = WIDTH - columns(lines[-1]) - columns(right)
        self._lines += [styled(line, bold=True) for line in lines]
        if right and room >= 2:
            self._lines[-1] += " " * room + right
        elif right:
            self._lines.append(" " * (WIDTH - columns(right)) + right)
        self._lines.append("=" * WIDTH)

    def heading(self, text: str) -> None:
        """A heading with a blank line above."""
        lines = wrapped(text, WIDTH)
        self._lines += [
            "",
            *(styled(line, bold=True) for line in lines),
            "-" * max(map(columns, lines), default=0),
        ]

    def blank(self) -> None:
        """An empty line."""
        self._lines.append("")

    def paragraph(self, text: str, indent: int = 0, first: str = "") -> None:
        """Text wrapped to the width; ``first`` stands before the first line, the rest aligns under it."""
        lead = " " * indent + first
        lines = wrapped(text, WIDTH - len(lead)) or [""]
        self._lines += [(lead + lines[0]).rstrip(), *(" " * len(lead) + line for line in lines[1:])]

    def marked(self, mark: str, text: str, *, colour: str, width: int) -> None:
        """A mark in colour in a column of its own, and wrapped text beside it."""
        lines = wrapped(text, WIDTH - width) or [""]
        self._lines.append(styled(mark.ljust(width), fg=COLOURS[colour], bold=True) + lines[0])
        self._lines += [" " * width + line for line in lines[1:]]

    def rows(self, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """Rows of cells, each wrapped within its column, two spaces between; a new line in a cell stays one."""
        for row in rows:
            cells = [
                [line for part in cell.split("\n") for line in wrapped(part, width) or [""]]
                for cell, width in zip(row, widths, strict=True)
            ]
            for number in range(max(map(len, cells))):
                parts = [
                    _padded(cell[number] if number < len(cell) else "", width)
                    for cell, width in zip(cells, widths, strict=True)
                ]
                self._lines.append("  ".join(parts).rstrip())

    def lines(self, lines: Iterable[str]) -> None:
        """Lines that are wrapped already, such as those of a redline."""
        self._lines += lines

    def print(self, *, err: bool = False) -> None:
        """Print the page, on the error output where asked."""
        click.echo("\n".join(self._lines), err=err)


def wrapped(text: str, width: int, *, whole_words: bool = False) -> list[str]:
    """Return text in lines; control characters, which could steer a terminal, become visible signs."""
    safe = "".join(
        " " if sign.isspace() else sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for sign in text
    )
    if columns(safe) == len(safe):
        return textwrap.wrap(safe, width=width, break_on_hyphens=False, break_long_words=not whole_words)
    return list(_wrapped_by_columns(safe, width, whole_words=whole_words))


def columns(text: str) -> int:
    """Return the columns a terminal gives a text: two for wide signs (https://www.unicode.org/reports/tr11/), none for marks."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(sign) for sign in text)


def _columns_of(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _wrapped_by_columns(text: str, width: int, *, whole_words: bool) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and columns(line) + 1 + columns(word) <= width:
            line += f" {word}"
            continue
        if line:
            yield line
        line = word
        while columns(line) > width and not whole_words:
            end = _fitting(line, width)
            yield line[:end]
            line = line[end:]
    if line:
        yield line


def _fitting(text: str, width: int) -> int:
    """Return how many signs of a text fit, at least one."""
    used = 0
    for number, sign in enumerate(text):
        used += _columns_of(sign)
        if used > width:
            return max(number, 1)
    return len(text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def tell(message: str, *, err: bool = False) -> None:
    """Print one message in lines of at most 80 columns; a path or command in it stays whole."""
    click.echo("\n".join(wrapped(message, WIDTH, whole_words=True)), err=err)


def refuse(message: str) -> NoReturn:
    """Say why nothing can be done and exit 2."""
    tell(message, err=True)
    sys.exit(2)


def styled(text: str, **style: Any) -> str:
    """Return text in colour where a person looks and did not ask for none."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    seen = sys.stdout is not None and sys.stdout.isatty()
    return text if plain or not seen else click.style(text, **style)


def print_json(value: Any) -> None:
    """Print a JSON document, keys in the order of the contract, characters as they are."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
