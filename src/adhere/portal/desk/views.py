# SPDX-License-Identifier: EUPL-1.2
"""The first page of the desk, its queues, and their export; others than the office get their own business with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from adhere.codes.code import Code
from adhere.portal.audit.recording import record
from adhere.portal.codes import chapter_of, named, title_of
from adhere.portal.desk.own import own
from adhere.portal.desk.queues import MOST, QUEUES, SHOWS, Queue
from adhere.portal.doing import can
from adhere.portal.exporting import every
from adhere.portal.listing import listed
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.policy import Action
from adhere.portal.tables import as_file
from adhere.portal.wording import say


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Answer with the queues to the office, and to everybody else with what they have to do with it."""
    if not can(request, Action.READ_DESK):
        return own(request)
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
    known = named(row.code for row in rows.rows) if "code" in found.columns else {}
    return page(
        request,
        "desk/queue.html",
        queue=found,
        show=show if show in SHOWS else "",
        shows=SHOWS,
        listed=rows,
        rows=[(row, _address(found, row), _cells(found, row, known)) for row in rows.rows],
        confirms=name == "statements" and can(request, Action.EVALUATE),
    )


@require_POST
def export(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a queue as a file; that it was taken out is put on record before anything of it is sent."""
    allow(request, Action.EXPORT)
    found = _queue(name)
    form, show = request.POST.get("format", ""), request.POST.get("show", "")
    today = timezone.localdate()
    cells = every(found.shown(show, today), found.order, found.cells)
    file = as_file(form, f"{name}-{today.isoformat()}", found.columns, cells)
    if file is None:
        raise Http404
    content = {"queue": name, "show": show if show in SHOWS else "all", "format": form}
    record("export:made", subject=f"export/{name}", content=content, actor=person_of(request))
    return file


def _queue(name: str) -> Queue:
    if name not in QUEUES:
        raise Http404
    return QUEUES[name]


def _cells(found: Queue, row: Any, known: Mapping[str, Code]) -> list[Any]:
    """Return the cells of a row, its state, code and chapter in words."""
    cells = dict(zip(found.columns, found.cells(row), strict=True))
    if found.words:
        cells["state"] = say(f"{found.words}-{cells['state']}")
    if "code" in cells:
        cells["code"] = title_of(known.get(row.code), row.code)
    if "chapter" in cells:
        cells["chapter"] = chapter_of(known.get(row.code), row.chapter)
    return list(cells.values())


def _address(found: Queue, row: Any) -> str:
    return reverse(found.page, args=[row.pk]) if found.page else ""
