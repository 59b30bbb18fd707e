# SPDX-License-Identifier: EUPL-1.2
"""Serious incidents: reported by the provider, with their clocks; what the reports say is read on record only."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from adhere.portal.confiding import asked_for, unkept
from adhere.portal.desk.incidents import acts
from adhere.portal.desk.incidents.clocks import standing
from adhere.portal.desk.incidents.forms import IncidentForm, ReportForm
from adhere.portal.desk.models import Incident
from adhere.portal.doing import Asked, by_button, by_form, can
from adhere.portal.forms import posted
from adhere.portal.languages import current
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.people.models import Organisation
from adhere.portal.policy import Action, On
from adhere.portal.wording import say
from adhere.risk.incidentchecks import report_name
from adhere.risk.incidents import harms, incident_word


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of an incident, and take one in, for its provider."""
    provider = get_object_or_404(Organisation, slug=slug, kind=Organisation.Kind.PROVIDER)
    allow(request, Action.REPORT_INCIDENT, On(owner=str(provider.pk)))
    form = IncidentForm(provider, *posted(request))
    asked = Asked(
        title=say("desk.report-incident", provider=provider.name),
        lead=incident_word("law").in_(current()),
        action=say("desk.report-act"),
        act=lambda data: (
            "desk:incident",
            acts.receive(provider, form.facts(), data["text"], by=person_of(request)).pk,
        ),
        done=say("desk.incident-received"),
        back=reverse("desk:home"),
    )
    return by_form(request, form, asked)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, number: UUID) -> HttpResponse:
    """Answer with an incident and its clocks; the words of its reports only where they are asked for, which is put on record first."""
    found = _found(number)
    on = On(owner=str(found.provider_id))
    reports = list(found.reports.all())
    fields = [f"reports.{one.pk}" for one in reports]
    shown = asked_for(request, on, found.subject, fields, action=Action.READ_INCIDENT)
    stands = standing(found, reports, timezone.localdate())
    known = harms()
    opened = found.state == Incident.State.OPEN
    answered = page(
        request,
        "desk/incident.html",
        found=found,
        harms=[known[harm][1] for harm in found.harms if harm in known],
        runs=[(run, report_name(run)) for run in stands.runs],
        next=stands.next,
        reports=[(one, incident_word(f"kind-{one.kind}")) for one in reports],
        shown=shown,
        reports_too=opened and can(request, Action.REPORT_INCIDENT, on),
        closes=opened and can(request, Action.EVALUATE),
    )
    return unkept(answered) if shown else answered


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show the form of a further report, and take it in, for the provider."""
    found = _found(number)
    allow(request, Action.REPORT_INCIDENT, On(owner=str(found.provider_id)))
    asked = Asked(
        title=say("desk.report-further"),
        action=say("desk.report-act"),
        act=lambda data: (
            "desk:incident",
            acts.report(
                found.pk, data["report_kind"], data["text"], data["resolved"], by=person_of(request)
            ).pk,
        ),
        done=say("desk.incident-changed"),
        back=reverse("desk:incident", args=[number]),
    )
    return by_form(request, ReportForm(*posted(request)), asked)


@require_POST
def close(request: HttpRequest, number: UUID) -> HttpResponse:
    """End the work on an incident, for the office."""
    allow(request, Action.EVALUATE)
    found = _found(number)
    return by_button(
        request,
        lambda: ("desk:incident", acts.close(found.pk, by=person_of(request)).pk),
        say("desk.incident-closed-done"),
    )


def _found(number: UUID) -> Incident:
    return get_object_or_404(Incident.objects.select_related("provider", "model"), pk=number)
