# SPDX-License-Identifier: EUPL-1.2
"""Signing in through an identity provider, whatever it answers: what cannot be used is told in words.

OpenID Connect Core 1.0, sections 3.1.2.6 and 3.1.3.4 (errors).
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from allauth.account import views as account
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods
from requests import RequestException

from adhere.portal.pages import page
from adhere.portal.people.signing.provider import CheckedAdapter

_log = logging.getLogger(__name__)
_UNUSABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OAuth2Error, RequestException)
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


def _asking(view: type[OAuth2View]) -> Callable[[HttpRequest, str], HttpResponse]:
    """Return a view of allauth that asks the provider by ``CheckedAdapter``."""

    def ask(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            answer: HttpResponse = view.adapter_view(CheckedAdapter(request, provider_id))(request)
        except SocialApp.DoesNotExist:
            raise Http404 from None
        return answer

    return ask


login = login_not_required(_guarded(_asking(OAuth2LoginView)))
callback = login_not_required(_guarded(_asking(OAuth2CallbackView)))
