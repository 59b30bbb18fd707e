# SPDX-License-Identifier: EUPL-1.2
"""The log as people and machines read it: events, the signed head, and proofs that need no trust in this server."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from adhere.ledger import receipt as ledger_receipt
from adhere.portal.audit import recording, witnessing
from adhere.portal.audit.models import Event
from adhere.portal.exporting import FORMS, every, exported
from adhere.portal.keys import log_key
from adhere.portal.pages import page

PAGE = 50
COLUMNS = ("number", "at", "kind", "subject")
SHEET_MOST = 100_000
"""Events up to which the log is offered as a sheet, which is made whole before it is sent; the other forms are sent while they are read."""
SHOWN = 5
"""Witnesses of the last cosigned head that the first page names."""


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Answer with the latest events, or a file of all; ``before`` is the number to go on below."""
    asked = request.GET.get("before", "")
    size = recording.size()
    forms = FORMS if size <= SHEET_MOST else tuple(form for form in FORMS if form != "xlsx")
    cells = every(Event.objects.all(), ("-seq",), lambda row: (row.seq, row.at, row.kind, row.subject))
    file = exported(request, "log", COLUMNS, cells, forms=forms)
    if file is not None:
        return file
    before = min(int(asked), size) if asked.isascii() and asked.isdigit() and len(asked) < 16 else size
    events = Event.objects.filter(seq__lt=before, seq__gte=before - PAGE)
    cosigned = witnessing.latest()
    return page(
        request,
        "audit/home.html",
        events=events,
        forms=forms,
        size=size,
        older=before - PAGE if before > PAGE else None,
        cosigned=cosigned,
        lines=witnessing.of(cosigned)[:SHOWN] if cosigned else [],
    )


@require_safe
def event(request: HttpRequest, seq: int) -> HttpResponse:
    """Answer with one event."""
    found = _event(seq)
    line, key_id = recording.line_of(found).decode(), log_key().public.id
    return page(request, "audit/event.html", event=found, line=line, key_id=key_id, size=seq + 1)


@require_safe
def proof(_: HttpRequest, seq: int) -> HttpResponse:
    """Answer with the proof that an event stands in the log, for any program that reads C2SP tlog-proof."""
    _event(seq)
    return _text(recording.proof(seq).text)


@require_safe
def receipt(_: HttpRequest, seq: int) -> HttpResponse:
    """Answer with an event and its proof as ``adhere verify`` checks them, without what was kept of it: that is not for everyone."""
    line, path = recording.line_of(_event(seq)), recording.proof(seq, of=seq + 1)
    content = ledger_receipt.receipt(line, None, path, log_key().public)
    name = f'attachment; filename="receipt-{seq}.json"'
    return HttpResponse(content, content_type="application/json", headers={"Content-Disposition": name})


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
