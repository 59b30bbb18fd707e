# SPDX-License-Identifier: EUPL-1.2
"""The part of a text that shows best why it was found, and which words in it are those looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from adhere.law.searching.concepts import Stems
from adhere.law.searching.words import Word, words

LENGTH = 240
"""Signs of an excerpt, about three lines."""
LEAD = 60
"""Signs that stand before the first word that is marked, at most."""
GAP = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a text, and from where to where in them stands what was looked for."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def marked(self, sign: str = "*") -> str:
        """Return the words with a sign on either side of those looked for."""
        pieces: list[str] = []
        done = 0
        for start, end in self.marks:
            pieces += [self.text[done:start], sign, self.text[start:end], sign]
            done = end
        return "".join([*pieces, self.text[done:]])


def excerpt(text: str, language: str, wanted: Iterable[Stems]) -> Excerpt:
    """Return the part of a text with most of what is wanted; its beginning where nothing of it stands there."""
    spans = list(_spans(list(words(text, language)), sorted(wanted, key=len, reverse=True)))
    start, end = _window(text, spans)
    lead, tail = (GAP if start else ""), (GAP if end < len(text) else "")
    shift = len(lead) - start
    inside = [(one + shift, other + shift) for one, other, _ in spans if start <= one and other <= end]
    return Excerpt(f"{lead}{text[start:end]}{tail}", tuple(inside))


def first_words(text: str, language: str, stems: Stems) -> str:
    """Return the first words of a text that are compared as these; nothing where there are none."""
    for start, end, _ in _spans(list(words(text, language)), [stems]):
        return text[start:end]
    return ""


def _spans(found: Sequence[Word], wanted: Sequence[Stems]) -> Iterator[tuple[int, int, Stems]]:
    """Yield where what is wanted stands, none within another, and what it is."""
    place = 0
    while place < len(found):
        for stems in wanted:
            run = found[place : place + len(stems)]
            if tuple(one.stem for one in run) == stems:
                yield run[0].start, run[-1].end, stems
                place += len(stems) - 1
                break
        place += 1


def _window(text: str, spans: Sequence[tuple[int, int, Stems]]) -> tuple[int, int]:
    if len(text) <= LENGTH:
        return 0, len(text)
    first = max(
        range(len(spans)),
        key=lambda number: (_different(spans, spans[number][0]), -number),
        default=None,
    )
    begin = max(0, spans[first][0] - LEAD) if first is not None else 0
    begin = max(0, min(begin, len(text) - LENGTH))
    start = text.rfind(" ", 0, begin + 1) + 1 if begin else 0
    stop = start + LENGTH
    end = len(text) if stop >= len(text) else max(text.rfind(" ", start, stop), start + LENGTH // 2)
    return start, end


def _different(spans: Sequence[tuple[int, int, Stems]], start: int) -> int:
    """Return how many different things stand in the window that begins with a mark."""
    return len({stems for one, other, stems in spans if start <= one and other <= start + LENGTH - LEAD})
