# SPDX-License-Identifier: EUPL-1.2
"""The words of documents in both languages: ``data/words.toml``, and those of one document in a file of its own."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.text import Language, Text, text_of


@cache
def words() -> dict[str, Text]:
    """Return every word by name."""
    return {name: text_of(record) for name, record in packaged("adhere.render", "data/words.toml").items()}


def word(name: str, language: Language, /, **values: object) -> str:
    """Return one word or sentence in one language, with its values filled in."""
    return words()[name].filled(values).in_(language)


def word_of(document: str, name: str, language: Language, /, **values: object) -> str:
    """Return one word or sentence of a document that has words of its own, ``data/<document>.toml``."""
    record = packaged("adhere.render", f"data/{document}.toml")[name]
    return text_of(record).filled(values).in_(language)
