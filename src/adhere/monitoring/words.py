# SPDX-License-Identifier: EUPL-1.2
"""The words in which monitoring says its reasons: ``data/words.toml``."""

from __future__ import annotations

from collections.abc import Iterable

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of


def word(table: str, key: str, /, **values: object) -> Text:
    """Return one of the words, with its ``{names}`` filled in."""
    return text_of(packaged("adhere.monitoring", "data/words.toml")[table][key]).filled(values)


def sizes_text(sizes: Iterable[str]) -> Text:
    """Return the names of sizes of signatories, smallest first."""
    names = [word("size", size) for size in sizes]
    return Text(", ".join(one.en for one in names), ", ".join(one.nl for one in names))
