# SPDX-License-Identifier: EUPL-1.2
"""Passwords that are known from leaks elsewhere, by a list on this machine: nothing is asked of others. OWASP ASVS 5.0.0, 6.2.4 and 6.2.12.

ADHERE_PORTAL_LEAKED_PASSWORDS names the list. Where it is set and cannot be read, no password is taken.
"""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from adhere.portal.digests import DigestList
from adhere.portal.wording import say

_log = logging.getLogger(__name__)


class LeakedValidator:
    """Refuse a password of the list."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError where the list holds it, or cannot be looked into."""
        del user
        if settings.LEAKED_PASSWORDS is None:
            return
        try:
            leaked = DigestList(settings.LEAKED_PASSWORDS).holds(password)
        except (OSError, ValueError) as error:
            _log.exception("the list of leaked passwords cannot be read")
            raise ValidationError(say("passwords.not-looked-up"), code="password_not_looked_up") from error
        if leaked:
            raise ValidationError(self.get_help_text(), code="password_leaked")

    def get_help_text(self) -> str:
        """Return what to do."""
        return say("passwords.leaked")
