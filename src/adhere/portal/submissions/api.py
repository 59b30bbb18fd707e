# SPDX-License-Identifier: EUPL-1.2
"""The intake for machines: ``POST /api/v1/submissions`` with a pack as its body and a token whose scope is ``submit``.

201 with a receipt where it is taken in, 200 with the same receipt where the same bytes were before, and with the findings where it was a
try (``?sandbox=1``). Each refusal is a problem (RFC 9457).
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from adhere.portal import policy, scanning
from adhere.portal.people.models import Token
from adhere.portal.people.tokens.acts import find, who_holds
from adhere.portal.policy import Action, On
from adhere.portal.submissions.intake import RefusedPackError, Taken, attempt, take
from adhere.portal.submissions.keeping import NOT_KEPT, later, not_kept
from adhere.portal.submissions.models import Submission
from adhere.portal.submissions.problems import findings_json, kept_findings, problem
from adhere.portal.submissions.receipts import receipt_for
from adhere.portal.wording import say

TYPES = ("application/json", "application/octet-stream")
YES = ("1", "true", "yes")


@csrf_exempt
def submissions(request: HttpRequest) -> HttpResponse:
    """Take in one pack."""
    if request.method != "POST":
        answer = problem(405, "method", say("submissions.problem-method"))
        answer.headers["Allow"] = "POST"
        return answer
    token = bearer(request)
    if token is None:
        answer = problem(401, "sign-in", say("submissions.problem-sign-in"))
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    allowed = policy.may(who_holds(token), Action.SUBMIT, On(owner=str(token.organisation_id)))
    if not allowed.allowed:
        detail = say(f"policy.{allowed.reason}")
        return problem(403, allowed.reason, say("submissions.problem-forbidden"), detail=detail)
    wrong = _wrong_request(request)
    if wrong is not None:
        return wrong
    content = request.read()
    return _unclean(content) or submitted(
        content,
        token,
        corrects=request.GET.get("corrects", "")[:100],
        sandbox=request.GET.get("sandbox", "").lower() in YES,
    )


def bearer(request: HttpRequest) -> Token | None:
    """Return the token of a request (RFC 6750, section 2.1), None where it has none that opens anything."""
    scheme, _, told = request.headers.get("Authorization", "").partition(" ")
    return find(told.strip()) if scheme.lower() == "bearer" else None


def submitted(content: bytes, token: Token, *, corrects: str = "", sandbox: bool = False) -> HttpResponse:
    """Take in some bytes for the organisation of a token, or try to, and answer with what came of it."""
    try:
        return _submitted(content, token, corrects, sandbox=sandbox)
    except NOT_KEPT as error:
        return not_kept(error)


def _submitted(content: bytes, token: Token, corrects: str, *, sandbox: bool) -> HttpResponse:
    provider = token.organisation
    if sandbox:
        found = attempt(content, provider, corrects)
        told = findings_json(found.findings)
        if found.refused:
            return _refused(told, sandbox=True)
        return JsonResponse({"format": "adhere/submission/1", "sandbox": True, "findings": told})
    try:
        taken = take(content, provider, by=token.person, corrects=corrects)
    except RefusedPackError as error:
        return _refused(findings_json(error.findings), sandbox=False)
    return _receipted(taken)


def _wrong_request(request: HttpRequest) -> HttpResponse | None:
    """Return what is wrong with a request before its body is read."""
    if request.content_type not in TYPES:
        known = ", ".join(TYPES)
        return problem(415, "type", say("submissions.problem-type", known=known))
    length = request.headers.get("Content-Length", "")
    if not length.isascii() or not length.isdigit():
        return problem(411, "length", say("submissions.problem-length"))
    if int(length) > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // 1_000_000
        return problem(413, "too-large", say("submissions.problem-large", limit=limit))
    return None


def _unclean(content: bytes) -> HttpResponse | None:
    """Return why a scanner keeps something out: it found something, or it does not answer."""
    fault = scanning.fault_of(content)
    if fault == "scanning.found":
        return problem(422, "malware", say("scanning.problem-found"), detail=say(fault))
    return (
        later(problem(503, "scanner", say("scanning.problem-not-scanned"), detail=say(fault)))
        if fault
        else None
    )


def _refused(findings: list[dict[str, Any]], *, sandbox: bool) -> HttpResponse:
    title = say("submissions.problem-refused")
    return problem(422, "refused", title, sandbox=sandbox, findings=findings)


def _receipted(taken: Taken) -> HttpResponse:
    answer = JsonResponse(submission_json(taken.submission, taken.receipt), status=201 if taken.new else 200)
    answer.headers["Location"] = f"{settings.ORIGIN}/nl/submissions/{taken.submission.pk}/"
    return answer


def submission_json(submission: Submission, receipt: bytes | None = None) -> dict[str, Any]:
    """Return a submission with its receipt as a JSON object; the receipt is looked up where it is not at hand."""
    receipt = receipt or receipt_for(submission)
    return {
        "format": "adhere/submission/1",
        "sandbox": False,
        "id": str(submission.pk),
        "sha256": submission.sha256,
        "issue": str(submission),
        "received": submission.received.isoformat(),
        "due": submission.due.isoformat() if submission.due else None,
        "late": submission.late,
        "incomplete": submission.incomplete,
        "answered": submission.answered,
        "asked": submission.asked,
        "corrects": str(submission.corrects_id) if submission.corrects_id else None,
        "findings": kept_findings(submission.findings),
        "receipt": json.loads(receipt),
    }
