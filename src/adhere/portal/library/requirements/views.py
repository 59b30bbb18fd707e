# SPDX-License-Identifier: EUPL-1.2
"""Requirements and measures: the list with its filters, and one of them."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from adhere.kernel.text import Text
from adhere.law.requirements.catalogue import Catalogue, Selection, catalogue
from adhere.law.requirements.records import Measure, Record, Requirement
from adhere.law.requirements.standing import MODEL_KINDS, Standing, reaches, standing, standings
from adhere.law.requirements.words import applies_when, relief_text, role_names, since
from adhere.portal.exporting import exported
from adhere.portal.languages import current
from adhere.portal.library.days import shown_on
from adhere.portal.library.fresh import fresh
from adhere.portal.library.near import closest, nothing
from adhere.portal.library.requirements.filters import Filter, filters
from adhere.portal.pages import page

REQUIREMENTS = ("id", "title", "status", "holders", "sources")
MEASURES = ("id", "title")


@fresh
def overview(request: HttpRequest) -> HttpResponseBase:
    """Answer with the requirements and measures that pass every filter, or with a file of either (``?list=measures``)."""
    known, on = catalogue(), shown_on(request)
    asked = filters(known, request.GET)
    selection = _selection(asked)
    kind = request.GET.get("model", "")
    requirements = [
        (one, role_names(one.holders, known))
        for one in standings(known, on.day)
        if selection.takes(one.requirement, one.holders) and (kind not in MODEL_KINDS or reaches(one, kind))
    ]
    shown = {one.requirement.id for one, _ in requirements}
    measures = [
        one
        for one in known.measures.values()
        if selection.takes(one, known.holders(one)) and shown & set(one.requirements)
    ]
    file = _file(request, requirements, measures, on.day)
    if file is not None:
        return file
    return page(
        request,
        "library/requirements.html",
        filters=asked,
        kinds=MODEL_KINDS,
        kind=kind,
        requirements=requirements,
        measures=measures,
        on=on,
    )


def _file(
    request: HttpRequest, requirements: list[tuple[Standing, Text]], measures: list[Measure], on: date
) -> HttpResponseBase | None:
    """Return the list that is asked for as a file, the requirements where none is named."""
    language = current()
    if request.GET.get("list") == "measures":
        named = ((one.id, one.title.in_(language)) for one in measures)
        return exported(request, "measures", MEASURES, named, on=on)
    cells = (
        (
            one.requirement.id,
            one.requirement.title.in_(language),
            one.status,
            holders.in_(language),
            "; ".join(one.requirement.sources),
        )
        for one, holders in requirements
    )
    return exported(request, "requirements", REQUIREMENTS, cells, on=on)


@fresh
def record(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with a requirement, as it stands on a day, or with a measure."""
    known, on = catalogue(), shown_on(request)
    if name in known.requirements:
        return _requirement(request, known, known.requirements[name])
    if name in known.measures:
        measure = known.measures[name]
        met = [known.requirements[one] for one in measure.requirements]
        placed = _placed(known, measure)
        return page(request, "library/measure.html", measure=measure, met=met, placed=placed, on=on)
    everything: dict[str, Record] = {**known.requirements, **known.measures}
    near = closest(name, everything) or [next(iter(known.requirements))]
    told = [
        (f"{one} {everything[one].title.in_(current())}", reverse("library:requirement", args=[one]))
        for one in near
    ]
    return nothing(request, name, told)


def _requirement(request: HttpRequest, known: Catalogue, requirement: Requirement) -> HttpResponse:
    on = shown_on(request)
    one = standing(known, requirement, on.day)
    return page(
        request,
        "library/requirement.html",
        one=one,
        since=since(one),
        holders=role_names(one.holders, known),
        addressees=role_names(one.addressees, known),
        when=applies_when(one, known),
        reliefs=[relief_text(relief, known) for relief in one.reliefs],
        successors=[known.requirements[name] for name in one.successors],
        placed=_placed(known, requirement),
        tabs=[(tab, known.measures_for(requirement, tab)) for tab in known.vocabulary.tabs],
        on=on,
    )


def _placed(known: Catalogue, record: object) -> list[tuple[str, list[tuple[str, object]]]]:
    """Return phases, topics and roles of a record, each with the filter that leads to others of it."""
    words = known.vocabulary
    axes = (
        ("phase", "phases", words.phases),
        ("topic", "topics", words.topics),
        ("role", "roles", words.roles),
    )
    return [(one, [(name, names[name]) for name in getattr(record, many)]) for one, many, names in axes]


def _selection(asked: list[Filter]) -> Selection:
    by_name = {one.name: one.wanted for one in asked}
    return Selection(
        phases=by_name["phase"],
        topics=by_name["topic"],
        roles=by_name["role"] | by_name["holder"],
    )
