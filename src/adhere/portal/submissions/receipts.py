# SPDX-License-Identifier: EUPL-1.2
"""The receipt of a submission: the same to the byte each time it is asked for, since it leads to the head of the log right behind its event."""

from __future__ import annotations

from adhere.ledger.receipt import receipt
from adhere.portal.audit.models import Event
from adhere.portal.audit.recording import Recorded, line_of, proof
from adhere.portal.keys import log_key
from adhere.portal.submissions.models import Submission


def receipt_for(submission: Submission) -> bytes:
    """Return the receipt of a submission (``adhere/receipt/1``), which ``adhere verify`` checks offline."""
    return event_receipt(submission.event)


def event_receipt(number: int) -> bytes:
    """Return the receipt of any event; raise Event.DoesNotExist where there is none of this number."""
    event = Event.objects.select_related("payload").get(seq=number)
    kept = bytes(event.payload.content) if hasattr(event, "payload") else None
    return receipt(line_of(event), kept, proof(number, of=number + 1), log_key().public)


def receipt_of(made: Recorded) -> bytes:
    """Return the receipt of what was just put on record, the same to the byte as ``event_receipt`` makes it later."""
    return receipt(line_of(made.event), made.content, made.proof, log_key().public)
