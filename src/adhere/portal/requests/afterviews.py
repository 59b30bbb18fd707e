# SPDX-License-Identifier: EUPL-1.2
"""The pages that move the last day of a request to a later one, and withdraw a pack that was released."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from adhere.portal.doing import Asked, by_form
from adhere.portal.forms import posted
from adhere.portal.people.asking import allow, person_of
from adhere.portal.policy import Action, On
from adhere.portal.requests import afterwards
from adhere.portal.requests.forms import ExtendForm, WithdrawForm
from adhere.portal.requests.models import Answer, Request
from adhere.portal.theme.templatetags.words import day
from adhere.portal.wording import say


@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, number: str) -> HttpResponse:
    """Show the form of a later last day for an answer, and move it, for who asked under Article 91."""
    found = get_object_or_404(Request.objects.select_related("model"), pk=number)
    allow(request, Action.REQUEST_UNDER_91)
    allow(request, Action.EXTEND_REQUEST, On(owner=str(found.asker_id)))
    asked = Asked(
        title=say("requests.extend", model=str(found.model)),
        lead=say("requests.extend-lead", day=day(found.due)),
        action=say("requests.extend-act"),
        act=lambda data: (
            "requests:one",
            afterwards.extend(found.pk, data["later"], data["why"], by=person_of(request)).request_id,
        ),
        done=say("requests.extended"),
        back=reverse("requests:one", args=[number]),
    )
    return by_form(request, ExtendForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def withdraw_pack(request: HttpRequest, answer: int) -> HttpResponse:
    """Show the form that withdraws the pack of an answer, and withdraw it, for the provider that gave it."""
    rows = Answer.objects.select_related("request__asker", "request__provider")
    found = get_object_or_404(rows, pk=answer, pack__isnull=False)
    of = found.request
    allow(request, Action.WITHDRAW_PACK, On(owner=str(of.provider_id)))

    def act(data: Mapping[str, Any]) -> tuple[Any, ...]:
        afterwards.withdraw_pack(found, data["why"], by=person_of(request))
        return "requests:one", of.pk

    asked = Asked(
        title=say("requests.withdraw-pack", asker=of.asker.name),
        lead=say("requests.withdraw-pack-lead"),
        action=say("requests.withdraw-pack-act"),
        act=act,
        done=say("requests.pack-withdrawn-done"),
        back=reverse("requests:one", args=[of.pk]),
    )
    return by_form(request, WithdrawForm(*posted(request)), asked)
