# SPDX-License-Identifier: EUPL-1.2
"""The log for programs: its events, and the signed head that proves they are all there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.decorators import decorate_view

from adhere.portal.api import shapes
from adhere.portal.api.asking import PageAsked, nothing_asked
from adhere.portal.api.freshness import kept_while, of_registers
from adhere.portal.api.paging import leading_on, page_of
from adhere.portal.audit import recording
from adhere.portal.audit.models import Event
from adhere.portal.keys import log_key

router = Router(tags=["log"])
fresh = decorate_view(kept_while(of_registers))


@router.get("/events", response=shapes.LogPage, operation_id="events")
@fresh
def events(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> dict[str, Any]:
    """Answer with the events, the latest first."""
    size = recording.size()
    found = page_of(Event.objects.filter(seq__lt=size), ("-seq",), asked)
    return {"size": size, "rows": found.rows, "next": leading_on(request, response, found)}


@router.get("/events/{int:seq}", response=shapes.LogEvent, operation_id="event")
@fresh
def event(request: HttpRequest, seq: int) -> Event:
    """Answer with one event."""
    nothing_asked(request)
    return get_object_or_404(Event, seq=seq)


@router.get("/checkpoint", response=shapes.SignedHead, operation_id="checkpoint")
@fresh
def checkpoint(request: HttpRequest) -> dict[str, Any]:
    """Answer with the signed head."""
    nothing_asked(request)
    head, key = recording.checkpoint(), log_key().public
    return {"size": head.size, "at": head.at, "note": head.note, "key_id": key.id, "key": key.pem}
