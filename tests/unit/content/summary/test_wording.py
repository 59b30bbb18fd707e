# SPDX-License-Identifier: EUPL-1.2
"""Sizes as people read them: three figures, and the unit that follows from the rounded number."""

from __future__ import annotations

import pytest

from adhere.content.summary.wording import size


@pytest.mark.parametrize(
    ("amount", "read"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.00 kB"),
        (9_995, "10.0 kB"),
        (99_950, "100 kB"),
        (999_499, "999 kB"),
        (999_500, "1.00 MB"),
        (999_999_999, "1.00 GB"),
        (5 * 10**21, "5,000 EB"),
    ],
)
def test_a_size_has_three_figures(amount: int, read: str) -> None:
    assert size(amount).en == read
    assert size(amount).nl == read.translate(str.maketrans(",.", ".,"))
