# SPDX-License-Identifier: EUPL-1.2
"""Envelopes: a payload, what it is, and who signed it.

DSSE v1.0 (https://github.com/secure-systems-lab/dsse) through securesystemslib, with Ed25519.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from adhere.ledger.encoding import of_base64, to_base64
from adhere.ledger.keys import PublicKey, SigningKey
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import BASE64, HEX, TEXT, shaped

MOST = 4
"""Signatures in one envelope: a new key and the one before it make two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A payload with its signatures as they stand; none is checked yet."""

    payload: bytes
    payload_type: str
    signatures: tuple[tuple[str, bytes], ...]

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The ids of the keys that are said to have signed."""
        return tuple(key_id for key_id, _ in self.signatures)

    @property
    def value(self) -> dict[str, Any]:
        """The envelope as a JSON object."""
        signatures = [{"keyid": key_id, "sig": to_base64(sig)} for key_id, sig in self.signatures]
        return {
            "payload": to_base64(self.payload),
            "payloadType": self.payload_type,
            "signatures": signatures,
        }

    def signed_by(self, key: PublicKey) -> bool:
        """Return whether a key has signed the payload as being of this type."""
        from securesystemslib.dsse import Envelope as Dsse  # noqa: PLC0415 - 75 ms
        from securesystemslib.exceptions import VerificationError  # noqa: PLC0415
        from securesystemslib.signer import Signature  # type: ignore[attr-defined]  # noqa: PLC0415

        signatures = {key_id: Signature(key_id, sig.hex()) for key_id, sig in self.signatures}
        try:
            Dsse(self.payload, self.payload_type, signatures).verify([_library_key(key)], 1)
        except (VerificationError, ValueError):
            return False
        return True


def sealed(payload: bytes, payload_type: str, keys: Sequence[SigningKey]) -> Envelope:
    """Return an envelope signed with each of the keys."""
    from securesystemslib.dsse import Envelope as Dsse  # noqa: PLC0415 - 75 ms
    from securesystemslib.signer import CryptoSigner  # type: ignore[attr-defined]  # noqa: PLC0415

    envelope = Dsse(payload, payload_type, {})
    for key in keys:
        envelope.sign(CryptoSigner(key.private, _library_key(key.public)))
    signatures = tuple((one.keyid, bytes.fromhex(one.signature)) for one in envelope.signatures.values())
    return Envelope(payload=payload, payload_type=payload_type, signatures=signatures)


def envelope_of(value: Any, place: str = "") -> Envelope:
    """Return the envelope of a JSON object; raise LedgerError where it is none, or one key signs twice."""
    kinds = {"payload": BASE64, "payloadType": TEXT, "signatures": list}
    whole = shaped(value, place, kinds)
    part = f"{place}.signatures".lstrip(".")
    signatures = [shaped(one, part, {"keyid": HEX, "sig": BASE64}) for one in whole["signatures"][: MOST + 1]]
    if not 0 < len(signatures) <= MOST or len({one["keyid"] for one in signatures}) < len(signatures):
        raise LedgerError("ADH-LOG-004", part=part)
    return Envelope(
        payload=of_base64(whole["payload"], f"{place}.payload".lstrip(".")),
        payload_type=whole["payloadType"],
        signatures=tuple((one["keyid"], of_base64(one["sig"], part)) for one in signatures),
    )


def _library_key(key: PublicKey) -> Any:
    from securesystemslib.signer import SSlibKey  # type: ignore[attr-defined]  # noqa: PLC0415 - 75 ms

    return SSlibKey(key.id, "ed25519", "ed25519", {"public": key.raw.hex()})
