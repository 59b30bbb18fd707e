# SPDX-License-Identifier: EUPL-1.2
"""Requests for programs: those of who asks, one with its clock and answers, and what an answer says. Measure 1.2; Articles 78 and 91."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from adhere.portal.api import caseshapes
from adhere.portal.api.asking import RequestsAsked, nothing_asked
from adhere.portal.api.bearer import Bearer
from adhere.portal.api.paging import leading_on, page_of
from adhere.portal.confiding import unkept
from adhere.portal.languages import current
from adhere.portal.people.asking import allow
from adhere.portal.policy import Action, On
from adhere.portal.requests import reading, views
from adhere.portal.requests.models import Answer, Request
from adhere.portal.requests.standing import overdue, standing

router = Router(tags=["requests"])
Told = dict[str, Any]


@router.get("/requests", response=caseshapes.RequestPage, operation_id="requests", auth=Bearer())
def requests(request: HttpRequest, response: HttpResponse, asked: Query[RequestsAsked]) -> Told:
    """Answer with the requests the holder of the token may see, the latest first."""
    token = request.auth  # type: ignore[attr-defined]
    allow(request, Action.READ_CONFIDENTIAL, On(owner=str(token.organisation_id)))
    unkept(response)
    rows = views.visible(request)
    if asked.show:
        rows = rows.filter(overdue(timezone.localdate()))
    page = page_of(rows, ("-event",), asked)
    return {"rows": [_row(one) for one in page.rows], "next": leading_on(request, response, page)}


@router.get("/requests/{uuid:number}", response=caseshapes.RequestTold, operation_id="request", auth=Bearer())
def one(request: HttpRequest, response: HttpResponse, number: UUID) -> Told:
    """Answer with a request, why its last day is that day, and its answers."""
    nothing_asked(request)
    found = views.visible_request(request, str(number))
    unkept(response)
    answers = list(found.answers.select_related("pack").prefetch_related("marks"))
    stands = standing(found, answers, timezone.localdate())
    return _row(found) | {
        "due": stands.due.day,
        **{name: getattr(found, name) for name in ("grounds", "purpose", "scope", "form", "event")},
        "asked": found.rows,
        "standing": stands.state.value,
        "reasons": [one.in_(current()) for one in stands.due.reasons],
        "answers": [_answer(one) for one in answers],
    }


@router.get(
    "/requests/answers/{int:answer}",
    response=caseshapes.AnswerTold,
    operation_id="read-answer",
    auth=Bearer(),
)
def told(request: HttpRequest, response: HttpResponse, answer: int) -> Told:
    """Answer with the fields of an answer that are not confidential."""
    return _told(request, response, answer, shown=False)


@router.post(
    "/requests/answers/{int:answer}",
    response=caseshapes.AnswerTold,
    operation_id="read-answer-on-record",
    auth=Bearer(),
)
def told_on_record(request: HttpRequest, response: HttpResponse, answer: int) -> Told:
    """Put on record that the confidential fields of an answer are read, and answer with all of it."""
    return _told(request, response, answer, shown=True)


@router.post(
    "/requests/answers/{int:answer}/pack",
    operation_id="read-pack",
    auth=Bearer(),
    openapi_extra={"responses": {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}},
)
def pack(request: HttpRequest, answer: int) -> HttpResponse:
    """Answer with the pack itself, to an organisation it was released to, which is put on record."""
    nothing_asked(request)
    return reading.pack(request, answer)


def _told(request: HttpRequest, response: HttpResponse, answer: int, *, shown: bool) -> Told:
    nothing_asked(request)
    found, fields = reading.read(request, answer, shown=shown)
    unkept(response)
    return {
        "request": str(found.request_id),
        "fields": [
            {
                "confidential": one["marked"],
                **{name: one[name] for name in ("field", "label", "why", "value")},
            }
            for one in fields
        ],
    }


def _row(found: Request) -> Told:
    return {
        "id": str(found.pk),
        "model": str(found.model),
        "model_id": found.model.slug,
        "asker": found.asker.name,
        "provider": found.provider.name,
        **{name: getattr(found, name) for name in ("kind", "made", "received", "due", "state")},
    }


def _answer(found: Answer) -> Told:
    return {
        "id": found.pk,
        "sha256": found.pack.sha256 if found.pack else None,
        "marked": [{"field": mark.field, "why": mark.why} for mark in found.marks.all()],
        **{name: getattr(found, name) for name in ("kind", "at", "reasons", "event")},
    }
