# SPDX-License-Identifier: EUPL-1.2
"""The calendar of a provider: as a page, and for calendar programs at a secret address (RFC 5545)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from adhere.exchange.calendar import calendar as calendar_file
from adhere.kernel.text import Language
from adhere.portal.audit.recording import record
from adhere.portal.doing import can
from adhere.portal.exporting import exported
from adhere.portal.languages import current
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.people.models import Organisation, Person
from adhere.portal.policy import Action, On
from adhere.portal.submissions.models import CalendarAddress
from adhere.portal.submissions.obligations import calendar_events, obligations
from adhere.portal.submissions.views import provider_of

ICS = "text/calendar; charset=utf-8"
COLUMNS = ("day", "what", "why", "for", "standing", "maybe")


@require_safe
def calendar(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Answer with what a provider has to do by which day, or with a file of it."""
    organisation = provider_of(provider)
    allow(request, Action.READ_SUBMISSION, On(owner=str(organisation.id)))
    cells = _cells(organisation, current())
    file = exported(request, f"calendar-{organisation.slug}", COLUMNS, cells, guarded=True)
    return file or _page(request, organisation)


@require_POST
def make_address(request: HttpRequest, provider: str) -> HttpResponse:
    """Make the secret address of a calendar, told once; an earlier one no longer works."""
    organisation = provider_of(provider)
    allow(request, Action.SUBMIT, On(owner=str(organisation.id)))
    told = new_address(organisation, by=person_of(request))
    address = settings.ORIGIN + reverse("submissions:feed", args=[told])
    return _page(request, organisation, address)


@require_safe
def feed(_: HttpRequest, told: str) -> HttpResponse:
    """Answer a calendar program that knows the secret address."""
    digest = sha256(told.encode()).hexdigest()
    rows = CalendarAddress.objects.filter(sha256=digest, withdrawn=None).select_related("organisation")
    found = rows.first()
    if found is None:
        raise Http404
    today = timezone.localdate()
    events = calendar_events(found.organisation, today, settings.ORIGIN)
    headers = {"Cache-Control": "private, max-age=3600"}
    return HttpResponse(calendar_file(events, current(), today), content_type=ICS, headers=headers)


@transaction.atomic
def new_address(organisation: Organisation, *, by: Person) -> str:
    """Make an address and end the one before it; return what is told once."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    told = secrets.token_urlsafe(32)
    subject = f"calendar/{organisation.slug}"
    event = record("calendar:address-made", subject=subject, content={}, actor=by)
    CalendarAddress.objects.filter(organisation=organisation, withdrawn=None).update(withdrawn=event.at)
    CalendarAddress.objects.create(
        organisation=organisation, sha256=sha256(told.encode()).hexdigest(), made=event.at
    )
    return told


def _cells(provider: Organisation, language: Language) -> Iterator[tuple[Any, ...]]:
    for one in obligations(provider, timezone.localdate()):
        yield one.day, one.title.in_(language), one.why.in_(language), one.of, one.standing, one.maybe


def _page(request: HttpRequest, organisation: Organisation, address: str = "") -> HttpResponse:
    return page(
        request,
        "submissions/calendar.html",
        provider=organisation,
        obligations=obligations(organisation, timezone.localdate()),
        address=address,
        standing=CalendarAddress.objects.filter(organisation=organisation, withdrawn=None).first(),
        own=can(request, Action.SUBMIT, On(owner=str(organisation.id))),
    )
