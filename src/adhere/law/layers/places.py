# SPDX-License-Identifier: EUPL-1.2
"""Where a unit stands in its act, what stands around it, and which chapter and section it lies in.

Chapters: ``data/divisions.toml`` for acts of which texts hold chosen articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adhere.kernel.data import packaged
from adhere.law.layers.numbers import Path
from adhere.law.texts.numbering import arabic, is_roman
from adhere.law.texts.units import Unit

_SECTION = re.compile(r"s(\d+|[a-z])")
KINDS = ("art", "annex", "rec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A unit by its parts: ``aia:art-75.1.a`` is article 75, path ``1``, ``a``."""

    prefix: str
    kind: str
    number: str
    path: Path

    @property
    def root(self) -> str:
        """The id of the article, annex or recital."""
        return f"{self.prefix}:{self.kind}-{self.number}"

    @property
    def section(self) -> str | None:
        """The id of the section of an annex."""
        first = self.path[0] if self.path else ""
        return f"{self.root}.{first}" if self.kind == "annex" and _SECTION.fullmatch(first) else None

    def ancestors(self) -> tuple[str, ...]:
        """Return the ids from the unit itself up to its article."""
        return tuple(".".join((self.root, *self.path[:depth])) for depth in range(len(self.path), -1, -1))


def place_of(unit: str) -> Place:
    """Return the place of a unit by its id."""
    prefix, _, rest = unit.partition(":")
    head, *path = rest.split(".")
    kind, _, number = head.partition("-")
    return Place(prefix=prefix, kind=kind, number=number, path=tuple(path))


class Structure:
    """The provisions of one text: which exist, in which order, and what is a paragraph there."""

    def __init__(self, units: Iterable[str], unnumbered: Mapping[str, int] | None = None) -> None:
        """Take ids in order, and how many paragraphs without a number stand in a unit."""
        self._unnumbered = unnumbered or {}
        self._children: dict[str, list[str]] = {}
        self._known: set[str] = set()
        self.units = frozenset(units_in_order := tuple(units))
        for unit in units_in_order:
            place = place_of(unit)
            for name in reversed(place.ancestors()):
                if name not in self._known:
                    self._known.add(name)
                    above = name.rpartition(".")[0] if "." in name else place.prefix
                    self._children.setdefault(above, []).append(name)

    def exists(self, identifier: str) -> bool:
        """Whether a provision, or something within it, is in the text."""
        return identifier in self._known

    def children(self, identifier: str) -> tuple[str, ...]:
        """Return the provisions right below one, in order; below the prefix stand articles, annexes and recitals."""
        return tuple(self._children.get(identifier, ()))

    def holds(self, identifier: str) -> bool:
        """Whether the text has the article or annex of a provision, so that what is not there is not there at all."""
        return place_of(identifier).root in self._known

    @property
    def last_article(self) -> int:
        """The number of the last article that the text has; 0 where it has none."""
        numbers = (re.fullmatch(r"[^:]+:art-(\d+)[a-z]*", name) for name in self._known)
        return max((int(number[1]) for number in numbers if number), default=0)

    def is_counted(self, identifier: str) -> bool:
        """Whether an id such as ``aia:art-113.3`` counts the paragraphs of an article that gives them no numbers."""
        root, _, number = identifier.partition(".")
        return (
            number.isdigit()
            and not self.exists(identifier)
            and 0 < int(number) <= self._unnumbered.get(root, 0)
        )

    def paragraph_of(self, place: Place) -> str:
        """Return the paragraph a unit stands in; its article where that has no numbered paragraphs."""
        if place.kind != "art" or not place.path or place.root in self.units:
            return place.root
        return f"{place.root}.{place.path[0]}"


def structure_of(units: Mapping[str, Unit]) -> Structure:
    """Return the structure of the units of a text."""
    return Structure(units, {name: len(unit.paragraphs) for name, unit in units.items()})


def chapter_of(place: Place, *, section: bool = False) -> str | None:
    """Return the chapter of an article, or its section; None where it is not known or there is none."""
    known = packaged("adhere.law.layers", "data/divisions.toml").get(place.prefix)
    number = re.match(r"\d+", place.number)
    if known is None or place.kind != "art" or number is None:
        return None
    article = int(number[0])
    if section:
        for chapter, name, first, last in known["sections"]:
            if first <= article <= last:
                return f"{place.prefix}:ch-{chapter}.s{name}"
        return None
    return next((f"{place.prefix}:ch-{name}" for name, first, last in known["chapters"] if first <= article <= last), None)  # fmt: skip


def between(first: str, last: str) -> tuple[str, ...]:
    """Return the parts from one to another of the same kind: figures, letters or Roman numbers; nothing for other rows."""
    if first.isdigit() and last.isdigit() and int(first) <= int(last):
        return tuple(map(str, range(int(first), int(last) + 1)))
    if (
        is_roman(first)
        and is_roman(last)
        and arabic(first) < arabic(last)
        and (len(first), len(last)) != (1, 1)
    ):
        return tuple(_roman(value) for value in range(arabic(first), arabic(last) + 1))
    if len(first) == len(last) == 1 and first <= last:
        return tuple(chr(sign) for sign in range(ord(first), ord(last) + 1))
    return ()


def _roman(value: int) -> str:
    said = ""
    for worth, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while value >= worth:
            said, value = said + sign, value - worth
    return said
