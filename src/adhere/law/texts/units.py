# SPDX-License-Identifier: EUPL-1.2
"""The units of an act: every provision that holds text, by its permanent id, such as ``aia:art-53.1.b.ii`` or ``aia:annex-xi.s1.2.e``.

A unit holds its own words, subparagraphs one after the other; what stands in its points is theirs. ``point 3.1`` under ``3`` is ``3.1``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from adhere.law.texts.nodes import ActText, Block, Heading, Listing, Paragraph
from adhere.law.texts.numbering import parts_of

DEPTH_LIMIT = 24
Kind = Literal["article", "annex", "recital"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One provision with its own words, each paragraph apart, and the line it was read from."""

    id: str
    paragraphs: tuple[str, ...]
    kind: Kind
    line: int | None = None

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join(self.paragraphs)


@dataclass(slots=True)
class _Growing:
    paragraphs: list[str]
    kind: Kind
    line: int | None


def units_of(act: ActText) -> dict[str, Unit]:
    """Return the units of an act in the order of the act: recitals, articles, annexes.

    A number that stands twice in one place, as in words quoted by an amending provision, gets ``x2``, ``x3`` behind it.
    """
    found: dict[str, Unit] = {}
    met: dict[str, int] = {}
    for unit in _all(act):
        name, again = unit.id, met.get(unit.id, 1)
        while name in found:
            again += 1
            name = f"{unit.id}x{again}"
        met[unit.id] = again
        found[name] = unit if name == unit.id else replace(unit, id=name)
    return found


def texts_of(units: Mapping[str, Unit]) -> dict[str, str]:
    """Return the words of units by id."""
    return {name: unit.text for name, unit in units.items()}


def _all(act: ActText) -> Iterator[Unit]:
    for recital in act.recitals:
        yield from _units(f"{act.prefix}:rec-{recital.number}", recital.blocks, "recital", recital.line)
    for article in act.articles:
        name = f"{act.prefix}:art-{article.number}"
        for paragraph in article.paragraphs:
            own = f"{name}.{paragraph.number}" if paragraph.number else name
            yield from _units(own, paragraph.blocks, "article", paragraph.line)
    for annex in act.annexes:
        yield from _units(f"{act.prefix}:annex-{annex.number}", annex.blocks, "annex", annex.line)


def _units(name: str, blocks: Iterable[Block], kind: Kind, line: int | None, depth: int = 0) -> list[Unit]:
    """Return the unit of a name and those below it; a heading with a mark begins one beside its points."""
    own: dict[str, _Growing] = {name: _Growing([], kind, line)}
    below: list[Unit] = []
    order: dict[str, int] = {}
    here = section = numbered = name
    for block in blocks:
        if isinstance(block, Heading):
            if block.mark is not None:
                if len(block.mark) > 1 and block.mark.startswith("s"):
                    here = section = numbered = f"{name}.{block.mark}"
                elif block.mark.isalpha():
                    here = f"{numbered}.{block.mark}"
                else:
                    here = numbered = f"{section}.{block.mark}"
                own.setdefault(here, _Growing([], kind, block.line))
                order.setdefault(here, len(below))
            if block.spoken:
                own[here].paragraphs.append(block.text)
        elif isinstance(block, Paragraph):
            if block.text:
                own[here].paragraphs.append(block.text)
        elif depth < DEPTH_LIMIT:
            below += _points(here, block, kind, depth)
    return _in_order(own, order, below)


def _points(name: str, listing: Listing, kind: Kind, depth: int) -> Iterator[Unit]:
    for item, part in zip(listing.items, parts_of([item.marker for item in listing.items]), strict=True):
        yield from _units(f"{name}.{part}", item.blocks, kind, item.line, depth + 1)


def _in_order(own: Mapping[str, _Growing], order: Mapping[str, int], below: list[Unit]) -> list[Unit]:
    """Return the units with text, each before what stands below it."""
    found: list[Unit] = []
    done = 0
    for name, growing in own.items():
        until = order.get(name, 0)
        found += below[done:until]
        done = until
        if growing.paragraphs:
            found.append(
                Unit(id=name, paragraphs=tuple(growing.paragraphs), kind=growing.kind, line=growing.line)
            )
    return [*found, *below[done:]]
