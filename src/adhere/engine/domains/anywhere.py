# SPDX-License-Identifier: EUPL-1.2
"""Ranking domains on any engine, by ``definition`` alone: what Spark runs, and what the quick way of DuckDB is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from adhere.content.figures import MODALITIES
from adhere.engine.domains import definition
from adhere.engine.domains.odd import settled
from adhere.engine.domains.ranking import Listed, listed
from adhere.engine.domains.request import APART, Apart, Ranking, Request
from adhere.engine.domains.suffixlist import depth, rows

ODD = ("a", "kind", "domain")
SUFFIX = ("s", "e", "x")


class Engine(Protocol):
    """What an engine has to do; SQL is that of DuckDB in the subset of ``engine.dialects``."""

    def make(self, name: str, sql: str, *, step: str = "", size: int = 0) -> None:
        """Keep the rows of a statement under a name."""

    def load(self, name: str, columns: Sequence[str], values: Iterable[tuple[Any, ...]]) -> None:
        """Keep rows of strings, and of small integers where a name is one letter from the end of the table of suffixes."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a statement."""

    def batches(self, sql: str) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Yield the rows of a statement, so many at a time."""


def rank(engine: Engine, request: Request) -> Ranking:
    """Rank the domains of a relation."""
    found = rows(request.suffixes, request.rules)
    engine.load("suffix", SUFFIX, found)
    ((total,),) = engine.rows(definition.whole(request.relation))
    engine.make(
        "authority", definition.authorities(request.relation, int(total)), step="domains", size=request.size
    )
    engine.load("odd", ODD, _odd(engine, request))
    engine.make("site", definition.sites("authority", depth(found)))
    engine.make("total", definition.totals())
    return told(engine, request)


def _odd(engine: Engine, request: Request) -> Iterator[tuple[Any, ...]]:
    found = (a for (a,) in engine.rows(definition.odd("authority")))
    return settled(found, request.suffixes, request.rules, as_written=request.as_written)


def told(engine: Engine, request: Request) -> Ranking:
    """Return what the totals tell."""
    kinds = {
        kind: (int(count), Apart(documents=int(documents), known=int(known), bytes=int(size)))
        for kind, count, documents, known, size in engine.rows(
            "SELECT kind, count(*), sum(documents), sum(known), sum(bytes) FROM total GROUP BY kind"
        )
    }
    count, whole = kinds.get("domain", (0, Apart()))
    asked: Listed = listed(count, sme=request.sme)
    engine.make("listed", definition.listing(asked.count))
    sums = "".join(f", coalesce(sum({name}), 0)" for name in MODALITIES)
    ((number, documents, size, *parts),) = engine.rows(
        f"SELECT count(*), coalesce(sum(documents), 0), coalesce(sum(bytes), 0){sums} FROM listed"
    )
    (whole_of,) = engine.rows(
        f"SELECT {', '.join(f'coalesce(sum({name}), 0)' for name in MODALITIES)} FROM total WHERE kind = 'domain'"
    )
    return Ranking(
        rule=asked.rule,
        domains=count,
        documents=whole.documents,
        bytes=whole.bytes,
        listed=int(number),
        listed_documents=int(documents),
        listed_bytes=int(size),
        apart={kind: kinds[kind][1] if kind in kinds else Apart() for kind in APART},
        parts=tuple(zip(MODALITIES, map(int, parts), map(int, whole_of), strict=True)),
        lines=lambda: engine.batches(definition.ranked("listed", MODALITIES)),
    )
