# SPDX-License-Identifier: EUPL-1.2
"""The registers for programs: their lists, and their entries with history."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.decorators import decorate_view

from adhere.portal.api import shapes
from adhere.portal.api.asking import (
    CodeVersionsAsked,
    IndicatorsAsked,
    ModelsAsked,
    OnDay,
    PublicationsAsked,
    RegisterAsked,
    SignatoriesAsked,
    SummariesAsked,
    nothing_asked,
)
from adhere.portal.api.freshness import kept_while, of_registers
from adhere.portal.api.paging import register_page, row_of
from adhere.portal.people.models import Organisation
from adhere.portal.register import lists
from adhere.portal.register.counted import COLUMNS, counted
from adhere.portal.register.entries import (
    adherence_of,
    lacks_summary,
    models_of,
    states_of,
    summaries_of,
    versions_of,
)
from adhere.portal.register.models import Publication, RegisteredModel, Summary
from adhere.portal.register.standards import supported_by
from adhere.portal.submissions.keeping import later
from adhere.portal.submissions.problems import problem
from adhere.portal.wording import say

router = Router(tags=["registers"])
fresh = decorate_view(kept_while(of_registers))
Told = dict[str, Any]


@router.get("/code-versions", response=shapes.Page[shapes.CodeVersion], operation_id="code-versions")
@fresh
def code_versions(request: HttpRequest, response: HttpResponse, asked: Query[CodeVersionsAsked]) -> Told:
    """Answer with the codes, each in the version that counts."""
    return register_page(request, response, lists.CODES, asked)


@router.get("/code-versions/{slug:code}", response=shapes.CodeEntry, operation_id="code-entry")
@fresh
def code_entry(request: HttpRequest, code: str, asked: Query[OnDay]) -> Told:
    """Answer with every version of a code until a day, the latest first."""
    del request
    found = versions_of(code, asked.as_of)
    if not found:
        raise Http404
    told = [_dated(lists.CODES, row) for row in found]
    return {"on": asked.as_of.day, "code": code, "versions": told}


@router.get("/signatories", response=shapes.Page[shapes.Signatory], operation_id="signatories")
@fresh
def signatories(request: HttpRequest, response: HttpResponse, asked: Query[SignatoriesAsked]) -> Told:
    """Answer with who adheres to which code."""
    return register_page(request, response, lists.SIGNATORIES, asked)


@router.get("/models", response=shapes.Page[shapes.Model], operation_id="models")
@fresh
def models(request: HttpRequest, response: HttpResponse, asked: Query[ModelsAsked]) -> Told:
    """Answer with the models."""
    return register_page(request, response, lists.MODELS, asked)


@router.get("/missing", response=shapes.Page[shapes.Model], operation_id="missing")
@fresh
def missing(request: HttpRequest, response: HttpResponse, asked: Query[ModelsAsked]) -> Told:
    """Answer with the models without a public summary."""
    return register_page(request, response, lists.MISSING, asked)


@router.get("/summaries", response=shapes.Page[shapes.Summary], operation_id="summaries")
@fresh
def summaries(request: HttpRequest, response: HttpResponse, asked: Query[SummariesAsked]) -> Told:
    """Answer with the public summaries."""
    return register_page(request, response, lists.SUMMARIES, asked)


@router.get("/publications", response=shapes.Page[shapes.Publication], operation_id="publications")
@fresh
def publications(request: HttpRequest, response: HttpResponse, asked: Query[PublicationsAsked]) -> Told:
    """Answer with the assessments, opinions and decisions."""
    return register_page(request, response, lists.PUBLICATIONS, asked)


@router.get("/indicators", response=shapes.Indicators, operation_id="indicators")
@fresh
def indicators(request: HttpRequest, asked: Query[IndicatorsAsked]) -> Told | HttpResponse:
    """Answer with what the signatories of a code reported together, where they are enough to be shown."""
    del request
    found = counted(asked.code, asked.period, asked.as_of.day)
    if found is None:
        raise Http404
    if found.counting:
        title, why = say("api.problem-counting"), say("register.indicators-counting")
        return later(problem(503, "counting", title, detail=why))
    rows = [dict(zip(COLUMNS, cells, strict=True)) for cells in found.cells()]
    told = {"code": found.code, "period": found.period, "moment": found.moment}
    return {"on": asked.as_of.day, **told, "rows": rows}


@router.get("/standards", response=shapes.Page[shapes.Standard], operation_id="standards")
@fresh
def standards(request: HttpRequest, response: HttpResponse, asked: Query[RegisterAsked]) -> Told:
    """Answer with the standards."""
    return register_page(request, response, lists.STANDARDS, asked)


@router.get("/standards/{slug:slug}", response=shapes.StandardEntry, operation_id="standard")
@fresh
def standard(request: HttpRequest, slug: str, asked: Query[OnDay]) -> Told:
    """Answer with a standard."""
    del request
    found = states_of(slug, asked.as_of)
    if not found:
        raise Http404
    newest = found[0]
    made_for = supported_by(newest)
    return {
        "on": asked.as_of.day,
        "standard_id": slug,
        **{name: getattr(newest, name) for name in ("name", "note_en", "note_nl")},
        "targets": [
            {"provision": one.provision, "requirements": [other.id for other in one.requirements]}
            for one in made_for
        ],
        "states": [_dated(lists.STANDARDS, row) for row in found],
    }


@router.get("/providers/{slug:slug}", response=shapes.Provider, operation_id="provider")
@fresh
def provider(request: HttpRequest, slug: str, asked: Query[OnDay]) -> Told:
    """Answer with a provider."""
    del request
    on = asked.as_of
    found = get_object_or_404(Organisation, slug=slug, kind=Organisation.Kind.PROVIDER)
    return {
        "on": on.day,
        "provider": found.name,
        "provider_id": found.slug,
        **{name: getattr(found, name) for name in ("size", "country", "website", "is_example")},
        "adherence": list(adherence_of(found, on)),
        "models": [row_of(lists.MODELS, row) for row in models_of(found, on)],
    }


@router.get("/models/{slug:slug}", response=shapes.ModelEntry, operation_id="model")
@fresh
def model(request: HttpRequest, slug: str, asked: Query[OnDay]) -> Told:
    """Answer with a model."""
    del request
    on = asked.as_of
    found: RegisteredModel | None = lists.MODELS.rows(on).filter(slug=slug).first()
    if found is None:
        raise Http404
    versions = summaries_of(found, on).select_related("model", "model__provider")
    return row_of(lists.MODELS, found) | {
        "on": on.day,
        **{name: getattr(found, name) for name in ("page", "since", "event")},
        "missing": lacks_summary(found, on.day),
        "summaries": [_dated(lists.SUMMARIES, one) for one in versions],
    }


@router.get("/summaries/{int:number}", response=shapes.SummaryVersion, operation_id="summary")
@fresh
def summary(request: HttpRequest, number: int) -> Told:
    """Answer with one version of a public summary."""
    nothing_asked(request)
    rows = Summary.objects.select_related("model", "model__provider")
    return _dated(lists.SUMMARIES, get_object_or_404(rows, pk=number))


@router.get("/publications/{int:number}", response=shapes.PublicationEntry, operation_id="publication")
@fresh
def publication(request: HttpRequest, number: int) -> Publication:
    """Answer with an assessment, an opinion or a decision."""
    nothing_asked(request)
    return get_object_or_404(Publication, pk=number)


def _dated(register: lists.Register, row: Any) -> Told:
    """Return a row of a register with the day it ended, and by which event."""
    return row_of(register, row) | {"until": row.until, "ended_by": row.ended_by}
