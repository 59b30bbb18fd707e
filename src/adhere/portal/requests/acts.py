# SPDX-License-Identifier: EUPL-1.2
"""Asking, passing on, and answering: each act one transaction with its event. Measure 1.2 of the GPAI code; Articles 75, 78 and 91.

A downstream provider asks the provider itself. The office asks under Article 91; an authority asks by way of the office, which passes it on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from adhere.documentation.periods import askers
from adhere.forms.form import MAIN_FORM
from adhere.portal import storing
from adhere.portal.audit.models import Event
from adhere.portal.audit.recording import record
from adhere.portal.confiding import digest_of
from adhere.portal.people.models import Organisation, Person
from adhere.portal.register.models import RegisteredModel
from adhere.portal.requests.models import Answer, Mark, Pack, Release, Request
from adhere.portal.requests.packs import CheckedPack
from adhere.portal.requests.standing import AUTHORITY, kind_of, last_day
from adhere.portal.settling import HinderedError, SettledError
from adhere.portal.telling import tell

STATE = Request.State
CAN_BE_ANSWERED = (STATE.OPEN, STATE.PARTLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a provider answers; ``marks`` tells why a field is confidential, and ``checked`` is the pack where there is one."""

    kind: str
    reasons: str = ""
    text: str = ""
    marks: Mapping[str, str]
    content: bytes | None = None
    checked: CheckedPack | None = None


@transaction.atomic
def ask(
    model: RegisteredModel,
    asker: Organisation,
    *,
    purpose: str,
    rows: Sequence[str] = (),
    grounds: Sequence[str],
    scope: str = "",
    due: date | None = None,
    by: Person,
) -> Request:
    """Ask for documentation of a model; raise HinderedError where that organisation asked the same, or has no such ground."""
    Organisation.objects.select_for_update().get(pk=asker.pk)
    kind = kind_of(asker)
    if not all(askers()[kind].may_rest_on(ground) for ground in grounds):
        raise HinderedError("requests.no-ground")
    waiting = (STATE.OPEN, STATE.TO_FORWARD)
    if Request.objects.filter(
        asker=asker, model=model, kind=kind, rows=list(rows), scope=scope, state__in=waiting
    ).exists():
        raise HinderedError("requests.asked-already")
    now = timezone.now()
    made = Request(
        asker=asker,
        kind=kind,
        provider=model.provider,
        model=model,
        form=MAIN_FORM,
        rows=list(rows),
        grounds=list(grounds),
        purpose=purpose,
        scope=scope,
        due=due,
        made=now,
        state=STATE.TO_FORWARD if kind == AUTHORITY else STATE.OPEN,
    )
    if made.state == STATE.OPEN:
        made.received = now
        made.due = last_day(made)
    event = record("request:made", subject=made.subject, content=_told(made), actor=by)
    made.event, made.made, made.changed = event.seq, event.at, event.at
    made.received = event.at if made.received else None
    made.save(force_insert=True)
    if made.received:
        _tell_provider(made)
    return made


@transaction.atomic
def forward(request_id: UUID, *, by: Person) -> Request:
    """Pass the request of an authority on to the provider; from then on the provider has it. Raise SettledError where that was settled."""
    row = locked(request_id, (STATE.TO_FORWARD,))
    event = record("request:forwarded", subject=row.subject, content={"due": iso(row.due)}, actor=by)
    row.state, row.received, row.changed = STATE.OPEN, event.at, event.at
    row.due = last_day(row)
    row.save()
    _tell_provider(row)
    return row


@transaction.atomic
def decline(request_id: UUID, reasons: str, *, by: Person) -> Request:
    """Do not pass on the request of an authority, with the reasons."""
    row = locked(request_id, (STATE.TO_FORWARD,))
    content = {"by": "office", "reasons_sha256": digest_of(reasons)}
    event = record("request:refused", subject=row.subject, content=content, actor=by)
    Answer.objects.create(request=row, kind=STATE.DECLINED, reasons=reasons, at=event.at, event=event.seq)
    _tell_asker(row)
    return changed(row, STATE.DECLINED, event)


