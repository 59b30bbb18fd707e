# SPDX-License-Identifier: EUPL-1.2
"""Answers a program need not fetch twice: what stands behind them has a state, and the same state and question give the same answer.

RFC 9110, sections 8.8.3 and 13 (ETag and conditional requests). Registers change by acts, each an event, so the size of the log is their state.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from adhere import __version__
from adhere.law.requirements.catalogue import catalogue
from adhere.portal.audit import recording
from adhere.portal.audit.models import Cosignature, Head
from adhere.portal.languages import current
from adhere.portal.library import texts

View = Callable[..., Any]


def of_registers() -> str:
    """Return the state of registers and log."""
    return str(recording.size())


def of_witnessed_log() -> str:
    """Return the state of the log with what witnesses wrote below its heads, which makes it no longer."""
    last = Cosignature.objects.order_by("-id").values("id")[:1]
    return str(Head.objects.filter(id=1).values_list("size", Subquery(last)).first())


def of_law() -> str:
    """Return the state of law and codes, which come with the program."""
    known = catalogue()
    return f"{known.law.digest} {known.release}"


def of_library() -> str:
    """Return the state of law, codes and the official texts that are kept."""
    return f"{of_law()} {texts.state()!r}"


def kept_while(state: Callable[[], str]) -> Callable[[View], View]:
    """Let an answer be asked for with the tag of the one a program has, and not be made again where that still is the answer.

    The state is read before the answer is made: one that changes in between is found at the next asking.
    """

    def around(view: View) -> View:
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            tag = _tag(request, state())
            early = get_conditional_response(request, etag=tag) if _names(request, tag) else None
            response: HttpResponse = early or view(request, *args, **kwargs)
            if early is None and response.status_code == 200:
                response = get_conditional_response(request, etag=tag, response=response) or response
            if response.status_code in (200, 304):
                response.headers["ETag"] = tag
                patch_cache_control(response, public=True, no_cache=True)
            return response

        return answer

    return around


def _tag(request: HttpRequest, state: str) -> str:
    today = timezone.localdate().isoformat()
    told = f"{__version__}\n{state}\n{today}\n{current()}\n{request.get_full_path()}"
    return quote_etag(hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32])


def _names(request: HttpRequest, tag: str) -> bool:
    """Whether a request names the tag; one of ``*`` holds for what is there alone, so that has to be looked for first."""
    return tag in request.headers.get("If-None-Match", "")
