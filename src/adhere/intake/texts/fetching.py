# SPDX-License-Identifier: EUPL-1.2
"""A text from EUR-Lex over the network, for a user who asks for it: only from hosts of the Union, within a size, never in a test.

Addresses: https://eur-lex.europa.eu/content/help/data-reuse/linking.html. ``opener`` is what makes the connection; tests give their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from adhere.intake.texts.reading import SIZE_LIMIT
from adhere.law.texts.rules import Collected

HOSTS = ("eur-lex.europa.eu", "publications.europa.eu", "data.europa.eu")
TIMEOUT = 60
AGENT = "adhere (open-source software for codes of practice)"
CELEX = re.compile(r"[03]\d{4}[A-Z]{1,2}\d{4}(?:-\d{8})?(?:R\(\d{2}\))?")
Opener = Callable[[Request, float], BinaryIO]


class ElsewhereError(URLError):
    """The answer sends the program on to a host that is not of EUR-Lex."""

    def __init__(self, target: str) -> None:
        super().__init__(target)
        self.target = target


def address_of(celex: str, language: str) -> str:
    """Return the address of the page of an act in a language."""
    return f"https://{HOSTS[0]}/legal-content/{language.upper()}/TXT/HTML/?uri=CELEX:{celex}"


def fetch(celex: str, language: str, found: Collected, opener: Opener | None = None) -> bytes | None:
    """Return the page; None where it could not be had, which is a finding."""
    request = Request(address_of(celex, language), headers={"User-Agent": AGENT})  # noqa: S310 - https, to a host of ours
    try:
        with (opener or _open)(request, TIMEOUT) as answer:
            _refuse_elsewhere(getattr(answer, "url", request.full_url))
            content = answer.read(SIZE_LIMIT + 1)
    except ElsewhereError as error:
        found.add("ADH-LAW-072", at=request.full_url, target=error.target[:120])
    except HTTPError as error:
        found.add("ADH-LAW-073", at=request.full_url, status=error.code)
    except (OSError, ValueError, HTTPException) as error:
        found.add("ADH-LAW-070", at=request.full_url, reason=_reason(error))
    else:
        if len(content) <= SIZE_LIMIT:
            return content
        found.add("ADH-LAW-071", at=request.full_url, limit=SIZE_LIMIT)
    return None


def _reason(error: Exception) -> str:
    """Return what the system says of a connection that failed."""
    inner = getattr(error, "reason", error)
    return str(getattr(inner, "strerror", None) or inner)


def is_of_the_union(address: str) -> bool:
    """Whether an address is a safe one of EUR-Lex or the Publications Office."""
    parts = urlsplit(address)
    return parts.scheme == "https" and parts.hostname in HOSTS and parts.username is None


def _refuse_elsewhere(address: str) -> None:
    if not is_of_the_union(address):
        raise ElsewhereError(address)


class _OnlyThere(HTTPRedirectHandler):
    """Follows redirects to hosts of the Union alone."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:  # fmt: skip  # noqa: PLR0917 - the signature of the base class
        _refuse_elsewhere(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(request: Request, timeout: float) -> BinaryIO:
    opened: BinaryIO = build_opener(_OnlyThere()).open(request, timeout=timeout)
    return opened
