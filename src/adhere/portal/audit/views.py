# SPDX-License-Identifier: EUPL-1.2
"""The log as people and machines read it: events, the signed head, and proofs that need no trust in this server."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from adhere.portal.audit import recording, witnessing
from adhere.portal.audit.models import Event
from adhere.portal.keys import log_key
from adhere.portal.pages import page

PAGE = 50
SHOWN = 5
"""Witnesses of the last cosigned head that the first page names."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer with the latest events; ``before`` is the number to go on below."""
    asked = request.GET.get("before", "")
    size = recording.size()
    before = min(int(asked), size) if asked.isascii() and asked.isdigit() and len(asked) < 16 else size
    events = Event.objects.filter(seq__lt=before, seq__gte=before - PAGE)
    cosigned = witnessing.latest()
    return page(
        request,
        "audit/home.html",
        events=events,
        size=size,
        older=before - PAGE if before > PAGE else None,
        cosigned=cosigned,
        lines=witnessing.of(cosigned)[:SHOWN] if cosigned else [],
    )


@require_safe
def event(request: HttpRequest, seq: int) -> HttpResponse:
    """Answer with one event."""
    found = _event(seq)
    return page(request, "audit/event.html", event=found, line=recording.line_of(found).decode())


@require_safe
def proof(_: HttpRequest, seq: int) -> HttpResponse:
    """Answer with the proof that an event stands in the log, for ``adhere verify``."""
    _event(seq)
    return _text(recording.proof(seq).text)


@require_safe
def checkpoint(_: HttpRequest) -> HttpResponse:
    """Answer with the signed head."""
    return _text(recording.checkpoint().note)


@require_safe
def key(_: HttpRequest) -> HttpResponse:
    """Answer with the public key of the log."""
    return HttpResponse(log_key().public.pem, content_type="application/x-pem-file")


@require_safe
def consistency(request: HttpRequest, old: int) -> HttpResponse:
    """Answer with the proof that the log of today, or of the size asked (``?to=``), continues that of a smaller size."""
    size = recording.size()
    asked = request.GET.get("to", "")
    new = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else size
    if not old <= new <= size:
        raise Http404
    return HttpResponse(recording.consistency(old, new).content, content_type="application/json")


def _event(seq: int) -> Event:
    try:
        return Event.objects.get(seq=seq)
    except (Event.DoesNotExist, OverflowError):
        raise Http404 from None


def _text(content: str) -> HttpResponse:
    return HttpResponse(content, content_type="text/plain; charset=utf-8")
