# SPDX-License-Identifier: EUPL-1.2
"""Looking at the log of a portal from elsewhere: its signed head, and the proof that it continues a smaller one.

RFC 9110; the token of nobody is needed: the log is public, and a cosignature says by itself whose it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.request import Request

from adhere import __version__
from adhere.exchange.submitting import Answer, answered

Told = Callable[[str, float], None]


def head_of(portal: str, told: Told) -> Answer:
    """Return the signed head with the key of the log; raise UnreachableError where no answer came."""
    return _asked(f"{portal}/api/v1/checkpoint", told)


def growth_of(portal: str, old: int, new: int, told: Told) -> Answer:
    """Return the proof that the log of one size continues that of a smaller one (``adhere/consistency/1``)."""
    return _asked(f"{portal}/nl/log/consistency/{old}?to={new}", told)


def hand_over(portal: str, note: bytes, language: str, told: Told) -> Answer:
    """Give a portal the head of its log with the signature of a witness below it; raise UnreachableError where no answer came."""
    content = json.dumps({"note": note.decode()}).encode()
    headers = {
        "Accept": "application/json, application/problem+json",
        "Accept-Language": language,
        "Content-Type": "application/json",
        "User-Agent": f"adhere/{__version__}",
    }
    return answered(lambda: Request(f"{portal}/api/v1/checkpoint", data=content, headers=headers), told=told)  # noqa: S310 - portal_of allows http and https


def _asked(address: str, told: Told) -> Answer:
    headers = {"Accept": "application/json", "User-Agent": f"adhere/{__version__}"}
    return answered(lambda: Request(address, headers=headers), told=told)  # noqa: S310 - portal_of allows http and https
