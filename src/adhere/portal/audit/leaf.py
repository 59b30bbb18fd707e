# SPDX-License-Identifier: EUPL-1.2
"""One event as a line of the log, as ``adhere.ledger.event`` fixes it to the byte, of the kinds there are (``kinds``)."""

from __future__ import annotations

from datetime import UTC, datetime

from adhere.ledger.event import EventLine, event_of
from adhere.ledger.rules import LedgerError
from adhere.portal.audit.kinds import KINDS

NOBODY = "portal"
"""The actor of what the portal does by itself."""


def line(seq: int, at: datetime, *, kind: str, actor: str, subject: str, payload_sha256: str) -> bytes:
    """Return the line of an event; raise ValueError where a part is none that can be read back."""
    event = EventLine(
        seq=seq,
        at=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        kind=kind,
        actor=actor,
        subject=subject,
        payload_sha256=payload_sha256,
    )
    try:
        same = kind in KINDS and event_of(event.line) == event
    except LedgerError:
        same = False
    if not same:
        raise ValueError(f"{kind} {subject} by {actor} cannot be an event of the log")
    return event.line
