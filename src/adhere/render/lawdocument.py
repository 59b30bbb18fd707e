# SPDX-License-Identifier: EUPL-1.2
"""A reading page of provisions: terms lead to their definition at the foot, references to the provision, and what rests on the words stands below.

One HTML page that needs nothing else, as ``htmlpage``; links that leave it lead to EUR-Lex. The words are in ``data/lawpage.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from html import escape

from adhere.kernel.data import packaged_bytes
from adhere.kernel.text import Language
from adhere.law.citations import cite
from adhere.law.layers.addresses import address
from adhere.law.layers.layering import LayeredUnit, Layers
from adhere.law.layers.marking import Piece, paragraphs
from adhere.law.layers.places import place_of
from adhere.law.layers.references import Reference
from adhere.law.library import Law
from adhere.render.htmlpage import POLICY
from adhere.render.words import word_of

_say = partial(word_of, "lawpage")

STYLE = """
.term { text-decoration: underline dotted; color: inherit; }
.unit { margin: 0 0 .25rem; padding-left: calc(1.5rem * var(--depth, 0)); }
.unit > h3 { font-size: .8125rem; color: var(--soft); font-weight: 600; }
.rests { font-size: .9375rem; padding-left: .75rem; border-left: 4px solid var(--line); }
dt { font-weight: 600; } dd { margin: 0 0 .75rem; }
"""


def reading_page(
    layers: Layers,
    *,
    act: str,
    celex: str | None,
    version: date | None,
    titles: Mapping[str, str],
    definitions: Mapping[str, str],
    spoken: Language,
) -> bytes:
    """Return the page; ``definitions`` are the texts of the units that define terms, ``spoken`` is the language of what is ours."""
    page = _Page(layers, act, celex, titles, spoken)
    named = _act_name(act, celex, spoken)
    title = _say("title", spoken, act=named)
    day = version.isoformat() if version else _say("unknown", spoken)
    source = _say("source", spoken, language=_say(f"language-{layers.language}", spoken), version=day)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{spoken}">',
            *_head(title),
            "<body>",
            f'<a class="skip" href="#text">{escape(_say("skip", spoken))}</a>',
            f"<header><h1>{escape(title)}</h1>\n<p>{escape(source)}</p></header>",
            *page.contents(),
            '<main id="text">',
            *page.text(),
            *page.glossary(definitions),
            "</main>",
            "</body>",
            "</html>\n",
        )
    ).encode("utf-8", "replace")


def _head(title: str) -> Iterator[str]:
    style = packaged_bytes("adhere.render", "data/style.css").decode().partition("*/\n")[2]
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>\n{style}{STYLE}</style>"
    yield "</head>"


class _Page:
    def __init__(
        self, layers: Layers, act: str, celex: str | None, titles: Mapping[str, str], spoken: Language
    ) -> None:
        self._layers = layers
        self._act = act
        self._celex = celex
        self._titles = titles
        self._spoken = spoken
        self._heads = list(dict.fromkeys(place_of(name).root for name in layers.units))
        self._met: dict[str, None] = {}

    def contents(self) -> Iterator[str]:
        """Yield the list of articles, where there are several."""
        if len(self._heads) < 2:
            return
        yield f'<nav aria-labelledby="contents"><h2 id="contents">{escape(_say("contents", self._spoken))}</h2>\n<ol>'
        for head in self._heads:
            yield f'<li><a href="#{_anchor(head)}">{escape(self._heading(head))}</a></li>'
        yield "</ol></nav>"

    def text(self) -> Iterator[str]:
        """Yield the units under the heading of their article."""
        for head in self._heads:
            # an article without words of its own has its anchor on the heading
            anchor = "" if head in self._layers.units else f' id="{_anchor(head)}"'
            yield f"<h2{anchor}>{escape(self._heading(head))}</h2>"
            for name, unit in self._layers.units.items():
                if place_of(name).root == head:
                    yield from self._unit(unit)

    def glossary(self, definitions: Mapping[str, str]) -> Iterator[str]:
        """Yield the definitions of the terms that were met and are not on the page as units."""
        met = [name for name in self._layers.terms if name in self._met and name not in self._layers.units]
        if not met:
            return
        yield f'<h2 id="glossary">{escape(_say("glossary", self._spoken))}</h2>\n<dl lang="{self._layers.language}">'
        for name in met:
            term = self._layers.terms[name]
            yield f'<dt id="{_anchor(name)}">{escape(term.name)}</dt>\n<dd>{escape(definitions[name])}</dd>'
        yield "</dl>"

    def _heading(self, head: str) -> str:
        title = self._titles.get(head)
        return f"{_named(head, self._spoken)}{f': {title}' if title else ''}"

    def _unit(self, unit: LayeredUnit) -> Iterator[str]:
        depth = len(place_of(unit.id).path)
        yield f'<section class="unit" id="{_anchor(unit.id)}" style="--depth: {max(0, depth - 1)}">'
        if depth:
            yield f"<h3>{escape(_named(unit.id, self._spoken))}</h3>"
        for pieces in paragraphs(unit):
            yield f'<p lang="{self._layers.language}">{"".join(map(self._piece, pieces))}</p>'
        if unit.norms:
            yield f'<details class="rests"><summary>{escape(_say("rests", self._spoken))}</summary>\n<ul>'
            for norm in unit.norms:
                yield f"<li>{escape(norm.content.in_(self._spoken))} <code>{escape(norm.id)}</code></li>"
            yield "</ul></details>"
        yield "</section>"

    def _piece(self, piece: Piece) -> str:
        text, mark = escape(piece.text), piece.mark
        if mark is None:
            return text
        if not isinstance(mark, Reference):
            self._met[mark.definition] = None
            return f'<a class="term" href="#{_anchor(mark.definition)}">{text}</a>'
        told = "; ".join(self._told(name) for name in mark.to) or _say("unresolved", self._spoken)
        href = self._href(mark.to[0]) if mark.to else None
        if href is None:
            return f'<span title="{escape(told)}">{text}</span>'
        return f'<a href="{escape(href)}" title="{escape(told)}">{text}</a>'

    def _told(self, name: str) -> str:
        act, _, place = name.partition(":")
        if act == self._act:
            return _named(name, self._spoken) if place else _act_name(act, self._celex, self._spoken)
        return f"{act.upper()} {place}".strip()

    def _href(self, name: str) -> str | None:
        if name in self._layers.units or name in self._heads:
            return f"#{_anchor(name)}"
        return address(name, self._layers.language, self._act, self._celex)


def _anchor(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)


def _named(name: str, spoken: Language) -> str:
    try:
        return cite(name).in_(spoken)
    except (ValueError, KeyError):
        return name


def _act_name(act: str, celex: str | None, spoken: Language) -> str:
    number = re.fullmatch(r"3(\d{4})[A-Z](\d{4})", celex or "")
    known = Law().acts.get(f"act:{number[1]}-{int(number[2])}") if number else None
    return known.name.in_(spoken) if known else celex or act
