# SPDX-License-Identifier: EUPL-1.2
"""Adding to the log and proving what stands in it: an event, the hashes it completes and the new size come in one transaction or not at all.

RFC 6962, section 2.1; the tree itself is ``adhere.ledger.merkle``.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from adhere.ledger import merkle
from adhere.ledger.cache import stored_index
from adhere.ledger.canonical import canonical
from adhere.ledger.note import Checkpoint as SignedHead
from adhere.ledger.note import signed_note
from adhere.ledger.proof import Consistency, EntryProof
from adhere.portal.audit.leaf import NOBODY, line
from adhere.portal.audit.models import Checkpoint, Event, Head, Node, Payload
from adhere.portal.keys import log_key

if TYPE_CHECKING:
    from adhere.portal.people.models import Person


class Nodes:
    """Stored hashes as the Merkle tree asks for them: those that were fetched, and those added since."""

    def __init__(self, fetched: Mapping[int, bytes]) -> None:
        self.at_hand = dict(fetched)

    def subtree(self, level: int, index: int) -> bytes:
        """Return the hash of a complete subtree."""
        return self.at_hand[stored_index(level, index)]

    def append(self, size: int, leaf: bytes) -> list[Node]:
        """Add a leaf behind so many, and return the rows of the subtrees it completes."""
        completed = merkle.appended(self, size, leaf)
        places = {stored_index(level, size >> level): digest for level, digest in enumerate(completed)}
        self.at_hand |= places
        return [Node(place=place, hash=digest) for place, digest in places.items()]


class _Wanted:
    """Notes which hashes a computation over the tree asks for, so that one question to the database brings them all."""

    def __init__(self) -> None:
        self.places: set[int] = set()

    def subtree(self, level: int, index: int) -> bytes:
        """Note a hash."""
        self.places.add(stored_index(level, index))
        return b""


def _nodes_for(*computations: Callable[[merkle.Subtrees], object]) -> Nodes:
    """Return the stored hashes that some computations need, fetched at once."""
    wanted = _Wanted()
    for compute in computations:
        compute(wanted)
    rows = Node.objects.filter(place__in=wanted.places).values_list("place", "hash") if wanted.places else ()
    return Nodes({place: bytes(digest) for place, digest in rows})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing to be put on record; ``content`` is kept beside the log under a salted digest and can be erased."""

    kind: str
    subject: str
    content: Mapping[str, Any]
    actor: Person | None = None


@dataclass(slots=True, kw_only=True)
class Recorded:
    """An act that is on record: its event, the bytes kept beside it, and, where it was asked for, the signed head right behind it."""

    event: Event
    content: bytes
    checkpoint: Checkpoint | None = None
    path: tuple[bytes, ...] = ()

    @property
    def proof(self) -> EntryProof:
        """The proof that leads to the head right behind it."""
        assert self.checkpoint is not None  # noqa: S101 - only what was sealed is asked for it
        return EntryProof(index=self.event.seq, path=self.path, checkpoint=self.checkpoint.note.encode())


def record(
    kind: str,
    *,
    subject: str,
    content: Mapping[str, Any],
    actor: Person | None = None,
    at: datetime | None = None,
) -> Event:
    """Put one act on record and return its event; call it in the transaction of the act itself, so that both stand or neither does."""
    return record_all([Act(kind=kind, subject=subject, content=content, actor=actor)], at=at)[0]


def record_all(acts: Sequence[Act], *, at: datetime | None = None) -> list[Event]:
    """Put acts on record in their order, all or none."""
    return [made.event for made in _recorded(acts, at, sealed=False)]


def record_sealed(acts: Sequence[Act]) -> list[Recorded]:
    """Put acts on record as ``record_all`` does, each with the signed head right behind it and the proof that leads there."""
    return _recorded(acts, None, sealed=True)


def _recorded(acts: Sequence[Act], at: datetime | None, *, sealed: bool) -> list[Recorded]:
    with transaction.atomic(savepoint=False):  # an act that cannot be put on record undoes all it belongs to
        head = Head.objects.select_for_update().get_or_create(id=1)[0]
        nodes = _nodes_for(lambda tree: merkle.root(tree, head.size))
        made, stored = [], []
        for act in acts:
            one = _recorded_one(act, head.size, at or timezone.now())
            stored += nodes.append(head.size, merkle.leaf_hash(line_of(one.event)))
            head.size += 1
            if sealed:
                one.checkpoint = _signed(nodes, head.size, one.event.at)
                one.path = tuple(merkle.inclusion_proof(nodes, one.event.seq, head.size))
            made.append(one)
        Event.objects.bulk_create(one.event for one in made)
        Node.objects.bulk_create(stored)
        Payload.objects.bulk_create(Payload(event=one.event, content=one.content) for one in made)
        Checkpoint.objects.bulk_create(one.checkpoint for one in made if one.checkpoint)
        head.save()
    return made


def _recorded_one(act: Act, seq: int, at: datetime) -> Recorded:
    content = canonical({"content": dict(act.content), "salt": secrets.token_hex(16)})
    event = Event(
        seq=seq,
        at=at,
        kind=act.kind,
        actor=str(act.actor.id) if act.actor else NOBODY,
        subject=act.subject,
        payload_sha256=sha256(content).hexdigest(),
    )
    return Recorded(event=event, content=content)


def line_of(event: Event) -> bytes:
    """Return the line of an event that is hashed."""
    return line(
        event.seq,
        event.at,
        kind=event.kind,
        actor=event.actor,
        subject=event.subject,
        payload_sha256=event.payload_sha256,
    )


def size() -> int:
    """Return how many events there are."""
    return Head.objects.values_list("size", flat=True).filter(id=1).first() or 0


def origin() -> str:
    """Return the name of this log: where the portal is, without its scheme (C2SP tlog-checkpoint)."""
    return f"{settings.ORIGIN.partition('://')[2]}/log"


def checkpoint(of: int | None = None) -> Checkpoint:
    """Return the signed head of the log, of its present size unless told otherwise; one that was signed before is returned as it was."""
    count = size() if of is None else of
    known = Checkpoint.objects.filter(size=count).first()
    if known is not None:
        return known
    made = _signed(_nodes_for(lambda tree: merkle.root(tree, count)), count, timezone.now())
    Checkpoint.objects.bulk_create(
        [made], ignore_conflicts=True
    )  # another one signed it the same to the byte
    return made


def _signed(nodes: Nodes, count: int, at: datetime) -> Checkpoint:
    head = SignedHead(origin=origin(), size=count, root=merkle.root(nodes, count))
    return Checkpoint(size=count, note=signed_note(head.text, head.origin, log_key()), at=at)


def proof(seq: int, *, of: int | None = None) -> EntryProof:
    """Return the proof that an event stands in the log of a size, its present one unless told otherwise.

    Raise Event.DoesNotExist where there is none of this number.
    """
    head = checkpoint(of)
    if not 0 <= seq < head.size:
        raise Event.DoesNotExist(seq)
    nodes = _nodes_for(lambda tree: merkle.inclusion_proof(tree, seq, head.size))
    path = tuple(merkle.inclusion_proof(nodes, seq, head.size))
    return EntryProof(index=seq, path=path, checkpoint=head.note.encode())


def consistency(old: int, to: int | None = None) -> Consistency:
    """Return the proof that the log of a size, its present one unless told otherwise, continues the one of a smaller size."""
    new = size() if to is None else to
    nodes = _nodes_for(lambda tree: merkle.consistency_proof(tree, old, new))
    return Consistency(old=old, new=new, path=tuple(merkle.consistency_proof(nodes, old, new)))
