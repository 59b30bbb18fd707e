# SPDX-License-Identifier: EUPL-1.2
"""Requirements and measures for people and as JSON: the list, one requirement, one measure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.kernel.text import Language, Text
from adhere.law.citations import cite
from adhere.law.requirements.catalogue import Catalogue
from adhere.law.requirements.records import Measure, Record, Tab
from adhere.law.requirements.standing import Standing
from adhere.law.requirements.words import applies_when, relief_text, role_names, since, word

WIDTHS = (9, 69)


def list_page(found: Iterable[Standing], catalogue: Catalogue, tab: Tab, on: date, spoken: Language) -> Page:
    """Return the list of requirements, each with its status and holder."""
    page = Page()
    page.title(say("requirements.title"), say("on-date", on=on, release=catalogue.release))
    last = ""
    for one in found:
        last = one.requirement.id
        count = counted("requirements.count", len(catalogue.measures_for(one.requirement, tab)))
        status = word(f"status-{one.status}").in_(spoken)
        page.blank()
        page.rows([(last, one.requirement.title.in_(spoken))], WIDTHS)
        page.rows([("", f"{status} · {role_names(one.holders, catalogue).in_(spoken)} · {count}")], WIDTHS)
    page.blank()
    page.paragraph(say("requirements.more", id=last) if last else say("requirements.none"))
    return page


def requirement_page(one: Standing, catalogue: Catalogue, tabs: Iterable[Tab], spoken: Language) -> Page:
    """Return one requirement in full, with its measures by tab."""
    requirement = one.requirement
    page = Page()
    page.title(
        requirement.title.in_(spoken),
        f"{requirement.id} {say('on-date', on=one.on, release=catalogue.release)}",
    )
    page.paragraph(requirement.explanation.in_(spoken))
    page.blank()
    rows = [
        ("status", since(one)),
        ("holder", role_names(one.holders, catalogue)),
        *([("addressee", role_names(one.addressees, catalogue))] if one.addressees else []),
        ("when", applies_when(one, catalogue)),
        ("open-source", word(f"open-source-{one.open_source}")),
        *_placed(requirement, catalogue),
        ("sources", _cited(requirement.sources)),
    ]
    page.rows([(word(name).in_(spoken), text.in_(spoken)) for name, text in rows], (18, 60))
    if one.successors:
        named = ", ".join(one.successors)
        page.paragraph(word("successor", named=named).in_(spoken), first="! ")
    _list(page, word("reliefs"), [relief_text(relief, catalogue) for relief in one.reliefs], spoken)
    page.heading(word("risk").in_(spoken))
    page.paragraph(requirement.risk.in_(spoken))
    for tab in tabs:
        measures = catalogue.measures_for(requirement, tab)
        page.heading(f"{word('measures').in_(spoken)}: {tab.name.in_(spoken)} ({len(measures)})")
        page.rows([(measure.id, measure.title.in_(spoken)) for measure in measures], WIDTHS)
        if not measures:
            page.paragraph(word("tab-empty").in_(spoken))
    return page


def measure_page(measure: Measure, catalogue: Catalogue, spoken: Language) -> Page:
    """Return one measure in full, with the requirements it helps to meet."""
    page = Page()
    page.title(measure.title.in_(spoken), measure.id)
    page.paragraph(measure.explanation.in_(spoken))
    page.paragraph(word("advice").in_(spoken), first="! ")
    page.blank()
    rows = [(word(name).in_(spoken), text.in_(spoken)) for name, text in _placed(measure, catalogue)]
    if measure.code:
        rows.append((word("code").in_(spoken), _cited(measure.code).in_(spoken)))
    page.rows(rows, (18, 60))
    page.heading(word("requirement-goes-with").in_(spoken))
    met = [catalogue.requirements[name] for name in measure.requirements]
    page.rows([(one.id, one.title.in_(spoken)) for one in met], WIDTHS)
    return page


def _list(page: Page, heading: Text, texts: list[Text], spoken: Language) -> None:
    if texts:
        page.heading(heading.in_(spoken))
    for text in texts:
        page.paragraph(text.in_(spoken), first="- ")


def _placed(record: Record, catalogue: Catalogue) -> list[tuple[str, Text]]:
    words = catalogue.vocabulary
    return [
        (name, _joined(names[one] for one in there))
        for name, there, names in (
            ("phases", record.phases, words.phases),
            ("topics", record.topics, words.topics),
            ("roles", record.roles, words.roles),
        )
    ]


def _cited(places: Iterable[str]) -> Text:
    return _joined(cite(place) for place in places)


def _joined(texts: Iterable[Text]) -> Text:
    found = list(texts)
    return Text("; ".join(text.en for text in found), "; ".join(text.nl for text in found))


def requirement_json(
    one: Standing, catalogue: Catalogue, tabs: Iterable[Tab], spoken: Language
) -> dict[str, Any]:
    """Return one requirement with how it stands, and the ids of its measures by tab."""
    requirement = one.requirement
    return {
        "id": requirement.id,
        "title": requirement.title.in_(spoken),
        "explanation": requirement.explanation.in_(spoken),
        "risk": requirement.risk.in_(spoken),
        "duties": list(requirement.duties),
        "sources": list(requirement.sources),
        "status": one.status,
        "from": one.start.isoformat(),
        "until": one.end.isoformat() if one.end else None,
        "holder": list(one.holders),
        "addressee": list(one.addressees),
        "when": list(one.criteria),
        "open_source": one.open_source,
        "reliefs": [
            {"id": relief.exception.id, "when": relief.exception.when, "duties": list(relief.duties),
             "whole": relief.whole, "in_force": relief.in_force}
            for relief in one.reliefs
        ],
        "successors": list(one.successors),
        **_words_json(requirement),
        "measures": {
            tab.id: [measure.id for measure in catalogue.measures_for(requirement, tab)] for tab in tabs
        },
    }  # fmt: skip


def measure_json(measure: Measure, spoken: Language) -> dict[str, Any]:
    """Return one measure."""
    return {
        "id": measure.id,
        "title": measure.title.in_(spoken),
        "explanation": measure.explanation.in_(spoken),
        "requirements": list(measure.requirements),
        "code": list(measure.code),
        **_words_json(measure),
    }


def _words_json(record: Record) -> dict[str, list[str]]:
    return {name: list(getattr(record, name)) for name in ("phases", "topics", "roles")}
