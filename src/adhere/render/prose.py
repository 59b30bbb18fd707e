# SPDX-License-Identifier: EUPL-1.2
"""Answers as people wrote them, taken apart into paragraphs and lists.

An empty line ends a paragraph and a line that begins with "- " is an item, as in the answers file (``docs/en/answers.md``).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from adhere.render.document import Items, Paragraph

MARK = "- "


def blocks(text: str) -> tuple[Paragraph | Items, ...]:
    """Return the paragraphs and lists of a text; lines of one paragraph are joined."""
    return tuple(
        block
        for lines in _groups(text.splitlines())
        for block in _blocks([line.strip() for line in lines if line.strip()])
    )


def _groups(lines: list[str]) -> Iterator[list[str]]:
    for filled, group in groupby(lines, key=lambda line: bool(line.strip())):
        if filled:
            yield list(group)


def _blocks(lines: list[str]) -> Iterator[Paragraph | Items]:
    """Take lines without an empty one apart: those before the first item are a paragraph, the rest is one list."""
    first = next((number for number, line in enumerate(lines) if line.startswith(MARK)), len(lines))
    if first:
        yield Paragraph(text=" ".join(lines[:first]))
    items: list[str] = []
    for line in lines[first:]:
        if line.startswith(MARK):
            items.append(line.removeprefix(MARK).strip())
        else:
            items[-1] = f"{items[-1]} {line}".strip()
    if items:
        yield Items(items=tuple(items))
