# SPDX-License-Identifier: EUPL-1.2
"""Alerts: given by experts of the scientific panel, handled by the office; their words are read on record only."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from adhere.portal.confiding import asked_for, unkept
from adhere.portal.desk.alerts import acts
from adhere.portal.desk.alerts.forms import ARTICLE, AlertForm, HandledForm
from adhere.portal.desk.models import Alert
from adhere.portal.doing import Asked, acting_for, by_form, can
from adhere.portal.forms import posted
from adhere.portal.norms import norms
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.people.models import Organisation
from adhere.portal.policy import Action, On
from adhere.portal.wording import say

FIELDS = ("contact", "facts", "more")
"""What of an alert is read on record only."""


@require_http_methods(["GET", "POST"])
def alert(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of an alert with what the law asks of one, and take one in."""
    senders = acting_for(request, Action.ALERT)
    provider = get_object_or_404(Organisation, slug=slug, kind=Organisation.Kind.PROVIDER)
    form = AlertForm(provider, senders, *posted(request))
    asked = Asked(
        title=say("desk.alert", provider=provider.name),
        action=say("desk.alert-act"),
        act=lambda _: (
            "desk:alert",
            acts.alert(provider, form.organisation, form.told(), by=person_of(request)).pk,
        ),
        done=say("desk.alerted"),
        back=reverse("desk:home"),
        template="portal/with_law.html",
        more={"norms": norms(ARTICLE)},
    )
    return by_form(request, form, asked)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, number: UUID) -> HttpResponse:
    """Answer with an alert; its words only where they are asked for, which is put on record first."""
    found = _found(number)
    on = On(released_to=frozenset({str(found.expert_id)}))
    shown = asked_for(request, on, found.subject, FIELDS)
    answered = page(
        request,
        "desk/alert.html",
        found=found,
        grounds=[norm.content for norm in norms(ARTICLE) if norm.id == found.ground],
        words=[(f"desk.field-{name}", getattr(found, name)) for name in FIELDS if getattr(found, name)] if shown else [],
        shown=shown,
        handles=found.state == Alert.State.RECEIVED and can(request, Action.EVALUATE),
    )  # fmt: skip
    return unkept(answered) if shown else answered


@require_http_methods(["GET", "POST"])
def handle(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show the form of the steps that follow an alert, and note them, for the office."""
    allow(request, Action.EVALUATE)
    found = _found(number)
    asked = Asked(
        title=say("desk.handle-alert"),
        action=say("desk.handle-alert-act"),
        act=lambda data: ("desk:alert", acts.handle(found.pk, data["steps"], by=person_of(request)).pk),
        done=say("desk.alert-done"),
        back=reverse("desk:alert", args=[number]),
        template="portal/with_law.html",
        more={"norms": norms(ARTICLE)},
    )
    return by_form(request, HandledForm(*posted(request)), asked)


def _found(number: UUID) -> Alert:
    return get_object_or_404(Alert.objects.select_related("provider", "expert", "model"), pk=number)
