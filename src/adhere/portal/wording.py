# SPDX-License-Identifier: EUPL-1.2
"""The words of the portal in both languages: ``data/texts/<area>.toml``, each text a table ``{en, nl, of}``."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of
from adhere.portal.languages import current


@cache
def texts_of(area: str) -> dict[str, Text]:
    """Return the texts of one area by name."""
    return {
        name: text_of(record) for name, record in packaged("adhere.portal", f"data/texts/{area}.toml").items()
    }


def text(name: str) -> Text:
    """Return one text in both languages; a name is ``area.own-name``."""
    area, _, own = name.partition(".")
    return texts_of(area)[own]


def say(name: str, /, **values: object) -> str:
    """Return one text in the language of this request."""
    return text(name).filled(values).in_(current())
