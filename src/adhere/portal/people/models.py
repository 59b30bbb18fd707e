# SPDX-License-Identifier: EUPL-1.2
"""People and organisations. What names a person can be erased; events name a person by an opaque id only.

Article 56(3): who is invited to take part in drawing up a code; GDPR, Article 17.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import TextChoices
from django.utils import timezone


class People(BaseUserManager["Person"]):
    """Makes people, by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Make a person who may sign in; without a password only by passkey or the identity provider of their organisation."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Make an administrator of the portal."""
        return self.create_user(email, password, is_administrator=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="nl")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    joined = models.DateTimeField(default=timezone.now)
    erased = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Whether Django's own tools let this person in."""
        return self.is_administrator

    def erase(self) -> None:
        """Take out everything that names this person; what they did stays in the log under an id that leads to nobody."""
        self.email, self.name = f"erased-{self.id}@invalid.invalid", ""
        self.is_active = self.is_administrator = self.is_superuser = False
        self.erased = timezone.now()
        self.set_unusable_password()
        self.save()


class Organisation(models.Model):
    """An organisation that takes part: what kind it is decides what its members may do."""

    class Kind(TextChoices):
        """The parties of Article 56(3) and those who run and supervise a code."""

        PROVIDER = "provider"
        AUTHORITY = "authority"
        OFFICE = "office"
        BOARD = "board"
        DOWNSTREAM = "downstream"
        CIVIL_SOCIETY = "civil-society"
        EXPERT = "expert"
        RIGHTSHOLDER = "rightsholder"

    class Size(TextChoices):
        """Size as Article 56(5) has reporting reflect it (law/sizes.py); unknown stays unknown."""

        SME = "sme"
        SMC = "smc"
        LARGE = "large"
        UNKNOWN = "unknown"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    size = models.CharField(max_length=10, choices=Size.choices, default=Size.UNKNOWN)
    country = models.CharField(max_length=2, blank=True)
    website = models.URLField(blank=True)
    is_example = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "slug")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in an organisation."""

    class Role(TextChoices):
        """What a member may do for their organisation."""

        HEAD = "head"
        SIGNATORY = "signatory"
        WRITER = "writer"
        READER = "reader"

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("person", "organisation"), condition=models.Q(until=None), name="one_role_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.organisation_id}"


class Interest(models.Model):
    """An interest a person declared: in whom, of what kind, and whether the public sees it."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="interests")
    nature = models.CharField(max_length=200)
    party = models.CharField(max_length=200, blank=True)
    declared = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.nature


class Invitation(models.Model):
    """An invitation to the site, to take part in drawing up a code, or to adhere to one; its token is kept as a digest.

    ``group`` is the group of Article 56(3) in which the organisation is to take part in drawing up, ``reasons`` why it is invited to that.
    """

    class Aim(TextChoices):
        """What someone is invited to; Article 56(3) and (7)."""

        SITE = "site"
        DRAWING_UP = "drawing-up"
        ADHERENCE = "adherence"

    id = models.BigAutoField(primary_key=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    aim = models.CharField(max_length=12, choices=Aim.choices)
    code = models.CharField(max_length=80, blank=True)
    group = models.CharField(max_length=30, blank=True)
    reasons = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=10, choices=Membership.Role.choices)
    email = models.EmailField()
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.aim} {self.pk}"


class Token(models.Model):
    """A key to the API for an organisation: kept as a digest, with the scopes it opens."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="tokens")
    scopes = models.JSONField(default=list)
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class BrowserSession(AbstractBaseSession):
    """A session of a browser, and whose it is once someone signed in; it goes with the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Return what reads and writes a row."""
        from adhere.portal.people.sessions.store import SessionStore  # noqa: PLC0415 - it reads this table

        return SessionStore
