# SPDX-License-Identifier: EUPL-1.2
"""/metrics: read from this machine, or with the token of ADHERE_PORTAL_METRICS_TOKEN from anywhere."""

from __future__ import annotations

from ipaddress import ip_address
from secrets import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from adhere.portal.metrics.exposition import CONTENT_TYPE, exposition

_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")
REFUSED = (
    "Read /metrics from the machine itself, or send: Authorization: Bearer <ADHERE_PORTAL_METRICS_TOKEN>\n"
)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with the figures, to who may read them."""
    if not _may_read(request):
        return HttpResponse(REFUSED, status=403, content_type="text/plain; charset=utf-8")
    return HttpResponse(exposition(), content_type=CONTENT_TYPE)


def _may_read(request: HttpRequest) -> bool:
    """Behind a proxy every reader seems to be this machine, so there only the token counts."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and compare_digest(shown.encode(), settings.METRICS_TOKEN.encode()):
        return True
    if settings.BEHIND_PROXY or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
