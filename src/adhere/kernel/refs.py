# SPDX-License-Identifier: EUPL-1.2
"""References to provisions: permanent ids such as ``aia:art-53.1.a`` and how people write them.

Ids follow the numbering of the Regulation: article, paragraph, point; annex, section, point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from adhere.kernel.text import Text

_ID = re.compile(r"(?P<act>[a-z0-9-]+):(?P<kind>art|annex)-(?P<number>[a-z0-9]+)(?P<rest>(\.[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision id taken apart."""

    act: str
    kind: str
    number: str
    path: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id as written."""
        return ".".join((f"{self.act}:{self.kind}-{self.number}", *self.path))

    @property
    def label(self) -> Text:
        """The provision as lawyers write it, in both languages."""
        return _annex(self) if self.kind == "annex" else _article(self)


def parse(provision: str) -> Provision:
    """Take a provision id apart; raise ValueError for anything that is none."""
    match = _ID.fullmatch(provision)
    if match is None:
        raise ValueError(f"{provision!r} is no provision id, such as aia:art-53.1.a or aia:annex-xi.s1.2.e")
    rest = match["rest"].split(".")[1:]
    return Provision(match["act"], match["kind"], match["number"], tuple(rest))


def within(provision: str, other: str) -> bool:
    """Return whether a provision is another or a part of it, told by their ids."""
    return provision == other or provision.startswith(f"{other}.")


def label(provision: str) -> Text:
    """Return the provision as lawyers write it: ``Article 53(1)(a)``, ``artikel 53, lid 1, punt a)``."""
    return parse(provision).label


def _article(ref: Provision) -> Text:
    english, dutch = f"Article {ref.number}", f"artikel {_dutch_number(ref.number)}"
    definitions = (ref.act, ref.number) == ("aia", "3")  # numbered points, no paragraphs
    point = "punt "
    for depth, part in enumerate(ref.path):
        if depth == 0 and definitions:
            english, dutch, point = f"{english}, point ({part})", f"{dutch}, punt {_dutch_number(part)})", ""
        elif depth == 0 and part[0].isdigit():
            english, dutch = f"{english}({part})", f"{dutch}, lid {_dutch_number(part)}"
        else:
            english, dutch, point = f"{english}({part})", f"{dutch}, {point}{_dutch_letter(part)})", ""
    return Text(english, dutch)


def _annex(ref: Provision) -> Text:
    english, dutch = f"Annex {ref.number.upper()}", f"bijlage {ref.number.upper()}"
    path = list(ref.path)
    if path and re.fullmatch(r"s\d+", path[0]):
        section = path.pop(0)[1:]
        english, dutch = f"{english}, Section {section}", f"{dutch}, afdeling {section}"
    if path:
        english = f"{english}, point {path[0]}" if path[0].isdigit() else f"{english}, point ({path[0]})"
        dutch = f"{dutch}, punt {path[0]}" if path[0].isdigit() else f"{dutch}, punt {path[0]})"
    for part in path[1:]:
        english, dutch = f"{english}({part})", f"{dutch}, {part})"
    return Text(english, dutch)


_LATIN = {
    "a": "bis",
    "b": "ter",
    "c": "quater",
    "d": "quinquies",
    "e": "sexies",
    "f": "septies",
    "g": "octies",
    "h": "nonies",
}


def _dutch_number(number: str) -> str:
    """Return an inserted number the Dutch way: 1a is 1 bis, 75b is 75 ter."""
    match = re.fullmatch(r"(\d+)([a-h])", number)
    return f"{match[1]} {_LATIN[match[2]]}" if match else number


def _dutch_letter(point: str) -> str:
    """Return an inserted point the Dutch way: da is d bis; Roman numerals stay as they are."""
    match = re.fullmatch(r"([a-z])([a-h])", point)
    return f"{match[1]} {_LATIN[match[2]]}" if match else point
