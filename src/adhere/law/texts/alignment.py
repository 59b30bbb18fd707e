# SPDX-License-Identifier: EUPL-1.2
"""Languages of one act side by side: every provision by its id, and every place where they do not match.

Numbering is the same in all languages (Regulation No 1 makes them equally authentic), so a provision that only one file has, another number of
subparagraphs, or other figures in the words, says that a file is damaged or of another version.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from adhere.law.texts.rules import Collected
from adhere.law.texts.units import Unit

_FIGURE = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:\^\d+)?")
SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One provision in two languages; None where a language lacks it."""

    id: str
    one: Unit | None
    other: Unit | None

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The subparagraphs side by side, where there are as many in both."""
        if self.one is None or self.other is None or len(self.one.paragraphs) != len(self.other.paragraphs):
            return ()
        return tuple(zip(self.one.paragraphs, self.other.paragraphs, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Two languages of one text, in the order of the first; what only the second has comes last."""

    languages: tuple[str, str]
    rows: tuple[Row, ...]


def align(languages: tuple[str, str], one: Mapping[str, Unit], other: Mapping[str, Unit], found: Collected) -> Alignment:  # fmt: skip
    """Return provisions side by side, and report every mismatch."""
    names = [*one, *(name for name in other if name not in one)]
    rows = tuple(Row(id=name, one=one.get(name), other=other.get(name)) for name in names)
    kinds = {unit.kind for unit in one.values()} & {unit.kind for unit in other.values()}
    for row in rows:
        _check(row, languages, kinds, found)
    return Alignment(languages=languages, rows=rows)


def _check(row: Row, languages: tuple[str, str], kinds: AbstractSet[str], found: Collected) -> None:
    first, second = languages
    if row.one is None or row.other is None:
        unit = row.one or row.other
        if unit is not None and unit.kind in kinds:
            here, there = (first, second) if row.one else (second, first)
            found.add("ADH-LAW-060", unit.line, at=row.id, place=row.id, one=here, other=there)
        return
    counts = len(row.one.paragraphs), len(row.other.paragraphs)
    if counts[0] != counts[1]:
        told = {"here": counts[0], "there": counts[1], "one": first, "other": second}
        found.add("ADH-LAW-061", row.one.line, at=row.id, place=row.id, **told)
    figures = _figures(row.one.text), _figures(row.other.text)
    if figures[0] != figures[1]:
        odd = sorted(((figures[0] - figures[1]) + (figures[1] - figures[0])).elements())
        shown = ", ".join(odd[:SHOWN])
        found.add(
            "ADH-LAW-062", row.one.line, at=row.id, place=row.id, one=first, other=second, figures=shown
        )


def _figures(text: str) -> Counter[str]:
    return Counter(match[0].replace("\u00a0", " ") for match in _FIGURE.finditer(text))
