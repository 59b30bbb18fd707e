# SPDX-License-Identifier: EUPL-1.2
"""Signing keys: Ed25519, named by the SHA-256 of the public key, kept in a file that only its owner can read.

RFC 8032 (Ed25519), RFC 8410 (PKCS #8 and SubjectPublicKeyInfo). A plain Ed25519 signature is not a qualified one (eIDAS).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from adhere.ledger.rules import LedgerError, word

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_PREFIX = bytes.fromhex("302a300506032b6570032100")
"""SubjectPublicKeyInfo of Ed25519 up to the key itself (RFC 8410, section 10.1)."""


@dataclass(frozen=True, kw_only=True)
class PublicKey:
    """The 32 bytes of an Ed25519 public key."""

    raw: bytes

    @cached_property
    def id(self) -> str:
        """SHA-256 of the 32 bytes, hexadecimal."""
        return sha256(self.raw).hexdigest()

    @property
    def pem(self) -> str:
        """The key as SubjectPublicKeyInfo in PEM, with its last line feed."""
        from base64 import b64encode  # noqa: PLC0415 - only where a key is shown

        body = b64encode(_PREFIX + self.raw).decode()
        return f"-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n"

    def signed(self, signature: bytes, message: bytes) -> bool:
        """Return whether a signature over a message was made with this key."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - 25 ms
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, kw_only=True)
class SigningKey:
    """A private key; never printed, never part of a document."""

    private: Ed25519PrivateKey = field(repr=False)

    @cached_property
    def public(self) -> PublicKey:
        """Its public key."""
        return PublicKey(raw=self.private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of a signature."""
        return self.private.sign(message)


def new_key() -> SigningKey:
    """Return a new key from the random source of the system."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - 25 ms

    return SigningKey(private=Ed25519PrivateKey.generate())


def key_bytes(key: SigningKey, passphrase: bytes | None) -> bytes:
    """Return a private key as PKCS #8 in PEM, encrypted where there is a passphrase."""
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 - 25 ms

    lock: Any = form.BestAvailableEncryption(passphrase) if passphrase else form.NoEncryption()
    return key.private.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock)


def key_of(content: bytes, passphrase: bytes | None) -> SigningKey:
    """Return the key of a PEM file; raise LedgerError where it is none of ours or its passphrase is lacking or wrong."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - 25 ms
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    locked = b"ENCRYPTED" in content
    try:
        private = load_pem_private_key(content, passphrase if locked else None)
    except TypeError:
        raise LedgerError("ADH-LOG-082", reason=word("no-passphrase")) from None
    except (ValueError, UnsupportedAlgorithm):
        reason = "wrong-passphrase" if locked else "no-private-key"
        raise LedgerError("ADH-LOG-082", reason=word(reason)) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise LedgerError("ADH-LOG-082", reason=word("other-key"))
    return SigningKey(private=private)


def public_key_of(pem: str, part: str = "public_key") -> PublicKey:
    """Return the key of a PEM text as ``PublicKey.pem`` writes it; raise LedgerError for any other."""
    from base64 import b64decode  # noqa: PLC0415

    lines = pem.split("\n")
    try:
        content = b64decode(lines[1] if len(lines) > 1 else "", validate=True)
    except ValueError:
        content = b""
    key = PublicKey(raw=content[len(_PREFIX) :])
    if len(key.raw) != 32 or key.pem != pem:
        raise LedgerError("ADH-LOG-004", part=part)
    return key
