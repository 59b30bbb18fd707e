# SPDX-License-Identifier: EUPL-1.2
"""The first page, what machines ask about the state of the portal, and the pages for what went wrong."""

from __future__ import annotations

import sys
from contextlib import suppress
from urllib.parse import quote

from django.conf.locale import LANG_INFO
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from adhere.kernel.text import LANGUAGES
from adhere.portal.api.problems import plain_problem
from adhere.portal.languages import asked, current
from adhere.portal.pages import page
from adhere.portal.people.asking import as_nobody
from adhere.portal.submissions.keeping import hindered, hindrance, later, status_of
from adhere.portal.submissions.problems import TYPE
from adhere.portal.wording import say

_TYPES = ("text/html", TYPE, "application/json")


@require_safe
def to_language(request: HttpRequest) -> HttpResponse:
    """Lead to the first page in the language of the browser."""
    return HttpResponseRedirect(f"/{asked(request)}/")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer with the first page."""
    return page(request, "portal/home.html")


@require_safe
def health(_: HttpRequest) -> HttpResponse:
    """Answer whether the portal can serve: it reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"status": "fail", "database": "fail"}, status=503)
    return JsonResponse({"status": "pass", "database": "pass"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    del exception  # it may hold what was sent
    return for_program(request, 400) or page(request, "portal/wrong.html", 400, wrong="bad-request")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403, with the reason of the policy where it gave one."""
    return page(
        request,
        "portal/wrong.html",
        403,
        wrong="forbidden",
        reason=str(exception),
        way=getattr(exception, "way", None),
    )


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that was not shown by this portal to this browser, or so long ago that its sign has changed."""
    del reason  # it is in English and for programmers
    return page(request, "portal/wrong.html", 403, wrong="stale")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; in an address of a language we do not have, lead to the same page in one we have."""
    del exception  # it lists every address there is
    tongue, _, rest = request.path.lstrip("/").partition("/")
    if tongue in LANG_INFO and tongue not in LANGUAGES:
        way = (f"/{current()}/{quote(rest)}", say("theme.read-here"))
        return page(request, "portal/wrong.html", 404, wrong="language", way=way)
    return page(request, "portal/wrong.html", 404, wrong="not-found")


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500; 503 or 507 with when to come back where a database that is away or a full disk is the cause. Django logs it once.

    It may be asked before or after the language of the request was set (RFC 9110, section 15.6.4; RFC 4918, section 11.5).
    """
    why = hindrance(sys.exception())
    with translation.override(asked(request)):
        if why is not None:
            return _hindered(request, why)
        return for_program(request, 500) or page(request, "portal/wrong.html", 500, wrong="broken")


def _hindered(request: HttpRequest, why: str) -> HttpResponse:
    for handler in request.upload_handlers:  # a file that came by half
        with suppress(OSError):
            handler.upload_interrupted()
    if _is_program(request):
        return hindered(why, say(f"theme.wrong-{why}"), say(f"theme.remedy-{why}"))
    as_nobody(request)
    return later(page(request, "portal/wrong.html", status_of(why), wrong=why, messages=()))


def for_program(request: HttpRequest, status: int) -> HttpResponse | None:
    """Return the answer for a program, which reads no pages; None for a person."""
    return plain_problem(status) if _is_program(request) else None


def _is_program(request: HttpRequest) -> bool:
    """Whether a program asks: at the API, or anywhere for JSON rather than for a page (RFC 9110, section 12.5.1)."""
    return request.path.startswith("/api/") or request.get_preferred_type(_TYPES) in _TYPES[1:]
