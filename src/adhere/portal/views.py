# SPDX-License-Identifier: EUPL-1.2
"""The first page, what machines ask about the state of the portal, and the pages for what went wrong."""

from __future__ import annotations

from urllib.parse import quote

from django.conf.locale import LANG_INFO
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_safe

from adhere.kernel.text import LANGUAGES
from adhere.portal.api.problems import plain_problem
from adhere.portal.languages import asked, current
from adhere.portal.pages import page
from adhere.portal.wording import say


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
    except DatabaseError:
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
    """Answer 500."""
    return for_program(request, 500) or page(request, "portal/wrong.html", 500, wrong="broken")


def for_program(request: HttpRequest, status: int) -> HttpResponse | None:
    """Return the answer for a program that asked the API, which reads no pages; None for a person."""
    return plain_problem(status) if request.path.startswith("/api/") else None
