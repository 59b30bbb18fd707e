# SPDX-License-Identifier: EUPL-1.2
"""Pages of EUR-Lex from before it marked what is what: paragraphs alone (texts until about 2004) or styles alone (older consolidated texts).

Nothing but words says what heads an article there, so they are read as plain text, each paragraph a piece of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from adhere.intake.texts.markup import BLOCKS, Element
from adhere.intake.texts.plainpage import Piece
from adhere.intake.texts.wording import words_of

DEPTH_LIMIT = 60


def pieces_of(element: Element, depth: int = 0) -> Iterator[Piece]:
    """Yield the words of the innermost blocks, each with its line."""
    for child in element.elements():
        if child.name == "head":
            continue
        if depth < DEPTH_LIMIT and any(one.name in BLOCKS for one in child.walk()):
            yield from pieces_of(child, depth + 1)
        elif words := words_of(child):
            yield Piece(words, child.line)
