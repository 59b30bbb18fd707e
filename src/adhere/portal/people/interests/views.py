# SPDX-License-Identifier: EUPL-1.2
"""One's own declared interests; the office reads those of whoever takes part with their organisation."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adhere.portal.doing import settled
from adhere.portal.forms import posted
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.people.interests import acts
from adhere.portal.people.interests.forms import InterestForm
from adhere.portal.people.models import Interest, Membership, Organisation
from adhere.portal.policy import Action
from adhere.portal.settling import SettledError
from adhere.portal.wording import say

SHOWN = 500


@login_required
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Show what one declared, and take a new declaration."""
    person = person_of(request)
    form = InterestForm(*posted(request))
    if form.is_valid():
        acts.declare(person, form.cleaned_data["nature"], form.cleaned_data["party"])
        messages.success(request, say("interests.declared"))
        return redirect("people:interests")
    rows = Interest.objects.filter(person=person).order_by("ended", "-declared")[:SHOWN]
    return page(request, "people/interests.html", 422 if form.is_bound else 200, form=form, rows=rows)


@login_required
@require_POST
def end(request: HttpRequest, interest: int) -> HttpResponse:
    """End an interest of one's own."""
    found = get_object_or_404(Interest, pk=interest, person=person_of(request))
    try:
        acts.end(found)
    except SettledError as error:
        return settled(request, error)
    messages.success(request, say("interests.ended"))
    return redirect("people:interests")


@require_safe
def of_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the office which interests the members of an organisation declared."""
    allow(request, Action.SELECT_PARTICIPANTS)
    organisation = get_object_or_404(Organisation, slug=slug)
    members = Membership.objects.filter(organisation=organisation, until=None).values("person")
    rows = Interest.objects.filter(person__in=members).select_related("person").order_by("-declared")
    return page(request, "people/interests_of.html", organisation=organisation, rows=rows[:SHOWN])
