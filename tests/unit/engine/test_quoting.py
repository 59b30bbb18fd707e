# SPDX-License-Identifier: EUPL-1.2
"""Whatever a name, a text or a path holds, the engine reads it back as it was."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from adhere.engine.quoting import first_of, literal, quoted

ODD = ["plain", "it's", 'a "b"', "''", '""', "; DROP TABLE t --", "é漢\u202e", "a\\b"]


@pytest.mark.parametrize("text", ODD)
def test_it_is_read_back(text: str) -> None:
    connection = duckdb.connect()
    assert connection.execute(f"SELECT {literal(text)}").fetchone() == (text,)
    assert connection.execute(f"SELECT {literal(Path(text))}").fetchone() == (str(Path(text)),)
    assert connection.execute(
        f"SELECT {first_of(['gone', text])} FROM (SELECT NULL AS gone, 1 AS {quoted(text)})"
    ).fetchone() == (1,)


def test_of_no_columns_nothing_is_known() -> None:
    assert first_of([]) == "NULL"
