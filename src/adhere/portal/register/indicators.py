# SPDX-License-Identifier: EUPL-1.2
"""What signatories reported on indicators together, as a page and as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from adhere.monitoring.publication import limits
from adhere.portal.codes import known_codes, named
from adhere.portal.exporting import exported
from adhere.portal.pages import page
from adhere.portal.register.asof import as_of
from adhere.portal.register.counted import COLUMNS, counted, next_moment


@require_safe
def indicators_shown(request: HttpRequest) -> HttpResponseBase:
    """Answer with the indicators of a code until a period (``?code=gpai-2025&period=2025-H2``)."""
    on, known = as_of(request), known_codes()
    code = request.GET.get("code", "") or known[0]
    found = counted(code, request.GET.get("period", ""), on.day) or counted(code, "", on.day)
    if found is None:
        raise Http404
    name = f"indicators-{found.code}"
    file = exported(request, name, COLUMNS, found.cells(), on=on.day)
    return file or page(
        request,
        "register/indicators.html",
        found=found,
        codes=named(known),
        on=on,
        least=limits().least,
        next_moment=next_moment(on.day),
    )
