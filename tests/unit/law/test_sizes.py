# SPDX-License-Identifier: EUPL-1.2
"""Sizes of enterprises at their ceilings: staff, and one of two amounts of money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from adhere.law.sizes import size_of

MILLION = Decimal(10) ** 6
CASES = [
    (9, 2, 2, "micro"),
    (10, 2, 2, "small"),  # ten people are no longer fewer than ten
    (9, 3, 3, "small"),  # nor is money above both ceilings
    (49, 10, 99, "small"),  # one of the two amounts is enough
    (49, 99, 10, "small"),
    (50, 10, 10, "medium"),
    (249, 50, 99, "medium"),
    (249, 99, 43, "medium"),
    (249, Decimal("50.1"), Decimal("43.1"), "small-mid-cap"),
    (250, 1, 1, "small-mid-cap"),
    (749, 150, 999, "small-mid-cap"),
    (749, 999, 129, "small-mid-cap"),
    (749, Decimal("150.1"), Decimal("129.1"), "large"),
    (750, 1, 1, "large"),
    (0, 0, 0, "micro"),
]


@pytest.mark.parametrize(("staff", "turnover", "balance_sheet", "size"), CASES)
def test_the_smallest_class_whose_ceilings_hold_is_the_size(
    staff: int, turnover: Decimal, balance_sheet: Decimal, size: str
):
    found = size_of(staff=staff, turnover=turnover * MILLION, balance_sheet=balance_sheet * MILLION)
    assert found == size
