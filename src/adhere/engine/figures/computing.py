# SPDX-License-Identifier: EUPL-1.2
"""The figures beside the domain list, computed in an embedded session: one pass over the rows, whatever stands in the columns.

A column with more values than classes can be (names of documents taken for sources) is cut to its largest values, and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from adhere.engine.figures.aggregating import FINE, distinct, fine, gathered, largest
from adhere.engine.figures.tables import Tables, tables
from adhere.engine.manifests.opening import Inputs, Session

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST = 2_000
"""Different sources, languages or licences that are told apart."""
BATCH = 10_000
_BOUNDED = ("modality", "source", "language", "licence")


def compute_tables(session: Session, inputs: Inputs) -> Tables:
    """Return the tables; the inputs are not settled yet, for which ``Tables.sound`` is asked."""
    connection = session.connection
    relation = inputs.relation(session, light=True)
    added = fine(relation, measures=inputs.columns, faults=inputs.may_have_faults(session))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {FINE} AS {added}")
    try:
        found = tables(_groups(connection, _bounded(connection, inputs)))
    finally:
        connection.execute(f"DROP TABLE IF EXISTS {FINE}")
    if found.unknown_languages:
        told: dict[str, Any] = {"count": len(found.unknown_languages), "first": found.unknown_languages[0]}
        inputs.collected.add("ADH-CON-085", file=inputs.located[0].given, **told)
    return found


def _bounded(connection: DuckDBPyConnection, inputs: Inputs) -> str:
    """Return the SQL of the groups, after columns with too many values were cut."""
    kept = {}
    for column in _BOUNDED:
        count = _number(connection, distinct(column))
        if count > MOST:
            kept[column] = f"figures_kept_{column}"
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {kept[column]} AS {largest(column, MOST)}")
            told: dict[str, Any] = {"column": column, "count": f"{count:,}", "limit": f"{MOST:,}"}
            inputs.collected.add("ADH-CON-086", file=inputs.located[0].given, **told)
    return gathered(kept) if kept else f"SELECT * FROM {FINE}"


def _number(connection: DuckDBPyConnection, sql: str) -> int:
    found = connection.execute(sql).fetchone()
    return int(found[0]) if found else 0


def _groups(connection: DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    cursor = connection.execute(sql)
    while rows := cursor.fetchmany(BATCH):
        yield from rows
