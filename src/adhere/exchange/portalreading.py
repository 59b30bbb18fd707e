# SPDX-License-Identifier: EUPL-1.2
"""Reading what a portal tells programs, ``/api/v1``: one address, or a list to its end. Lists come in pages (RFC 8288).

``next`` is taken for its query alone, so that a token goes to the address that was named and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from urllib.request import Request

from adhere import __version__
from adhere.exchange.submitting import Answer, answered

API = "/api/v1/"
PAGES = 10_000
"""Pages of one list that are followed; with the longest pages that is two million rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of which portal: the address below /api/v1, its parameters, who asks and in which language."""

    portal: str
    name: str
    parameters: Mapping[str, str]
    token: str = ""
    language: str = "nl"

    def address(self, parameters: Mapping[str, str]) -> str:
        """Return where that is asked."""
        path = quote(self.name.strip("/"), safe="/:")
        query = urlencode(parameters)
        return f"{self.portal}{API}{path}{f'?{query}' if query else ''}"


def read(asked: Asked, told: Callable[[str, float], None]) -> Answer:
    """Ask once and return the answer; raise UnreachableError where none came."""
    return _read(asked, asked.parameters, told)


def read_all(asked: Asked, told: Callable[[str, float], None]) -> Iterator[Answer]:
    """Ask for a list and what lies behind it, page by page, until its end or a page that went wrong."""
    parameters: Mapping[str, str] = asked.parameters
    for _ in range(PAGES):
        answer = _read(asked, parameters, told)
        yield answer
        following = answer.body.get("next")
        if answer.status != 200 or not isinstance(following, str):
            return
        parameters = dict(parse_qsl(urlsplit(following).query))


def _read(asked: Asked, parameters: Mapping[str, str], told: Callable[[str, float], None]) -> Answer:
    headers = {
        "Accept": "application/json, application/problem+json",
        "Accept-Language": asked.language,
        "User-Agent": f"adhere/{__version__}",
    }
    if asked.token:
        headers["Authorization"] = f"Bearer {asked.token}"
    address = asked.address(parameters)
    return answered(lambda: Request(address, headers=headers), told=told)  # noqa: S310 - portal_of allows http and https


def rows_of(body: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Return the rows of a list; None where an answer is none."""
    rows = body.get("rows")
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        return None
    return rows
