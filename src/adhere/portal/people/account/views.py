# SPDX-License-Identifier: EUPL-1.2
"""One's own account: the organisations one belongs to, one's name, a copy of what is kept, and erasure."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from adhere.portal import policy
from adhere.portal.doing import Asked, by_form
from adhere.portal.forms import posted
from adhere.portal.pages import page
from adhere.portal.people.account import acts
from adhere.portal.people.account.copying import copy_of
from adhere.portal.people.account.forms import ErasureForm, PersonForm
from adhere.portal.people.asking import person_of, second_factors, who
from adhere.portal.people.models import Membership
from adhere.portal.people.signing.anew import shown_anew
from adhere.portal.policy import Action
from adhere.portal.wording import say


@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Answer with the account of who is signed in."""
    person = person_of(request)
    rows = Membership.objects.filter(person=person, until=None).select_related("organisation")
    asker = who(request)
    return page(
        request,
        "people/me.html",
        memberships=rows,
        strong=second_factors().filter(user=person).exists(),
        keeps=policy.may(asker, Action.MANAGE_ORGANISATIONS).allowed,
        identity_provider=bool(settings.SOCIALACCOUNT_PROVIDERS),
    )


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Show one's name and language, and change them."""
    person = person_of(request)

    def act(data: Any) -> tuple[str]:
        acts.rename(person, data["name"], data["language"])
        return ("people:me",)

    form = PersonForm(*posted(request), initial={"name": person.name, "language": person.language})
    asked = Asked(
        title=say("account.rename"),
        action=say("account.rename-act"),
        act=act,
        done=say("account.renamed"),
        back=reverse("people:me"),
    )
    return by_form(request, form, asked)


@require_safe
@login_required
@shown_anew
def copy(request: HttpRequest) -> HttpResponse:
    """Answer with everything that is kept of who is signed in."""
    answer = JsonResponse(copy_of(person_of(request)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@login_required
@shown_anew
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Ask whether one's account is to be erased, and erase it."""
    person = person_of(request)

    def act(_: Any) -> tuple[str]:
        acts.erase(person, by=person)
        logout(request)
        return ("home",)

    asked = Asked(
        title=say("account.erase-me"),
        lead=say("account.erase-lead"),
        action=say("account.erase-act"),
        act=act,
        done=say("account.erased"),
        back=reverse("people:me"),
    )
    return by_form(request, ErasureForm(person.email, *posted(request)), asked)
