# SPDX-License-Identifier: EUPL-1.2
"""Telling providers of last days that come near or have passed: ``adhere portal remind``, run once a day.

Each last day is told three times at most: two weeks before, three days before, and once it has passed. A day on which the command did not
run loses none of them. What is owed is said by ``submissions.obligations`` and ``requests.models``; a message names no content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db import transaction

from adhere.portal.notices.models import Notice
from adhere.portal.people.models import Organisation
from adhere.portal.requests.models import Request
from adhere.portal.requests.standing import WAITING
from adhere.portal.submissions.obligations import obligations
from adhere.portal.telling import tell

NEAR = (3, 14)
"""Days before a last day on which it is told, the nearest first."""
PASSED = "passed"


class Due(NamedTuple):
    """Something with a last day; ``about`` tells it from everything else."""

    about: str
    day: date


def remind(on: date) -> int:
    """Tell every provider what is new among its last days; return how many were told something."""
    return sum(
        _remind(provider, on) for provider in Organisation.objects.filter(kind="provider").order_by("slug")
    )


@transaction.atomic
def _remind(provider: Organisation, on: date) -> bool:
    """Note what is told before it is sent: where sending fails, nobody gets the same message every day."""
    owed, asked = _new(_owed(provider, on), on), _new(_asked(provider), on)
    if owed:
        tell(
            provider, "notices.owed", "submissions:calendar", provider.slug, count=len(owed), day=owed[0].day
        )
    if asked:
        tell(provider, "notices.asked", "requests:home", count=len(asked), day=asked[0].day)
    return bool(owed or asked)


def _owed(provider: Organisation, on: date) -> Iterator[Due]:
    for one in obligations(provider, on):
        if one.standing != "unknown":
            yield Due(f"{provider.slug} {one.id} {one.day.isoformat()}", one.day)


def _asked(provider: Organisation) -> Iterator[Due]:
    rows = Request.objects.filter(provider=provider, state__in=WAITING, due__isnull=False)
    for number, day in rows.order_by("due", "event").values_list("id", "due"):
        if day is not None:
            yield Due(f"request {number} {day.isoformat()}", day)


def _new(found: Iterable[Due], on: date) -> list[Due]:
    """Return those that are to be told now, in order of day, and note that they are."""
    return [
        one
        for one in sorted(found, key=lambda one: (one.day, one.about))
        if (stage := stage_of(one.day, on)) and Notice.objects.get_or_create(about=f"{one.about} {stage}")[1]
    ]


def stage_of(day: date, on: date) -> str:
    """Return how near a last day is: the days of NEAR it lies within, that it has passed, or nothing where it is far off."""
    left = (day - on).days
    if left < 0:
        return PASSED
    return next((str(days) for days in NEAR if left <= days), "")
