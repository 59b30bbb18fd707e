# SPDX-License-Identifier: EUPL-1.2
"""Signing in through an identity provider, whatever it answers: what cannot be used is told in words.

OpenID Connect Core 1.0, sections 3.1.2.6 and 3.1.3.4 (errors).
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from allauth.account import views as account
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as provider
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods
from requests import RequestException

from adhere.portal.pages import page

_log = logging.getLogger(__name__)
_UNUSABLE = (ValueError, TypeError, KeyError, AttributeError, OAuth2Error, RequestException)
"""What reading an answer of another form than the standard's raises in allauth, which guards against some of it only."""


def _guarded(view: Callable[[HttpRequest, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    def guarded(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except _UNUSABLE:
            _log.warning("the identity provider gave an answer that cannot be used", exc_info=True)
            return page(request, "socialaccount/authentication_error.html", 401)

    return guarded


@require_http_methods(["GET", "POST"])
def reset_password(request: HttpRequest) -> HttpResponse:
    """Send a link for a new password; where no mail is sent, say who can help."""
    if settings.SENDS_MAIL:
        answer: HttpResponse = account.password_reset(request)
        return answer
    return page(request, "signing/by_hand.html")


login = login_not_required(_guarded(provider.login))
callback = login_not_required(_guarded(provider.callback))
