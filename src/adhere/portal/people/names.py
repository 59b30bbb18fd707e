# SPDX-License-Identifier: EUPL-1.2
"""Names as people type them: no sign that cannot be seen and none that turns the direction of writing.

Unicode Technical Report 36 (https://www.unicode.org/reports/tr36/), section 2; Unicode Standard Annex 9 for the controls of direction.
"""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError

from adhere.portal.wording import say

_HARMLESS = "‌‍"
"""Joiners that some scripts need to be written at all."""


def visible(name: str) -> None:
    """Raise ValidationError where a name holds a control, a format sign or half a surrogate pair."""
    for sign in name:
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and sign not in _HARMLESS:
            raise ValidationError(say("theme.name-controls", code=f"{ord(sign):04X}"))
