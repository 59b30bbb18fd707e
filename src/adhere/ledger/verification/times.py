# SPDX-License-Identifier: EUPL-1.2
"""Checking the timestamps that are kept beside a log: each of a checkpoint it once had (RFC 3161)."""

from __future__ import annotations

from adhere.ledger.note import NOTE_LIMIT, own_checkpoint
from adhere.ledger.places import ISSUED, TIMESTAMPS, content_of
from adhere.ledger.rules import LedgerError, word
from adhere.ledger.timestamp import LIMIT, read_timestamp
from adhere.ledger.verification.logs import ReadLog
from adhere.ledger.verification.outcome import Problems


def check_timestamps(log: ReadLog, problems: Problems) -> None:
    """Check every answer of an authority against its checkpoint, and that against the log."""
    folder = log.issued / TIMESTAMPS
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        file = f"{ISSUED}/{TIMESTAMPS}/{path.name}"
        if path.suffix not in (".checkpoint", ".tsr") or path.is_symlink():
            problems.report("ADH-LOG-062", file)
        elif not path.with_suffix(".checkpoint" if path.suffix == ".tsr" else ".tsr").exists():
            problems.report("ADH-LOG-061", file)
        elif path.suffix == ".tsr":
            with problems.at(file):
                _check(
                    log,
                    content_of(path, LIMIT),
                    content_of(path.with_suffix(".checkpoint"), NOTE_LIMIT),
                    problems,
                )


def _check(log: ReadLog, answer: bytes, checkpoint: bytes, problems: Problems) -> None:
    note, head = own_checkpoint(checkpoint)
    key = log.history.at(head.size - 1)
    if key is None or not note.signed_by(head.origin, key):
        raise LedgerError("ADH-LOG-023" if log.keys_damaged else "ADH-LOG-017")
    if log.root(head.size) != head.root:
        raise LedgerError("ADH-LOG-039", size=head.size)
    found = read_timestamp(answer, checkpoint, problems.outside.authorities)
    problems.counts["timestamps"] += 1
    if not found.trusted:
        raise LedgerError("ADH-LOG-091", reason=word("no-certificate"))
    raise LedgerError("ADH-LOG-093", size=head.size, at=found.at)
