# SPDX-License-Identifier: EUPL-1.2
"""What the typefaces that come with typst can show: other characters appear as their code, so that nothing is lost unseen.

PDF/A allows no character without a shape (ISO 19005-2, 6.2.11.8). The table is ``data/typefaces.toml``.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from adhere.kernel.data import packaged


class Typefaces:
    """Prepares text for a PDF; ``lacking`` counts the characters that were shown as codes.

    Marks that combine with the sign before them count as lacking once no single character stands for both: readers that go by
    glyphs would take them for part of that sign everywhere else. ``narrow`` keeps to Latin, Greek and Cyrillic.
    """

    def __init__(self, *, narrow: bool = False) -> None:
        self.narrow = narrow
        self.lacking = 0

    def shown(self, text: str) -> str:
        """Return text that can be set: unknown characters as codes, and nothing besides."""
        return "".join(self._sign(sign) for sign in unicodedata.normalize("NFC", text))

    def _sign(self, sign: str) -> str:
        if sign.isascii() or (self._has(sign) and unicodedata.category(sign)[0] != "M"):
            return sign
        self.lacking += 1
        return f"[U+{ord(sign):04X}]"

    def _has(self, sign: str) -> bool:
        simple = sign < "\u0530" or "\u2010" <= sign <= "\u203a" or sign == "\ufffd"
        return ord(sign) in _characters() and (simple or not self.narrow)


@cache
def _characters() -> frozenset[int]:
    found: set[int] = set()
    for part in packaged("adhere.render", "data/typefaces.toml")["characters"].split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
