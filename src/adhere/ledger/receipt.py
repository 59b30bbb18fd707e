# SPDX-License-Identifier: EUPL-1.2
"""The receipt of a portal, ``adhere/receipt/1``: an event of its log, what was kept of it, and the proof that it stands there.

It holds everything that is needed to check it offline: the line (``event``), the kept content whose digest the line names, the path to a
signed checkpoint (C2SP tlog-proof) and the key of the log. What it is of, such as the digest of a pack, stands in the kept content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from adhere.ledger.canonical import line, parse_exactly, parse_line
from adhere.ledger.event import EventLine, event_of
from adhere.ledger.keys import PublicKey, public_key_of
from adhere.ledger.proof import EntryProof, entry_proof_of
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import shaped

FORMAT = "adhere/receipt/1"
_KINDS: dict[str, Any] = {
    "format": str,
    "entry": str,
    "payload": (None, str),
    "proof": str,
    "public_key": str,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt that was read and has the right shape; nothing of it is checked yet."""

    entry: EventLine
    payload: bytes | None
    """The kept content to the byte; None where it was erased, since it may have named a person, or is not for who has the receipt."""
    proof: EntryProof
    public_key: PublicKey

    @property
    def content(self) -> dict[str, Any]:
        """What was put on record; empty where it is not there. Raise LedgerError where it is no such record."""
        if self.payload is None:
            return {}
        kept = shaped(parse_exactly(self.payload), "payload", {"content": dict, "salt": str})
        told: dict[str, Any] = kept["content"]
        return told


def receipt(entry: bytes, payload: bytes | None, proof: EntryProof, key: PublicKey) -> bytes:
    """Return the file of a receipt."""
    return line(
        {
            "format": FORMAT,
            "entry": entry.decode(),
            "payload": None if payload is None else payload.decode(),
            "proof": proof.text,
            "public_key": key.pem,
        }
    )


def receipt_of(content: bytes) -> Receipt:
    """Return the receipt of a file; raise LedgerError where it is none, or could be written otherwise."""
    value = shaped(parse_line(content, FORMAT), "", _KINDS)
    try:
        entry = event_of(value["entry"].encode(errors="replace"))
    except LedgerError as error:
        raise error.inside("entry") from None
    payload = value["payload"]
    return Receipt(
        entry=entry,
        payload=None if payload is None else payload.encode(errors="replace"),
        proof=entry_proof_of(value["proof"]),
        public_key=public_key_of(value["public_key"]),
    )
