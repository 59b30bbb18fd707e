# SPDX-License-Identifier: EUPL-1.2
"""How long a session lasts: until nothing was done in it for a while, and until it is old, whatever is done. OWASP ASVS 5.0.0, 7.3.1 and 7.3.2.

Both are settings (ADHERE_PORTAL_IDLE_MINUTES, ADHERE_PORTAL_SESSION_MINUTES). Moments are whole seconds since 1970, kept in the session.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as SHOWN
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from adhere.portal.people.sessions.browsers import browser_of
from adhere.portal.wording import say

Handler = Callable[[HttpRequest], HttpResponse]
SINCE, SEEN, BROWSER = "since", "seen", "browser"
NOTED = 60
"""Seconds within which a use is not noted anew: a row is not written for every page."""


def begin(request: HttpRequest) -> None:
    """Note when a session began and in what kind of browser."""
    request.session[SINCE] = request.session[SEEN] = int(time.time())
    request.session[BROWSER] = browser_of(request.headers.get("User-Agent", ""))


def is_over(session: Mapping[str, Any], now: float) -> bool:
    """Return whether a session of someone lasted as long as it may; one that tells no moments is over."""
    since, seen = session.get(SINCE), session.get(SEEN)
    if since is None or seen is None:
        return True
    return bool(now - seen >= settings.IDLE_MINUTES * 60 or now - since >= settings.SESSION_MINUTES * 60)


def hold_sessions(handler: Handler) -> Handler:
    """End a session that is over, note the use of any other, and give it another key where its owner showed anew who they are."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
            return handler(request)
        now = time.time()
        if is_over(_told(request), now):
            request.session.flush()
            hours, idle = round(settings.SESSION_MINUTES / 60, 1), settings.IDLE_MINUTES
            messages.info(request, say("sessions.over", minutes=idle, hours=f"{hours:g}"))
            return handler(request)
        if now - request.session[SEEN] >= NOTED:
            request.session[SEEN] = int(now)
        key, shown = request.session.session_key, _shown(request)
        response = handler(request)
        if request.session.session_key == key and SESSION_KEY in request.session and _shown(request) > shown:
            request.session.cycle_key()
        return response

    return answer


def _told(request: HttpRequest) -> dict[str, Any]:
    return {name: request.session.get(name) for name in (SINCE, SEEN)}


def _shown(request: HttpRequest) -> float:
    """Return when whoever is signed in last showed anew who they are."""
    told = request.session.get(SHOWN) or []
    return max((one.get("at", 0.0) for one in told if one.get("reauthenticated")), default=0.0)
