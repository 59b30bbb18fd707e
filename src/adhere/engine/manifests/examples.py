# SPDX-License-Identifier: EUPL-1.2
"""The first value of each column that serves, so that people can see whether the right one was recognised."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import Any

from adhere.engine.manifests.columns import served
from adhere.engine.manifests.members import Member, register
from adhere.engine.manifests.staging import rows
from adhere.engine.manifests.streaming import BrokenError
from adhere.engine.manifests.webdataset import Tricks
from adhere.engine.quoting import path_literal, quoted

LOOKED = 50
"""Rows in which a value is looked for."""
SHOWN = 60
"""Characters of a value."""


def examples(member: Member) -> dict[str, str]:
    """Return by column of the file a value from its first rows; none where they hold none."""
    names = list(served(member.shape))
    found: dict[str, str] = {}
    for row in _rows(member, names):
        for name in names:
            value = row.get(name)
            if name not in found and value not in (None, ""):
                found[name] = _shown(value)
    return found


def _rows(member: Member, names: list[str]) -> list[dict[str, Any]]:
    if member.peek.format != "parquet":
        return _first(member)
    import duckdb  # noqa: PLC0415 - the engine is an extra

    if not names:
        return []
    with closing(duckdb.connect(config={"threads": 1})) as connection:
        register(connection, [member.located.system])
        with suppress(duckdb.Error):
            table = f"read_parquet({path_literal(member.located.address)})"
            columns = ", ".join(f"left(CAST({quoted(name)} AS VARCHAR), {SHOWN * 2})" for name in names)
            found = connection.execute(f"SELECT {columns} FROM {table} LIMIT {LOOKED}").fetchall()
            return [dict(zip(names, row, strict=True)) for row in found]
    return []


def _first(member: Member) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = []
    with suppress(BrokenError):  # the beginning of a file ends anywhere
        for row in rows(member, [member.peek.head], Tricks()):
            result.append(row.values)
            if len(result) == LOOKED:
                break
    return result


def _shown(value: Any) -> str:
    text = " ".join(str(value)[: SHOWN * 2].split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
