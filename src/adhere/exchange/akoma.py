# SPDX-License-Identifier: EUPL-1.2
"""A text of the law with its layers as Akoma Ntoso 3.0: articles, paragraphs and points, terms and references marked, roles and concepts listed.

OASIS LegalDocML, Akoma Ntoso 1.0 part 2 (https://docs.oasis-open.org/legaldocml/akn-core/v1.0/os/part2-specs/akn-core-v1.0-os-part2-specs.html);
names of provisions and addresses follow the naming convention (part 3). The units of a text are its hierarchy; words that stand behind a list
of points in print stand before it here, as they do in a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape

from adhere import __version__
from adhere.law.layers.layering import LayeredUnit, Layers
from adhere.law.layers.marking import Piece, paragraphs
from adhere.law.layers.places import Place, Structure, place_of
from adhere.law.layers.references import Reference

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LANGUAGES = {"en": "eng", "nl": "nld"}
TYPES = {"R": "reg", "L": "dir", "D": "dec", "H": "rec", "F": "framework-dec"}
_CELEX = re.compile(r"3(?P<year>\d{4})(?P<type>[A-Z])(?P<number>\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What is said of a text: its act, version and source, and the titles of its articles and annexes by id."""

    prefix: str
    celex: str | None
    language: str
    version: date | None
    sha256: str
    titles: Mapping[str, str] = field(default_factory=dict)


def akoma(described: Described, layers: Layers) -> bytes:
    """Return a text with its layers as Akoma Ntoso."""
    writer = _Writer(described, layers)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<akomaNtoso xmlns="{NAMESPACE}">',
        f'<act name="{_type(described)}" contains="singleVersion">',
        *writer.meta(),
        *writer.preamble(),
        "<body>",
        *writer.body(),
        "</body>",
        "</act>",
        "</akomaNtoso>\n",
    ]
    return "\n".join(lines).encode("utf-8", "replace")


def _type(described: Described) -> str:
    match = _CELEX.fullmatch(described.celex or "")
    return TYPES.get(match["type"], "act") if match else "act"


def work_uri(celex: str | None) -> str:
    """Return the address of a work after the naming convention: ``/akn/eu/act/reg/2024/1689``."""
    match = _CELEX.fullmatch(celex or "")
    if match is None:
        return "/akn/eu/act/unknown"
    return f"/akn/eu/act/{TYPES.get(match['type'], 'act')}/{match['year']}/{int(match['number'])}"


