# SPDX-License-Identifier: EUPL-1.2
"""Plenaries, meetings of working groups and workshops, and what is published of what was said there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import TextChoices

from adhere.kernel.text import Text
from adhere.portal.drafting.models.parties import Group
from adhere.portal.drafting.models.works import Work
from adhere.portal.register.models import Dated


class Meeting(models.Model):
    """A meeting: of everybody, of a working group, or a workshop for some."""

    class Kind(TextChoices):
        """Who meets."""

        PLENARY = "plenary"
        GROUP = "group"
        WORKSHOP = "workshop"

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings", null=True, blank=True)
    title_en = models.CharField(max_length=200)
    title_nl = models.CharField(max_length=200)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    cancelled = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.TextField(blank=True)
    event = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("work", "starts", "id"))]

    def __str__(self) -> str:
        return f"{self.work_id} {self.starts}"

    @property
    def title(self) -> Text:
        """What it is called in both languages."""
        return Text(self.title_en, self.title_nl)


class Minutes(Dated):
    """The minutes of a meeting as published; a correction ends what stood before."""

    id = models.BigAutoField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    text_en = models.TextField()
    text_nl = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("meeting",), condition=models.Q(until=None), name="one_set_of_minutes_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return str(self.meeting_id)

    @property
    def text(self) -> Text:
        """The text in both languages."""
        return Text(self.text_en, self.text_nl)
