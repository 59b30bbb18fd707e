# SPDX-License-Identifier: EUPL-1.2
"""Territory: whether a country is in the Union, on a date.

Article 54 binds providers established in third countries.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from adhere.kernel.data import packaged
from adhere.kernel.truth import Truth


def in_union(country: str, on: date) -> Truth:
    """Return whether a country is in the Union; unknown for Iceland, Liechtenstein and Norway, and before 2020."""
    table: dict[str, Any] = packaged("adhere.law", "data/territory.toml")
    if country in table["eea_efta"]["codes"]:
        return Truth.UNKNOWN
    periods = [members for members in table["members"] if members["from"] <= on]
    return Truth.of(country in periods[-1]["codes"]) if periods else Truth.UNKNOWN
