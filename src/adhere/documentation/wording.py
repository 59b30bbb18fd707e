# SPDX-License-Identifier: EUPL-1.2
"""The words in which drafts and asks are explained: ``data/words.toml``."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.text import LANGUAGES, Text, text_of


@cache
def words(name: str) -> Text:
    """Return one text by name."""
    return text_of(packaged("adhere.documentation", "data/words.toml")[name])


def joined(texts: tuple[Text, ...], by: str = " ") -> Text | None:
    """Return texts one after the other, per language; None where there is none."""
    if not texts:
        return None
    return Text(*(by.join(text.in_(language) for text in texts) for language in LANGUAGES))
