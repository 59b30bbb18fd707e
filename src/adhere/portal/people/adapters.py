# SPDX-License-Identifier: EUPL-1.2
"""Who may sign in, people who were invited and nobody else, and what allauth says in our words.

https://docs.allauth.org/en/latest/account/adapter.html
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from adhere.portal.notices.outbox import Written, post
from adhere.portal.people.signing.provider import CheckedProvider
from adhere.portal.wording import say, texts_of

_DASHED = re.compile(r"[_:]")


class _Worded:
    """Errors in our words: ``signing.error-<name>``."""

    def validation_error(self, code: str, *values: Any) -> ValidationError:
        """Return an error in the language of the page."""
        name = f"error-{code.replace('_', '-')}"
        if name in texts_of("signing"):
            return ValidationError(say(f"signing.{name}"), code=code)
        known: ValidationError = super().validation_error(code, *values)  # type: ignore[misc]
        return known


class ByInvitation(_Worded, DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Return that nobody signs up by themselves."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the address of a link for a new password, at the origin people know: what a request calls this host is the sender's to choose."""
        return _ours(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Return the address of a link that confirms an address, at the same origin."""
        return _ours(super().get_email_confirmation_url(request, emailconfirmation))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Have a mail of allauth sent as every other letter: beside the request, and again where the server does not take it."""
        if settings.SENDS_MAIL:
            told = self.render_mail(
                template_prefix, email, {"request": self.request, "email": email, **context}
            )
            post(Written(email.lower(), told.subject, told.body))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways to show anew who one is, in our words."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**way, "description": say(f"signing.way-{_DASHED.sub('-', way['id'])}")} for way in methods]

    def add_message(  # noqa: PLR0917 - the signature is allauth's
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: Any = None,  # noqa: ARG002
        extra_tags: str = "",
        message: Any = None,  # noqa: ARG002
    ) -> None:
        """Say what was done where we have words for it: ``signing.done-<name>``; other things show on the page itself."""
        name = f"done-{PurePosixPath(message_template or '').stem.replace('_', '-')}"
        if name in texts_of("signing"):
            messages.add_message(request, level, say(f"signing.{name}"), extra_tags=extra_tags)


class Factors(_Worded, DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys and codes."""

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002 - the name allauth gives it
        """Return the name a new passkey is offered under."""
        return say("signing.key-name")

    def _get_site_name(self) -> str:
        return say("theme.name")


class Known(_Worded, DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The identity provider of an organisation lets in people who are known already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Return that an identity provider alone makes no account."""
        return False

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """Return the provider, whose answers are checked here."""
        found = super().get_provider(request, provider, client_id)
        return CheckedProvider(request, app=found.app)

    def get_requests_session(self) -> Any:
        """Return what asks the provider: it goes where it is sent and nowhere else."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session


def _ours(address: str) -> str:
    """Return an address of a page at the origin of this portal."""
    return f"{settings.ORIGIN}{urlsplit(address).path}"
