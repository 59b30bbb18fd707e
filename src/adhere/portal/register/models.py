# SPDX-License-Identifier: EUPL-1.2
"""What the public registers hold. Nothing is overwritten: a row holds from ``since`` until ``until``, and each names the event that made it.

Article 56(1) (codes), 56(6) and (7) (who adheres to what), 53(1)(d) (public summaries), 56(8) (standards).
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import TextChoices
from django.utils import timezone

from adhere.kernel.text import Text
from adhere.portal.people.models import Organisation
from adhere.portal.register.fields import ProviderName


class Dated(models.Model):
    """A row that holds for a time; ``event`` is the number in the log of what made it, ``ended_by`` of what ended it."""

    since = models.DateTimeField(default=timezone.now, db_index=True)
    until = models.DateTimeField(null=True, blank=True, db_index=True)
    event = models.PositiveBigIntegerField(null=True, blank=True)
    ended_by = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class Entry(Dated):
    """A row of a register, nearly all of which hold: where an index had ``until`` alone, SQLite would begin there and sort them all."""

    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Word(models.Model):
    """A word of the name of an entry, without accents and capitals, by which it is found (``register/words.py``).

    It is kept as bytes, which every database sorts alike, so that an index answers which entries have a word that begins so.
    """

    id = models.BigAutoField(primary_key=True)
    word = models.BinaryField()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("word", "entry"), name="%(class)s_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("entry", "word"), name="%(class)s_of_entry")
        ]

    def __str__(self) -> str:
        return bytes(self.word).decode()


class RegisteredModel(models.Model):
    """A general-purpose AI model in the register; what is known of it, three-valued: None is unknown.

    ``summarised_since`` is when its first public summary came into the register, after which there always is one; None where none did.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    version = models.CharField(max_length=80, blank=True)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="models")
    placed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    systemic_risk = models.BooleanField(null=True, blank=True)
    open_source = models.BooleanField(null=True, blank=True)
    page = models.URLField(blank=True)
    summarised_since = models.DateTimeField(null=True, blank=True, editable=False)
    since = models.DateTimeField(default=timezone.now, db_index=True)
    event = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("name", "slug")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("name", "slug", "since"), name="models_by_name"),
            models.Index(
                fields=("name", "slug"), condition=models.Q(summarised_since=None), name="models_unsummarised"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()


class Adherence(Entry):
    """That a provider adheres to a chapter of a code (all of it where ``chapter`` is empty), for the models named or all."""

    class State(TextChoices):
        """A statement counts once the office has confirmed who signed it."""

        STATED = "stated"
        CONFIRMED = "confirmed"
        WITHDRAWN = "withdrawn"

    id = models.BigAutoField(primary_key=True)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="adherences")
    code = models.CharField(max_length=80, db_index=True)
    chapter = models.CharField(max_length=40, blank=True)
    covers = models.ManyToManyField(RegisteredModel, blank=True, related_name="adherences")
    state = models.CharField(max_length=10, choices=State.choices)
    provider_name = ProviderName(max_length=200, default="", editable=False)

    class Meta:
        ordering = ("code", "provider__name", "chapter")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("code", "provider_name", "id"), name="signatories_by_name"),
            models.Index(
                fields=("since", "id"),
                condition=models.Q(state="stated", until=None),
                name="statements_waiting",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("provider", "code", "chapter"),
                condition=models.Q(until=None),
                name="one_adherence_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.code} {self.chapter}"


class CodeVersion(Entry):
    """A version of a code of practice: one that comes with the program, or was published here. It counts from ``since`` until the next.

    ``sha256`` is the digest of its files where it was published here, and empty where it comes with the program.
    """

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    title_en = models.CharField(max_length=300)
    title_nl = models.CharField(max_length=300)
    family = models.CharField(max_length=20)
    link = models.URLField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("code", "since", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("code", "version"), name="each_version_of_a_code_once"),
            models.UniqueConstraint(
                fields=("code",), condition=models.Q(until=None), name="one_version_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def title(self) -> Text:
        """The title in both languages."""
        return Text(self.title_en, self.title_nl)


class Summary(Entry):
    """A version of the public summary of training content of one model: an issued bundle, an upload or a link."""

    class Origin(TextChoices):
        """How it came in."""

        BUNDLE = "bundle"
        UPLOAD = "upload"
        LINK = "link"

    id = models.BigAutoField(primary_key=True)
    model = models.ForeignKey(RegisteredModel, on_delete=models.PROTECT, related_name="summaries")
    version = models.CharField(max_length=40)
    updated_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    link = models.URLField(blank=True)
    file = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    answered = models.PositiveIntegerField(null=True, blank=True)
    asked = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("-since",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("-since", "-id"), name="summaries_latest_first"),
            models.Index(fields=("origin", "-since", "-id"), name="summaries_by_origin"),
            models.Index(fields=("model", "until"), name="summaries_of_a_model"),
        ]

    def __str__(self) -> str:
        return f"{self.model_id} {self.version}"


class Standard(Entry):
    """A standard as it stood for a time: harmonised ones give a presumption of conformity, a code does not (Article 40).

    ``slug`` names the standard in every state. ``targets`` are ids of the provisions it is made for; ``seen`` where it was found in the
    state on the day of ``since`` and may have been before; ``grade`` is how sure all this is. One that came with the program has no event.
    """

    id = models.BigAutoField(primary_key=True)
    slug = models.SlugField(max_length=220)
    name = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    title_nl = models.CharField(max_length=300)
    body = models.CharField(max_length=200, blank=True)
    targets = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=20)
    seen = models.BooleanField(default=False)
    grade = models.CharField(max_length=20, blank=True)
    harmonised_on = models.DateField(null=True, blank=True)
    link = models.URLField(blank=True)
    note_en = models.TextField(blank=True)
    note_nl = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("slug",), condition=models.Q(until=None), name="one_state_of_a_standard"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> Text:
        """The title in both languages."""
        return Text(self.title_en, self.title_nl)

    @property
    def note(self) -> Text:
        """What is said with it in both languages; empty where nothing is."""
        return Text(self.note_en, self.note_nl)


class Publication(Entry):
    """An assessment of adequacy, an opinion of the Board or a decision, as published; Article 56(6)."""

    class Kind(TextChoices):
        """What is published."""

        ASSESSMENT = "assessment"
        OPINION = "opinion"
        DECISION = "decision"

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=80, db_index=True)
    title_en = models.CharField(max_length=300)
    title_nl = models.CharField(max_length=300)
    body_en = models.TextField(blank=True)
    body_nl = models.TextField(blank=True)
    link = models.URLField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class ProviderWord(Word):
    """A word of the name of a provider."""

    entry = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="words", db_index=False)


class ModelWord(Word):
    """A word of the name or version of a model, or of the name of its provider."""

    entry = models.ForeignKey(RegisteredModel, on_delete=models.CASCADE, related_name="words", db_index=False)


class CodeWord(Word):
    """A word of the id or a title of a version of a code."""

    entry = models.ForeignKey(CodeVersion, on_delete=models.CASCADE, related_name="words", db_index=False)


class StandardWord(Word):
    """A word of the name or title of a standard."""

    entry = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="words", db_index=False)


class PublicationWord(Word):
    """A word of a title of an assessment, an opinion or a decision."""

    entry = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="words", db_index=False)
