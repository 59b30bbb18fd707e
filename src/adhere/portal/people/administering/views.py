# SPDX-License-Identifier: EUPL-1.2
"""A person as whoever administers the portal sees them, and what can be done for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adhere.portal.doing import Asked, by_button, by_form
from adhere.portal.forms import posted
from adhere.portal.pages import page
from adhere.portal.people.account import acts as account
from adhere.portal.people.account.forms import ErasureForm
from adhere.portal.people.administering import acts
from adhere.portal.people.administering.forms import AddressForm
from adhere.portal.people.asking import allow, person_of, second_factors
from adhere.portal.people.models import Membership, Person
from adhere.portal.policy import Action
from adhere.portal.wording import say


@require_safe
def one(request: HttpRequest, person: UUID) -> HttpResponse:
    """Answer with a person and what can be done for them."""
    found = _found(request, person)
    memberships = Membership.objects.filter(person=found, until=None).select_related("organisation")
    strong = second_factors().filter(user=found).exists()
    return page(request, "people/person.html", person=found, memberships=memberships, strong=strong)


@require_POST
def administers(request: HttpRequest, person: UUID) -> HttpResponse:
    """Let someone administer the portal, or no longer."""
    found, yes = _found(request, person), request.POST.get("administers") == "yes"

    def act() -> tuple[str, UUID]:
        acts.let_administer(found, administers=yes, by=person_of(request))
        return "people:person", person

    return by_button(request, act, say("account.administrator-changed"))


@require_POST
def close(request: HttpRequest, person: UUID) -> HttpResponse:
    """Close every way in of someone who lost theirs."""
    found = _found(request, person)

    def act() -> tuple[str, UUID]:
        acts.close_ways_in(found, by=person_of(request))
        return "people:person", person

    return by_button(request, act, say("administering.closed"))


@require_http_methods(["GET", "POST"])
def address(request: HttpRequest, person: UUID) -> HttpResponse:
    """Show the form of a new address, and change it."""
    found = _found(request, person)

    def act(data: Any) -> tuple[str, UUID]:
        acts.change_address(found, data["address"], by=person_of(request))
        return "people:person", person

    asked = Asked(
        title=say("administering.change-address", person=found),
        lead=say("administering.change-address-lead"),
        action=say("administering.change-address-act"),
        act=act,
        done=say("administering.address-changed"),
        back=reverse("people:person", args=[person]),
    )
    return by_form(request, AddressForm(*posted(request), initial={"address": found.email}), asked)


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, person: UUID) -> HttpResponse:
    """Erase someone who asked for it."""
    found = _found(request, person)

    def act(_: Any) -> tuple[str]:
        account.erase(found, by=person_of(request))
        return ("people:organisations",)

    asked = Asked(
        title=say("account.erase", person=found),
        lead=say("account.erase-lead"),
        action=say("account.erase-act"),
        act=act,
        done=say("account.erased"),
        back=reverse("people:person", args=[person]),
    )
    return by_form(request, ErasureForm(found.email, *posted(request)), asked)


def _found(request: HttpRequest, person: UUID) -> Person:
    allow(request, Action.ADMINISTER)
    return get_object_or_404(Person, pk=person, is_active=True)
