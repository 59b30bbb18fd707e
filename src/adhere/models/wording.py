# SPDX-License-Identifier: EUPL-1.2
"""The words in which facts, values and verdicts are said: ``data/wording.toml``."""

from __future__ import annotations

from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of


@cache
def wording(group: str) -> dict[str, Text]:
    """Return one group of words by name."""
    return {
        name: text_of(record)
        for name, record in packaged("adhere.models", "data/wording.toml")[group].items()
    }
