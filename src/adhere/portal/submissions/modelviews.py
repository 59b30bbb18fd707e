# SPDX-License-Identifier: EUPL-1.2
"""Models and public summaries as a provider puts them in the register; reading them there is the register's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from adhere.portal import storing
from adhere.portal.doing import Asked, by_form
from adhere.portal.forms import posted
from adhere.portal.people.asking import allow, person_of
from adhere.portal.policy import Action, On
from adhere.portal.register.models import RegisteredModel, Summary
from adhere.portal.submissions import registering, summaries
from adhere.portal.submissions.forms import ModelForm, SummaryForm
from adhere.portal.submissions.models import KnownAs
from adhere.portal.submissions.views import not_kept, provider_of
from adhere.portal.wording import say

_TRUTHS = {True: "yes", False: "no", None: "unknown"}


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, provider: str) -> HttpResponse:
    """Show the form of a model, and put one in the register."""
    organisation = provider_of(provider)
    allow(request, Action.REGISTER_MODEL, On(owner=str(organisation.id)))

    def act(data: Mapping[str, Any]) -> tuple[str, str]:
        made = registering.register(organisation, data, by=person_of(request))
        return "register:model", made.slug

    title = say("submissions.model-register")
    asked = _asked("model-register", title, organisation.slug, act, say("submissions.model-registered"))
    return by_form(request, ModelForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, model: str) -> HttpResponse:
    """Show what is known of a model, and change it."""
    found = _model(model)
    allow(request, Action.REGISTER_MODEL, On(owner=str(found.provider_id)))

    def act(data: Mapping[str, Any]) -> tuple[str, str]:
        registering.change(found, data, by=person_of(request))
        return "register:model", found.slug

    title = say("submissions.model-change", model=str(found))
    asked = _asked("model-change", title, found.provider.slug, act, say("submissions.model-changed"))
    return by_form(request, ModelForm(*posted(request), initial=_initial(found)), asked)


@require_http_methods(["GET", "POST"])
def summary(request: HttpRequest, model: str) -> HttpResponse:
    """Show the form of a summary that was published elsewhere, and put one in the register."""
    found = _model(model)
    allow(request, Action.SUBMIT, On(owner=str(found.provider_id)))
    form = SummaryForm(*posted(request))

    def act(_: Mapping[str, Any]) -> tuple[str, str]:
        summaries.publish(found, form.published(), by=person_of(request))
        return "register:model", found.slug

    title = say("submissions.summary", model=str(found))
    asked = _asked("summary", title, found.provider.slug, act, say("submissions.summary-registered"))
    try:
        return by_form(request, form, asked)
    except OSError as error:
        return not_kept(request, error)


@require_safe
def summary_file(_: HttpRequest, number: int) -> HttpResponse:
    """Answer with the file of a summary in the register, for everybody; never shown by a browser as a page of ours."""
    found = get_object_or_404(Summary, pk=number)
    try:
        content = storing.kept(found.file)
    except OSError:
        raise Http404 from None
    kind = summaries.type_of(content) or "application/json"
    name = f"summary-{found.pk}.{'pdf' if kind == summaries.PDF else 'json'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _model(slug: str) -> RegisteredModel:
    return get_object_or_404(RegisteredModel.objects.select_related("provider"), slug=slug)


def _initial(model: RegisteredModel) -> dict[str, Any]:
    known = KnownAs.objects.filter(model=model).first()
    values = {name: getattr(model, name) for name in registering.FIELDS}
    truths = {name: _TRUTHS[values[name]] for name in ("systemic_risk", "open_source")}
    return values | truths | {"known_as": known.name if known else ""}


def _asked(
    name: str, title: str, provider: str, act: Callable[[Mapping[str, Any]], tuple[str, str]], done: str
) -> Asked:
    return Asked(
        title=title,
        lead=say(f"submissions.{name}-lead"),
        action=say(f"submissions.{name}-act"),
        act=act,
        done=done,
        back=reverse("joining:provider", args=[provider]),
    )
