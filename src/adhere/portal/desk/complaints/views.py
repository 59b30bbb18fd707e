# SPDX-License-Identifier: EUPL-1.2
"""Complaints: made by rightsholders, downstream providers and civil society, read by them and the office, not by who they are about."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from adhere.law.citations import cite
from adhere.portal.confiding import asked_for, unkept
from adhere.portal.desk.complaints import acts
from adhere.portal.desk.complaints.forms import ComplaintForm, OutcomeForm
from adhere.portal.desk.models import Complaint
from adhere.portal.doing import Asked, acting_for, by_button, by_form, can
from adhere.portal.forms import posted
from adhere.portal.norms import norms
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.people.models import Organisation
from adhere.portal.policy import Action, On
from adhere.portal.wording import say

ARTICLE = "aia:art-89"
FIELDS = ("contact", "facts", "why", "more")
"""What of a complaint is read on record only."""


@require_http_methods(["GET", "POST"])
def complain(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of a complaint with what the law asks of one, and take one in."""
    senders = acting_for(request, Action.COMPLAIN)
    provider = get_object_or_404(Organisation, slug=slug, kind=Organisation.Kind.PROVIDER)
    form = ComplaintForm(provider, senders, *posted(request))
    asked = Asked(
        title=say("desk.complain", provider=provider.name),
        action=say("desk.complain-act"),
        act=lambda _: (
            "desk:complaint",
            acts.complain(provider, form.organisation, form.told(), by=person_of(request)).pk,
        ),
        done=say("desk.complained"),
        back=reverse("desk:home"),
        template="portal/with_law.html",
        more={"norms": norms(ARTICLE)},
    )
    return by_form(request, form, asked)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, number: UUID) -> HttpResponse:
    """Answer with a complaint; its words only where they are asked for, which is put on record first."""
    found = _found(number)
    on = On(released_to=frozenset({str(found.complainant_id)}))
    shown = asked_for(request, on, found.subject, FIELDS)
    handles = can(request, Action.HANDLE_COMPLAINT)
    answered = page(
        request,
        "desk/complaint.html",
        found=found,
        provisions=[cite(one) for one in found.provisions],
        words=[(f"desk.field-{name}", getattr(found, name)) for name in FIELDS if getattr(found, name)] if shown else [],
        shown=shown,
        acknowledges=handles and found.state == Complaint.State.RECEIVED,
        answers=handles and found.state in acts.OPEN,
    )  # fmt: skip
    return unkept(answered) if shown else answered


@require_POST
def acknowledge(request: HttpRequest, number: UUID) -> HttpResponse:
    """Acknowledge a complaint, for the office."""
    allow(request, Action.HANDLE_COMPLAINT)
    found = _found(number)
    return by_button(
        request,
        lambda: ("desk:complaint", acts.acknowledge(found.pk, by=person_of(request)).pk),
        say("desk.acknowledged"),
    )


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show the form of an answer to a complaint, and give it, for the office."""
    allow(request, Action.HANDLE_COMPLAINT)
    found = _found(number)
    asked = Asked(
        title=say("desk.answer-complaint", complainant=found.complainant.name),
        action=say("desk.answer-complaint-act"),
        act=lambda data: (
            "desk:complaint",
            acts.answer(found.pk, data["outcome_kind"], data["outcome"], by=person_of(request)).pk,
        ),
        done=say("desk.complaint-done"),
        back=reverse("desk:complaint", args=[number]),
    )
    return by_form(request, OutcomeForm(*posted(request)), asked)


def _found(number: UUID) -> Complaint:
    return get_object_or_404(Complaint.objects.select_related("provider", "complainant", "model"), pk=number)
