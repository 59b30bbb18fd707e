# SPDX-License-Identifier: EUPL-1.2
"""The addresses for programs, under /api/v1/; one that is not there is answered with a problem as well."""

from __future__ import annotations

from functools import partial, update_wrapper
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from ninja import NinjaAPI

from adhere.portal.api import (
    acts,
    business,
    cases,
    drafting,
    evaluating,
    library,
    log,
    registers,
    requests,
)
from adhere.portal.api.describing import description
from adhere.portal.api.freshness import View, kept_while, of_law
from adhere.portal.api.problems import answer_problems, plain_problem

api = NinjaAPI(openapi_url=None, docs_url=None)
answer_problems(api)
for _room in (registers, library, log, acts, requests, drafting, evaluating, cases, business):
    api.add_router("", _room.router)


def speaking(view: View) -> View:
    """Let a view answer HEAD as it answers GET, and whatever it refuses without a word with a problem."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return plain_problem(426)
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"
        response: HttpResponse = view(request, *args, **kwargs)
        request.method = asked
        if response.status_code >= 400 and "json" not in response.headers.get("Content-Type", ""):
            response = _worded(response)
        if asked == "HEAD":
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return csrf_exempt(update_wrapper(answer, view))


def _worded(response: HttpResponse) -> HttpResponse:
    answer = plain_problem(response.status_code)
    if "Allow" in response.headers:
        methods = set(response.headers["Allow"].split(", "))
        answer.headers["Allow"] = ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))
    return answer


def nowhere(_: HttpRequest) -> HttpResponse:
    """Answer that there is nothing here."""
    return plain_problem(404)


def _patterns() -> list[URLPattern]:
    """Return the addresses of the API; the one Django Ninja adds for itself, its root, is left out."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    return [URLPattern(one.pattern, speaking(one.callback), one.default_args, one.name) for one in found]


_description = kept_while(of_law)(partial(description, api))
urlpatterns = [
    path("openapi.json", speaking(require_GET(_description)), name="openapi"),
    *_patterns(),
    re_path("", csrf_exempt(nowhere)),
]
