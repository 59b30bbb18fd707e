# SPDX-License-Identifier: EUPL-1.2
"""The codes of countries that may be stated: those ISO 3166-1 assigns, and the Union's EL for Greece.

Data: ``data/countries.toml`` (https://www.iso.org/iso-3166-country-codes.html).
"""

from __future__ import annotations

from functools import cache

from adhere.dossier.wording import near
from adhere.kernel.data import packaged
from adhere.kernel.text import Text


@cache
def countries() -> frozenset[str]:
    """Return every code that may be stated."""
    table = packaged("adhere.dossier", "data/countries.toml")
    return frozenset((*table["assigned"], *table["also_read"]))


def country_near(code: str) -> Text:
    """Return the question whether the country people mean by a wrong code was meant, or nothing."""
    meant = packaged("adhere.dossier", "data/countries.toml")["meant"].get(code)
    return near(meant or "", [meant] if meant else [])
