# SPDX-License-Identifier: EUPL-1.2
"""A code that is being drawn up, the versions of it that were published, and when it is reviewed. Article 56(1), (2) and (8)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from adhere.kernel.text import Text
from adhere.portal.register.models import Dated


class Work(models.Model):
    """A code that is being drawn up: its titles, the family that says what it is held against, and the provisions it has to cover."""

    id = models.BigAutoField(primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    title_en = models.CharField(max_length=300)
    title_nl = models.CharField(max_length=300)
    family = models.CharField(max_length=20)
    provisions = models.JSONField(default=list)
    opened = models.DateTimeField(default=timezone.now, db_index=True)
    closed = models.DateTimeField(null=True, blank=True)
    closed_why = models.TextField(blank=True)
    event = models.PositiveBigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> Text:
        """The title in both languages."""
        return Text(self.title_en, self.title_nl)

    @property
    def subject(self) -> str:
        """How the log names it."""
        return f"drafting/{self.slug}"


class Version(models.Model):
    """A version of a code that was published, from which draft, and the digest of its files."""

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="versions")
    draft = models.ForeignKey("drafting.Draft", on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=20)
    published = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    event = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("work", "version"), name="one_version_of_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.work_id} {self.version}"


class ReviewPlan(Dated):
    """By when a code is reviewed, and why then; Article 56(8)."""

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="review_plans")
    due = models.DateField()
    why_en = models.TextField()
    why_nl = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("work",), condition=models.Q(until=None), name="one_review_plan_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.work_id} {self.due}"

    @property
    def why(self) -> Text:
        """The reasons in both languages."""
        return Text(self.why_en, self.why_nl)
