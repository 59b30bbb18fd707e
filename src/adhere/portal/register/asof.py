# SPDX-License-Identifier: EUPL-1.2
"""The registers as they stood on a day: ``?on=2026-11-29`` shows them as they were when that day ended in Brussels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day asked for, or today; ``wrong`` is what was asked where that is no day the registers can show."""

    day: date
    past: bool
    wrong: str = ""

    @property
    def moment(self) -> datetime:
        """The moment the registers are shown at."""
        if not self.past:
            return timezone.now()
        return end_of(self.day)

    def rows(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """Return the dated rows that held then."""
        if not self.past:
            return rows.filter(until=None)
        return rows.filter(Q(until=None) | Q(until__gte=self.moment), since__lt=self.moment)


def start_of(day: date) -> datetime:
    """Return the moment a day begins where the portal is."""
    return timezone.make_aware(datetime.combine(day, time()))


def end_of(day: date) -> datetime:
    """Return the moment a day ends there."""
    return start_of(day + timedelta(days=1))


def as_of(request: HttpRequest) -> AsOf:
    """Return the day a request asks for; one that is none, or lies ahead, is today with a word on it."""
    today = timezone.localdate()
    asked = request.GET.get("on", "").strip()[:40]
    if not asked:
        return AsOf(today, past=False)
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return AsOf(today, past=False, wrong=asked)
    return AsOf(day, past=day < today) if day <= today else AsOf(today, past=False, wrong=asked)
