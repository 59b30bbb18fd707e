# SPDX-License-Identifier: EUPL-1.2
"""Drafts and their clauses. A clause keeps its id through every draft; what it says and its number belong to one draft.

Article 56(4): commitments or measures, objectives and indicators.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import TextChoices
from django.utils import timezone

from adhere.kernel.text import Text
from adhere.portal.drafting.models.works import Work


class Draft(models.Model):
    """One draft of a code; once published it is frozen, and changes are made in the next."""

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveSmallIntegerField()
    begun = models.DateTimeField(default=timezone.now)
    published = models.DateTimeField(null=True, blank=True)
    comments_until = models.DateField(null=True, blank=True)
    summary_en = models.TextField(blank=True)
    summary_nl = models.TextField(blank=True)
    event = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("work", "number"), name="one_draft_of_a_number"),
            models.UniqueConstraint(
                fields=("work",), condition=models.Q(published=None), name="one_draft_in_hand"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work_id} {self.number}"

    @property
    def summary(self) -> Text:
        """What is said of the whole, in both languages."""
        return Text(self.summary_en, self.summary_nl)

    @property
    def subject(self) -> str:
        """How the log names it."""
        return f"{self.work.subject}/draft/{self.number}"

    def takes_comments(self, on: date) -> bool:
        """Whether the time for comments runs on a day."""
        return self.published is not None and (self.comments_until is None or on <= self.comments_until)


class Clause(models.Model):
    """A clause as such: what stays the same through all drafts."""

    class Kind(TextChoices):
        """Kinds of clause, with the words of codes.clauses."""

        CODE = "code"
        CHAPTER = "chapter"
        COMMITMENT = "commitment"
        MEASURE = "measure"
        ELEMENT = "element"

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="clauses")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Wording(models.Model):
    """What a clause is in one draft: its number, its place and its texts; or that it is gone, why, and where it went."""

    id = models.BigAutoField(primary_key=True)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="wordings")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="wordings")
    parent = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="parts", null=True, blank=True)
    place = models.PositiveIntegerField()
    order = models.PositiveIntegerField(default=0)
    mark = models.CharField(max_length=3, blank=True)
    number = models.CharField(max_length=60)
    title_en = models.CharField(max_length=500)
    title_nl = models.CharField(max_length=500)
    text_en = models.TextField(blank=True)
    text_nl = models.TextField(blank=True)
    provisions = models.JSONField(default=list, blank=True)
    minds = models.JSONField(default=list, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    no_indicator_en = models.TextField(blank=True)
    no_indicator_nl = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    reason_nl = models.TextField(blank=True)
    removed = models.BooleanField(default=False)
    went_to = models.ForeignKey(
        Clause, on_delete=models.PROTECT, related_name="came_from", null=True, blank=True
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("draft", "clause"), name="one_wording_in_a_draft")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("draft", "order"))]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"

    @property
    def title(self) -> Text:
        """The title in both languages."""
        return Text(self.title_en, self.title_nl)

    @property
    def text(self) -> Text:
        """The text in both languages."""
        return Text(self.text_en, self.text_nl)

    @property
    def reason(self) -> Text:
        """Why it is not what it was in the draft before, in both languages."""
        return Text(self.reason_en, self.reason_nl)
