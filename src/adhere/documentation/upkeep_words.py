# SPDX-License-Identifier: EUPL-1.2
"""The words of upkeep: why something is stale, why a day is the last day, how a request stands.

Data: ``data/words-upkeep.toml``; the rules themselves stand with those of the package (``rules``).
"""

from __future__ import annotations

from collections.abc import Sequence

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of


def word(table: str, key: str, /, **values: object) -> Text:
    """Return one of the words of upkeep, with its ``{names}`` filled in."""
    return text_of(packaged("adhere.documentation", "data/words-upkeep.toml")[table][key]).filled(values)


def named(names: Sequence[Text], most: int = 3) -> Text:
    """Return a list of names, no more than so many of them, and how many there are more."""
    shown = names[:most]
    joined = Text(", ".join(name.en for name in shown), ", ".join(name.nl for name in shown))
    rest = len(names) - len(shown)
    return word("word", "more", list=joined, count=rest) if rest else joined
