# SPDX-License-Identifier: EUPL-1.2
"""Our requirements and measures as pages of the Algoritmekader in the format of today (v2.5): Dutch, as every page there is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from adhere.exchange.algoritmekader.naming import address_of, labels_of, roles_of, stem_of, urn_of
from adhere.exchange.algoritmekader.yamltext import yaml_text
from adhere.law.citations import cite
from adhere.law.requirements.catalogue import Catalogue
from adhere.law.requirements.records import Measure, Record
from adhere.law.requirements.standing import Standing, standings
from adhere.law.requirements.words import applies_when, relief_text, role_names, since, word

FLAGS = "no-search no-onderwerp no-rol no-levenscyclus"


def pages(catalogue: Catalogue, on: date) -> dict[str, bytes]:
    """Return every page by its name: ``vereisten/...md`` and ``maatregelen/...md``."""
    found = {
        f"vereisten/{stem_of(one.requirement)}.md": _requirement(one, catalogue)
        for one in standings(catalogue, on)
    }
    found |= {
        f"maatregelen/{stem_of(one)}.md": _measure(one, catalogue) for one in catalogue.measures.values()
    }
    return {name: text.encode() for name, text in found.items()}


def _requirement(one: Standing, catalogue: Catalogue) -> str:
    requirement = one.requirement
    front = {**_front(requirement), **labels_of(one), "hide": ["navigation"]}
    state = " ".join(
        text.nl for text in (since(one), applies_when(one, catalogue), word(f"open-source-{one.open_source}"))
    )
    return _page(
        front,
        ("Vereiste", [f"{requirement.title.nl}."]),
        ("Toelichting", [requirement.explanation.nl, f"Wie eraan moet voldoen: {role_names(one.holders, catalogue).nl}."]),
        ("Bronnen", [_bullets(_link(source) for source in requirement.sources)]),
        (
            "Van toepassing op",
            ["<!-- tags-ai-act -->", state, _bullets(relief_text(relief, catalogue).nl for relief in one.reliefs)],
        ),
        ("Risico", [requirement.risk.nl]),
        (
            "Maatregelen { data-search-exclude }",
            [f"<!-- list_maatregelen vereiste/{stem_of(requirement)} {FLAGS} -->"]
            if catalogue.measures_for(requirement)
            else [],
        ),
    )  # fmt: skip


def _measure(measure: Measure, catalogue: Catalogue) -> str:
    met = [stem_of(catalogue.requirements[name]) for name in measure.requirements]
    front = {**_front(measure), "vereiste": met, "hide": ["navigation", "toc"]}
    return _page(
        front,
        ("Maatregel", [f"{measure.title.nl}."]),
        ("Toelichting", [measure.explanation.nl, word("advice").nl]),
        (
            "Bijbehorende vereiste(n) { data-search-exclude }",
            ['??? expander "Bekijk alle vereisten"\n    <!-- list_vereisten_on_maatregelen_page -->'],
        ),
        ("Bronnen", [_bullets(cite(name).nl for name in measure.code)]),
    )


def _front(record: Record) -> dict[str, object]:
    first = record.explanation.nl.partition(". ")[0].rstrip(".")
    return {
        "title": record.title.nl,
        "id": urn_of(record),
        "toelichting": f"{first}.",
        "levenscyclus": list(record.phases),
        "onderwerp": list(record.topics),
        "rollen": roles_of(record),
    }


def _page(front: dict[str, object], *sections: tuple[str, list[str]]) -> str:
    """Return a page; a field or section without anything in it is left out."""
    kept = {key: value for key, value in front.items() if value}
    body = [
        "\n\n".join((f"## {title}", *(text for text in texts if text)))
        for title, texts in sections
        if any(texts)
    ]
    return "\n\n".join((f"---\n{yaml_text(kept)}---", "<!-- tags -->", *body)) + "\n"


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _link(provision: str) -> str:
    name = cite(provision).nl
    return f"[{name[:1].upper()}{name[1:]}, AI-verordening]({address_of(provision, 'nl')})"
