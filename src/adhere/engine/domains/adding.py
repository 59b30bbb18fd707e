# SPDX-License-Identifier: EUPL-1.2
"""Rows added up by domain: by an expression over each host, or by numbers where functions in C tell them.

Both ways come to the same, which tests hold them to. What does not fit in memory, even with what the engine writes to disk, is added up in slices,
more of them each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from adhere.engine.domains import quick
from adhere.engine.domains.numbering import ByNumber, by_number
from adhere.engine.domains.request import Request
from adhere.engine.domains.slicing import TRIES, into, within
from adhere.engine.domains.suffixlist import Row
from adhere.engine.embedded.failures import OUT_OF_MEMORY, EngineError
from adhere.engine.embedded.sessions import Session

TABLES = ("host", "added", "numbered", "aside")


def add_up(session: Session, request: Request, sums: quick.Sums, suffixes: Sequence[Row]) -> Way:
    """Make ``tally`` with what is added up of each domain, k, and ``authority`` with the same of each other authority, a; return the way that was gone.

    ``n`` tells domains of ``tally`` apart as their names do, and sooner. ``short`` has the names of two labels.
    """
    clear(session)
    way = next(way for way in _ways(session, request, sums, suffixes) if _goes(session, way, request.size))
    known = ", documents AS known" if sums.complete else ""
    session.run(f"CREATE TEMP VIEW tally AS {way.domains()}")
    session.run(
        f"CREATE TEMP TABLE authority AS SELECT substr(k, 2) AS a, * EXCLUDE (k){known} FROM ({way.others()}) AS other"
    )
    return way


def clear(session: Session) -> None:
    """Take away what adding up left, which may be the largest that there is."""
    session.run("DROP VIEW IF EXISTS tally")
    drop(session, *TABLES)


def drop(session: Session, *tables: str) -> None:
    """Take tables away, where they are."""
    for table in tables:
        session.run(f"DROP TABLE IF EXISTS {table}")


def _ways(session: Session, request: Request, sums: quick.Sums, suffixes: Sequence[Row]) -> Iterator[Way]:
    """Yield the ways to go, the quickest that there is first."""
    found = by_number(session, request, sums, suffixes)
    if found is not None:
        yield found
    yield _ByHost(sums, quick.backwards(suffixes))


def _goes(session: Session, way: Way, size: int) -> bool:
    """Try a way until it fits in memory, and raise where it never does; return False where there are too many other texts for it."""
    for one in TRIES:
        try:
            with session.in_parts() if one.in_parts else nullcontext():
                way.make(session, one.slices, size)
        except EngineError as error:
            if not way.full and (error.finding.rule.id != OUT_OF_MEMORY or one is TRIES[-1]):
                raise
            drop(session, *TABLES)
            if way.full:
                break
        else:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _ByHost:
    """Hosts first, then the key of each by an expression, into the table ``added``."""

    sums: quick.Sums
    pattern: str
    full: bool = False

    def make(self, session: Session, slices: int, size: int) -> None:
        if slices == 1:
            made = self.sums.by_key(f"({self.sums.by_host()})", self.pattern)
            session.run(f"{into('added')} {made}", step="domains", size=size)
            return
        for place in range(slices):
            made = self.sums.by_host(within("h", place, slices))
            session.run(f"{into('host', place)} {made}", step="domains", size=size)
        for place in range(slices):
            made = self.sums.by_key("host", self.pattern, within("k", place, slices))
            session.run(f"{into('added', place)} {made}")
        drop(session, "host")

    def domains(self) -> str:
        return "SELECT *, k AS n FROM added WHERE NOT starts_with(k, '/')"

    def others(self) -> str:
        return "SELECT * FROM added WHERE starts_with(k, '/')"

    def absent(self, _session: Session) -> None:
        return None

    def with_numbers(self, rows: str) -> str:
        return f"SELECT *, domain AS n FROM ({rows}) AS one"


Way = _ByHost | ByNumber
