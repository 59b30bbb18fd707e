# SPDX-License-Identifier: EUPL-1.2
"""Witnesses of the log: who they are, and taking in what they cosigned. A cosignature needs no token: it says by itself whose it is.

It is no event, or every look of a witness would make the log grow and call for the next look; it stands beside the head it is about.
C2SP tlog-cosignature (https://c2sp.org/tlog-cosignature).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from adhere.ledger import witnessing
from adhere.ledger.note import Note, checkpoint_of, note_of
from adhere.ledger.rules import LedgerError
from adhere.ledger.witnessing import witness_of
from adhere.portal.audit.models import Checkpoint, Cosignature, Witness
from adhere.portal.audit.recording import origin, record
from adhere.portal.people.models import Person
from adhere.portal.settling import HinderedError, SettledError

MOST = 100
"""Witnesses that a portal has at one time; each costs a signature to check for whatever is handed in."""


class UnwitnessedError(Exception):
    """A head that no witness registered here cosigned."""


@transaction.atomic
def register(key: str, *, by: Person) -> Witness:
    """Register a witness by its verifier key; raise LedgerError where it is none, HinderedError where it is known or there are too many."""
    told = witness_of(key)
    if Witness.objects.filter(key=told.told).exists():
        raise HinderedError("audit.witness-known")
    if Witness.objects.filter(until=None).count() >= MOST:
        raise HinderedError("audit.witness-many")
    made = Witness(name=told.name, key=told.told)
    event = record("witness:registered", subject=f"witness/{told.name}", content={"key": told.told}, actor=by)
    made.since, made.event = event.at, event.seq
    made.save()
    return made


@transaction.atomic
def withdraw(number: int, *, by: Person) -> Witness:
    """Withdraw a witness: nothing more of it is taken in, what it cosigned stays. Raise SettledError where that was done."""
    row = Witness.objects.select_for_update().get(pk=number)
    if row.until is not None:
        raise SettledError("audit.witness-withdrawn")
    event = record("witness:withdrawn", subject=f"witness/{row.name}", content={"key": row.key}, actor=by)
    row.until, row.ended_by = event.at, event.seq
    row.save()
    return row


def take(content: bytes) -> list[Cosignature]:
    """Take in what witnesses registered here wrote below a head of this log, each once for a head.

    Raise LedgerError where it is no head that this log showed, UnwitnessedError where no witness of ours cosigned it.
    """
    note = note_of(content)
    shown = _shown(note)
    found = [made for one in Witness.objects.filter(until=None) if (made := _cosigned(note, shown, one))]
    if not found:
        raise UnwitnessedError
    Cosignature.objects.bulk_create(found, ignore_conflicts=True)
    return found


def latest() -> Checkpoint | None:
    """Return the greatest head that a witness cosigned."""
    size = Cosignature.objects.aggregate(size=Max("checkpoint_id"))["size"]
    return None if size is None else Checkpoint.objects.get(size=size)


def of(head: Checkpoint) -> QuerySet[Cosignature]:
    """Return the cosignatures of a head, with their witnesses."""
    return Cosignature.objects.filter(checkpoint=head).select_related("witness").order_by("id")


def cosigned(head: Checkpoint, lines: Iterable[Cosignature]) -> str:
    """Return the note of a head with the lines of witnesses below it, as ``adhere verify --checkpoint`` reads it."""
    return head.note + "".join(f"{one.line}\n" for one in lines)


def _shown(note: Note) -> Checkpoint:
    """Return the head of this log that a note is of."""
    head = checkpoint_of(note)
    if head.origin != origin():
        raise LedgerError("ADH-LOG-052", origin=head.origin, log=origin())
    row = Checkpoint.objects.filter(size=head.size).first()
    if row is None or note_of(row.note.encode()).text != note.text:
        raise LedgerError("ADH-LOG-051", size=head.size)
    return row


def _cosigned(note: Note, head: Checkpoint, row: Witness) -> Cosignature | None:
    found = witnessing.cosignature(note, witness_of(row.key))
    if found is None:
        return None
    try:
        moment = datetime.fromtimestamp(found.at, UTC)
    except (ValueError, OverflowError, OSError):  # signed for a moment that no calendar holds
        return None
    return Cosignature(checkpoint=head, witness=row, line=found.line, at=moment)
