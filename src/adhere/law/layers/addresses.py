# SPDX-License-Identifier: EUPL-1.2
"""Addresses of provisions on EUR-Lex, by their ids: the page of the act in a language, at the article or annex.

https://eur-lex.europa.eu/content/help/data-reuse/linking.html; the pages of the Official Journal have anchors such as ``art_53``.
"""

from __future__ import annotations

import re

PAGE = "https://eur-lex.europa.eu/legal-content/{language}/TXT/?uri=CELEX:{celex}"
_CELEX = re.compile(r"3\d{4}[a-z]\d{4}")


def address(identifier: str, language: str, prefix: str, celex: str | None) -> str | None:
    """Return the address of a provision of the act with a prefix and CELEX number, or of another act; None where there is none."""
    act, _, place = identifier.partition(":")
    number = celex if act == prefix else act.upper() if _CELEX.fullmatch(act) else None
    if number is None:
        return None
    page = PAGE.format(language=language.upper(), celex=number)
    head, _, rest = place.partition(".")[0].partition("-")
    anchors = {
        "art": f"art_{rest}",
        "annex": f"anx_{rest.upper()}",
        "rec": f"rct_{rest}",
        "ch": f"cpt_{rest.upper()}",
    }
    return f"{page}#{anchors[head]}" if head in anchors and rest else page
