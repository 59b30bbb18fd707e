# SPDX-License-Identifier: EUPL-1.2
"""The log for programs: its events, and the signed head that proves they are all there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.decorators import decorate_view

from adhere.ledger.rules import LedgerError
from adhere.portal.api import shapes
from adhere.portal.api.asking import PageAsked, nothing_asked
from adhere.portal.api.freshness import kept_while, of_registers, of_witnessed_log
from adhere.portal.api.paging import leading_on, page_of
from adhere.portal.api.problems import WrongParametersError
from adhere.portal.api.rules import in_body
from adhere.portal.audit import recording, witnessing
from adhere.portal.audit.models import Checkpoint, Event
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
@decorate_view(kept_while(of_witnessed_log))
def checkpoint(request: HttpRequest) -> dict[str, Any]:
    """Answer with the signed head, and with the last one that witnesses cosigned."""
    nothing_asked(request)
    head, key, cosigned = recording.checkpoint(), log_key().public, witnessing.latest()
    own = {"size": head.size, "at": head.at, "note": head.note, "key_id": key.id, "key": key.pem}
    return own | {"cosigned": _cosigned(cosigned) if cosigned else None}


@router.post("/checkpoint", response=shapes.CosignedHead, operation_id="cosign")
def cosign(request: HttpRequest, told: shapes.CosignedNote) -> dict[str, Any]:
    """Take in what a witness registered here wrote below a head of this log; the same is taken in once."""
    nothing_asked(request)
    try:
        found = witnessing.take(told.note.encode("utf-8", "surrogatepass"))
    except LedgerError as error:
        raise WrongParametersError([error.finding("body", at="note")]) from None
    except witnessing.UnwitnessedError:
        raise WrongParametersError([in_body("ADH-API-013", "note")]) from None
    return _cosigned(found[0].checkpoint)


def _cosigned(head: Checkpoint) -> dict[str, Any]:
    rows = list(witnessing.of(head))
    told = [{"witness": one.witness.name, "key": one.witness.key, "at": one.at, "line": one.line} for one in rows]  # fmt: skip
    return {"size": head.size, "note": witnessing.cosigned(head, rows), "cosignatures": told}
