# SPDX-License-Identifier: EUPL-1.2
"""Columns of lines of JSON that stand further on in a file than where it was looked at first: none of them is left out in silence.

Lines of JSON have no header, and a file has hundreds of gigabytes. So what serves is recognised at its beginning, and in a few places more where
that costs little; every name that no line there had is kept while the file is converted, and then asked again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from adhere.engine.manifests.columns import Field, Question, Shape
from adhere.engine.manifests.fields import MOST_FIELDS, Layout
from adhere.engine.manifests.locating import Located
from adhere.engine.manifests.streaming import BombError, BrokenError, Compression, expanded
from adhere.engine.quoting import path_literal

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection


def names_in(connection: DuckDBPyConnection, made: Path) -> dict[str, int]:
    """Return the names in the rows of a converted file that its layout does not have, each with the first row that has it."""
    found = connection.execute(
        "SELECT name, min(number) AS first FROM (SELECT unnest(late) AS name, coalesce(row, file_row_number + 1) AS number, "
        "generate_subscripts(late, 1) AS place "
        f"FROM read_parquet({path_literal(made)}, file_row_number = true) WHERE late IS NOT NULL) AS l "
        f"GROUP BY name ORDER BY first, min(place), name LIMIT {MOST_FIELDS}"
    )
    return dict(found.fetchall())


def holds(located: Located, compression: Compression, name: str) -> bool:
    """Whether a name stands anywhere in a file, which is read up to there."""
    spellings = {json.dumps(name, ensure_ascii=ascii_only).encode() for ascii_only in (True, False)}
    longest, end = max(map(len, spellings)), b""
    try:
        with located.open() as file:
            for chunk in expanded(file, compression):
                if any(one in end + chunk for one in spellings):
                    return True
                end = chunk[-longest:]
    except (OSError, BrokenError, BombError):  # which is told where the file is converted
        return False
    return False


def widened(layout: Layout, names: Iterable[str]) -> Layout:
    """Return a layout with more columns: of each a list counts by the first in it, as nobody has seen one yet."""
    added = tuple(names)
    fields = (*layout.fields, *(Field(name=name, type="VARCHAR") for name in added))
    return replace(layout, fields=fields, lists=layout.lists | frozenset(added))


def settled(before: Shape, after: Shape) -> Shape:
    """Return how columns serve once more of them are known: one that would take the place of another has to be asked, as some rows have either.

    One beside which the other still counts takes nothing.
    """
    former = {use.column: use.field.name for use in before.uses}
    changed = [
        use
        for use in after.uses
        if former.get(use.column, use.field.name) not in {one.name for one in use.fields}
    ]
    asked = [Question(column=use.column, fields=(former[use.column], use.field.name)) for use in changed]
    uses = tuple(use for use in after.uses if use not in changed)
    return replace(after, uses=uses, questions=(*after.questions, *asked))
