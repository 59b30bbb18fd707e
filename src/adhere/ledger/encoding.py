# SPDX-License-Identifier: EUPL-1.2
"""Base64 that can be written in one way only, so that no bit of it is free.

RFC 4648, sections 3.5 (canonical encoding), 4 and 5.
"""

from __future__ import annotations

import base64
import binascii

from adhere.ledger.rules import LedgerError


def to_base64(content: bytes) -> str:
    """Return standard base64 with padding."""
    return base64.b64encode(content).decode()


def of_base64(text: str, part: str) -> bytes:
    """Return the bytes of standard base64; raise LedgerError where it is not exactly how they are written."""
    try:
        content = base64.b64decode(text.encode(), validate=True)
    except (binascii.Error, ValueError):
        raise LedgerError("ADH-LOG-004", part=part) from None
    if to_base64(content) != text:
        raise LedgerError("ADH-LOG-004", part=part)
    return content


def to_base64url(content: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def of_base64url(text: str, part: str) -> bytes:
    """Return the bytes of base64url without padding; raise LedgerError where it is not exactly how they are written."""
    padded = text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4)
    content = of_base64(padded, part)
    if to_base64url(content) != text:
        raise LedgerError("ADH-LOG-004", part=part)
    return content
