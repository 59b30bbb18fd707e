# SPDX-License-Identifier: EUPL-1.2
"""The tokens of an organisation: making one, which is told once, and withdrawing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from adhere.portal import policy
from adhere.portal.doing import settled
from adhere.portal.forms import posted
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of, who
from adhere.portal.people.models import Organisation, Token
from adhere.portal.people.tokens import acts
from adhere.portal.people.tokens.forms import TokenForm
from adhere.portal.people.tokens.scopes import scopes_for
from adhere.portal.policy import Action, On
from adhere.portal.settling import SettledError
from adhere.portal.wording import say

SHOWN = 200


@never_cache
@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the tokens of an organisation, and make one; a head sees every one, a writer their own."""
    organisation = get_object_or_404(Organisation, slug=slug)
    on = On(owner=str(organisation.id))
    asker = allow(request, Action.MAKE_TOKEN, on)
    party, role = next((party, role) for owner, party, role in asker.memberships if owner == on.owner)
    person = person_of(request)
    form = TokenForm(scopes_for(str(on.owner), party, role), *posted(request))
    if form.is_valid():
        data = form.cleaned_data
        token, told = acts.make(person, organisation, data["name"], data["scopes"], data["days"])
        return page(request, "people/token_made.html", token=token, told=told, organisation=organisation)
    rows = Token.objects.filter(organisation=organisation).select_related("person")
    if not policy.may(asker, Action.MANAGE_MEMBERS, on).allowed:
        rows = rows.filter(person=person)
    return page(
        request,
        "people/tokens.html",
        422 if form.is_bound else 200,
        form=form,
        organisation=organisation,
        rows=rows.order_by("-made")[:SHOWN],
        now=timezone.now(),
    )


@require_POST
def withdraw(request: HttpRequest, slug: str, token: int) -> HttpResponse:
    """Withdraw a token: one's own, or as head any of the organisation."""
    found = get_object_or_404(Token, pk=token, organisation__slug=slug)
    if found.person_id != person_of(request).pk:
        allow(request, Action.MANAGE_MEMBERS, On(owner=str(found.organisation_id)))
    try:
        acts.withdraw(found, by=person_of(request))
    except SettledError as error:
        return settled(request, error)
    messages.success(request, say("tokens.withdrawn"))
    back = policy.may(who(request), Action.MAKE_TOKEN, On(owner=str(found.organisation_id))).allowed
    return redirect("people:tokens", slug) if back else redirect("people:me")
