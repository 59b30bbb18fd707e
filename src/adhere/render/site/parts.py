# SPDX-License-Identifier: EUPL-1.2
"""Parts that pages share: the mark of a status, a card for a requirement or measure, a list of properties, tags."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape

from adhere.law.requirements.records import Measure, Record, Requirement
from adhere.law.requirements.standing import Standing
from adhere.law.requirements.words import role_names, word
from adhere.render.site.frame import Site

STATUSES = ("not-yet-in-force", "in-force", "no-longer-in-force")
Property = tuple[str, str]


def status_mark(site: Site, one: Standing) -> str:
    """Return the status on the day of the page, with the periods from which a script takes that of the day it is read."""
    periods = [[norm.start.isoformat(), norm.end.isoformat() if norm.end else None] for norm in one.norms]
    told = site.text(word(f"status-{one.status}"))
    return f'<span class="adhere-status adhere-status--{one.status}" data-periods="{escape(json.dumps(periods))}">{told}</span>'


def status_words(site: Site) -> str:
    """Return the words for every status, for the script."""
    return embedded("status-words", {name: word(f"status-{name}").in_(site.language) for name in STATUSES})


def embedded(identifier: str, value: object) -> str:
    """Return data as a block that no browser runs; a ``<`` in it is escaped, so that it cannot end the block."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{identifier}">{text}</script>'


def address(record: Record) -> str:
    """Return the file of a record, within the language."""
    return f"{'requirements' if isinstance(record, Requirement) else 'measures'}/{record.id}.html"


def card(site: Site, record: Record, up: str, *, text: bool = False, level: str = "p") -> str:
    """Return a requirement or measure as an item of a list."""
    link = f'<a href="{up}{address(record)}">{site.text(record.title)}</a>'
    meta = _meta(site, record)
    told = f'<p class="adhere-card__text">{site.text(record.explanation)}</p>' if text else ""
    return f'<li class="adhere-card"><{level} class="adhere-card__title">{link}</{level}>{told}<p class="adhere-card__meta">{meta}</p></li>'


def _meta(site: Site, record: Record) -> str:
    code = f'<span class="adhere-code">{record.id}</span>'
    if isinstance(record, Measure):
        return f"{code} · {site.text(word('measure'))}"
    one = site.standings[record.id]
    return f"{status_mark(site, one)} {code} · {site.text(role_names(one.holders, site.catalogue))}"


def cards(site: Site, records: Iterable[Record], up: str, *, text: bool = False) -> list[str]:
    """Return records as a list of cards, or that there are none."""
    found = [card(site, record, up, text=text) for record in records]
    if not found:
        return [f"<p>{site.say('nothing')}</p>"]
    return ['<ul class="adhere-cards">', *found, "</ul>"]


def properties(rows: Sequence[Property]) -> list[str]:
    """Return rows of label and value; both are HTML already."""
    return [
        '<dl class="adhere-data-list">',
        *(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows),
        "</dl>",
    ]


def placed(site: Site, record: Record, up: str) -> list[Property]:
    """Return phases, topics and roles of a record, each a link into its index."""
    words = site.catalogue.vocabulary
    axes = (
        ("phases", "by-phase", record.phases, words.phases),
        ("topics", "by-topic", record.topics, words.topics),
        ("roles", "by-role", record.roles, words.roles),
    )
    return [
        (
            site.text(word(name)),
            tags(f'<a href="{up}{page}.html#{one}">{site.text(names[one])}</a>' for one in there),
        )
        for name, page, there, names in axes
    ]


def tags(links: Iterable[str]) -> str:
    """Return links as tags in a row."""
    return (
        f'<ul class="adhere-tags">{"".join(f"""<li class="adhere-tag">{link}</li>""" for link in links)}</ul>'
    )


def bullets(texts: Iterable[str]) -> str:
    """Return texts, which are HTML already, as a list."""
    return f'<ul class="adhere-list">{"".join(f"<li>{text}</li>" for text in texts)}</ul>'
