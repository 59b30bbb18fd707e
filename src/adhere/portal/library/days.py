# SPDX-License-Identifier: EUPL-1.2
"""The day a page of the library is shown on: ``?on=2026-11-29``, a day of the past or to come; without one, today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from adhere.kernel.notation import NotationError, day_of

FIRST, LAST = date(1958, 1, 1), date(2099, 12, 31)
"""Days on which a law of the Union can be asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The day of a page; ``chosen`` where the address names it, ``wrong`` is what was asked where that is no such day."""

    day: date
    chosen: bool = False
    wrong: str = ""

    @property
    def query(self) -> str:
        """What keeps the day in an address that a page leads to."""
        return f"?on={self.day.isoformat()}" if self.chosen else ""


def shown_on(request: HttpRequest) -> Shown:
    """Return the day a request asks for; today, with a word on it, where it names none there is."""
    asked = request.GET.get("on", "").strip()[:40]
    found = asked_day(asked)
    if found is None:
        return Shown(timezone.localdate(), wrong=asked)
    return Shown(found, chosen=True)


def asked_day(asked: str) -> date | None:
    """Return the day that was asked for; None where it is none, or one on which there is nothing to show."""
    try:
        day = day_of(asked)
    except NotationError:
        return None
    return day if FIRST <= day <= LAST else None
