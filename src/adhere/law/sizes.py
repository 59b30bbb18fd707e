# SPDX-License-Identifier: EUPL-1.2
"""Size of an enterprise from staff, turnover and balance sheet.

Article 3, points (14a) and (14b): Recommendations 2003/361/EC (SME) and (EU) 2025/1099 (SMC).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from adhere.kernel.data import packaged

LARGEST = "large"


def size_of(*, staff: int, turnover: Decimal, balance_sheet: Decimal) -> str:
    """Return the size: the smallest class whose staff ceiling holds with one of the two money ceilings (euro)."""
    sizes: list[dict[str, Any]] = packaged("adhere.law", "data/guidance/sizes.toml")["size"]
    for size in sizes:
        money = turnover <= Decimal(size["turnover_up_to"]) or balance_sheet <= Decimal(
            size["balance_sheet_up_to"]
        )
        if staff < size["staff_below"] and money:
            return str(size["id"])
    return LARGEST
