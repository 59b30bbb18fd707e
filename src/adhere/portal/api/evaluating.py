# SPDX-License-Identifier: EUPL-1.2
"""Submissions as the office evaluates them, reviews of codes, and questions to the organisation of a token, for programs. Article 56(5) and (8)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from adhere.portal import codes
from adhere.portal.api import caseshapes
from adhere.portal.api.asking import PageAsked, nothing_asked
from adhere.portal.api.bearer import Bearer
from adhere.portal.api.paging import leading_on, page_of
from adhere.portal.confiding import unkept
from adhere.portal.desk.assessing.facts import facts, planned, published_on
from adhere.portal.desk.evaluating.views import beside, found_submission
from adhere.portal.desk.models import Evaluation, Question
from adhere.portal.languages import current
from adhere.portal.people.asking import allow
from adhere.portal.policy import Action, On
from adhere.portal.submissions.problems import kept_findings

router = Router(tags=["desk"])
Told = dict[str, Any]
SHOWN = 200
"""Findings and questions that are told of one submission."""


@router.get("/desk/reviews", response=caseshapes.Reviews, operation_id="reviews", auth=Bearer())
def reviews(request: HttpRequest, response: HttpResponse) -> Told:
    """Answer the office with what asks for a review of each code, and by when one is planned."""
    nothing_asked(request)
    allow(request, Action.READ_DESK)
    unkept(response)
    day, known = timezone.localdate(), codes.newest()
    published = published_on(one.code.id for one in known)
    rows = []
    for one, due in planned(known, published):
        told = facts(one, published, day).triggers
        reasons = [{"reason": each.reason, "day": each.day, "due": each.due, "text": each.text.in_(current())} for each in told]  # fmt: skip
        rows.append({"code": one.code.id, "version": one.code.version, "planned": due, "reasons": reasons})
    return {"on": day, "rows": rows}


@router.get(
    "/desk/submissions/{uuid:number}",
    response=caseshapes.Evaluated,
    operation_id="evaluation",
    auth=Bearer(),
)
def evaluation(request: HttpRequest, response: HttpResponse, number: UUID) -> Told:
    """Answer the office with a submission beside the last one: what was noted, found, asked and concluded."""
    nothing_asked(request)
    allow(request, Action.READ_DESK)
    found = found_submission(number)
    unkept(response)
    made = Evaluation.objects.filter(submission=found).first()
    compared, gone = beside(found)
    names = ("id", "received", "due", "late", "incomplete", "answered", "asked")
    return {name: getattr(found, name) for name in names} | {
        "issue": str(found),
        "provider": found.provider.name,
        "provider_id": found.provider.slug,
        "state": made.state if made else "new",
        "conclusion": made.conclusion if made else "",
        "concluded": made.concluded if made else None,
        "found": list(made.findings.all()[:SHOWN]) if made else [],
        "noted": kept_findings(found.findings)[:SHOWN],
        "questions": [_question(one) for one in found.questions.order_by("-event")[:SHOWN]],
        "earlier": compared.earlier.pk if compared and compared.earlier else None,
        "measures": [{"measure": one.measure.id, "was": one.was, "now": one.now} for one in compared.measures] if compared else [],
        "unreadable": gone,
    }  # fmt: skip


@router.get("/questions", response=caseshapes.QuestionPage, operation_id="questions", auth=Bearer())
def questions(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Told:
    """Answer with what the office asked the organisation of the token, the latest first; what was answered is read one by one, on record."""
    own = request.auth.organisation_id  # type: ignore[attr-defined]
    allow(request, Action.READ_CONFIDENTIAL, On(owner=str(own)))
    unkept(response)
    page = page_of(Question.objects.filter(provider=own), ("-event",), asked)
    return {"rows": [_question(one) for one in page.rows], "next": leading_on(request, response, page)}


def _question(row: Question) -> Told:
    names = ("id", "text", "received", "due", "state", "event")
    return {name: getattr(row, name) for name in names} | {"submission": row.submission_id}
