# SPDX-License-Identifier: EUPL-1.2
"""The language of a page stands in its address, /nl/ or /en/, so that an address always shows the same; elsewhere the browser's is taken.

RFC 9110, section 12.5.4 (Accept-Language).
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from adhere.kernel.text import LANGUAGES, Language

Handler = Callable[[HttpRequest], HttpResponse]


def language_of_address(handler: Handler) -> Handler:
    """Let each request be answered in the language of its address."""

    def answer(request: HttpRequest) -> HttpResponse:
        language = asked(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = handler(request)
            response.headers.setdefault("Content-Language", language)
            if request.path[1:3] not in LANGUAGES:
                response.headers["Vary"] = ", ".join(
                    filter(None, (response.headers.get("Vary"), "Accept-Language"))
                )
            return response

    return answer


def asked(request: HttpRequest) -> Language:
    """Return the language of the address, else the first of ours the browser prefers, else Dutch."""
    first = request.path.split("/", 2)[1]
    if first in LANGUAGES:
        return first
    ranked = sorted(
        enumerate(_preferences(request.headers.get("Accept-Language", ""))),
        key=lambda one: (-one[1][1], one[0]),
    )
    return next((tag for _, (tag, weight) in ranked if tag in LANGUAGES and weight > 0), "nl")


def current() -> Language:
    """Return the language this request is answered in."""
    return "en" if (translation.get_language() or "nl").startswith("en") else "nl"


def _preferences(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header[:500].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            found.append((tag.partition("-")[0].lower(), float(weight or 1)))
        except ValueError:
            continue
    return found
