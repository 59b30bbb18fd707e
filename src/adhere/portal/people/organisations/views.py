# SPDX-License-Identifier: EUPL-1.2
"""Organisations as those who keep them see them, and each as its members do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from adhere.portal import policy
from adhere.portal.doing import Asked, by_form
from adhere.portal.exporting import every, exported
from adhere.portal.forms import posted
from adhere.portal.listing import listed
from adhere.portal.pages import page
from adhere.portal.people.asking import RefusedError, allow, person_of, who
from adhere.portal.people.models import Invitation, Membership, Organisation
from adhere.portal.people.organisations import acts
from adhere.portal.people.organisations.forms import OrganisationForm
from adhere.portal.policy import Action, On
from adhere.portal.wording import say

COLUMNS = ("name", "kind", "country", "example")
SHOWN = 200
"""Members, former members and invitations a page names; more are counted in words."""


@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """Answer with the organisations there are, or a file of them, for the office and whoever administers the portal."""
    allow(request, Action.MANAGE_ORGANISATIONS)
    words = request.GET.get("q", "").replace("\0", "").strip()
    rows = Organisation.objects.filter(name__icontains=words) if words else Organisation.objects.all()
    order = ("name", "slug")
    cells = every(rows, order, lambda row: (row.name, row.kind, row.country, row.is_example))
    file = exported(request, "organisations", COLUMNS, cells, guarded=True)
    return file or page(
        request,
        "people/organisations.html",
        listed=listed(rows, order, request.GET.get("after", "")),
        words=words,
    )


@require_safe
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with an organisation: its members, its invitations and its tokens."""
    organisation = get_object_or_404(Organisation, slug=slug)
    on = On(owner=str(organisation.id))
    asker = who(request)
    keeps = policy.may(asker, Action.MANAGE_ORGANISATIONS).allowed
    belongs = any(owner == on.owner for owner, _, _ in asker.memberships)
    if not keeps and not belongs:
        allow(request, Action.MANAGE_MEMBERS, on)
        raise RefusedError(say("policy.not-yours"))
    rows = Membership.objects.filter(organisation=organisation).select_related("person")
    leads = policy.may(asker, Action.MANAGE_MEMBERS, on).allowed
    invited = Invitation.objects.filter(organisation=organisation, used=None, withdrawn=None)
    return page(
        request,
        "people/organisation.html",
        organisation=organisation,
        members=rows.filter(until=None).order_by("since", "id")[:SHOWN],
        former=rows.exclude(until=None).order_by("-until")[:SHOWN],
        invitations=invited.order_by("-made")[:SHOWN] if leads or keeps else [],
        now=timezone.now(),
        keeps=keeps,
        leads=leads,
        invites=leads or policy.may(asker, Action.INVITE).allowed,
        makes_tokens=policy.may(asker, Action.MAKE_TOKEN, on).allowed,
        me=person_of(request),
    )


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Show the form of a new organisation, and make one."""
    allow(request, Action.MANAGE_ORGANISATIONS)

    def act(data: Any) -> tuple[str, str]:
        return "people:organisation", acts.make(data, by=person_of(request)).slug

    asked = Asked(
        title=say("organisations.make"),
        action=say("organisations.make-act"),
        act=act,
        done=say("organisations.made"),
        back=reverse("people:organisations"),
    )
    return by_form(request, OrganisationForm(*posted(request)), asked)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is known of an organisation, and change it."""
    allow(request, Action.MANAGE_ORGANISATIONS)
    organisation = get_object_or_404(Organisation, slug=slug)

    def act(data: Any) -> tuple[str, str]:
        acts.change(organisation, data, by=person_of(request))
        return "people:organisation", slug

    asked = Asked(
        title=organisation.name,
        action=say("organisations.change-act"),
        act=act,
        done=say("organisations.changed"),
        back=reverse("people:organisation", args=[slug]),
    )
    initial = {name: getattr(organisation, name) for name in acts.FIELDS}
    return by_form(request, OrganisationForm(*posted(request), initial=initial), asked)
