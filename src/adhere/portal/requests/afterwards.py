# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a request and an answer later: a later last day, and a pack that is withdrawn. Articles 78 and 91.

Each act is one transaction with its event, and the other side is told. What was given before stays on record; nothing of it is erased.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from adhere.portal.audit.recording import record
from adhere.portal.confiding import digest_of
from adhere.portal.people.models import Person
from adhere.portal.requests.acts import STATE, changed, iso, locked
from adhere.portal.requests.models import Answer, Extension, Release, Request
from adhere.portal.requests.standing import asker_of
from adhere.portal.settling import HinderedError, SettledError
from adhere.portal.telling import tell

CAN_BE_EXTENDED = (STATE.TO_FORWARD, STATE.OPEN, STATE.PARTLY)


def sets_its_day(request: Request) -> bool:
    """Whether whoever asked set the last day, so that they may move it; one that a code sets is computed."""
    return asker_of(request).period is None


@transaction.atomic
def extend(request_id: UUID, due: date, reasons: str, *, by: Person) -> Extension:
    """Move the last day for an answer to a later one; raise HinderedError where it is none, SettledError where there is an answer."""
    row = locked(request_id, CAN_BE_EXTENDED)
    if not sets_its_day(row) or row.due is None:
        raise HinderedError("requests.day-computed")
    if due <= row.due:
        raise HinderedError("requests.day-not-later")
    content = {"was": iso(row.due), "due": iso(due), "reasons_sha256": digest_of(reasons)}
    event = record("request:extended", subject=row.subject, content=content, actor=by)
    made = Extension.objects.create(
        request=row, was=row.due, due=due, reasons=reasons, at=event.at, event=event.seq
    )
    row.due, row.changed = due, event.at
    row.save(update_fields=["due", "changed"])
    if row.state != STATE.TO_FORWARD:  # until then the provider does not know of it
        tell(row.provider, "requests.told-extended", "requests:one", row.pk)
    return made


@transaction.atomic
def withdraw_pack(answer: Answer, reasons: str, *, by: Person) -> Release:
    """Withdraw the pack of an answer from whoever asked: nobody but the provider reads it from then on, and what it answered is open again.

    Raise SettledError where that was done already.
    """
    asker = answer.request.asker
    found = (
        Release.objects.select_for_update(of=("self",))
        .select_related("pack")
        .filter(pack=answer.pack, organisation=asker, withdrawn=None)
        .first()
    )
    if found is None:
        raise SettledError("requests.state-pack-withdrawn")
    of_pack = Answer.objects.filter(pack=found.pack, request__asker=asker).values("request")
    answered = list(Request.objects.select_for_update().filter(pk__in=of_pack).order_by("pk"))
    content = {"sha256": found.pack.sha256, "from": asker.slug, "reasons_sha256": digest_of(reasons)}
    event = record("pack:withdrawn", subject=answer.request.subject, content=content, actor=by)
    found.withdrawn, found.withdrawn_by, found.why = event.at, event.seq, reasons
    found.save()
    for one in answered:
        changed(one, _state(one), event)
    tell(asker, "requests.told-withdrawn", "requests:one", answer.request_id)
    return found


def _state(request: Request) -> str:
    """Return how a request stands by the answers that still stand: as the last of them says, and open where there is none."""
    answers = request.answers.select_related("pack", "request").prefetch_related("pack__releases")
    standing = [one.stands for one in answers if one.stands]
    return standing[-1] if standing else STATE.OPEN
