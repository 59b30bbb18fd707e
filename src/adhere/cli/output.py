# SPDX-License-Identifier: EUPL-1.2
"""Text for a terminal of 80 columns: headings, paragraphs, rows; colour only where a person looks (https://no-color.org)."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from collections.abc import Sequence
from typing import Any

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
        """A line with something on either side, underlined."""
        gap = max(2, WIDTH - len(left) - len(right))
        self._lines += [
            styled(left, bold=True) + " " * gap + right if right else styled(left, bold=True),
            "=" * WIDTH,
        ]

    def heading(self, text: str) -> None:
        """A heading with a blank line above."""
        lines = textwrap.wrap(text, width=WIDTH, break_on_hyphens=False)
        self._lines += [
            "",
            *(styled(line, bold=True) for line in lines),
            "-" * max(map(len, lines), default=0),
        ]

    def blank(self) -> None:
        """An empty line."""
        self._lines.append("")

    def paragraph(self, text: str, indent: int = 0, first: str = "") -> None:
        """Text wrapped to the width; ``first`` stands before the first line, the rest aligns under it."""
        lead = " " * indent + first
        wrapped = textwrap.wrap(
            text,
            width=WIDTH,
            initial_indent=lead,
            subsequent_indent=" " * len(lead),
            break_on_hyphens=False,
            break_long_words=True,
        )
        self._lines += wrapped or [lead.rstrip()]

    def marked(self, mark: str, text: str, *, colour: str, width: int) -> None:
        """A mark in colour in a column of its own, and wrapped text beside it."""
        wrapped = textwrap.wrap(text, width=WIDTH - width, break_on_hyphens=False) or [""]
        self._lines.append(styled(mark.ljust(width), fg=COLOURS[colour], bold=True) + wrapped[0])
        self._lines += [" " * width + line for line in wrapped[1:]]

    def rows(self, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """Rows of cells, each wrapped within its column, two spaces between."""
        for row in rows:
            cells = [
                textwrap.wrap(cell, width=width, break_on_hyphens=False) or [""]
                for cell, width in zip(row, widths, strict=True)
            ]
            for number in range(max(map(len, cells))):
                parts = [
                    (cell[number] if number < len(cell) else "").ljust(width)
                    for cell, width in zip(cells, widths, strict=True)
                ]
                self._lines.append("  ".join(parts).rstrip())

    def print(self) -> None:
        """Print the page."""
        click.echo("\n".join(self._lines))


def styled(text: str, **style: Any) -> str:
    """Return text in colour where a person looks and did not ask for none."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    return text if plain else click.style(text, **style)


def print_json(value: Any) -> None:
    """Print a JSON document, keys in the order of the contract, characters as they are."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
