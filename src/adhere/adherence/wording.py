# SPDX-License-Identifier: EUPL-1.2
"""The words of adherence: why a measure binds, how it stands and why: ``data/words.toml``."""

from __future__ import annotations

from adhere.adherence.statement import Adherence
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of


def word(group: str, key: str, /, **values: object) -> Text:
    """Return one wording by group and key, with its ``{names}`` filled in."""
    return text_of(packaged("adhere.adherence", "data/words.toml")[group][key]).filled(values)


def extent_text(stated: Adherence) -> Text:
    """Return to what extent a provider adheres."""
    if stated.extent == "chapters":
        return word("extent", "chapters-named", chapters=", ".join(stated.chapters) or "-")
    interest = stated.extent == "article-53" and stated.full_code_interest
    return word("extent", "interest" if interest else stated.extent)
