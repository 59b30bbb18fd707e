# SPDX-License-Identifier: EUPL-1.2
"""Timestamps of checkpoints by an authority: a request to send, an answer to keep, and its verification without network.

RFC 3161, through rfc3161-client (extra ``timestamps``). Sending is left to the reader: nothing here uses the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from adhere.ledger.places import TIMESTAMPS
from adhere.ledger.rules import LedgerError, word

LIMIT = 1024 * 1024
"""Bytes: an answer with its certificates takes a few kilobytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamp:
    """What an authority said: when it saw the checkpoint, as UTC; ``trusted`` where its certificate was given and holds."""

    at: str
    trusted: bool


def timestamp_request(checkpoint: bytes) -> bytes:
    """Return the request for a checkpoint, to be sent as application/timestamp-query; raise LedgerError without the extra."""
    library = _library()
    builder = library.TimestampRequestBuilder().data(checkpoint)
    return bytes(
        builder.hash_algorithm(library.HashAlgorithm.SHA256)
        .cert_request(cert_request=True)
        .build()
        .as_bytes()
    )


def read_timestamp(answer: bytes, checkpoint: bytes, authorities: Sequence[bytes] = ()) -> Timestamp:
    """Return what an answer says of a checkpoint; raise LedgerError where it speaks of another, or its signature does not hold."""
    library = _library()
    try:
        response = library.decode_timestamp_response(answer)
        said = response.tst_info
        imprint, moment = said.message_imprint.message, said.gen_time
    except ValueError:
        raise LedgerError("ADH-LOG-090") from None
    if imprint != sha256(checkpoint).digest():
        raise LedgerError("ADH-LOG-090")
    at = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if authorities:
        _check_signature(library, response, checkpoint, authorities)
    return Timestamp(at=at, trusted=bool(authorities))


def _check_signature(
    library: ModuleType, response: object, checkpoint: bytes, authorities: Sequence[bytes]
) -> None:
    from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415 - only where an answer is verified

    builder = library.VerifierBuilder()
    try:
        for pem in authorities:
            builder = builder.add_root_certificate(load_pem_x509_certificate(pem))
        builder.build().verify_message(response, checkpoint)
    except (library.VerificationError, ValueError):
        raise LedgerError("ADH-LOG-092") from None


def _library() -> ModuleType:
    try:
        import rfc3161_client  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise LedgerError("ADH-LOG-091", reason=word("no-extra")) from None
    return rfc3161_client


def keep(issued: Path, size: int, checkpoint: bytes, answer: bytes) -> Timestamp:
    """Keep an answer with the checkpoint it is about beside the log; raise LedgerError where it is about another."""
    found = read_timestamp(answer, checkpoint)
    folder = issued / TIMESTAMPS
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{size}.checkpoint").write_bytes(checkpoint)
    (folder / f"{size}.tsr").write_bytes(answer)
    return found
