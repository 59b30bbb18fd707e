# SPDX-License-Identifier: EUPL-1.2
"""Sending a pack to the intake of a portal: one request, repeated where no answer came, since the same bytes are taken in once.

RFC 9110; problems as RFC 9457. The token goes to the address that was named and nowhere else: a redirect is told and not followed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from adhere import __version__

INTAKE = "/api/v1/submissions"
WAITS = (1.0, 2.0, 4.0)
"""Seconds before each further try."""
LONGEST_WAIT = 30.0
TIMEOUT = 60.0
AGAIN = (429, 500, 502, 503, 504)
ANSWER_LIMIT = 16_000_000
LOCAL = ("localhost", "127.0.0.1", "::1")


class UnreachableError(Exception):
    """No answer came; ``reason`` says why in words of the system."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of the portal beside taking it in."""

    sandbox: bool = False
    corrects: str = ""
    language: str = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the portal answered; ``body`` is empty where it is no JSON object, ``location`` where it leads elsewhere."""

    status: int
    body: dict[str, Any]
    location: str = ""


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def intake_of(address: str) -> str | None:
    """Return the address of the intake of a portal; None where the one given is none, or would show the token on the way."""
    portal = portal_of(address)
    return portal and f"{portal}{INTAKE}"


def portal_of(address: str) -> str | None:
    """Return the address of a portal, without a slash at its end; None where it is none, or would show a token on the way."""
    parts = urlsplit(address)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)
    if not safe or not parts.hostname or parts.query or parts.username:
        return None
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix(INTAKE)}"


def submit(
    content: bytes,
    intake: str,
    token: str,
    wish: Wish,
    *,
    told: Callable[[str, float], None] = lambda _reason, _wait: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Answer:
    """Send a pack and return the answer; raise UnreachableError where none came. ``told`` hears of each further try."""
    return answered(lambda: _request(content, intake, token, wish), told=told, sleep=sleep)


def answered(
    make: Callable[[], Request],
    *,
    told: Callable[[str, float], None] = lambda _reason, _wait: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Answer:
    """Send a request, made anew for each try, and return the answer; raise UnreachableError where none came."""
    opener = build_opener(_Stay)
    for wait in (*WAITS, None):
        try:
            answer, after = _once(opener, make())
            if answer.status not in AGAIN or wait is None:
                return answer
            reason = str(answer.status)
        except (OSError, HTTPException) as error:
            if wait is None:
                raise UnreachableError(_reason(error)) from error
            reason, after = _reason(error), None
        pause = min(max(wait, after or 0.0), LONGEST_WAIT)
        told(reason, pause)
        sleep(pause)
    raise AssertionError("the last try returns or raises")


def _request(content: bytes, intake: str, token: str, wish: Wish) -> Request:
    asked = {"sandbox": "1" if wish.sandbox else "", "corrects": wish.corrects}
    query = urlencode({name: value for name, value in asked.items() if value})
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Accept": "application/json, application/problem+json",
        "Accept-Language": wish.language,
        "User-Agent": f"adhere/{__version__}",
    }
    return Request(f"{intake}?{query}" if query else intake, data=content, headers=headers)  # noqa: S310 - intake_of allows http and https


def _once(opener: OpenerDirector, request: Request) -> tuple[Answer, float | None]:
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            return _answer(response.status, response.read(ANSWER_LIMIT), response.headers)
    except HTTPError as error:
        with error:
            return _answer(error.code, error.read(ANSWER_LIMIT), error.headers)


def _answer(status: int, content: bytes, headers: Any) -> tuple[Answer, float | None]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        value = None
    body = value if isinstance(value, dict) else {}
    after = headers.get("Retry-After", "")
    seconds = float(after) if after.isascii() and after.isdigit() and len(after) < 6 else None
    return Answer(status=status, body=body, location=headers.get("Location", "")), seconds


def _reason(error: Exception) -> str:
    inner = getattr(error, "reason", error)
    return str(getattr(inner, "strerror", None) or inner or type(error).__name__)