class _Writer:
    def __init__(self, described: Described, layers: Layers) -> None:
        self._said = described
        self._layers = layers
        self._structure = Structure(layers.units)
        self._names: dict[str, str] = {}

    def meta(self) -> Iterator[str]:
        """Yield the description: work, expression, manifestation, and what the marks refer to."""
        said = self._said
        work = work_uri(said.celex)
        spoken = LANGUAGES.get(said.language, "und")
        expression = f"{work}/{spoken}@{said.version.isoformat() if said.version else ''}"
        day = said.version.isoformat() if said.version else f"{(said.celex or '30001')[1:5]}-01-01"
        name = "version" if said.version else "year"
        yield '<meta>\n<identification source="#adhere">'
        levels = {"Work": work, "Expression": expression, "Manifestation": f"{expression}.xml"}
        for level, uri in levels.items():
            yield f"<FRBR{level}>"
            yield f'<FRBRthis value="{uri}/!main"/>\n<FRBRuri value="{uri}"/>'
            if level == "Manifestation":
                yield f'<FRBRalias name="sha256 of the source" value="{escape(said.sha256)}"/>'
            yield f'<FRBRdate date="{day}" name="{name}"/>'
            yield (
                '<FRBRauthor href="#adhere" as="#editor"/>'
                if level == "Manifestation"
                else '<FRBRauthor href="#legislator"/>'
            )
            if level == "Work":
                yield '<FRBRcountry value="eu"/>'
            if level == "Expression":
                yield f'<FRBRlanguage language="{spoken}"/>'
            yield f"</FRBR{level}>"
        yield "</identification>"
        yield '<references source="#adhere">'
        yield '<TLCOrganization eId="legislator" href="/akn/ontology/organization/eu/legislator" showAs="Legislator of the European Union"/>'
        yield f'<TLCOrganization eId="adhere" href="/akn/ontology/organization/adhere" showAs="adhere {__version__}"/>'
        yield '<TLCRole eId="editor" href="/akn/ontology/role/editor" showAs="Editor"/>'
        for term in self._layers.terms.values():
            concept = _xml_name(term.definition)
            yield f'<TLCConcept eId="concept_{concept}" href="/akn/ontology/concept/{concept}" showAs="{escape(term.name)}"/>'
        yield "</references>\n</meta>"

    def preamble(self) -> Iterator[str]:
        """Yield the recitals."""
        recitals = [
            unit
            for name, unit in self._layers.units.items()
            if place_of(name).kind == "rec" and not place_of(name).path
        ]
        if not recitals:
            return
        yield '<preamble>\n<recitals eId="recitals">'
        for unit in recitals:
            number = place_of(unit.id).number
            yield f'<recital eId="{self._eid(unit.id)}">\n<num>({escape(number)})</num>'
            yield from self._paragraphs(unit)
            yield "</recital>"
        yield "</recitals>\n</preamble>"

    def body(self) -> Iterator[str]:
        """Yield articles and annexes."""
        heads = [name for name in self._structure.children(self._said.prefix) if place_of(name).kind != "rec"]
        for name in heads:
            yield from self._provision(name)
        if not heads:
            yield '<hcontainer name="nothing" eId="nothing"><content eId="nothing__content"><p/></content></hcontainer>'

    def _provision(self, name: str) -> Iterator[str]:
        """Yield a provision with what lies within it."""
        place, eid = place_of(name), self._eid(name)
        element, attributes = self._element(place)
        unit, below = self._layers.units.get(name), self._structure.children(name)
        yield f'<{element}{attributes} eId="{eid}">'
        yield f"<num>{escape(_number(place))}</num>"
        if title := self._said.titles.get(name):
            yield f"<heading>{escape(title)}</heading>"
        if below:
            if unit is not None:
                yield f'<intro eId="{eid}__intro">'
                yield from self._paragraphs(unit)
                yield "</intro>"
            for one in below:
                yield from self._provision(one)
        else:
            yield f'<content eId="{eid}__content">'
            yield from self._paragraphs(unit) if unit else ("<p/>",)
            yield "</content>"
        yield f"</{element}>"

    def _element(self, place: Place) -> tuple[str, str]:
        if place.kind == "annex" and not place.path:
            return "hcontainer", ' name="annex"'
        if place.kind == "annex" and place.section and len(place.path) == 1:
            return "section", ""
        if not place.path:
            return "article", ""
        if len(place.path) == 1 and place.kind == "art" and place.root not in self._structure.units:
            return "paragraph", ""
        return "point", ""

    def _paragraphs(self, unit: LayeredUnit) -> Iterator[str]:
        for pieces in paragraphs(unit):
            yield f"<p>{''.join(map(self._piece, pieces))}</p>"

    def _piece(self, piece: Piece) -> str:
        text = escape(_printable(piece.text), quote=False)
        if piece.mark is None:
            return text
        if not isinstance(piece.mark, Reference):
            return f'<term refersTo="#concept_{_xml_name(piece.mark.definition)}">{text}</term>'
        targets = [self._href(name) for name in piece.mark.to]
        if len(targets) == 1:
            return f'<ref href="{escape(targets[0])}">{text}</ref>'
        if not targets:
            return text
        further = "".join(f'<ref href="{escape(target)}"/>' for target in targets[1:])
        return f'<mref><ref href="{escape(targets[0])}">{text}</ref>{further}</mref>'

    def _href(self, name: str) -> str:
        """Return where a reference leads: within this text to the name there, else to the work."""
        act, _, place = name.partition(":")
        if act == self._said.prefix:
            return (
                f"#{self._eid(name)}"
                if self._structure.exists(name)
                else f"{work_uri(self._said.celex)}{f'/!main~{_eid(name)}' if place else ''}"
            )
        work = work_uri(act.upper()) if _CELEX.fullmatch(act.upper()) else f"/akn/eu/act/{act}"
        return f"{work}/!main~{_eid(name)}" if place else work

    def _eid(self, name: str) -> str:
        return _eid(name, paragraph=place_of(name).root not in self._structure.units)


def _eid(name: str, *, paragraph: bool = True) -> str:
    """Return the name of a provision within a document: ``art_53__para_1__point_a``."""
    place = place_of(name)
    parts = [f"{'sec' if place.kind == 'ch' else place.kind}_{place.number}" if place.number else place.kind]
    for depth, part in enumerate(place.path):
        kind = "para" if place.kind == "art" and depth == 0 and paragraph else "point"
        is_section = place.kind == "annex" and depth == 0 and place.section is not None
        parts.append(f"sec_{part[1:]}" if is_section else f"{kind}_{part}")
    return "__".join(parts)


def _number(place: Place) -> str:
    if place.path:
        return place.path[-1]
    return place.number.upper() if place.kind == "annex" else place.number


def _xml_name(identifier: str) -> str:
    return re.sub(r"[^\w-]", "_", identifier)


def _printable(text: str) -> str:
    """Return a text without signs that XML 1.0 does not allow."""
    return re.sub("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]", "", text)
