# SPDX-License-Identifier: EUPL-1.2
"""Checking a receipt of a portal with nothing but the receipt itself: kept content, path, checkpoint and key belong together.

RFC 6962 and RFC 9162 (inclusion), C2SP signed-note and tlog-checkpoint.
"""

from __future__ import annotations

from hashlib import sha256

from adhere.ledger.merkle import includes, leaf_hash
from adhere.ledger.note import Checkpoint, Note, own_checkpoint
from adhere.ledger.receipt import Receipt, receipt_of
from adhere.ledger.rules import LedgerError
from adhere.ledger.verification.outcome import CheckedEvent, Problems
from adhere.ledger.verification.packs import agree, check_key


def verify_receipt(content: bytes, file: str, problems: Problems) -> tuple[Receipt, Checkpoint] | None:
    """Check a receipt, and against what the reader has from outside; None where that went wrong."""
    with problems.at(file):
        found = receipt_of(content)
        _check_payload(found)
        head = _proven_head(found)
        problems.counts["entries"] += 1
        problems.events.append(_checked(found))
        check_key(found.public_key, file, problems)
        agree(head, found.public_key, problems)
        return found, head
    return None


def _check_payload(found: Receipt) -> None:
    if found.payload is None:
        return
    if sha256(found.payload).hexdigest() != found.entry.payload_sha256:
        raise LedgerError("ADH-LOG-037", entry=found.entry.seq, part="payload_sha256").inside("payload")


def _proven_head(found: Receipt) -> Checkpoint:
    try:
        note, head = own_checkpoint(found.proof.checkpoint)
        _check_proof(found, note, head)
    except LedgerError as error:
        raise error.inside("proof") from error
    return head


def _check_proof(found: Receipt, note: Note, head: Checkpoint) -> None:
    if not note.signed_by(head.origin, found.public_key):
        raise LedgerError("ADH-LOG-017")
    leaf, proof = leaf_hash(found.entry.line), found.proof
    if proof.index != found.entry.seq or not includes(leaf, proof.index, head.size, proof.path, head.root):
        raise LedgerError("ADH-LOG-038", entry=found.entry.seq)


def _checked(found: Receipt) -> CheckedEvent:
    entry, told = found.entry, found.content
    said = told.get("sha256")
    return CheckedEvent(
        seq=entry.seq,
        at=entry.at,
        kind=entry.kind,
        subject=entry.subject,
        sha256=said if isinstance(said, str) else None,
    )
