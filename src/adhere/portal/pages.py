# SPDX-License-Identifier: EUPL-1.2
"""What every page has around it, and how a page in one language names itself in the other."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from adhere import __version__
from adhere.kernel.text import LANGUAGES
from adhere.portal.languages import current
from adhere.portal.navigation import ways


def around(request: HttpRequest) -> dict[str, Any]:
    """Return what the base template needs: the language, the same page in the other one, and the ways through the portal."""
    language = current()
    path = request.get_full_path()
    localised = path[1:3] in LANGUAGES and path[3:4] in ("/", "")
    others = [
        {"language": other, "address": f"/{other}{path[3:]}" if localised else f"/{other}/"}
        for other in LANGUAGES
        if other != language
    ]
    return {
        "language": language,
        "others": others,
        "canonical": settings.ORIGIN + path.partition("?")[0],
        "ways": ways(request),
        "release": __version__,
    }


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Answer with a page."""
    return render(request, template, context, status=status)
