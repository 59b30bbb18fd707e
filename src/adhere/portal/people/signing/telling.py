# SPDX-License-Identifier: EUPL-1.2
"""What the log of the server tells of signing in: that it went well or not, by which way, and under which opaque id; never an address or a name."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factors
from django.contrib.auth import signals as auth

_log = logging.getLogger(__name__)
_TOLD = (
    (auth.user_logged_in, logging.INFO, "signed in"),
    (auth.user_logged_out, logging.INFO, "signed out"),
    (account.password_changed, logging.WARNING, "changed the password"),
    (account.password_set, logging.WARNING, "set a first password"),
    (account.password_reset, logging.WARNING, "chose a new password by the link of a mail"),
    (factors.authenticator_added, logging.WARNING, "added a second factor"),
    (factors.authenticator_removed, logging.WARNING, "removed a second factor"),
    (factors.authenticator_reset, logging.WARNING, "made a second factor anew"),
)


def listen() -> None:
    """Let everything of the kind be told."""
    for signal, level, words in _TOLD:
        signal.connect(_teller(level, words), weak=False, dispatch_uid=f"adhere {words}")
    for signal in (auth.user_login_failed, factors.authentication_failed):
        signal.connect(_failed, dispatch_uid="adhere failed")


def _teller(level: int, words: str) -> Any:
    def tell(user: Any = None, **_: Any) -> None:
        if user is not None:
            _log.log(level, words, extra={"person": str(user.pk)})

    return tell


def _failed(**_: Any) -> None:
    """Tell that someone did not sign in; what was typed may be an address or a password, so nothing of it is told."""
    _log.warning("did not sign in")
