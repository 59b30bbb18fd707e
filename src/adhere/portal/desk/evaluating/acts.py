# SPDX-License-Identifier: EUPL-1.2
"""Findings on a submission and its conclusion: each act one transaction with its event; what was concluded stays so."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from adhere.portal.audit.recording import record
from adhere.portal.confiding import digest_of
from adhere.portal.desk.models import Evaluation, EvaluatorFinding
from adhere.portal.people.models import Person
from adhere.portal.settling import SettledError
from adhere.portal.submissions.models import Submission


def subject_of(submission: Submission) -> str:
    """Return how the log names a submission."""
    return f"submission/{submission.provider.slug}/{submission.pk}"


@transaction.atomic
def find(submission_id: UUID, measure: str, text: str, *, by: Person) -> EvaluatorFinding:
    """Note a finding; raise SettledError where the evaluation was concluded."""
    evaluation, submission = _open(submission_id)
    content = {"measure": measure, "text_sha256": digest_of(text)}
    event = record("finding:made", subject=subject_of(submission), content=content, actor=by)
    return EvaluatorFinding.objects.create(
        evaluation=evaluation, measure=measure, text=text, at=event.at, event=event.seq
    )


@transaction.atomic
def conclude(submission_id: UUID, conclusion: str, *, by: Person) -> Evaluation:
    """Conclude an evaluation; raise SettledError where somebody did already."""
    evaluation, submission = _open(submission_id)
    content = {"findings": evaluation.findings.count(), "conclusion_sha256": digest_of(conclusion)}
    event = record("report:evaluated", subject=subject_of(submission), content=content, actor=by)
    evaluation.state, evaluation.conclusion = Evaluation.State.CONCLUDED, conclusion
    evaluation.concluded, evaluation.event = event.at, event.seq
    evaluation.save()
    submission.waits = False
    submission.save(update_fields=["waits"])
    return evaluation


def _open(submission_id: UUID) -> tuple[Evaluation, Submission]:
    submission = (
        Submission.objects.select_for_update(of=("self",)).select_related("provider").get(pk=submission_id)
    )
    evaluation = Evaluation.objects.get_or_create(submission=submission, defaults={"begun": timezone.now()})[
        0
    ]
    if evaluation.state == Evaluation.State.CONCLUDED:
        raise SettledError("desk.state-concluded")
    if submission.untouched:
        submission.untouched = False
        submission.save(update_fields=["untouched"])
    return evaluation, submission
