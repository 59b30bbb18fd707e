# SPDX-License-Identifier: EUPL-1.2
"""The forms of allauth with labels and hints of ours: ``signing.field-<name>`` and ``signing.hint-<name>``."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factors
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html

from adhere.portal.wording import say, texts_of


class _Worded:
    """Labels and hints in the language of the page, and none inside the fields."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = texts_of("signing")
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if f"field-{name}" in words:
                field.label = say(f"signing.field-{name}")
            field.help_text = say(f"signing.hint-{name}") if f"hint-{name}" in words else ""


class LoginForm(_Worded, account.LoginForm):  # type: ignore[misc]
    """Signing in by password; where the portal sends mail, with a way for whoever forgot it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.SENDS_MAIL:
            way = reverse("account_reset_password")
            hint = format_html('<a href="{}">{}</a>', way, say("signing.forgotten"))
            self.fields["password"].help_text = hint


class ChangePasswordForm(_Worded, account.ChangePasswordForm):  # type: ignore[misc]
    """The old password and a new one."""


class SetPasswordForm(_Worded, account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class ResetPasswordForm(_Worded, account.ResetPasswordForm):  # type: ignore[misc]
    """The address a link is sent to."""


class ResetPasswordKeyForm(_Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by the link that was sent."""


class ReauthenticateForm(_Worded, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class AuthenticateForm(_Worded, factors.AuthenticateForm):  # type: ignore[misc]
    """A code, after the password."""


class ReauthenticateByCodeForm(_Worded, factors.ReauthenticateForm):  # type: ignore[misc]
    """A code once more."""


class ActivateForm(_Worded, totp.ActivateTOTPForm):  # type: ignore[misc]
    """A code that shows the app works."""


class AddPasskeyForm(_Worded, passkeys.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey."""


class EditPasskeyForm(_Worded, passkeys.EditWebAuthnForm):  # type: ignore[misc]
    """The name of a passkey."""
