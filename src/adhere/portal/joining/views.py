# SPDX-License-Identifier: EUPL-1.2
"""Stating, confirming, refusing and withdrawing adherence to a code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from adhere.codes.catalogue import UnknownCodeError
from adhere.portal import codes
from adhere.portal.doing import Asked, by_button, by_form
from adhere.portal.forms import posted
from adhere.portal.joining import acts
from adhere.portal.joining.forms import ReasonForm, StatementForm
from adhere.portal.languages import current
from adhere.portal.people.asking import allow, person_of
from adhere.portal.people.models import Organisation
from adhere.portal.policy import Action, On
from adhere.portal.register.models import Adherence
from adhere.portal.wording import say

HOME, OWN = "joining:home", "joining:provider"


@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, provider: str, code: str) -> HttpResponse:
    """Show the form of a statement, and take one."""
    organisation = get_object_or_404(Organisation, slug=provider)
    allow(request, Action.ADHERE, On(owner=str(organisation.id)))
    try:
        found = codes.code(code)
    except (UnknownCodeError, FileNotFoundError):
        raise Http404 from None

    def act(data: Mapping[str, Any]) -> tuple[str, str]:
        covers = list(data["covers"])
        acts.state(
            organisation, found.id, data["chapters"], covers, version=found.version, by=person_of(request)
        )
        return OWN, organisation.slug

    asked = Asked(
        title=say("joining.title", provider=organisation.name, code=found.title.in_(current())),
        lead=say("joining.lead"),
        action=say("joining.act"),
        act=act,
        done=say("joining.stated"),
        back=reverse(OWN, args=[organisation.slug]),
    )
    return by_form(request, StatementForm(found, organisation, *posted(request)), asked)


@require_POST
def confirm(request: HttpRequest, adherence: int) -> HttpResponse:
    """Confirm a statement, for the office."""
    allow(request, Action.EVALUATE)
    found = _adherence(adherence)

    def act() -> tuple[str]:
        acts.confirm(found.pk, by=person_of(request))
        return (HOME,)

    return by_button(request, act, say("joining.confirmed"))


@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, adherence: int) -> HttpResponse:
    """Ask the office for a reason, and refuse a statement."""
    allow(request, Action.EVALUATE)
    found = _adherence(adherence)

    def act(data: Mapping[str, Any]) -> tuple[str]:
        acts.refuse(found.pk, by=person_of(request), reason=data["reason"])
        return (HOME,)

    done, back = say("joining.refused"), reverse(HOME)
    asked = Asked(**_words("refuse", found), act=act, done=done, back=back)
    return by_form(request, ReasonForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, adherence: int) -> HttpResponse:
    """Ask the provider whether it means it, and withdraw from a chapter."""
    found = _adherence(adherence)
    allow(request, Action.WITHDRAW, On(owner=str(found.provider_id)))

    def act(data: Mapping[str, Any]) -> tuple[str, str]:
        acts.withdraw(found.pk, by=person_of(request), reason=data["reason"])
        return OWN, found.provider.slug

    done, back = say("joining.withdrawn"), reverse(OWN, args=[found.provider.slug])
    asked = Asked(**_words("withdraw", found), act=act, done=done, back=back)
    return by_form(request, ReasonForm(*posted(request), required=False), asked)


def _adherence(number: int) -> Adherence:
    return get_object_or_404(Adherence.objects.select_related("provider"), pk=number)


def _words(name: str, found: Adherence) -> dict[str, Any]:
    known = codes.named([found.code]).get(found.code)
    told = {
        "provider": found.provider.name,
        "code": codes.title_of(known, found.code),
        "chapter": codes.chapter_of(known, found.chapter),
    }
    return {
        "title": say(f"joining.{name}-title", **told),
        "lead": say(f"joining.{name}-lead"),
        "action": say(f"joining.{name}-act"),
    }
