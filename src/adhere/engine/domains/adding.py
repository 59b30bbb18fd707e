# SPDX-License-Identifier: EUPL-1.2
"""Rows added up by key, in the table ``tally``: by an expression over each host, or at once where a function in C tells the key.

Both ways come to the same, which tests hold them to. What does not fit in memory, even with what the engine writes to disk, is added up in slices,
more of them each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adhere.content.hosts import site_in
from adhere.engine.domains import quick
from adhere.engine.domains.fitting import SAMPLE, TRIES, Try, tries
from adhere.engine.domains.request import Request
from adhere.engine.domains.suffixlist import Row
from adhere.engine.embedded.failures import OUT_OF_MEMORY, EngineError
from adhere.engine.embedded.sessions import Session
from adhere.engine.native.loading import WORTH, Kept, functions
from adhere.engine.native.names import packed

EXCEPTION = 256
TRIED = 200
"""Names of the list of suffixes that the function in C is tried on before it is believed."""


def add_up(session: Session, request: Request, sums: quick.Sums, suffixes: Sequence[Row]) -> None:
    """Make ``tally``: k, which is a domain or an authority after a slash, and what is added up. ``short`` has the names of two labels."""
    by_key = _way(session, request, sums, suffixes)
    there = by_key.tries(session)
    for one in there:
        try:
            with one.prepared(session):
                by_key.make(session, one.slices, request.size)
            break
        except EngineError as error:
            if error.finding.rule.id != OUT_OF_MEMORY or one is there[-1]:
                raise
            drop(session, "host", "tally")


def drop(session: Session, *tables: str) -> None:
    """Take tables away, where they are."""
    for table in tables:
        session.run(f"DROP TABLE IF EXISTS {table}")


@dataclass(frozen=True, slots=True)
class _ByHost:
    """Hosts first, then the key of each by an expression."""

    sums: quick.Sums
    pattern: str

    def tries(self, _: Session) -> Sequence[Try]:
        return TRIES

    def make(self, session: Session, slices: int, size: int) -> None:
        if slices == 1:
            made = self.sums.by_key(f"({self.sums.by_host()})", self.pattern)
            session.run(f"{_into('tally')} {made}", step="domains", size=size)
            return
        for place in range(slices):
            made = self.sums.by_host(_slice("h", place, slices))
            session.run(f"{_into('host', place)} {made}", step="domains", size=size)
        for place in range(slices):
            made = self.sums.by_key("host", self.pattern, _slice("k", place, slices))
            session.run(f"{_into('tally', place)} {made}")
        drop(session, "host")


@dataclass(frozen=True, slots=True)
class _AtOnce:
    """The key of each row by ``adhere_domain``."""

    sums: quick.Sums
    suffixes: Kept

    def tries(self, session: Session) -> Sequence[Try]:
        keys = self.sums.first_keys(self.suffixes.number, SAMPLE)
        return tries(session, self.sums.rows, len(self.sums.names), keys)

    def make(self, session: Session, slices: int, size: int) -> None:
        for place in range(slices):
            made = self.sums.at_once(self.suffixes.number, _slice("k", place, slices))
            session.run(f"{_into('tally', place)} {made}", step="domains", size=size)


def _into(table: str, place: int = 0) -> str:
    return f"INSERT INTO {table}" if place else f"CREATE TEMP TABLE {table} AS"


def _slice(column: str, place: int, slices: int) -> str:
    """Return the SQL of what is in a slice: a digest tells slices apart, and nothing else."""
    return f"hash({column}) % {slices} = {place}" if slices > 1 else "TRUE"


def _way(session: Session, request: Request, sums: quick.Sums, suffixes: Sequence[Row]) -> _ByHost | _AtOnce:
    """Return the way to go: by the function where it is worth compiling, can be, and says of some URLs what Python says."""
    native = request.size >= WORTH if request.native is None else request.native
    found = functions(session) if native else None
    if found is not None:
        table = found.keep(packed([_numbered(row) for row in suffixes]))
        if _agrees(session, request, suffixes, table):
            return _AtOnce(sums, table)
    return _ByHost(sums, quick.backwards(suffixes))


def _numbered(row: Row) -> tuple[bytes, int]:
    """Return a listed name with the labels of the public suffix that it makes, nought, or EXCEPTION, as ``native/source/domain.c`` reads it."""
    name, labels, exception = row
    return name.encode(), EXCEPTION if exception else labels or 0


def _agrees(session: Session, request: Request, suffixes: Sequence[Row], table: Kept) -> bool:
    """Whether the function says of hosts that end in listed names, some of each kind, what Python says."""
    names = [name for name, _, _ in suffixes[:: max(1, len(suffixes) // TRIED)]]
    names += [name for name, _, exception in suffixes if exception]
    hosts = [f"{labels}{name}" for name in names for labels in ("", "a.", "b.a.", "c.b.a.")]
    said = [site_in(host, request.suffixes, request.rules).domain for host in hosts]
    found = session.rows(
        f"SELECT adhere_domain('https://' || h || '/', {table.number}) FROM (SELECT unnest($1::VARCHAR[]) AS h, generate_subscripts($1::VARCHAR[], 1) AS nth) ORDER BY nth",
        [hosts],
    )
    return [domain for (domain,) in found] == said
