# SPDX-License-Identifier: EUPL-1.2
"""A claim to a key, ``adhere/key-claim/1``: whoever holds the private key says for which organisation it signs, and at which portal.

A DSSE envelope in canonical JSON, signed with the key itself. It names organisation and portal, so that nobody can hand in the claim of
another as their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from adhere.ledger.canonical import canonical, line, parse_exactly, printable
from adhere.ledger.dsse import envelope_of, sealed
from adhere.ledger.encoding import of_base64, to_base64
from adhere.ledger.keys import PublicKey, SigningKey
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import BASE64, INSTANT, NAME, TEXT, shaped

FORMAT = "adhere/key-claim/1"
PAYLOAD_TYPE = "application/vnd.adhere.key-claim+json"
LIMIT = 8192
"""Bytes that a claim may be long; it takes some 600."""
_KINDS = {
    "format": str,
    "organisation": NAME,
    "portal": TEXT,
    "public_key": BASE64,
    "at": INSTANT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyClaim:
    """A claim whose signature holds."""

    key: PublicKey
    organisation: str
    portal: str
    at: str


def key_claim(key: SigningKey, *, organisation: str, portal: str, at: str) -> bytes:
    """Return the file of a claim."""
    value = {
        "format": FORMAT,
        "organisation": organisation,
        "portal": portal.rstrip("/"),
        "public_key": to_base64(key.public.raw),
        "at": at,
    }
    return line(sealed(canonical(value), PAYLOAD_TYPE, [key]).value)


def key_claim_of(content: bytes) -> KeyClaim:
    """Return the claim of a file, with or without white space around it; raise LedgerError where it is none or is not signed."""
    if len(content) > LIMIT:
        raise LedgerError("ADH-LOG-004", part="claim")
    envelope = envelope_of(parse_exactly(content.strip()))
    if envelope.payload_type != PAYLOAD_TYPE:
        raise LedgerError("ADH-LOG-003", format=printable(envelope.payload_type), known=PAYLOAD_TYPE)
    value = shaped(parse_exactly(envelope.payload), "payload", _KINDS)
    if value["format"] != FORMAT:
        raise LedgerError("ADH-LOG-003", format=printable(value["format"]), known=FORMAT)
    raw = of_base64(value["public_key"], "payload.public_key")
    key = PublicKey(raw=raw)
    if len(raw) != 32 or envelope.key_ids != (key.id,) or not envelope.signed_by(key):
        raise LedgerError("ADH-LOG-010")
    return KeyClaim(key=key, organisation=value["organisation"], portal=value["portal"], at=value["at"])