def answer(request_id: UUID, given: Given, *, seen: int, by: Person) -> Answer:
    """Answer a request; raise SettledError where somebody answered since ``seen`` answers were there.

    The pack is kept whole before anything is written.
    """
    if given.content is not None:
        storing.keep(given.content)
    with transaction.atomic():
        row = locked(request_id, CAN_BE_ANSWERED)
        if row.answers.count() != seen:
            raise SettledError(f"requests.state-{row.state}")
        kept = _kept(row, given)
        kind = "request:refused" if given.kind == STATE.REFUSED else "request:answered"
        event = record(kind, subject=row.subject, content=_said(given, kept), actor=by)
        made = Answer.objects.create(
            request=row,
            kind=given.kind,
            reasons=given.reasons,
            text=given.text,
            pack=kept,
            at=event.at,
            event=event.seq,
        )
        Mark.objects.bulk_create(
            Mark(answer=made, field=field, why=why) for field, why in given.marks.items()
        )
        if kept is not None:
            _release(kept, row, by)
        changed(row, given.kind, event)
        _tell_asker(row)
    return made


def released_to(pack: Pack) -> frozenset[str]:
    """Return the organisations a pack is released to."""
    rows = pack.releases.filter(withdrawn=None)
    return frozenset(str(one) for one in rows.values_list("organisation_id", flat=True))


def _kept(row: Request, given: Given) -> Pack | None:
    checked = given.checked
    if given.content is None or checked is None or checked.pack is None or checked.issue is None:
        return None
    return Pack.objects.get_or_create(
        provider=row.provider,
        sha256=sha256(given.content).hexdigest(),
        defaults={
            "model": row.model,
            "issue": checked.issue,
            "size": len(given.content),
            "recipient": checked.pack.recipient,
            "key_id": checked.pack.key.id,
        },
    )[0]


def _release(pack: Pack, row: Request, by: Person) -> None:
    if pack.releases.filter(organisation=row.asker, withdrawn=None).exists():
        return
    content = {
        "sha256": pack.sha256,
        "to": row.asker.slug,
        "recipient": pack.recipient,
        "issue": str(pack.issue),
    }
    event = record("pack:released", subject=row.subject, content=content, actor=by)
    Release.objects.create(pack=pack, organisation=row.asker, at=event.at, event=event.seq)


def locked(request_id: UUID, states: Sequence[str]) -> Request:
    """Return a request, held until the transaction ends; raise SettledError where it is in none of some states."""
    row = (
        Request.objects.select_for_update(of=("self",))
        .select_related("provider", "asker", "model")
        .get(pk=request_id)
    )
    if row.state not in states:
        raise SettledError(f"requests.state-{row.state}")
    return row


def changed(row: Request, state: str, event: Event) -> Request:
    """Put a request in a state."""
    row.state, row.changed = state, event.at
    row.save(update_fields=["state", "changed"])
    return row


def _tell_provider(row: Request) -> None:
    if row.due is None:
        tell(row.provider, "notices.request-no-day", "requests:one", row.pk)
    else:
        tell(row.provider, "notices.request", "requests:one", row.pk, day=row.due)


def _tell_asker(row: Request) -> None:
    tell(row.asker, "notices.answer", "requests:one", row.pk)


def _told(made: Request) -> dict[str, Any]:
    """What the event says of a request: everything but the words in which it was asked, which may be confidential."""
    return {
        "asker": made.asker.slug,
        "kind": made.kind,
        "model": made.model.slug,
        "form": made.form,
        "rows": made.rows,
        "grounds": made.grounds,
        "due": iso(made.due),
        "purpose_sha256": digest_of(made.purpose),
        "scope_sha256": digest_of(made.scope),
    }


def _said(given: Given, pack: Pack | None) -> dict[str, Any]:
    return {
        "kind": given.kind,
        "reasons_sha256": digest_of(given.reasons),
        "text_sha256": digest_of(given.text),
        "pack": pack.sha256 if pack else None,
        "confidential": sorted(given.marks),
    }


def iso(day: date | None) -> str | None:
    """Return how an event names a day."""
    return day.isoformat() if day else None
