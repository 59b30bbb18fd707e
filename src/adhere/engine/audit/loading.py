# SPDX-License-Identifier: EUPL-1.2
"""Puts the tables of an audit into an embedded engine, with the functions by which it asks the parser."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.engine.audit.authorities import authority_of
from adhere.engine.audit.settling import record_columns
from adhere.engine.audit.tables import BOUNDS, Tables
from adhere.engine.quoting import path_literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LINES = "delim = '\t', header = false, quote = '', escape = '', nullstr = '', auto_detect = false"
_CLASS = {
    "class": "INTEGER", "profile": "INTEGER", "place": "INTEGER", "agents": "INTEGER", "access": "VARCHAR", "reason": "VARCHAR", "set_": "INTEGER",
    "base": "BIGINT", "asked": "BOOLEAN", "same": "BOOLEAN", "now_access": "VARCHAR", "now_set_": "INTEGER", "now_base": "BIGINT",
    "now_asked": "BOOLEAN", "atom": "INTEGER", "note": "BIGINT", "beyond": "BIGINT", "noted": "INTEGER",
}  # fmt: skip
_SITE = {
    "site": "INTEGER", "origin": "VARCHAR", "first": "INTEGER", **{f"bound_{place}": "TIMESTAMP" for place in range(BOUNDS)}, "more": "TIMESTAMP[]",
}  # fmt: skip
_STATE = {
    "number": "INTEGER", "profile": "INTEGER", "record_time": "TIMESTAMP", "record_sha256": "VARCHAR",
    **{name: "TIMESTAMP" if name.startswith("time") else "VARCHAR" for name in record_columns()},
}  # fmt: skip
_NOTE = "number: 'BIGINT', verdict: 'VARCHAR', signal: 'VARCHAR', spec: 'VARCHAR', words: 'VARCHAR', line: 'INTEGER', allows: 'VARCHAR', terms: 'VARCHAR'"
_ANSWER = "text: 'VARCHAR', atom: 'INTEGER', note: 'BIGINT', tells_tdm: 'BOOLEAN'"
_NOTED = "asked_of: 'INTEGER', asked_url: 'VARCHAR', note: 'BIGINT', beyond: 'BIGINT'"
SHELVES = {
    "audit_keyed": "SELECT set_, key, {list} AS patterns FROM audit_shelf WHERE shelf = 'keyed' GROUP BY set_, key",
    "audit_free": "SELECT 2 * set_ + asks AS number, {list} AS patterns FROM audit_shelf, (VALUES (0), (1)) AS path (asks)"
    " WHERE CASE WHEN asks = 0 THEN shelf = 'other' ELSE shelf <> 'keyed' AND set_ IN (SELECT set_ FROM audit_shelf WHERE shelf = 'query') END"
    " GROUP BY number",
}
"""The rules as lists by where a path looks for them: those that begin as it does; and those that may match any path, of which
those of a query stand in a list of their own together with the others, under an odd number."""
_FLAGS = ", ".join(
    f"coalesce(g.{side}set_ IN (SELECT set_ FROM audit_shelf WHERE shelf = '{shelf}'), FALSE) AS {side}{shelf}"
    for side in ("", "now_")
    for shelf in ("query", "other")
)
CLASS = f"CREATE OR REPLACE TEMP TABLE audit_class AS SELECT g.*, {_FLAGS} FROM audit_group AS g"
_LIST = "list(struct_pack(pattern := pattern, code := code))"
MOST_LISTED = 250
"""Rules of one list that rows carry along: a list stands in memory once for each row, and the parser finds its way in a longer one as soon."""
LOADED = (
    "audit_site",
    "audit_state",
    "audit_class",
    "audit_rule",
    "audit_keyed",
    "audit_free",
)
LOADED_BESIDE = ("audit_note", "audit_answer", "audit_noted")
"""The tables that ``load`` and ``load_beside`` make."""


def load(connection: DuckDBPyConnection, tables: Tables) -> None:
    """Make the tables in a session."""
    folder = tables.folder
    statements = (
        f"CREATE OR REPLACE TEMP TABLE audit_group AS SELECT * FROM {_csv(folder / 'class', _CLASS)}",
        f"CREATE OR REPLACE TEMP TABLE audit_state AS SELECT * FROM {_csv(folder / 'state', _STATE)}",
        f"CREATE OR REPLACE TEMP TABLE audit_site AS SELECT * REPLACE (coalesce(origin, '') AS origin) FROM {_csv(folder / 'site', _SITE)}",
        "CREATE OR REPLACE TEMP TABLE audit_rule AS SELECT * FROM "
        + _json(folder / "rule", "number: 'BIGINT', pattern: 'VARCHAR', line: 'INTEGER'"),
        "CREATE OR REPLACE TEMP TABLE audit_shelf AS SELECT * FROM "
        + _json(
            folder / "shelf",
            "set_: 'INTEGER', shelf: 'VARCHAR', key: 'VARCHAR', pattern: 'VARCHAR', code: 'BIGINT'",
        ),
        *(
            f"CREATE OR REPLACE TEMP TABLE {name} AS {select.format(list=_LIST)}"
            for name, select in SHELVES.items()
        ),
        CLASS,
        *(f"DROP TABLE {name}" for name in ("audit_shelf", "audit_group")),
    )
    for statement in statements:
        connection.execute(statement).fetchall()


def ask_of_long_lists(connection: DuckDBPyConnection) -> None:
    """Have the parser asked of the sets with a list of rules that is too long to be joined to rows."""
    long = f"len(patterns) > {MOST_LISTED}"
    sets = f"SELECT set_ FROM audit_keyed WHERE {long} UNION SELECT number // 2 FROM audit_free WHERE {long}"
    for statement in (
        f"CREATE OR REPLACE TEMP TABLE audit_long AS {sets}",
        *(
            f"UPDATE audit_class SET {side}asked = TRUE WHERE {side}set_ IN (SELECT set_ FROM audit_long)"
            for side in ("", "now_")
        ),
        "DELETE FROM audit_keyed WHERE set_ IN (SELECT set_ FROM audit_long)",
        "DELETE FROM audit_free WHERE number // 2 IN (SELECT set_ FROM audit_long)",
        "DROP TABLE audit_long",
    ):
        connection.execute(statement).fetchall()


def load_beside(connection: DuckDBPyConnection, folder: Path) -> None:
    """Make the tables of what is said beside the rules of robots.txt."""
    tables = {"note": _NOTE, "answer": _ANSWER, "noted": _NOTED}
    for name, columns in tables.items():
        statement = (
            f"CREATE OR REPLACE TEMP TABLE audit_{name} AS SELECT * FROM {_json(folder / name, columns)}"
        )
        connection.execute(statement).fetchall()


def ask_parser(connection: DuckDBPyConnection, tables: Tables) -> None:
    """Give a session the functions that ask the parser."""
    import duckdb  # noqa: PLC0415 - an extra
    from duckdb.func import SPECIAL  # noqa: PLC0415

    for name in ("audit_authority", "audit_decided"):
        with suppress(duckdb.Error):  # not there, in a session of one audit
            connection.remove_function(name)

    connection.create_function("audit_authority", authority_of, ["VARCHAR"], "VARCHAR", null_handling=SPECIAL)
    connection.create_function(
        "audit_decided", tables.decided, ["INTEGER", "VARCHAR"], "BIGINT", null_handling=SPECIAL
    )


def _csv(file: Path, columns: dict[str, str]) -> str:
    told = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    return f"read_csv({path_literal(file)}, columns = {{{told}}}, {_LINES})"


def _json(file: Path, columns: str) -> str:
    return f"read_json({path_literal(file)}, format = 'newline_delimited', columns = {{{columns}}})"
