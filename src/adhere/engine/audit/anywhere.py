# SPDX-License-Identifier: EUPL-1.2
"""The same audit on another engine: its tables as files, its question translated by SQLGlot, and what the parser answers as tables.

Beside the functions of ``engine.dialects`` it takes lists with lambdas, which DuckDB and Spark both have; a run on each is compared in the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.engine.audit.query import Asked
from adhere.engine.dialects import DialectError, foreign_functions
from adhere.engine.quoting import literal

if TYPE_CHECKING:
    from adhere.engine.embedded import Session

FUNCTIONS = frozenset(
    {
        "Contains", "BitLength", "Length", "Substring", "Left", "StartsWith", "Transform", "ArrayMax", "Filter", "ArrayFilter", "ArraySize",
        "Unnest", "Array", "Explode", "bit_length", "list_filter", "list_transform", "list_max", "array_max", "len", "Nullif", "ArrayToString",
        "ConcatWs", "Max", "Min", "Grouping", "DPipe",
    }
)  # fmt: skip
ROOTS, ANSWERS = "audit_roots", "audit_answers"
BY_TABLES = Asked(
    authority="odd_root",
    authority_join=f"LEFT JOIN {ROOTS} ON odd_url = url",
    decided="{side}a.answer",
    decided_join=f"LEFT JOIN {ANSWERS} AS {{side}}a ON {{side}}a.asked_url = h.url AND {{side}}a.asked_set = {{set}}",
)
"""The parser is asked before, and what it says is joined."""


def spark_sql(sql: str) -> str:
    """Return the question in the dialect of Spark; raise DialectError where it holds a function that was not compared."""
    from sqlglot import ErrorLevel, parse_one  # noqa: PLC0415 - an extra

    tree = parse_one(sql, read="duckdb")
    foreign = [name for name in foreign_functions(tree) if name not in FUNCTIONS]
    if foreign:
        raise DialectError(", ".join(foreign))
    return tree.sql(dialect="spark", unsupported_level=ErrorLevel.RAISE)


def export(session: Session, folder: Path, names: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Write tables of a session as Parquet and yield the name and file of each."""
    for name in names:
        file = folder / f"{name}.parquet"
        session.run(f"COPY {name} TO {literal(file)} (FORMAT parquet)")
        yield name, file
