# SPDX-License-Identifier: EUPL-1.2
"""Who takes part in drawing up a code: calls, applications, participants, working groups and the seats in them. Article 56(3)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import TextChoices
from django.utils import timezone

from adhere.kernel.text import Text
from adhere.portal.drafting.models.works import Work
from adhere.portal.people.models import Organisation, Person
from adhere.portal.register.models import Dated


class Call(models.Model):
    """A call for participation: from when until when, and for which kinds of organisation."""

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="calls")
    text_en = models.TextField()
    text_nl = models.TextField()
    opens = models.DateField()
    closes = models.DateField()
    kinds = models.JSONField(default=list)
    closed = models.DateTimeField(null=True, blank=True)
    event = models.PositiveBigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.work_id} {self.opens}"

    @property
    def text(self) -> Text:
        """What is called for, in both languages."""
        return Text(self.text_en, self.text_nl)

    def state(self, on: date) -> str:
        """Return whether it is open on a day, still to open, or closed."""
        if self.closed is not None or on > self.closes:
            return "closed"
        return "open" if on >= self.opens else "ahead"


class Application(models.Model):
    """That an organisation applies to take part, as which group and why; and what was decided, with reasons."""

    class State(TextChoices):
        """What became of it."""

        APPLIED = "applied"
        SELECTED = "selected"
        DECLINED = "declined"

    id = models.BigAutoField(primary_key=True)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    group = models.CharField(max_length=30)
    motivation = models.TextField()
    applied = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.APPLIED)
    reasons = models.TextField(blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    event = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("call", "organisation"), name="one_application_to_a_call")
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.organisation_id}"


class Participant(Dated):
    """An organisation that takes part, and the group of Article 56(3) it counts in."""

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="participants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="takes_part")
    group = models.CharField(max_length=30)
    reasons = models.TextField(blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("work", "organisation"), condition=models.Q(until=None), name="takes_part_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("work", "group", "id"))]

    def __str__(self) -> str:
        return f"{self.work_id} {self.organisation_id}"


class Group(models.Model):
    """A working group and what it works on."""

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="groups")
    name_en = models.CharField(max_length=200)
    name_nl = models.CharField(max_length=200)
    task_en = models.TextField(blank=True)
    task_nl = models.TextField(blank=True)
    since = models.DateTimeField(default=timezone.now)
    event = models.PositiveBigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.work_id} {self.name_en}"

    @property
    def name(self) -> Text:
        """Its name in both languages."""
        return Text(self.name_en, self.name_nl)

    @property
    def task(self) -> Text:
        """Its task in both languages."""
        return Text(self.task_en, self.task_nl)


class Seat(Dated):
    """A person in a working group; chairs and vice-chairs hold no interest of their own in what is drawn up."""

    class Part(TextChoices):
        """What someone does in a group."""

        CHAIR = "chair"
        VICE_CHAIR = "vice-chair"
        MEMBER = "member"
        OBSERVER = "observer"

    id = models.BigAutoField(primary_key=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    part = models.CharField(max_length=10, choices=Part.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("group", "person"), condition=models.Q(until=None), name="one_seat_in_a_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.part}"


LEADS = (Seat.Part.CHAIR, Seat.Part.VICE_CHAIR)
"""Parts that ask for independence."""
