# SPDX-License-Identifier: EUPL-1.2
"""One line of the log of a portal, ``adhere/event/1``: who did what to what and when, with the digest of what was kept of it.

Canonical JSON (RFC 8785) whose form is fixed to the byte; nothing personal stands in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from adhere.ledger.rules import LedgerError

FORMAT = "adhere/event/1"
LINE_LIMIT = 1024
_LINE = re.compile(
    rb'\{"actor":"([a-z0-9-]{1,64})",'
    rb'"at":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z)",'
    rb'"format":"adhere/event/1",'
    rb'"kind":"([a-z0-9-]{1,32}:[a-z0-9-]{1,31})",'
    rb'"payload_sha256":"([0-9a-f]{64})",'
    rb'"seq":(0|[1-9][0-9]{0,15}),'
    rb'"subject":"([a-z0-9][a-zA-Z0-9._:/-]{0,329})"\}'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event; ``seq`` counts from 0, ``at`` is UTC, ``kind`` is ``<subject>:<act>``, ``actor`` an opaque id."""

    seq: int
    at: str
    kind: str
    actor: str
    subject: str
    payload_sha256: str

    @property
    def line(self) -> bytes:
        """The canonical line, without a line feed."""
        return (
            f'{{"actor":"{self.actor}","at":"{self.at}","format":"{FORMAT}","kind":"{self.kind}",'
            f'"payload_sha256":"{self.payload_sha256}","seq":{self.seq},"subject":"{self.subject}"}}'
        ).encode()


def event_of(line: bytes) -> EventLine:
    """Return the event of a line without its line feed; raise LedgerError where it is none."""
    match = _LINE.fullmatch(line) if len(line) <= LINE_LIMIT else None
    if match is None:
        raise LedgerError("ADH-LOG-030")
    actor, at, kind, digest, seq, subject = (part.decode() for part in match.groups())
    return EventLine(seq=int(seq), at=at, kind=kind, actor=actor, subject=subject, payload_sha256=digest)
