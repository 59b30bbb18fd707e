# SPDX-License-Identifier: EUPL-1.2
"""The first page of the desk, its queues, and their export; for others than the office, their own business with it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from adhere.portal.audit.recording import record
from adhere.portal.desk.models import Alert, Assessment, Complaint, Incident, Question
from adhere.portal.desk.queues import MOST, QUEUES, SHOWS, Queue
from adhere.portal.doing import can
from adhere.portal.listing import listed
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.people.models import Organisation
from adhere.portal.policy import Action, Party
from adhere.portal.register.models import ProviderWord
from adhere.portal.register.words import found as named
from adhere.portal.tables import as_file
from adhere.portal.wording import say

CHUNK = 2000
SHOWN = 20
"""Rows of a kind that the page of one's own business shows."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer with the queues to the office, and to everybody else with what they have to do with it."""
    if not can(request, Action.READ_DESK):
        return _own(request)
    today = timezone.localdate()
    queues = [(queue, queue.counted(today)) for queue in QUEUES.values()]
    return page(
        request, "desk/home.html", queues=queues, shows=SHOWS, most=MOST, assesses=can(request, Action.ASSESS)
    )


@require_safe
def queue(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with a page of one queue."""
    allow(request, Action.READ_DESK)
    found = _queue(name)
    show = request.GET.get("show", "")
    rows = listed(found.shown(show, timezone.localdate()), found.order, request.GET.get("after", ""))
    return page(
        request,
        "desk/queue.html",
        queue=found,
        show=show if show in SHOWS else "",
        shows=SHOWS,
        listed=rows,
        rows=[(row, _address(found, row), _cells(found, row)) for row in rows.rows],
        confirms=name == "statements" and can(request, Action.EVALUATE),
    )


@require_POST
def export(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a queue as a file; that it was taken out is put on record before anything of it is sent."""
    allow(request, Action.EXPORT)
    found = _queue(name)
    form, show = request.POST.get("format", ""), request.POST.get("show", "")
    today = timezone.localdate()
    rows = found.shown(show, today).order_by(*found.order).iterator(CHUNK)
    file = as_file(form, f"{name}-{today.isoformat()}", found.columns, (found.cells(row) for row in rows))
    if file is None:
        raise Http404
    content = {"queue": name, "show": show if show in SHOWS else "all", "format": form}
    record("export:made", subject=f"export/{name}", content=content, actor=person_of(request))
    return file


def _own(request: HttpRequest) -> HttpResponse:
    """Answer with what the organisations of whoever asks have to do with the office."""
    memberships = allow(request, Action.ENTER_DESK).memberships
    own = Organisation.objects.filter(pk__in=[organisation for organisation, _, _ in memberships])
    parties = {party for _, party, _ in memberships}
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    providers = Organisation.objects.filter(kind="provider")
    found = named(providers, ProviderWord, words).order_by("name")[:SHOWN] if words else []
    return page(
        request,
        "desk/own.html",
        words=words,
        providers=found,
        mine=own.filter(kind="provider").order_by("name"),
        questions=Question.objects.filter(provider__in=own).order_by("-event")[:SHOWN],
        incidents=Incident.objects.filter(provider__in=own).select_related("model").order_by("-event")[:SHOWN],
        supervised=Incident.objects.select_related("provider").order_by("-event")[:SHOWN] if Party.AUTHORITY in parties else [],
        complaints=Complaint.objects.filter(complainant__in=own).select_related("provider").order_by("-event")[:SHOWN],
        alerts=Alert.objects.filter(expert__in=own).select_related("provider").order_by("-event")[:SHOWN],
        assessments=Assessment.objects.order_by("-event")[:SHOWN] if Party.BOARD in parties else [],
        complains=can(request, Action.COMPLAIN),
        alerts_too=can(request, Action.ALERT),
    )  # fmt: skip


def _queue(name: str) -> Queue:
    if name not in QUEUES:
        raise Http404
    return QUEUES[name]


def _cells(found: Queue, row: Any) -> list[Any]:
    """Return the cells of a row, its state in words."""
    cells = zip(found.columns, found.cells(row), strict=True)
    return [
        say(f"{found.words}-{cell}") if column == "state" and found.words else cell for column, cell in cells
    ]


def _address(found: Queue, row: Any) -> str:
    return reverse(found.page, args=[row.pk]) if found.page else ""
