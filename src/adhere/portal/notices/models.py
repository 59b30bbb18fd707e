# SPDX-License-Identifier: EUPL-1.2
"""Which last days were told, so that nobody hears of the same twice."""

from __future__ import annotations

from django.db import models


class Notice(models.Model):
    """A last day that was told: ``about`` names whose, what, the day and how near it was; nobody is named."""

    id = models.BigAutoField(primary_key=True)
    about = models.CharField(max_length=400, unique=True)
    told = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.about
