# SPDX-License-Identifier: EUPL-1.2
"""A request for documentation, the answers to it with what of them is confidential, and the packs that were released to whom.

Measure 1.2 of the GPAI code, Articles 53(1)(b), 78 and 91. Who asks on which grounds is said by ``adhere.documentation``.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import TextChoices

from adhere.portal.people.models import Organisation
from adhere.portal.register.models import RegisteredModel
from adhere.portal.submissions.models import Submission


class Request(models.Model):
    """One request. ``kind`` is a kind of asker (``documentation.periods``); ``received`` is when it reached the provider.

    ``rows`` empty asks for everything the asker is shown; ``due`` is computed when it reaches the provider and kept to be looked for.
    """

    class State(TextChoices):
        """How it stands; that it is overdue follows from the day."""

        TO_FORWARD = "to-forward"
        OPEN = "open"
        PARTLY = "partly"
        ANSWERED = "answered"
        REFUSED = "refused"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="requests_made")
    kind = models.CharField(max_length=30)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="requests_received")
    model = models.ForeignKey(RegisteredModel, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=40)
    rows = models.JSONField(default=list)
    grounds = models.JSONField(default=list)
    purpose = models.TextField()
    scope = models.TextField(blank=True)
    made = models.DateTimeField()
    received = models.DateTimeField(null=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=State.choices)
    changed = models.DateTimeField(null=True)
    event = models.PositiveBigIntegerField(unique=True)

    class Meta:
        ordering = ("-event",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("provider", "-event"), name="requests_to_a_provider"),
            models.Index(fields=("asker", "-event"), name="requests_of_an_asker"),
            models.Index(fields=("state", "due"), name="requests_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def subject(self) -> str:
        """How the log names it."""
        return f"request/{self.provider.slug}/{self.pk}"


class Extension(models.Model):
    """That whoever asked moved the last day for an answer to a later one, and why."""

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="extensions")
    was = models.DateField()
    due = models.DateField()
    reasons = models.TextField()
    at = models.DateTimeField()
    event = models.PositiveBigIntegerField(unique=True)

    class Meta:
        ordering = ("event",)

    def __str__(self) -> str:
        return f"{self.request_id} {self.due}"


class Pack(models.Model):
    """The pack of one recipient that a provider uploaded, and the issue it was checked against."""

    id = models.BigAutoField(primary_key=True)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    model = models.ForeignKey(RegisteredModel, on_delete=models.PROTECT, related_name="+")
    issue = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    recipient = models.CharField(max_length=10)
    key_id = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("provider", "sha256"), name="each_pack_once")
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class Answer(models.Model):
    """One answer to a request; what it says stays as it was given, further ones come beside it."""

    id = models.BigAutoField(primary_key=True)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=12, choices=Request.State.choices)
    reasons = models.TextField(blank=True)
    text = models.TextField(blank=True)
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, null=True, related_name="answers")
    at = models.DateTimeField()
    event = models.PositiveBigIntegerField(unique=True)

    class Meta:
        ordering = ("event",)

    def __str__(self) -> str:
        return f"{self.kind} {self.request_id}"

    @property
    def withdrawal(self) -> Release | None:
        """The release of its pack to whoever asked, where that was withdrawn; None where there is no pack or it is still released."""
        if self.pack is None:
            return None
        own = [one for one in self.pack.releases.all() if one.organisation_id == self.request.asker_id]
        if not own or any(one.withdrawn is None for one in own):
            return None
        return max(own, key=lambda one: one.event)

    @property
    def stands(self) -> str:
        """What it still is an answer to: all or a part of what was asked, nothing (refused), or empty where all it gave was withdrawn."""
        if self.withdrawal is None:
            return self.kind
        return Request.State.PARTLY if self.text else ""


class Mark(models.Model):
    """That a field of an answer is confidential, and why; Article 78. ``field`` is a row of the pack, or ``text``."""

    TEXT: ClassVar[str] = "text"

    id = models.BigAutoField(primary_key=True)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="marks")
    field = models.CharField(max_length=200)
    why = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("answer", "field"), name="each_field_marked_once")
        ]

    def __str__(self) -> str:
        return self.field


class Release(models.Model):
    """That a pack was released to an organisation, by the answer to its request, until it was withdrawn, and why it was."""

    id = models.BigAutoField(primary_key=True)
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="releases")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    event = models.PositiveBigIntegerField(unique=True)
    withdrawn = models.DateTimeField(null=True)
    withdrawn_by = models.PositiveBigIntegerField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("pack", "organisation"), condition=models.Q(withdrawn=None), name="released_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.organisation_id}"
