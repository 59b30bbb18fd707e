# SPDX-License-Identifier: EUPL-1.2
"""What pages of drawing up have in common: the code they are about, who of it the asker is, and acts done by a form or a button."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from adhere.portal import doing
from adhere.portal.doing import Asked
from adhere.portal.drafting.models import Draft, Participant, Work
from adhere.portal.people.asking import RefusedError, allow, who
from adhere.portal.policy import Action
from adhere.portal.wording import say


def work_of(code: str) -> Work:
    """Return the code that is drawn up at an address, or answer that there is no such page."""
    return get_object_or_404(Work, slug=code)


def open_work(code: str) -> Work:
    """Return it where work on it goes on; refuse with the reason where it was closed."""
    work = work_of(code)
    if work.closed is not None:
        raise RefusedError(say("drafting.work-closed"))
    return work


def draft_of(request: HttpRequest, work: Work, number: int) -> Draft:
    """Return a draft; one that is not published yet is for the office alone."""
    draft = get_object_or_404(Draft.objects.select_related("work"), work=work, number=number)
    if draft.published is None:
        allow(request, Action.WRITE_DRAFT)
    return draft


def in_hand(work: Work, number: int) -> Draft:
    """Return a draft that can be changed; refuse where it was published."""
    draft = get_object_or_404(Draft.objects.select_related("work"), work=work, number=number)
    if draft.published is not None:
        raise RefusedError(say("drafts.frozen"))
    return draft


def latest(work: Work) -> Draft | None:
    """Return the draft published last."""
    return (
        Draft.objects.select_related("work")
        .filter(work=work, published__isnull=False)
        .order_by("-number")
        .first()
    )


def takes_part(request: HttpRequest, work: Work) -> list[Participant]:
    """Return the organisations of whoever asks that take part."""
    own = [UUID(organisation) for organisation, _, _ in who(request).memberships]
    if not own:
        return []
    rows = Participant.objects.filter(work=work, until=None, organisation__in=own)
    return list(rows.select_related("organisation").order_by("id"))


def by_form(request: HttpRequest, form: Form, asked: Asked) -> HttpResponse:
    """Show a form with the way back to where it was opened from, or do the act it is for."""
    return doing.by_form(request, form, asked if asked.back else replace(asked, back=_back(request)))


def _back(request: HttpRequest) -> str:
    """Return the page a form was opened from: that of the draft, of the code, or the list of codes."""
    found = request.resolver_match
    if found is None or "code" not in found.kwargs:
        return reverse("drafting:home")
    if "drafts/<int:number>" in found.route:
        return reverse("drafting:draft", args=[found.kwargs["code"], found.kwargs["number"]])
    return reverse("drafting:one", args=[found.kwargs["code"]])


def number_asked(request: HttpRequest, name: str) -> int | None:
    """Return a number from the address, None where there is none; refuse what is no number."""
    value = request.GET.get(name, "")
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 15:
        raise Http404
    return int(value)


def today() -> date:
    """Return the day it is where the portal is."""
    return timezone.localdate()
