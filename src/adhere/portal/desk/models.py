# SPDX-License-Identifier: EUPL-1.2
"""What the desk keeps: evaluations with their findings, questions, serious incidents, complaints, alerts and assessments of codes.

Articles 55(1)(c), 56(5), (6) and (8), 89(2) and 90. What was said stays as it was said; what is confidential is read on record only.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import TextChoices

from adhere.portal.people.models import Organisation
from adhere.portal.register.models import Publication, RegisteredModel
from adhere.portal.submissions.models import Submission


class Case(models.Model):
    """Something that came in and is worked on; ``changed`` is None until something happened to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    received = models.DateTimeField()
    changed = models.DateTimeField(null=True)
    event = models.PositiveBigIntegerField(unique=True)

    class Meta:
        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("-event",)


class Evaluation(models.Model):
    """The evaluation of one submission: begun with the first finding or at once, ended with a conclusion."""

    class State(TextChoices):
        """How far it is."""

        AT_WORK = "at-work"
        CONCLUDED = "concluded"

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, primary_key=True, related_name="evaluation"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.AT_WORK, db_index=True)
    conclusion = models.TextField(blank=True)
    begun = models.DateTimeField()
    concluded = models.DateTimeField(null=True)
    event = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.state} {self.submission_id}"


class EvaluatorFinding(models.Model):
    """What an evaluator found, about a measure or the whole."""

    id = models.BigAutoField(primary_key=True)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="findings")
    measure = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    event = models.PositiveBigIntegerField(unique=True)

    class Meta:
        ordering = ("event",)

    def __str__(self) -> str:
        return f"{self.measure} {self.pk}"


class Question(Case):
    """A question of the office to a provider, with the day by which an answer is wished for."""

    class State(TextChoices):
        """How it stands."""

        OPEN = "open"
        ANSWERED = "answered"
        CLOSED = "closed"

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="questions")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="questions")
    text = models.TextField()
    due = models.DateField()
    answer = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices)

    class Meta(Case.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("state", "due"), name="questions_waiting")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def subject(self) -> str:
        """How the log names it."""
        return f"question/{self.provider.slug}/{self.pk}"


class Incident(Case):
    """A serious incident as its provider reports it; ``due`` is the last day of the next report, computed at each change."""

    class State(TextChoices):
        """Whether reports are still to come."""

        OPEN = "open"
        CLOSED = "closed"

    class Link(TextChoices):
        """How sure the involvement of the model is (risk.incidents)."""

        ESTABLISHED = "established"
        SUSPECTED = "suspected"

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="incidents")
    model = models.ForeignKey(RegisteredModel, on_delete=models.PROTECT, null=True, related_name="+")
    aware = models.DateField()
    started = models.DateField(null=True)
    resolved = models.DateField(null=True)
    link = models.CharField(max_length=12, choices=Link.choices)
    harms = models.JSONField(default=list)
    due = models.DateField(null=True)
    state = models.CharField(max_length=6, choices=State.choices)

    class Meta(Case.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("state", "due"), name="incidents_waiting")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def subject(self) -> str:
        """How the log names it."""
        return f"incident/{self.provider.slug}/{self.pk}"


class IncidentReport(models.Model):
    """One report on an incident; its text is confidential."""

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=12)
    text = models.TextField()
    at = models.DateTimeField()
    event = models.PositiveBigIntegerField(unique=True)

    class Meta:
        ordering = ("event",)

    def __str__(self) -> str:
        return f"{self.kind} {self.incident_id}"


class Reasoned(Case):
    """A complaint or an alert about a provider: how it is reached, what happened, and why that matters."""

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    model = models.ForeignKey(RegisteredModel, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.CharField(max_length=300)
    facts = models.TextField()
    more = models.TextField(blank=True)
    outcome = models.TextField(blank=True)

    class Meta(Case.Meta):
        abstract = True


class Complaint(Reasoned):
    """A complaint that a provider breaks the Regulation or does not keep to a code; Article 89(2), measure 1.5 of the copyright chapter."""

    class State(TextChoices):
        """How it stands."""

        RECEIVED = "received"
        ACKNOWLEDGED = "acknowledged"
        ANSWERED = "answered"
        UNFOUNDED = "unfounded"

    complainant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="complaints")
    provisions = models.JSONField(default=list)
    why = models.TextField()
    acknowledged = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, db_index=True)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def subject(self) -> str:
        """How the log names it."""
        return f"complaint/{self.provider.slug}/{self.pk}"


class Alert(Reasoned):
    """A qualified alert of the scientific panel; ``ground`` is the norm of Article 90(1) it rests on."""

    class State(TextChoices):
        """How it stands."""

        RECEIVED = "received"
        HANDLED = "handled"

    expert = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="alerts")
    ground = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State.choices, db_index=True)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def subject(self) -> str:
        """How the log names it."""
        return f"alert/{self.provider.slug}/{self.pk}"


class Assessment(models.Model):
    """The assessment of the adequacy of one version of a code: opened, the Board's opinion, published; Article 56(6)."""

    class State(TextChoices):
        """How far it is."""

        OPENED = "opened"
        OPINION = "opinion"
        PUBLISHED = "published"

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=80, db_index=True)
    version = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices)
    opened = models.DateTimeField()
    changed = models.DateTimeField(null=True)
    event = models.PositiveBigIntegerField(unique=True)
    opinion = models.CharField(max_length=14, blank=True)
    opinion_en = models.TextField(blank=True)
    opinion_nl = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    opinion_event = models.PositiveBigIntegerField(null=True)
    judgement = models.CharField(max_length=14, blank=True)
    review = models.DateField(null=True)
    published = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-event",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("code",), condition=~models.Q(state="published"), name="one_assessment_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def subject(self) -> str:
        """How the log names it."""
        return f"assessment/{self.code}/{self.pk}"
