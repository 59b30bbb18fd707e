# SPDX-License-Identifier: EUPL-1.2
"""The portable definition run on DuckDB, and one answer to what a ranking says, so that any two can be held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from publicsuffixlist import PublicSuffixList
from tests.bench.independent_domains import Row, Told, tell

from adhere.engine.domains.request import Ranking
from adhere.engine.embedded import Session

PARTS = ("text", "image", "audio", "video", "other")


class Plainly:
    """What ``engine.domains.anywhere`` asks of an engine, by DuckDB."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def make(self, name: str, sql: str, *, step: str = "", size: int = 0) -> None:
        self.session.run(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}", step=step, size=size)

    def load(self, name: str, columns: Sequence[str], values: Iterable[tuple[Any, ...]]) -> None:
        found = list(values)
        kinds = ["INTEGER" if name == "suffix" and column != "s" else "VARCHAR" for column in columns]
        picked = ", ".join(
            f"unnest(${at}::{kind}[]) AS {column}"
            for at, (column, kind) in enumerate(zip(columns, kinds, strict=True), 1)
        )
        self.session.run(
            f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {picked}",
            [[row[at] for row in found] for at in range(len(columns))],
        )

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.session.rows(sql)

    def batches(self, sql: str) -> Iterator[Sequence[tuple[Any, ...]]]:
        return self.session.batches(sql)


def said(ranking: Ranking) -> dict[str, Any]:
    """Return everything that a ranking says, in every column."""
    lines = [row for batch in ranking.lines() for row in batch]
    return {
        "list": [(row[0], *map(int, row[1:])) for row in lines],
        "whole": (ranking.domains, ranking.documents, ranking.bytes),
        "listed": (ranking.listed, ranking.listed_documents, ranking.listed_bytes),
        "apart": {kind: (one.documents, one.bytes) for kind, one in ranking.apart.items()},
        "parts": ranking.parts,
    }


@cache
def _public_suffixes(rules: str) -> PublicSuffixList:
    """Read once: that takes longer than all the rest."""
    return PublicSuffixList(only_icann=rules == "icann")


def expected(
    rows: list[Row], count: int | None = None, *, rules: str = "icann", as_written: bool = False
) -> dict[str, Any]:
    """Return what the independent program says of rows; ``count`` is how many are listed, a tenth unless told."""
    told: Told = tell(rows, _public_suffixes(rules), as_written=as_written)
    listed = told.ranked()[: told.tenth if count is None else count]
    kinds = ("no-host", "address", "no-domain")
    return {
        "list": [
            (one, told.bytes[one], told.rows[one], *(told.modalities[one][name] for name in PARTS))
            for one in listed
        ],
        "whole": (len(told.rows), told.rows.total(), told.bytes.total()),
        "listed": (
            len(listed),
            sum(told.rows[one] for one in listed),
            sum(told.bytes[one] for one in listed),
        ),
        "apart": {kind: (told.apart_rows[kind], told.apart_bytes[kind]) for kind in kinds},
        "parts": tuple(
            (
                name,
                sum(told.modalities[one][name] for one in listed),
                sum(found[name] for found in told.modalities.values()),
            )
            for name in PARTS
        ),
    }
