# SPDX-License-Identifier: EUPL-1.2
"""The life of a code that is drawn up here, as events of ``codes.history``: calls, plenaries, drafts and the end of comments on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from adhere.codes.code import Event
from adhere.codes.history import kind_name, kinds
from adhere.kernel.text import Text
from adhere.portal.drafting.models import Draft, Meeting

_GRADE = "official"


def events(draft: Draft) -> tuple[Event, ...]:
    """Return what happened up to a draft, in the order of the days."""
    return tuple(sorted(_events(draft), key=lambda one: one.on))


def _events(draft: Draft) -> Iterator[Event]:
    for call in draft.work.calls.order_by("opens"):
        yield _event("call", call.opens)
        yield _event("call-closed", timezone.localdate(call.closed) if call.closed else call.closes)
    plenaries = Meeting.objects.filter(work=draft.work, kind=Meeting.Kind.PLENARY, cancelled=None)
    for meeting in plenaries.order_by("starts"):
        yield _event("plenary", timezone.localdate(meeting.starts), meeting.title)
    for one in draft.work.drafts.filter(number__lte=draft.number, published__isnull=False).order_by("number"):
        kind = f"draft-{one.number}" if f"draft-{one.number}" in kinds() else "draft"
        if one.published is not None:
            yield _event(kind, timezone.localdate(one.published))
        if one.comments_until is not None:
            yield _event(f"{kind}-feedback-closed", one.comments_until)


def _event(kind: str, on: date, content: Text | None = None) -> Event:
    return Event(kind=kind, on=on, content=content or kind_name(kind), grade=_GRADE)
