# SPDX-License-Identifier: EUPL-1.2
"""What programs do with a token: hand in, and read the desk. A session of a browser opens nothing here, so no form elsewhere can misuse one.

RFC 6750 (bearer tokens); who may is said by the policy, within the scopes of the token.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from ninja.security import HttpBearer

from adhere.portal import policy
from adhere.portal.api import shapes
from adhere.portal.api.asking import QueueAsked
from adhere.portal.api.paging import leading_on, page_of
from adhere.portal.api.problems import ForbiddenError, WrongParametersError
from adhere.portal.api.rules import finding
from adhere.portal.desk.queues import QUEUES, SHOWS
from adhere.portal.people.models import Token
from adhere.portal.people.tokens.acts import find, who_holds
from adhere.portal.policy import Action
from adhere.portal.submissions.api import submissions

router = Router()
_WAYS = [
    {"in": "query", "name": "sandbox", "required": False, "schema": {"type": "boolean", "default": False}},
    {"in": "query", "name": "corrects", "required": False, "schema": {"type": "string", "maxLength": 100}},
]
"""What the intake reads by itself."""
_PACK = {"content": {"application/json": {"schema": {"type": "object"}}}, "required": True}


class Bearer(HttpBearer):
    """A token of ours."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token that was presented, where it opens anything."""
        del request
        return find(token.strip())


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
    "/desk/{slug:queue}", response=shapes.QueuePage, operation_id="queue", tags=["desk"], auth=Bearer()
)
def queue(request: HttpRequest, response: HttpResponse, queue: str, asked: Query[QueueAsked]) -> dict[str, Any]:  # fmt: skip
    """Answer with a page of a queue of the desk."""
    allowed = policy.may(who_holds(request.auth), Action.READ_DESK)  # type: ignore[attr-defined]
    if not allowed.allowed:
        raise ForbiddenError(allowed.reason)
    response.headers["Cache-Control"] = "private, no-store"
    found = QUEUES.get(queue)
    if found is None:
        raise Http404
    if asked.show and asked.show not in SHOWS:
        raise WrongParametersError([finding("ADH-API-010", "show", known=", ".join(SHOWS))])
    page = page_of(found.shown(asked.show, timezone.localdate()), found.order, asked)
    rows = [dict(zip(found.columns, found.cells(row), strict=True)) for row in page.rows]
    return {"queue": found.name, "rows": rows, "next": leading_on(request, response, page)}
