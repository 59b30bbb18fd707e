# SPDX-License-Identifier: EUPL-1.2
"""Whether the log is whole: every hash in the database computed anew from the events, every signed head compared with it.

RFC 6962, section 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from adhere.ledger import merkle
from adhere.ledger.cache import stored_count
from adhere.ledger.note import checkpoint_of, note_of
from adhere.portal.audit.models import Checkpoint, Event, Head, Node, Payload
from adhere.portal.audit.recording import line_of
from adhere.portal.wording import say

CHUNK = 2000
MOST = 20
"""Faults named; a broken log is broken, however often."""


class Frontier:
    """The complete subtrees at the right edge of a growing tree: all that one more leaf needs."""

    def __init__(self) -> None:
        self._last: dict[int, bytes] = {}

    def subtree(self, level: int, index: int) -> bytes:
        """Return the latest complete subtree of a level, which is the one ever asked for."""
        del index
        return self._last[level]

    def append(self, size: int, leaf: bytes) -> list[bytes]:
        """Add a leaf and return the hashes it completes."""
        completed = merkle.appended(self, size, leaf)
        self._last.update(enumerate(completed))
        return completed

    def root(self, size: int) -> bytes:
        """Return the head of the tree: the subtrees at the edge joined from the right."""
        levels = [level for level in range(size.bit_length()) if size >> level & 1]
        found = self._last[levels[0]] if levels else merkle.EMPTY_ROOT
        for level in levels[1:]:
            found = merkle.node_hash(self._last[level], found)
        return found


def faults_of_log() -> list[str]:
    """Return what is wrong with the log, in words; nothing where it is whole."""
    faults = []
    for fault in _faults():
        faults.append(fault)
        if len(faults) >= MOST:
            break
    return faults


def root_at(size: int) -> bytes:
    """Return the head of the log at a size, computed from its events alone."""
    frontier = Frontier()
    for seq, event in enumerate(_events(size)):
        frontier.append(seq, merkle.leaf_hash(line_of(event)))
    return frontier.root(size)


def _faults() -> Iterator[str]:
    frontier, size, place = Frontier(), 0, 0
    heads = dict(Checkpoint.objects.values_list("size", "note"))
    nodes = Node.objects.order_by("place").values_list("place", "hash").iterator(CHUNK)
    for event in _events():
        if event.seq != size:
            yield say("operations.log-gap", seq=size)
            return
        for digest in frontier.append(size, merkle.leaf_hash(line_of(event))):
            at, kept = next(nodes, (-1, b""))
            if at != place or bytes(kept) != digest:
                yield say("operations.log-node", seq=size, place=place)
            if at != place:
                return
            place += 1
        size += 1
        yield from _of_head(heads.pop(size, None), size, frontier)
    if next(nodes, None) is not None or Node.objects.count() != stored_count(size):
        yield say("operations.log-nodes", size=size)
    if (Head.objects.values_list("size", flat=True).first() or 0) != size:
        yield say("operations.log-size", size=size)
    yield from _of_head(heads.pop(0, None), 0, Frontier())
    yield from (say("operations.log-beyond", size=beyond) for beyond in sorted(heads))
    yield from _of_payloads()


def _of_head(note: str | None, size: int, frontier: Frontier) -> Iterator[str]:
    if note is not None:
        head = checkpoint_of(note_of(note.encode()))
        if head.size != size or head.root != frontier.root(size):
            yield say("operations.log-head", size=size)


def _of_payloads() -> Iterator[str]:
    rows = Payload.objects.select_related("event").order_by("event_id")
    for row in rows.iterator(CHUNK):
        if sha256(bytes(row.content)).hexdigest() != row.event.payload_sha256:
            yield say("operations.log-payload", seq=row.event_id)


def _events(size: int | None = None) -> Iterator[Event]:
    rows = Event.objects.order_by("seq")
    return (rows if size is None else rows.filter(seq__lt=size)).iterator(CHUNK)
