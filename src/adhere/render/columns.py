# SPDX-License-Identifier: EUPL-1.2
"""How the columns of a table share its width: by what stands in them, so that no column is cramped for the sake of an empty one.

The measure is characters, since writers know no typefaces.
"""

from __future__ import annotations

from adhere.render.document import Table

LEAST, MOST = 8, 40
"""Characters: no column counts for less, and beyond the other a cell is wrapped anyway."""


def shares(table: Table) -> tuple[int, ...]:
    """Return the share of each column in hundredths."""
    columns = range(len(table.header))
    longest = [max(len(cells[number]) for cells in (table.header, *table.rows)) for number in columns]
    words = [
        max(len(word) for cells in (table.header, *table.rows) for word in cells[number].split() or [""])
        for number in columns
    ]
    bound = [max(min(length, MOST), LEAST) for length in longest]
    wide = [
        max(length, max(bound) // 4, min(word + 4, MOST // 2))
        for length, word in zip(bound, words, strict=True)
    ]
    total = sum(wide)
    return tuple(max(100 * one // total, 1) for one in wide)
