# SPDX-License-Identifier: EUPL-1.2
"""Characters that may stand in a document: what no format can hold, and what could turn text around, becomes a visible sign.

XML 1.0, section 2.2 (https://www.w3.org/TR/xml/#charsets); Unicode Standard Annex 9, explicit directional formatting
(https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any

from adhere.render.document import Document

SIGN = "\N{REPLACEMENT CHARACTER}"
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # directional embeddings, overrides and isolates
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of pairs, and what Unicode calls no character
    "\U000e0000-\U000e0fff"  # invisible tags
    "]"
)
_LOOKED_AT = 500
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return text that every format can hold, with one kind of line break."""
    return _FORBIDDEN.sub(SIGN, _BREAKS.sub("\n", text))


def cleaned(document: Document) -> Document:
    """Return a document of which every text is clean; its data stay as they are, for JSON holds everything."""
    parts = {
        part.name: _cleaned(getattr(document, part.name)) for part in fields(document) if part.name != "data"
    }
    return replace(document, **parts)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: _cleaned(getattr(value, part.name)) for part in fields(value)})
    return value


def right_to_left(text: str) -> bool:
    """Whether the first sign with a direction runs from right to left (Unicode Standard Annex 9, rules P2 and P3)."""
    directions = (unicodedata.bidirectional(sign) for sign in text[:_LOOKED_AT])
    return next((found for found in directions if found in ("L", "R", "AL")), "L") != "L"
