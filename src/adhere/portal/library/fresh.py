# SPDX-License-Identifier: EUPL-1.2
"""Pages a browser need not fetch twice: the same law, codes, texts, language, theme and day give the same page.

What else a page depends on, such as the codes published here, is told by its ``state``.

RFC 9110, sections 8.8 and 13 (ETag, Last-Modified and conditional requests). A page for who is signed in carries a name, so it is left out.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, update_wrapper
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from adhere import __version__
from adhere.law.requirements.catalogue import catalogue
from adhere.portal.library import texts
from adhere.portal.theme.looks import look

SECONDS = 60
"""A page is shown again without asking for no longer than this."""
_STARTED = time.time()
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Fresh = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def fresh(view: View[P]) -> Fresh[P]:
    """Let a page be asked for with what the browser has already, and not be made where that still is the page."""
    return fresh_while(lambda **_: "")(view)


def fresh_while(state: Callable[..., str]) -> Callable[[View[P]], Fresh[P]]:
    """Do so for pages that depend on a state too, which is told by the parts of their address; of none where it is empty.

    When a state changed is not known, so such a page has no day of its last change.
    """

    def around(view: View[P]) -> Fresh[P]:
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
                return view(request, *args, **kwargs)
            kept, told = texts.state(), state(**kwargs)
            tag, modified = _tag(request, kept, told), None if told else _modified(kept)
            response: HttpResponseBase | None = get_conditional_response(
                request, etag=tag, last_modified=modified
            )
            if response is None:
                response = view(request, *args, **kwargs)
            if response.status_code in (200, 304):
                response.headers["ETag"] = tag
                if modified is not None:
                    response.headers["Last-Modified"] = http_date(modified)
                patch_cache_control(response, public=True, max_age=SECONDS)
                patch_vary_headers(response, ["Cookie"])
            return response

        update_wrapper(answer, view)
        return require_safe(answer)

    return around


def _tag(request: HttpRequest, kept: texts.State, state: str) -> str:
    today = timezone.localdate().isoformat()
    told = "\n".join((_digests(), repr(kept), state, today, request.get_full_path()))
    return quote_etag(hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32])


def _modified(kept: texts.State) -> int:
    """Return when pages last changed: with the program, the texts that are kept, or the day."""
    today = datetime.combine(timezone.localdate(), datetime.min.time(), tzinfo=UTC).timestamp()
    now = time.time()
    return int(max(min(today, now), _STARTED, *(changed / 1e9 for _, changed, _ in kept), 0))


@cache
def _digests() -> str:
    known = catalogue()
    return f"{__version__} {known.law.digest} {known.release} {look()}"
