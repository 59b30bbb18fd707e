# SPDX-License-Identifier: EUPL-1.2
"""Whether the witnesses that the reader trusts cosigned the checkpoint from outside. C2SP tlog-cosignature."""

from __future__ import annotations

from datetime import UTC, datetime

from adhere.ledger.note import checkpoint_of, note_of
from adhere.ledger.rules import LedgerError
from adhere.ledger.verification.outcome import Problems
from adhere.ledger.verification.packs import OUTSIDE
from adhere.ledger.witnessing import Witness, cosigned_at


def check_witnesses(problems: Problems) -> None:
    """Tell of each witness that was named when it cosigned the checkpoint, or that it did not."""
    outside = problems.outside
    if outside.checkpoint is None:
        return
    for witness in outside.witnesses:
        with problems.at(OUTSIDE):
            _check(witness, outside.checkpoint, problems)


def _check(witness: Witness, content: bytes, problems: Problems) -> None:
    note = note_of(content)
    at = cosigned_at(note, witness.name, witness.key)
    if at is None:
        raise LedgerError("ADH-LOG-095", name=witness.name)
    problems.report("ADH-LOG-094", OUTSIDE, name=witness.name, size=checkpoint_of(note).size, at=_moment(at))


def _moment(seconds: int) -> str:
    """Return a moment as people write it; one no calendar holds as the number it is."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return str(seconds)
