# SPDX-License-Identifier: EUPL-1.2
"""The words in which mistakes in mapping files and descriptions are said: ``data/words.toml``."""

from __future__ import annotations

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of


def words(group: str, name: str) -> Text:
    """Return one wording by group and name."""
    return text_of(packaged("adhere.engine.manifests", "data/words.toml")[group][name])
