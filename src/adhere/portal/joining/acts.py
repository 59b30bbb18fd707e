# SPDX-License-Identifier: EUPL-1.2
"""Adhering to a code: stated by someone who can bind the provider, confirmed or refused by the office, withdrawn at any time. Article 56(7).

Each act is one transaction with its event; what held before is ended and not overwritten. Reasons stand with the event.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from adhere.portal.audit.models import Event
from adhere.portal.audit.recording import Act, record_all
from adhere.portal.people.models import Organisation, Person
from adhere.portal.register.models import Adherence, RegisteredModel
from adhere.portal.settling import SettledError


def subject_of(adherence: Adherence) -> str:
    """Return how the log names an adherence."""
    return f"adherence/{adherence.provider.slug}/{adherence.code}" + (
        f"/{adherence.chapter}" if adherence.chapter else ""
    )


@transaction.atomic
def state(
    provider: Organisation,
    code: str,
    chapters: Sequence[str],
    covers: Sequence[RegisteredModel],
    *,
    version: str = "",
    by: Person,
) -> list[Adherence]:
    """State that a provider adheres to chapters of a code, for some models or, without any, for all; what stood before is ended.

    ``version`` is that of the code whose chapters were shown; it stays with the event.
    """
    Organisation.objects.select_for_update().get(pk=provider.pk)
    standing = list(
        Adherence.objects.filter(provider=provider, code=code, until=None).select_related("provider")
    )
    rows = [
        Adherence(provider=provider, code=code, chapter=chapter, state=Adherence.State.STATED)
        for chapter in chapters
    ]
    content = {"chapters": list(chapters), "models": [str(model.id) for model in covers], "version": version}
    ended = [
        Act(kind="adherence:changed", subject=subject_of(row), content=content, actor=by) for row in standing
    ]
    stated = [
        Act(kind="adherence:stated", subject=subject_of(row), content=content, actor=by) for row in rows
    ]
    events = record_all([*ended, *stated])
    now = timezone.now()
    for row, event in zip([*standing, *rows], events, strict=True):
        if row in standing:
            row.until, row.ended_by = now, event.seq
        else:
            row.since, row.event = now, event.seq
        row.save()
    for row in rows:
        row.covers.set(covers)
    return rows


@transaction.atomic
def confirm(adherence_id: int, *, by: Person) -> Adherence:
    """Confirm that a statement was made by someone who can bind the provider; raise SettledError where it no longer stands as stated."""
    return _change(adherence_id, (Adherence.State.STATED,), Adherence.State.CONFIRMED, by)


@transaction.atomic
def refuse(adherence_id: int, *, by: Person, reason: str) -> Adherence:
    """Refuse a statement, with a reason; raise SettledError where it no longer stands as stated. It is ended and nothing takes its place."""
    row = _standing(adherence_id, (Adherence.State.STATED,))
    _end(row, Act(kind="adherence:refused", subject=subject_of(row), content={"reason": reason}, actor=by))
    return row


@transaction.atomic
def withdraw(adherence_id: int, *, by: Person, reason: str = "") -> Adherence:
    """Withdraw from a chapter from now on; raise SettledError where that was done already."""
    before = (Adherence.State.STATED, Adherence.State.CONFIRMED)
    return _change(adherence_id, before, Adherence.State.WITHDRAWN, by, reason)


def _change(adherence_id: int, before: Sequence[str], after: str, by: Person, reason: str = "") -> Adherence:
    """End the row that stands and put the next one in its place, so that every day of the past can be shown as it was."""
    old = _standing(adherence_id, before)
    content = {"was": old.state} | ({"reason": reason} if reason else {})
    event = _end(old, Act(kind=f"adherence:{after}", subject=subject_of(old), content=content, actor=by))
    new = Adherence.objects.create(
        provider=old.provider,
        code=old.code,
        chapter=old.chapter,
        state=after,
        since=event.at,
        event=event.seq,
    )
    new.covers.set(old.covers.all())
    return new


def _standing(adherence_id: int, before: Sequence[str]) -> Adherence:
    """Return the row to change, held until the transaction ends."""
    row = Adherence.objects.select_for_update().select_related("provider").get(pk=adherence_id)
    if row.until is not None or row.state not in before:
        raise SettledError(f"joining.state-{'settled' if row.until else row.state}")
    return row


def _end(row: Adherence, act: Act) -> Event:
    event = record_all([act])[0]
    row.until, row.ended_by = event.at, event.seq
    row.save(update_fields=["until", "ended_by"])
    return event
