# SPDX-License-Identifier: EUPL-1.2
"""The ranges of the template at their edges: the smallest step below and above each number that it names."""

from __future__ import annotations

import pytest
from tests.unit.content.summary.made import FORM, amount

from adhere.content.summary.amounts import quantity
from adhere.forms.precision import bands_of

HOUR = 3_600_000
EDGES = {
    "text": ("tokens", "tokens", {0: 0, 10**9 - 1: 0, 10**9: 1, 10**13: 1, 10**13 + 1: 2}),
    "image": ("images", "images", {0: 0, 10**6 - 1: 0, 10**6: 1, 10**9: 1, 10**9 + 1: 2}),
    "audio": ("milliseconds", "hours", {0: 0, 10**4 * HOUR - 1: 0, 10**4 * HOUR: 1, 10**6 * HOUR: 1, 10**6 * HOUR + 1: 2}),
    "video": ("milliseconds", "hours", {0: 0, 10**4 * HOUR - 1: 0, 10**4 * HOUR: 1, 10**6 * HOUR: 1, 10**6 * HOUR + 1: 2}),
}  # fmt: skip


@pytest.mark.parametrize("modality", EDGES)
def test_a_size_stands_in_the_range_that_its_number_is_in(modality: str) -> None:
    measure, unit, edges = EDGES[modality]
    bands = FORM.field(f"size_{modality}").bands
    for total, place in edges.items():
        found = quantity(amount(1, **{measure: total}), unit)
        assert found is not None
        assert bands_of(found, bands) == (bands[place],), total
