# SPDX-License-Identifier: EUPL-1.2
"""A redline on a terminal: what was removed between ``[-`` and ``-]``, what was added between ``{+`` and ``+}``, in colour where seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from adhere.cli.output import WIDTH, styled, wrapped
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.forms.difference import Run
    from adhere.kernel.text import Text

_MARK = re.compile(r"\[-|-\]|\{\+|\+\}")


def pieces(before: Text | None, after: Text | None) -> list[Run]:
    """Return what stayed, went and came between two texts, in the language of this run."""
    from adhere.forms.difference import word_changes

    old, new = (text.in_(language()) if text else "" for text in (before, after))
    return [(kind, words) for kind, words in word_changes(old, new) if words]


def legend() -> str:
    """Return how to read a redline."""
    return f"[-{say('diff.removed')}-] {{+{say('diff.added')}+}}"


def redlined(runs: Iterable[Run], *, indent: int) -> Iterator[str]:
    """Yield the lines of a redline."""
    for paragraph in "".join(map(_marked, runs)).split("\n"):
        yield from (" " * indent + line for line in coloured(wrapped(paragraph, WIDTH - indent)))


def _marked(piece: Run) -> str:
    kind, words = piece
    start, end = {"removed": ("[-", "-]"), "added": ("{+", "+}")}.get(kind, ("", ""))
    if not start:
        return words
    core = words.strip()
    return words.replace(core, f"{start}{core}{end}", 1) if core else words


def coloured(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines with what was removed in red and what was added in green, where a person looks."""
    colour = None
    for line in lines:
        told, place = "", 0
        for match in _MARK.finditer(line):
            told += _piece(line[place : match.start()], colour)
            opened = {"[-": "red", "{+": "green"}.get(match[0])
            told += _piece(match[0], opened or colour)
            colour, place = opened, match.end()
        yield told + _piece(line[place:], colour)


def _piece(text: str, colour: str | None) -> str:
    return styled(text, fg=colour) if colour and text else text
