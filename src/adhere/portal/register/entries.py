# SPDX-License-Identifier: EUPL-1.2
"""The entries of the registers, each with its history and the events that prove it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from adhere.portal.codes import named
from adhere.portal.exporting import exported
from adhere.portal.library.leading import leads
from adhere.portal.pages import page
from adhere.portal.people.models import Organisation
from adhere.portal.register.asof import AsOf, Row, as_of
from adhere.portal.register.lists import MODELS
from adhere.portal.register.models import (
    Adherence,
    CodeVersion,
    Publication,
    RegisteredModel,
    Standard,
    Summary,
)
from adhere.portal.register.standards import supported_by

HISTORY = 200
"""Rows of a history that a page shows; all are in the files."""
STATES = ("status", "seen", "grade", "harmonised_on", "link", "since", "until", "event", "ended_by")
"""Columns of the files of a standard."""


@require_safe
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with a provider: what it adheres to and adhered to before, and its models."""
    found = get_object_or_404(Organisation, slug=slug, kind=Organisation.Kind.PROVIDER)
    on = as_of(request)
    history = list(adherence_of(found, on))
    return page(
        request,
        "register/provider.html",
        provider=found,
        history=history,
        known=named(row.code for row in history),
        models=models_of(found, on),
        on=on,
    )


@require_safe
def model(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with a model: what is known of it and its public summaries, "missing" where it is on the market without one."""
    on = as_of(request)
    found = MODELS.rows(on).filter(slug=slug).first()
    if found is None:
        raise Http404
    return page(
        request,
        "register/model.html",
        model=found,
        summaries=summaries_of(found, on),
        missing=lacks_summary(found, on.day),
        on=on,
    )


@require_safe
def summary(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with one version of a public summary."""
    found = get_object_or_404(Summary.objects.select_related("model", "model__provider"), pk=number)
    return page(request, "register/summary.html", summary=found)


@require_safe
def publication(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with an assessment, an opinion or a decision."""
    found = get_object_or_404(Publication, pk=number)
    return page(request, "register/publication.html", publication=found, known=named([found.code]))


@require_safe
def code(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with a code: the version that counts on a day and those before it."""
    on = as_of(request)
    versions = versions_of(slug, on)
    if not versions:
        raise Http404
    return page(request, "register/code.html", newest=versions[0], versions=versions, on=on)


@require_safe
def standard(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Answer with a standard: how it stands on a day, what it is made for, and its states before; or with these as a file."""
    on = as_of(request)
    states = states_of(slug, on)
    if not states:
        raise Http404
    cells = ([getattr(row, name) for name in STATES] for row in states)
    file = exported(request, f"standard-{slug}", STATES, cells, on=on.day)
    if file is not None:
        return file
    to = leads(f"?on={on.day.isoformat()}" if on.past else "")
    return page(
        request,
        "register/standard.html",
        newest=states[0],
        states=states,
        supported=[(one, to("reference", one.provision)) for one in supported_by(states[0])],
        packaged=any(row.event is None for row in states),
        on=on,
    )


def states_of(slug: str, on: AsOf) -> list[Standard]:
    """Return the states of a standard until a day, the latest first."""
    return list(_history(Standard.objects.filter(slug=slug), on))


def versions_of(code: str, on: AsOf) -> list[CodeVersion]:
    """Return the versions of a code until a day, the latest first."""
    return list(_history(CodeVersion.objects.filter(code=code), on))


def adherence_of(provider: Organisation, on: AsOf) -> QuerySet[Adherence]:
    """Return what a provider adhered to until a day, the latest first."""
    rows = Adherence.objects.filter(provider=provider).exclude(state=Adherence.State.STATED)
    return _history(rows, on)


def models_of(provider: Organisation, on: AsOf) -> QuerySet[Any]:
    """Return the models of a provider as they stood on a day."""
    return MODELS.asked(on, chosen={"provider": provider.slug}).order_by(*MODELS.order)[:HISTORY]


def summaries_of(model: RegisteredModel, on: AsOf) -> QuerySet[Summary]:
    """Return the versions of the public summary of a model until a day, the latest first."""
    return _history(Summary.objects.filter(model=model), on)


def lacks_summary(found: RegisteredModel, day: date) -> bool:
    """Whether a model was on the market on a day without a public summary."""
    placed = found.placed_on is not None and found.placed_on <= day
    gone = found.withdrawn_on is not None and found.withdrawn_on <= day
    return placed and not gone and not getattr(found, "summarised", False)


def _history(rows: QuerySet[Row], on: AsOf) -> QuerySet[Row]:
    """Return dated rows until a day, the latest first."""
    until = rows.filter(since__lt=on.moment) if on.past else rows
    return until.order_by("-since", "-id")[:HISTORY]
