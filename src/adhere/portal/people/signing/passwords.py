# SPDX-License-Identifier: EUPL-1.2
"""Passwords made of the words of this portal, which whoever guesses tries first. OWASP ASVS 5.0.0, 6.1.2 and 6.2.11.

The words are those below and the name of the portal's host.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from adhere.portal.wording import say

WORDS = (
    "adhere", "aiact", "aioffice", "aibureau", "article", "artikel", "bureau", "codeofpractice", "codes", "code", "office", "password",
    "portaal", "portal", "practice", "praktijkcode", "provider", "aanbieder", "wachtwoord", "welcome", "welkom",
)  # fmt: skip
LEAST = 8
"""Letters that have to be left when these words are taken out."""
_OTHER = re.compile(r"[\W\d_]+")


class OwnWordsValidator:
    """Refuse a password that is little more than words of this portal, numbers and signs."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError where too little else is left."""
        del user
        host = (urlsplit(settings.ORIGIN).hostname or "").split(".")
        left = _OTHER.sub("", password.casefold())
        known = any(word in left for word in WORDS)
        for word in sorted({*WORDS, *filter(None, host)}, key=len, reverse=True):
            left = left.replace(word, "")
        if known and len(left) < LEAST:
            raise ValidationError(self.get_help_text(), code="password_own_words")

    def get_help_text(self) -> str:
        """Return what to do."""
        return say("passwords.own-words")
