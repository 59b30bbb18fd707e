# SPDX-License-Identifier: EUPL-1.2
"""A submission as the office evaluates it: beside the last one, its findings, questions and conclusion."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from adhere.codes.catalogue import UnknownCodeError
from adhere.portal.codes import code
from adhere.portal.desk.evaluating import acts
from adhere.portal.desk.evaluating.comparing import Comparison, compared
from adhere.portal.desk.evaluating.forms import ConclusionForm, FindingForm
from adhere.portal.desk.models import Evaluation
from adhere.portal.doing import Asked, by_form, can
from adhere.portal.forms import posted
from adhere.portal.languages import current
from adhere.portal.pages import page
from adhere.portal.people.asking import allow, person_of
from adhere.portal.policy import Action
from adhere.portal.submissions.models import Submission
from adhere.portal.submissions.problems import kept_findings
from adhere.portal.wording import say

SHOWN = 50


@require_safe
def one(request: HttpRequest, number: UUID) -> HttpResponse:
    """Answer with a submission beside the last one, for the office."""
    allow(request, Action.READ_DESK)
    found = found_submission(number)
    evaluation = Evaluation.objects.filter(submission=found).first()
    compared_, gone = beside(found)
    return page(
        request,
        "desk/submission.html",
        found=found,
        evaluation=evaluation,
        findings=evaluation.findings.all()[:SHOWN] if evaluation else [],
        noted=kept_findings(found.findings)[:SHOWN],
        questions=found.questions.order_by("-event")[:SHOWN],
        beside=compared_,
        gone=gone,
        evaluates=can(request, Action.EVALUATE) and (evaluation is None or evaluation.state == Evaluation.State.AT_WORK),
        asks=can(request, Action.ASK_PROVIDER),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def find(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show the form of a finding, and note one."""
    allow(request, Action.EVALUATE)
    found = found_submission(number)
    asked = Asked(
        title=say("desk.find", issue=str(found)),
        action=say("desk.find-act"),
        act=lambda data: (
            "desk:submission",
            acts.find(found.pk, data["measure"], data["text"], by=person_of(request)).evaluation_id,
        ),
        done=say("desk.found"),
        back=reverse("desk:submission", args=[number]),
    )
    return by_form(request, FindingForm(_measures(found), *posted(request)), asked)


@require_http_methods(["GET", "POST"])
def conclude(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show the form of a conclusion, and conclude the evaluation."""
    allow(request, Action.EVALUATE)
    found = found_submission(number)
    asked = Asked(
        title=say("desk.conclude", issue=str(found)),
        action=say("desk.conclude-act"),
        act=lambda data: (
            "desk:submission",
            acts.conclude(found.pk, data["conclusion"], by=person_of(request)).submission_id,
        ),
        done=say("desk.concluded"),
        back=reverse("desk:submission", args=[number]),
    )
    return by_form(request, ConclusionForm(*posted(request)), asked)


def beside(found: Submission) -> tuple[Comparison | None, bool]:
    """Return the comparison, and whether a file it needs is not where it was kept."""
    try:
        return compared(found), False
    except FileNotFoundError:
        return None, True


def _measures(found: Submission) -> list[tuple[str, str]]:
    try:
        known = code(found.code) if found.code else None
    except (UnknownCodeError, FileNotFoundError):
        return []
    return [(one.id, f"{one.id} {one.title.in_(current())}") for one in known.measures] if known else []


def found_submission(number: UUID) -> Submission:
    """Return a submission, or answer that there is no such page."""
    return get_object_or_404(Submission.objects.select_related("provider", "model"), pk=number)
