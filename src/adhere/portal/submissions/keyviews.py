# SPDX-License-Identifier: EUPL-1.2
"""The keys of a provider as its people see and manage them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from adhere.portal import policy
from adhere.portal.doing import Asked, by_button, by_form
from adhere.portal.exporting import every, exported
from adhere.portal.forms import posted
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.policy import Action, On
from adhere.portal.submissions import keys as acts
from adhere.portal.submissions.forms import ClaimForm
from adhere.portal.submissions.models import SigningKey
from adhere.portal.submissions.views import provider_of
from adhere.portal.wording import say

SHOWN = 200
COLUMNS = ("key", "since", "until", "ending")


@require_safe
def listing(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Answer with the keys of a provider, those that ended too, or with a file of them."""
    organisation = provider_of(provider)
    on = On(owner=str(organisation.id))
    asker = allow(request, Action.READ_SUBMISSION, on)
    rows, order = SigningKey.objects.filter(organisation=organisation), ("-since", "-id")
    cells = every(rows, order, lambda row: (row.key_id, row.since, row.until, row.ending))
    manages = policy.may(asker, Action.MANAGE_KEYS, on).allowed
    return exported(request, f"keys-{organisation.slug}", COLUMNS, cells, guarded=True) or page(
        request,
        "submissions/keys.html",
        provider=organisation,
        keys=rows.order_by(*order)[:SHOWN],
        manages=manages,
    )


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, provider: str) -> HttpResponse:
    """Show the form of a claim, and register its key."""
    organisation = provider_of(provider)
    allow(request, Action.MANAGE_KEYS, On(owner=str(organisation.id)))
    form = ClaimForm(organisation, *posted(request))

    def act(data: Mapping[str, Any]) -> tuple[str, str]:
        claim, replaces = data["claim"].encode(), form.keys.get(data["replaces"])
        acts.register(organisation, claim, by=person_of(request), replaces=replaces)
        return "submissions:keys", organisation.slug

    asked = Asked(
        title=say("submissions.key-register"),
        lead=say("submissions.key-register-lead"),
        action=say("submissions.key-register-act"),
        act=act,
        done=say("submissions.key-registered"),
        back=reverse("submissions:keys", args=[organisation.slug]),
    )
    return by_form(request, form, asked)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, provider: str, key: int) -> HttpResponse:
    """Ask whether a key is to be withdrawn, and withdraw it."""
    organisation = provider_of(provider)
    allow(request, Action.MANAGE_KEYS, On(owner=str(organisation.id)))
    found = get_object_or_404(SigningKey, pk=key, organisation=organisation)
    if request.method == "POST":

        def act() -> tuple[str, str]:
            acts.withdraw(found, by=person_of(request))
            return "submissions:keys", organisation.slug

        return by_button(request, act, say("submissions.key-withdrawn-done"))
    return page(
        request,
        "people/sure.html",
        title=say("submissions.key-withdraw-title", key=found.key_id[:16]),
        lead=say("submissions.key-withdraw-lead"),
        action=say("submissions.key-withdraw"),
        back=reverse("submissions:keys", args=[organisation.slug]),
    )
