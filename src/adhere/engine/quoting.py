# SPDX-License-Identifier: EUPL-1.2
"""Names, texts and paths of others as SQL, quoted the same way everywhere (https://duckdb.org/docs/stable/sql/dialect/keywords_and_identifiers)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_PATTERN = re.compile(r"[*?\[]")


def quoted(name: str) -> str:
    """Return a name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | Path) -> str:
    """Return a text or a path as SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def path_literal(path: str | Path) -> str:
    """Return the path of one file to read as SQL: an engine takes signs in it for a pattern, and would read other files that fit.

    In the address of HTTP none of them is one, and a question mark stands there often.
    """
    text = str(path)
    return literal(text if text.startswith(("http://", "https://")) else _PATTERN.sub(r"[\g<0>]", text))


def first_of(names: Iterable[str]) -> str:
    """Return the first of some columns that says anything, as SQL; NULL where there are none."""
    columns = ", ".join(map(quoted, names))
    return f"coalesce({columns})" if columns else "NULL"
