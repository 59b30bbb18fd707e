# SPDX-License-Identifier: EUPL-1.2
"""A table in a place too narrow for one, such as a cell of another: each of its rows as a list item.

Tables within tables are hard to read and to hear (WCAG 2.2, technique H39 and its neighbours).
"""

from __future__ import annotations

from adhere.render.document import Items, Table


def as_items(table: Table) -> Items:
    """Return the rows of a table as items: as its text has them, else each cell with the heading of its column."""
    if table.instead:
        return Items(items=table.instead)
    if len(table.header) == 2:
        return Items(items=tuple(f"{first}: {second}" for first, second in table.rows))
    named = (
        "; ".join(f"{name}: {cell}" for name, cell in zip(table.header, cells, strict=True) if cell)
        for cells in table.rows
    )
    return Items(items=tuple(named))
