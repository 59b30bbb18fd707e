# SPDX-License-Identifier: EUPL-1.2
"""Acts as pages offer them: by a form or by a button, for the organisation of whoever asks; what hinders one is told, what was settled first too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from adhere.portal import policy
from adhere.portal.api import programs
from adhere.portal.pages import page
from adhere.portal.people.asking import RefusedError, allow, who
from adhere.portal.people.models import Organisation
from adhere.portal.policy import NOTHING, Action, On
from adhere.portal.settling import HinderedError, SettledError
from adhere.portal.wording import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page with one form: its words, and what is done with what was filled in; ``act`` returns where to go then."""

    title: str
    action: str
    act: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    done: str
    lead: str = ""
    back: str = ""
    template: str = "portal/form_page.html"
    more: Mapping[str, Any] | None = None


def by_form(request: HttpRequest, form: Form, asked: Asked) -> HttpResponse:
    """Show a form, or do the act it is for."""
    if programs.asks(request):
        programs.check_fields(request, form)
    if form.is_valid():
        try:
            where = asked.act(form.cleaned_data)
        except SettledError as error:
            return settled(request, error)
        except HinderedError as error:
            form.add_error(None, say(error.reason))
        else:
            return finished(request, where, asked.done)
    if programs.asks(request):
        return programs.unfit(form)
    return page(
        request,
        asked.template,
        422 if form.is_bound else 200,
        form=form,
        title=asked.title,
        lead=asked.lead,
        action=asked.action,
        back=asked.back,
        **(asked.more or {}),
    )


def by_button(request: HttpRequest, act: Callable[[], tuple[Any, ...]], done: str) -> HttpResponse:
    """Do an act that needs no more than a button."""
    try:
        where = act()
    except SettledError as error:
        return settled(request, error)
    except HinderedError as error:
        raise RefusedError(say(error.reason)) from None
    return finished(request, where, done)


def finished(request: HttpRequest, where: tuple[Any, ...], done: str) -> HttpResponse:
    """Say that it is done, and lead to where that shows."""
    if programs.asks(request):
        return programs.done(where, done)
    messages.success(request, done)
    return redirect(*where)


def settled(request: HttpRequest, error: SettledError) -> HttpResponse:
    """Answer whoever came second with how it stands now."""
    if programs.asks(request):
        return programs.settled(say(error.state))
    return page(request, "portal/settled.html", 409, state=say(error.state))


def can(request: HttpRequest, action: Action, on: On = NOTHING) -> bool:
    """Whether whoever asks may do something; for what a page offers them."""
    return policy.may(who(request), action, on).allowed


def acting_for(request: HttpRequest, action: Action) -> list[Organisation]:
    """Return the organisations for which whoever asks may do something by their nature; refuse with the reason where there is none."""
    asker = allow(request, action)
    own = [
        membership
        for membership in asker.memberships
        if policy.may(replace(asker, memberships=frozenset({membership})), action).allowed
    ]
    return list(Organisation.objects.filter(pk__in=[membership[0] for membership in own]).order_by("name"))
