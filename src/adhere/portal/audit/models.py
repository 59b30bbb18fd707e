# SPDX-License-Identifier: EUPL-1.2
"""The log in the database: events, hashes of complete subtrees, signed checkpoints, cosignatures; triggers refuse changes (0002, 0003).

RFC 6962, section 2.1; C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Head(models.Model):
    """One row: how many events there are. Whoever adds one holds it, so events get their numbers one after another."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.size)


class Event(models.Model):
    """Something that was done: when, by whom (an opaque id), to what, and the digest of what was kept of it."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=64, db_index=True)
    actor = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=330, db_index=True)
    payload_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("-seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.subject}"


class Payload(models.Model):
    """What an event is about; beside the log, so that it can be erased where it names a person. The digest in the log stays."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="payload")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.event_id)


class Node(models.Model):
    """The hash of one complete subtree; ``place`` is its number in the order in which subtrees are completed."""

    place = models.PositiveBigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.place)


class Checkpoint(models.Model):
    """A signed head of the log, as it was shown to someone."""

    size = models.PositiveBigIntegerField(primary_key=True)
    note = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.size)


class Witness(models.Model):
    """Someone elsewhere who cosigns heads of this log, by the verifier key they told; what they cosigned stays when they are withdrawn."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=330, unique=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    event = models.PositiveBigIntegerField(null=True, blank=True)
    ended_by = models.PositiveBigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Cosignature(models.Model):
    """The line with which a witness cosigned a head, and the moment it says it did."""

    id = models.BigAutoField(primary_key=True)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosignatures")
    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="cosignatures")
    line = models.CharField(max_length=400)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("checkpoint", "witness"), name="cosigned_once")
        ]

    def __str__(self) -> str:
        return f"{self.checkpoint_id} {self.witness_id}"
