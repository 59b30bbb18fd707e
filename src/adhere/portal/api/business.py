# SPDX-License-Identifier: EUPL-1.2
"""What programs do with a token: hand in, and read what was handed in and the queues of the desk.

Who may is said by the policy, within the scopes of the token.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from adhere.portal.api import shapes
from adhere.portal.api.asking import PageAsked, QueueAsked, nothing_asked
from adhere.portal.api.bearer import Bearer
from adhere.portal.api.paging import leading_on, page_of
from adhere.portal.api.problems import WrongParametersError
from adhere.portal.api.rules import finding
from adhere.portal.confiding import unkept
from adhere.portal.desk.queues import QUEUES, SHOWS
from adhere.portal.people.asking import allow
from adhere.portal.policy import Action, On
from adhere.portal.submissions.api import submission_json, submissions
from adhere.portal.submissions.models import SigningKey, Submission

router = Router()
_WAYS = [
    {"in": "query", "name": "sandbox", "required": False, "schema": {"type": "boolean", "default": False}},
    {"in": "query", "name": "corrects", "required": False, "schema": {"type": "string", "maxLength": 100}},
]
"""What the intake reads by itself."""
_PACK = {"content": {"application/json": {"schema": {"type": "object"}}}, "required": True}


@router.post(
    "/submissions",
    response={200: shapes.Submission, 201: shapes.Submission},
    operation_id="submit",
    tags=["intake"],
    openapi_extra={"requestBody": _PACK, "parameters": _WAYS, "security": [{"Bearer": []}]},
)
def submit(request: HttpRequest) -> HttpResponse:
    """Take in one pack; the intake itself sees to the token."""
    return submissions(request)


@router.get(
    "/submissions", response=shapes.SubmissionPage, operation_id="submissions", tags=["intake"], auth=Bearer()
)
def handed_in(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> dict[str, Any]:
    """Answer with what the organisation of the token handed in, the latest first."""
    own = request.auth.organisation_id  # type: ignore[attr-defined]
    allow(request, Action.READ_SUBMISSION, On(owner=str(own)))
    unkept(response)
    rows = Submission.objects.filter(provider=own)
    page = page_of(rows, ("-event",), asked)
    return {"rows": [_row(one) for one in page.rows], "next": leading_on(request, response, page)}


@router.get("/submissions/keys", response=shapes.KeyPage, operation_id="keys", tags=["intake"], auth=Bearer())
def keys(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> dict[str, Any]:
    """Answer with the keys that sign for the organisation of the token, those that ended too, the latest first."""
    own = request.auth.organisation_id  # type: ignore[attr-defined]
    allow(request, Action.READ_SUBMISSION, On(owner=str(own)))
    unkept(response)
    page = page_of(SigningKey.objects.filter(organisation=own), ("-since", "-id"), asked)
    return {"rows": page.rows, "next": leading_on(request, response, page)}


@router.get(
    "/submissions/{uuid:number}",
    response=shapes.Submission,
    operation_id="submission",
    tags=["intake"],
    auth=Bearer(),
)
def submission(request: HttpRequest, response: HttpResponse, number: UUID) -> dict[str, Any]:
    """Answer with one submission, its findings and its receipt."""
    nothing_asked(request)
    rows = Submission.objects.select_related("provider", "key", "model", "corrects")
    found = get_object_or_404(rows, pk=number)
    allow(request, Action.READ_SUBMISSION, On(owner=str(found.provider_id)))
    unkept(response)
    return submission_json(found)


@router.get(
    "/desk/{slug:queue}", response=shapes.QueuePage, operation_id="queue", tags=["desk"], auth=Bearer()
)
def queue(request: HttpRequest, response: HttpResponse, queue: str, asked: Query[QueueAsked]) -> dict[str, Any]:  # fmt: skip
    """Answer with a page of a queue of the desk, each row with the key by which it is asked for."""
    allow(request, Action.READ_DESK)
    unkept(response)
    found = QUEUES.get(queue)
    if found is None:
        raise Http404
    if asked.show and asked.show not in SHOWS:
        raise WrongParametersError([finding("ADH-API-010", "show", known=", ".join(SHOWS))])
    page = page_of(found.shown(asked.show, timezone.localdate()), found.order, asked)
    rows = [
        {"id": str(row.pk), **dict(zip(found.columns, found.cells(row), strict=True))} for row in page.rows
    ]
    return {"queue": found.name, "rows": rows, "next": leading_on(request, response, page)}


def _row(found: Submission) -> dict[str, Any]:
    names = ("id", "sha256", "received", "due", "late", "incomplete", "answered", "asked")
    return {name: getattr(found, name) for name in names} | {"issue": str(found)}
