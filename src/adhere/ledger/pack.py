# SPDX-License-Identifier: EUPL-1.2
"""The pack for one recipient: one file with the signed statement, what is theirs of it, and its place in the log.

``adhere/pack/1``, described in ``docs/en/ledger.md``; selective disclosure after RFC 9901, proof after C2SP tlog-proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from adhere.forms.form import RECIPIENTS
from adhere.ledger.canonical import line, parse_line
from adhere.ledger.dsse import Envelope, envelope_of
from adhere.ledger.keys import PublicKey, public_key_of
from adhere.ledger.leaf import Leaf, leaf_of
from adhere.ledger.proof import EntryProof, entry_proof_of
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import BASE64URL, shaped

FORMAT = "adhere/pack/1"
_KINDS: dict[str, Any] = {
    "format": str,
    "recipient": str,
    "envelope": dict,
    "disclosures": [BASE64URL],
    "public_key": str,
    "entry": str,
    "proof": str,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack that was read and has the right shape; nothing of it is checked yet."""

    recipient: str
    envelope: Envelope
    disclosures: tuple[str, ...]
    public_key: PublicKey
    entry: Leaf
    proof: EntryProof


def pack(
    recipient: str,
    envelope: Envelope,
    disclosures: Sequence[str],
    *,
    key: PublicKey,
    entry: Leaf,
    proof: EntryProof,
) -> bytes:
    """Return the file for one recipient."""
    return line(
        {
            "format": FORMAT,
            "recipient": recipient,
            "envelope": envelope.value,
            "disclosures": list(disclosures),
            "public_key": key.pem,
            "entry": entry.line.decode(),
            "proof": proof.text,
        }
    )


def pack_of(content: bytes) -> Pack:
    """Return the pack of a file; raise LedgerError where it is none, or could be written otherwise."""
    value = shaped(parse_line(content, FORMAT), "", _KINDS)
    if value["recipient"] not in RECIPIENTS:
        raise LedgerError("ADH-LOG-004", part="recipient")
    return Pack(
        recipient=value["recipient"],
        envelope=envelope_of(value["envelope"], "envelope"),
        disclosures=tuple(value["disclosures"]),
        public_key=public_key_of(value["public_key"]),
        entry=leaf_of(value["entry"].encode(errors="replace")),
        proof=entry_proof_of(value["proof"]),
    )
