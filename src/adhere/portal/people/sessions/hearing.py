# SPDX-License-Identifier: EUPL-1.2
"""What begins a session and what ends others: signing in; another password, second factor or identity provider. OWASP ASVS 5.0.0, 7.4.3."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factors
from allauth.socialaccount import signals as providers
from django.contrib.auth import signals as auth
from django.http import HttpRequest

from adhere.portal.people.models import Person
from adhere.portal.people.sessions.ending import clear, end_sessions
from adhere.portal.people.sessions.lasting import begin

_CHANGES = (
    account.password_changed,
    account.password_set,
    account.password_reset,
    factors.authenticator_added,
    factors.authenticator_removed,
    factors.authenticator_reset,
)


def listen() -> None:
    """Let sessions begin and end by them."""
    auth.user_logged_in.connect(_begun, dispatch_uid="adhere session begun")
    for signal in _CHANGES:
        signal.connect(_changed, dispatch_uid="adhere sessions of others")
    providers.social_account_added.connect(_linked, dispatch_uid="adhere sessions of others")
    providers.social_account_removed.connect(_unlinked, dispatch_uid="adhere sessions of others")


def _begun(request: HttpRequest | None = None, **_: Any) -> None:
    if request is not None and hasattr(request, "session"):
        begin(request)
        clear()


def _changed(user: Any = None, request: HttpRequest | None = None, **_: Any) -> None:
    """End every session of someone but the one in which they changed it."""
    if isinstance(user, Person):
        own = request is not None and request.user == user
        end_sessions(user, request.session.session_key if own and request is not None else None)


def _linked(request: HttpRequest, sociallogin: Any, **_: Any) -> None:
    _changed(sociallogin.user, request)


def _unlinked(request: HttpRequest, socialaccount: Any, **_: Any) -> None:
    _changed(socialaccount.user, request)
