# SPDX-License-Identifier: EUPL-1.2
"""The pages that lead to the others: everything, by phase, topic, role and provision, and searching."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from adhere.kernel.text import Text
from adhere.law.citations import cite
from adhere.law.requirements.records import Record
from adhere.law.requirements.words import word
from adhere.render.site.frame import Site, file_of, framed
from adhere.render.site.parts import cards, embedded, status_words
from adhere.render.site.recordpages import anchor_of

Group = tuple[str, str, list[Record]]
"""An anchor, a heading in HTML, and what stands under it."""


def records(site: Site) -> list[Record]:
    """Return everything there is, requirements first."""
    return [*site.catalogue.requirements.values(), *site.catalogue.measures.values()]


def home(site: Site) -> bytes:
    """Return the page with every requirement and measure."""
    body = [
        f'<p class="adhere-lead">{site.say("intro", on=site.on)}</p>',
        f'<h2 id="requirements">{site.text(word("requirements"))}</h2>',
        *cards(site, site.catalogue.requirements.values(), ""),
        f'<h2 id="measures">{site.text(word("measures"))}</h2>',
        f'<p class="adhere-note">{site.text(word("advice"))}</p>',
        *cards(site, site.catalogue.measures.values(), ""),
    ]
    return framed(site, file_of("home"), site.say("name"), body, data=status_words(site))


def by_phase(site: Site) -> bytes:
    """Return the index by phase of the life cycle."""
    return _index(site, "by-phase", _grouped(site, site.catalogue.vocabulary.phases, "phases"))


def by_topic(site: Site) -> bytes:
    """Return the index by topic."""
    return _index(site, "by-topic", _grouped(site, site.catalogue.vocabulary.topics, "topics"))


def by_role(site: Site) -> bytes:
    """Return the index by role: those in an organisation, then those of the law."""
    catalogue = site.catalogue
    held = {record.id: catalogue.holders(record) for record in catalogue.requirements.values()}
    holders = dict.fromkeys(chain.from_iterable(held.values()))
    by_law: list[Group] = [
        (
            f"law-{role}",
            f"{_capital(site.text(catalogue.law.roles[role]))} ({site.say('role-law').lower()})",
            [record for record in catalogue.requirements.values() if role in held[record.id]],
        )
        for role in holders
    ]
    in_work = _grouped(site, catalogue.vocabulary.roles, "roles")
    return _index(site, "by-role", [*by_law, *in_work], catalogue.vocabulary.own)


def by_provision(site: Site) -> bytes:
    """Return the index by provision, in the order of the act."""
    found: dict[str, list[Record]] = {}
    for record in site.catalogue.requirements.values():
        for source in record.sources:
            found.setdefault(source, []).append(record)
    groups: list[Group] = [
        (anchor_of(source), _capital(site.text(cite(source))), found[source])
        for source in sorted(found, key=_in_order)
    ]
    return _index(site, "by-provision", groups)


def search(site: Site) -> bytes:
    """Return the page for searching: the whole list, which a script makes shorter."""
    every = records(site)
    index = [
        {
            "id": record.id,
            "title": record.title.in_(site.language),
            "text": " ".join(_searched(site, record)),
        }
        for record in every
    ]
    items = cards(site, every, "")
    items[0] = '<ul class="adhere-cards" id="search-list">'
    body = [
        f'<p id="search-off">{site.say("search-off")}</p>',
        '<div class="adhere-form-field" id="search-field" role="search" hidden>',
        f'<label for="search-box">{site.say("search-label")}</label>',
        '<input class="adhere-textbox" id="search-box" type="search" autocomplete="off" aria-describedby="search-help">',
        f'<p id="search-help">{site.say("search-help")}</p>',
        f'<p id="search-told" role="status" data-words="{site.say("search-count")}"></p>',
        "</div>",
        *items,
    ]
    data = "\n".join((status_words(site), embedded("search-index", index)))
    return framed(site, file_of("search"), site.say("search"), body, data=data)


def _searched(site: Site, record: Record) -> Iterator[str]:
    words, spoken = site.catalogue.vocabulary, site.language
    yield record.explanation.in_(spoken)
    yield getattr(record, "risk", Text("", "")).in_(spoken)
    for name in getattr(record, "sources", getattr(record, "code", ())):
        yield f"{cite(name).in_(spoken)} {name}"
    for there, names in (
        (record.phases, words.phases),
        (record.topics, words.topics),
        (record.roles, words.roles),
        (site.catalogue.holders(record), site.catalogue.law.roles),
    ):
        yield from (names[one].in_(spoken) for one in there)


def _grouped(site: Site, names: Mapping[str, Text], axis: str) -> list[Group]:
    return [
        (name, site.text(text), [record for record in records(site) if name in getattr(record, axis)])
        for name, text in names.items()
    ]


def _index(site: Site, name: str, groups: Iterable[Group], notes: Mapping[str, Text] | None = None) -> bytes:
    """Return an index; ``notes`` are what is said below a heading, by its anchor."""
    groups, notes = list(groups), notes or {}
    links = "".join(
        f'<li><a href="#{anchor}">{heading}</a> <span class="adhere-tab__count">({len(found)})</span></li>'
        for anchor, heading, found in groups
    )
    body = [f'<ul class="adhere-index">{links}</ul>']
    for anchor, heading, found in groups:
        note = [f'<p class="adhere-note">{site.text(notes[anchor])}</p>'] if anchor in notes else []
        body += [f'<h2 id="{anchor}">{heading}</h2>', *note, *cards(site, found, "")]
    return framed(site, file_of(name), site.say(name), body, data=status_words(site))


def _in_order(provision: str) -> list[tuple[bool, int, str]]:
    """Sort key: articles before annexes, numbers as numbers."""
    kind, _, rest = provision.partition("-")
    parts = rest.split(".")
    return [
        (kind != "aia:art", 0, kind),
        *((part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts),
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
