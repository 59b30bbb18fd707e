# SPDX-License-Identifier: EUPL-1.2
"""Other provisions of a text that refer to one: its cross-references read backwards.

A reference to a row or range of provisions counts for each of them (Joint practical guide, guideline 16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adhere.kernel.refs import within
from adhere.law.layers.places import Place, place_of, structure_of
from adhere.law.layers.references import Reference, amended_act, references
from adhere.law.texts.units import Unit

_NUMBER = re.compile(r"(?<![\d/])\d{1,3}(?![\d/])")
_ROMAN = re.compile(r"\b[IVX]+\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A unit that refers to a provision, and the reference that does."""

    unit: str
    reference: Reference
    to: str
    """The provision it names: the one that was asked for, one within it, or what that is a part of."""


def incoming(units: Mapping[str, Unit], language: str, provision: str) -> Iterator[Incoming]:
    """Yield the references to a provision from elsewhere in a text, in the order of the text."""
    structure, place = structure_of(units), place_of(provision)
    for name, unit in units.items():
        if within(name, provision) or not _can_name(unit, place):
            continue
        above = next((one for one in place_of(name).ancestors()[1:] if one in units), None)
        amends = amended_act(units[above].text, language) if above else None
        for one in references(name, unit.text, language, structure, amends=amends):
            for to in one.to:
                if (within(to, provision) or within(provision, to)) and not within(name, to):
                    yield Incoming(unit=name, reference=one, to=to)


def _can_name(unit: Unit, place: Place) -> bool:
    """Whether the words can name a provision: they have its number, stand beside it, or have numbers on either side of it."""
    if place_of(unit.id).root == place.root:
        return True
    if place.kind != "art":
        return _ROMAN.search(unit.text) is not None
    own = _NUMBER.match(place.number)
    numbers = {int(number) for number in _NUMBER.findall(unit.text)}
    return own is None or (bool(numbers) and min(numbers) <= int(own[0]) <= max(numbers))
