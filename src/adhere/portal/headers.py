# SPDX-License-Identifier: EUPL-1.2
"""Headers every answer carries: nothing is loaded from elsewhere and nothing inline runs.

Content Security Policy Level 3 (https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action {forms}; frame-ancestors 'none'; base-uri 'none'"
)
Handler = Callable[[HttpRequest], HttpResponse]


def policy_headers(handler: Handler) -> Handler:
    """Add the policies to every answer; what is made for someone who is signed in is kept by no browser and no cache."""
    content = _POLICY.format(forms=" ".join(["'self'", *settings.IDENTITY_ORIGINS]))

    def answer(request: HttpRequest) -> HttpResponse:
        response = handler(request)
        response.headers.setdefault("Content-Security-Policy", content)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            or settings.SESSION_COOKIE_NAME in response.cookies
        ):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
