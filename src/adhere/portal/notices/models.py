# SPDX-License-Identifier: EUPL-1.2
"""Which last days were told, so that nobody hears of the same twice, and letters that wait to be sent."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Notice(models.Model):
    """A last day that was told: ``about`` names whose, what, the day and how near it was; nobody is named."""

    id = models.BigAutoField(primary_key=True)
    about = models.CharField(max_length=400, unique=True)
    told = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.about


class Letter(models.Model):
    """A letter by e-mail, from the act it tells of until it is sent or given up; then it names nobody any more.

    ``key`` tells it from every other, so that the same is written once. ``next_try`` is None for what is over.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(blank=True, db_index=True)
    subject = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    made = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, default=timezone.now, db_index=True)
    ended = models.DateTimeField(null=True)
    sent = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"letter {self.pk}"
