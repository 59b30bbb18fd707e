# SPDX-License-Identifier: EUPL-1.2
"""Plain text of an article or an act, as copied from a page: ``Article 56``, a title, ``1. …``, ``(a)`` on a line of its own.

What stands before the first heading or after a line that is no sentence of law (a menu, questions and answers, a button) is page furniture:
it is left out and reported. A sentence of law ends in a full stop, semicolon, colon or comma, or in a word such as "and" that leads on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adhere.intake.texts.outline import Outline
from adhere.intake.texts.vocabulary import heading_of
from adhere.intake.texts.wording import plain
from adhere.law.texts.numbering import is_marker, number_part
from adhere.law.texts.rules import Collected

ENDS = (".", ";", ":", ",", "’", "”", '"', ")", "]")
OPENING = ("‘", "“", "„", "«", "»", '"')
"""What begins words that are put into another act, where a colon announces them: numbers and headings in them are no numbers of this act."""
_CLOSES = re.compile(r"[’”“»«\"]\s*[;.,]*$")
TITLE_WORDS = 30
"""Words of the longest title of an article."""
SHOWN = 60
"""Signs of what was left out that a finding shows."""
_LEAD = re.compile(r"\(?(?P<number>\d{1,3}(?:[\s.-]?(?:[a-zA-Zα-ωа-я]|bis|ter|quater|quinquies))?)[.)]+\s+(?P<rest>\S.*)", re.DOTALL)  # fmt: skip
_POINT = re.compile(r"(?P<marker>\([a-z\d]{1,6}\)|[a-zα-ωа-я]{1,4}\)|[—–•·-](?=\s))\s*(?P<rest>.*)", re.DOTALL | re.IGNORECASE)  # fmt: skip
_LEADS_ON = re.compile(r"\b(and|or|en|of|und|oder|et|ou|e|o|y|og|och|eller|i|lub|a|nebo|alebo|și|sau)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines that belong together, as one text, and the line they begin at."""

    text: str
    line: int


class PlainReader:
    """Reads plain text, or pieces of it that are known to belong together; ``outline`` has the act, ``left_out`` what was no law."""

    def __init__(self, text: str | Iterable[Piece], found: Collected) -> None:
        self.outline = Outline()
        self.left_out: list[str] = []
        self._found = found
        self._marker: Piece | None = None
        self._outside = True
        self._announced = self._quoting = False
        for piece in _pieces(text) if isinstance(text, str) else text:
            self._take(piece)
        if self._marker is not None:
            self._leave_out(self._marker)

    def _take(self, piece: Piece) -> None:
        if self._quoting or (self._announced and self._marker is None and piece.text.startswith(OPENING)):
            self._quoting = not _CLOSES.search(piece.text)
            self._announced = False
            self.outline.subparagraph(piece.text, piece.line)
            return
        heading = heading_of(piece.text)
        if heading is not None and (heading.kind != "rec" or not self.outline.begun):
            if heading.misread:
                self._found.add("ADH-LAW-031", piece.line, words=piece.text[:SHOWN])
            self.outline.begin(heading.kind, heading.number, heading.title, piece.line)
            self._outside, self._marker = False, None
        elif self._outside:
            self._leave_out(piece)
        elif self._marker is not None:
            self.outline.point(self._marker.text, piece.text, self._marker.line)
            self._marker = None
        elif is_marker(piece.text):
            self._marker = piece
        else:
            self._law(piece)
        self._announced = not self._outside and piece.text.endswith(":")

    def _law(self, piece: Piece) -> None:
        outline = self.outline
        if (lead := _LEAD.fullmatch(piece.text)) and outline.kind == "art":
            outline.paragraph(number_part(lead["number"]), lead["rest"], piece.line)
        elif point := _POINT.fullmatch(piece.text):
            outline.point(point["marker"], point["rest"], piece.line)
        elif not outline.begun and not outline.titled and not piece.text.endswith((".", ";", ":")):
            if len(piece.text.split()) <= TITLE_WORDS:
                outline.name(piece.text)
        elif not _is_law(piece.text):
            self._outside = True
            self._leave_out(piece)
        elif not outline.begun:
            outline.paragraph(None, piece.text, piece.line)
        else:
            outline.subparagraph(piece.text, piece.line)

    def _leave_out(self, piece: Piece) -> None:
        self.left_out.append(piece.text)
        self._found.add("ADH-LAW-028", piece.line, words=piece.text[:SHOWN])


def _is_law(text: str) -> bool:
    return text.endswith(ENDS) or bool(_LEADS_ON.search(text))


def _pieces(text: str) -> Iterator[Piece]:
    """Yield lines that belong together: a line goes on where the one before is no sentence that ended and this opens nothing."""
    gathered: list[str] = []
    first = 0
    for number, line in enumerate(text.split("\n"), 1):
        words = plain(line)
        opens = bool(words) and (is_marker(words) or _LEAD.fullmatch(words) or _POINT.fullmatch(words) or heading_of(words))  # fmt: skip
        if gathered and (not words or opens or gathered[-1].endswith(ENDS) or is_marker(gathered[-1]) or heading_of(gathered[-1])):  # fmt: skip
            yield Piece(" ".join(gathered), first)
            gathered = []
        if words:
            first = first if gathered else number
            gathered.append(words)
    if gathered:
        yield Piece(" ".join(gathered), first)
