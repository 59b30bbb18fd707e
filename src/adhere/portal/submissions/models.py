# SPDX-License-Identifier: EUPL-1.2
"""What was handed in, the keys it is held against, the names models go by in dossiers, and addresses of calendars.

Nothing is overwritten: a correction is a row of its own that names what it corrects, and both stay.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import TextChoices
from django.utils import timezone

from adhere.portal.people.models import Organisation
from adhere.portal.register.models import RegisteredModel


class SigningKey(models.Model):
    """A public key that signs for a provider: shown to be theirs by a claim, in use from ``since`` until it is replaced or withdrawn."""

    class Ending(TextChoices):
        """Replaced: what it signed until then still counts. Withdrawn: nothing it signed is taken in any more."""

        REPLACED = "replaced"
        WITHDRAWN = "withdrawn"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="keys")
    key_id = models.CharField(max_length=64, unique=True)
    pem = models.TextField()
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    event = models.PositiveBigIntegerField()
    ended_by = models.PositiveBigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key_id


class KnownAs(models.Model):
    """The name a model has in the dossiers of its provider, which is the one that packs carry."""

    id = models.BigAutoField(primary_key=True)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    model = models.ForeignKey(RegisteredModel, on_delete=models.PROTECT, related_name="known_as")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("provider", "name"), name="one_model_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


WAITING = {
    "waiting": models.Q(waits=True),
    "untouched": models.Q(waits=True, untouched=True),
    "late": models.Q(waits=True, late=True),
    "correcting": models.Q(waits=True, corrects__isnull=False),
}
"""What of the submissions the desk asks for; each has an index of its own, so that what was concluded costs nothing."""


class Submission(models.Model):
    """One pack that was taken in; ``model_name``, ``form`` and ``number`` are those of its statement.

    ``late`` and ``incomplete`` are None where nothing says so: there is no last day, or nothing is counted. ``waits`` until the office
    concluded on it, ``untouched`` until somebody there took it up. ``figures`` are those a report gives a value to, each with its measure,
    indicator, unit and value, and ``signatory_size`` the size it names: they are counted together without a pack being read again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="submissions")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    received = models.DateTimeField()
    event = models.PositiveBigIntegerField(unique=True)
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=10)
    model_name = models.CharField(max_length=100)
    form = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    issued = models.DateTimeField()
    statement_sha256 = models.CharField(max_length=64)
    model = models.ForeignKey(RegisteredModel, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=80, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    due = models.DateField(null=True)
    late = models.BooleanField(null=True)
    incomplete = models.BooleanField(null=True)
    answered = models.PositiveIntegerField(null=True)
    asked = models.PositiveIntegerField(null=True)
    findings = models.JSONField(default=list)
    signatory_size = models.CharField(max_length=20, blank=True)
    figures = models.JSONField(default=list)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    waits = models.BooleanField(default=True)
    untouched = models.BooleanField(default=True)

    class Meta:
        ordering = ("-received", "-event")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("provider", "sha256"), name="each_file_once"),
            models.UniqueConstraint(
                fields=("provider", "model_name", "form", "number", "recipient"), name="each_issue_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("provider", "-event"), name="submissions_of_a_provider"),
            models.Index(fields=("form", "-event"), name="submissions_of_a_form"),
            models.Index(
                fields=("code", "due"), condition=~models.Q(code=""), name="submissions_due_on_a_code"
            ),
            *(
                models.Index(fields=("-event",), condition=condition, name=f"submissions_{name}")
                for name, condition in WAITING.items()
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model_name}/{self.form}/{self.number:04d}"


class CountedFigures(models.Model):
    """What the reports on a code said together, as it stood on ``moment``, a last day for reports: counted once, it stays as it was.

    ``content`` is None while a process counts, which it does since ``begun``.
    """

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=80)
    moment = models.DateField()
    begun = models.DateTimeField()
    content = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("code", "moment"), name="counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.moment}"


class CalendarAddress(models.Model):
    """A secret address at which a calendar program reads the last days of a provider; kept as a digest."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=timezone.now)
    withdrawn = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.pk)
