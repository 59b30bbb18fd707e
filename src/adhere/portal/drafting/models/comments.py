# SPDX-License-Identifier: EUPL-1.2
"""Comments on clauses, from people here and from surveys, with their answers and what was hidden. Article 56(3).

What is counted for every clause stands on the comment itself, so that a draft with many comments costs no more to show.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import TextChoices
from django.utils import timezone

from adhere.portal.drafting.models.texts import Clause, Draft
from adhere.portal.people.models import Organisation, Person
from adhere.portal.register.models import Dated


class Survey(models.Model):
    """A file of answers that was taken in; the same file is not taken in twice."""

    id = models.BigAutoField(primary_key=True)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="surveys")
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    comments = models.PositiveIntegerField()
    imported = models.DateTimeField(default=timezone.now)
    event = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("draft", "sha256"), name="one_survey_of_a_digest")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.sha256[:8]}"


class Comment(models.Model):
    """What somebody said of a clause of a draft; ``author`` is an id that tells nothing of who it was."""

    class Outcome(TextChoices):
        """What was made of it; empty while nobody answered."""

        ACCEPTED = "accepted"
        PARTLY = "partly"
        NOT = "not"

    id = models.BigAutoField(primary_key=True)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comments")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="comments")
    party = models.CharField(max_length=30)
    author = models.CharField(max_length=60)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="comments", null=True, blank=True
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="comments", null=True, blank=True
    )
    survey = models.ForeignKey(
        Survey, on_delete=models.PROTECT, related_name="contents", null=True, blank=True
    )
    text = models.TextField()
    language = models.CharField(max_length=2, blank=True)
    received = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    hidden = models.BooleanField(default=False)
    event = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("draft", "clause", "outcome"), name="comments_counted"),
            models.Index(fields=("draft", "clause", "id"), name="comments_of_clause"),
            models.Index(fields=("draft", "id"), name="comments_of_draft"),
            models.Index(fields=("draft", "outcome", "id"), name="comments_by_outcome"),
            models.Index(fields=("draft", "party", "author"), name="comments_by_party"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Answer(Dated):
    """What was made of a comment and why, and the clause that changed for it."""

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=8, choices=Comment.Outcome.choices)
    reasons = models.TextField()
    changed = models.ForeignKey(
        Clause, on_delete=models.PROTECT, related_name="changed_for", null=True, blank=True
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("comment",), condition=models.Q(until=None), name="one_answer_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.outcome}"


class Moderation(Dated):
    """That a comment is hidden from the public, and why."""

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="moderations")
    reasons = models.TextField()
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("comment",), condition=models.Q(until=None), name="hidden_once")
        ]

    def __str__(self) -> str:
        return str(self.comment_id)
