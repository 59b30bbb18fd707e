# SPDX-License-Identifier: EUPL-1.2
"""Changing the role of a member, and letting one go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from adhere.portal.doing import Asked, by_form, settled
from adhere.portal.forms import posted
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.people.members import acts
from adhere.portal.people.members.forms import RoleForm
from adhere.portal.people.models import Membership
from adhere.portal.policy import Action, On
from adhere.portal.settling import HinderedError, SettledError
from adhere.portal.wording import say


@require_http_methods(["GET", "POST"])
def role(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """Show which role a member has, and give another."""
    found = _member(slug, membership)
    allow(request, Action.MANAGE_MEMBERS, On(owner=str(found.organisation_id)))

    def act(data: Any) -> tuple[str, str]:
        acts.change_role(found, data["role"], by=person_of(request))
        return "people:organisation", slug

    asked = Asked(
        title=say("members.role-of", person=found.person),
        action=say("members.change-role"),
        act=act,
        done=say("members.role-changed"),
        back=reverse("people:organisation", args=[slug]),
    )
    return by_form(request, RoleForm(*posted(request), initial={"role": found.role}), asked)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """Ask whether a member is to go, and end the membership: one's own, or as head any."""
    found = _member(slug, membership)
    own = found.person_id == request.user.pk
    if not own:
        allow(request, Action.MANAGE_MEMBERS, On(owner=str(found.organisation_id)))
    hindered = ""
    if request.method == "POST":
        try:
            acts.leave(found, by=person_of(request))
        except SettledError as error:
            return settled(request, error)
        except HinderedError as error:
            hindered = say(error.reason)
        else:
            messages.success(request, say("members.left"))
            return redirect("people:me") if own else redirect("people:organisation", slug)
    return page(
        request,
        "people/sure.html",
        422 if hindered else 200,
        title=say("members.leave-own" if own else "members.leave", person=found.person, organisation=found.organisation.name),
        lead=say("members.leave-lead"),
        hindered=hindered,
        action=say("members.leave-act"),
        back=reverse("people:organisation", args=[slug]),
    )  # fmt: skip


def _member(slug: str, membership: int) -> Membership:
    rows = Membership.objects.filter(until=None).select_related("organisation", "person")
    return get_object_or_404(rows, pk=membership, organisation__slug=slug)
