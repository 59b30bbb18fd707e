# SPDX-License-Identifier: EUPL-1.2
"""Ranking domains on DuckDB, by ``quick``: tables of the session hold what comes between, and the list at the end (``listed``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from adhere.content.figures import MODALITIES
from adhere.engine.domains import definition, quick
from adhere.engine.domains.odd import settled
from adhere.engine.domains.ranking import Listed, listed
from adhere.engine.domains.request import APART, Apart, Ranking, Request
from adhere.engine.domains.suffixlist import depth, rows
from adhere.engine.embedded.sessions import Session
from adhere.engine.quoting import literal

BATCH = 100_000
TABLES = ("suffix", "short", "odd", "tally", "authority", "site", "rest", "met", "listed", "keyed", "part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What is known before anything is grouped: whether every row has a size, and what their sum does not exceed."""

    complete: bool
    bytes: int


def rank(session: Session, request: Request) -> Ranking:
    """Rank the domains of a relation; the list stays in the table ``listed`` of the session."""
    forget(session)
    suffixes = rows(request.suffixes, request.rules)
    load(session, suffixes)
    bounds = bounds_of(session, request)
    pattern = quick.backwards(suffixes)
    _tally(session, request, bounds, pattern)
    _settle(session, request, depth(suffixes))
    count = _domains(session)
    asked = listed(count, sme=request.sme)
    _list(session, asked, count)
    found = _apart(session, count)
    if not request.everything:
        forget(session, "tally", "met")  # the largest, when memory is short
    whole = _parts(session, request, bounds, pattern, found.bytes) if request.modalities else ()
    return _told(session, found, asked, whole)


def forget(session: Session, *tables: str) -> None:
    """Take away tables, unless told all that an earlier ranking left."""
    for table in tables or TABLES:
        session.run(f"DROP TABLE IF EXISTS {table}")


def load(session: Session, found: Sequence[tuple[str, int | None, int]]) -> None:
    """Make the tables of suffixes."""
    names, effective, exceptions = zip(*found, strict=True)
    session.run(
        "CREATE TEMP TABLE suffix AS SELECT unnest($1::VARCHAR[]) AS s, unnest($2::TINYINT[]) AS e, unnest($3::TINYINT[]) AS x",
        [list(names), list(effective), list(exceptions)],
    )
    short = list(quick.two_labels(found))
    session.run(
        "CREATE TEMP TABLE short AS SELECT unnest($1::VARCHAR[]) AS s, unnest($2::TINYINT[]) AS kind",
        [[name for name, _ in short], [kind for _, kind in short]],
    )


def bounds_of(session: Session, request: Request) -> Bounds:
    """Return what is known before: the largest size tells enough, except where there is much of it."""
    ((documents, known, largest),) = session.rows(definition.largest(request.relation))
    most = int(documents) * int(largest)
    if most > definition.LIMIT:
        ((exactly,),) = session.rows(definition.whole(request.relation))
        most = int(exactly)
    return Bounds(complete=documents == known, bytes=most)


def _tally(session: Session, request: Request, bounds: Bounds, pattern: str) -> None:
    """Add up rows by key, and put apart the authorities that are not settled yet."""
    made = quick.tally(request.relation, pattern, total=bounds.bytes, complete=bounds.complete)
    session.run(f"CREATE TEMP TABLE tally AS {made}", step="domains", size=request.size)
    known = "documents AS known" if bounds.complete else "known"
    session.run(
        f"""CREATE TEMP TABLE authority AS SELECT substr(k, 2) AS a, documents, {known}, bytes
        FROM tally WHERE starts_with(k, '/')"""
    )


def _settle(session: Session, request: Request, levels: int) -> None:
    """Bring authorities to their domains: most in SQL, the odd ones by ``content.hosts``."""
    session.run("CREATE TEMP TABLE odd (a VARCHAR, kind VARCHAR, domain VARCHAR)")
    read = list(session.batches(definition.odd("authority"), BATCH))
    for batch in read:
        found = settled((a for (a,) in batch), request.suffixes, request.rules, as_written=request.as_written)
        columns = list(zip(*found, strict=True))
        session.run("INSERT INTO odd SELECT unnest($1), unnest($2), unnest($3)", [list(c) for c in columns])
    session.run(f"CREATE TEMP TABLE site AS {definition.sites('authority', levels)}")
    session.run(f"CREATE TEMP TABLE rest AS {definition.totals(('documents', 'known', 'bytes'))}")


def _domains(session: Session) -> int:
    """Return how many domains there are; ``met`` has those that were found both ways."""
    session.run(
        """CREATE TEMP TABLE met AS SELECT t.k AS domain, t.bytes + r.bytes AS bytes, t.documents + r.documents AS documents
        FROM tally AS t JOIN rest AS r ON t.k = r.domain WHERE r.kind = 'domain'"""
    )
    ((quickly, slowly, both),) = session.rows(
        """SELECT (SELECT count(*) FROM tally WHERE NOT starts_with(k, '/')),
            (SELECT count(*) FROM rest WHERE kind = 'domain'), (SELECT count(*) FROM met)"""
    )
    return int(quickly + slowly - both)


def _list(session: Session, asked: Listed, count: int) -> None:
    """Make the list. Sums only grow when authorities come in, so what is below the last place without them need not be sorted."""
    least = _threshold(session, asked.count)
    session.run(
        f"""CREATE TEMP TABLE listed AS SELECT domain, bytes, documents FROM ({everything(least)}
        ) AS candidate ORDER BY bytes DESC, domain LIMIT {min(asked.count, count)}"""
    )


def everything(least: int = 0) -> str:
    """Return the SQL of all domains that a ranking met, listed or not, from so many bytes on."""
    return f"""SELECT k AS domain, bytes, documents FROM tally ANTI JOIN met ON tally.k = met.domain
                WHERE bytes >= {least} AND NOT starts_with(k, '/')
            UNION ALL SELECT domain, bytes, documents FROM met WHERE bytes >= {least}
            UNION ALL SELECT domain, bytes, documents FROM rest ANTI JOIN met USING (domain)
                WHERE kind = 'domain' AND bytes >= {least}"""


def _threshold(session: Session, count: int) -> int:
    """Return a size that at least so many domains have, close to what the last one listed has."""
    ((whole,),) = session.rows("SELECT count(*) FROM tally WHERE NOT starts_with(k, '/')")
    if not 0 < count < whole:
        return 0
    share = max(0.0, 1 - count / whole - 1e-6)
    ((size,),) = session.rows(
        f"SELECT quantile_disc(bytes, {share:.9f}) FROM tally WHERE NOT starts_with(k, '/')"
    )
    ((enough,),) = session.rows(
        f"SELECT count(*) FROM tally WHERE bytes >= {size} AND NOT starts_with(k, '/')"
    )
    return int(size) if enough >= count else 0


def _parts(session: Session, request: Request, bounds: Bounds, pattern: str, ranked: int) -> tuple[int, ...]:
    """Add up the listed domains by modality, and all that is ranked.

    All modalities but the commonest are few rows, and the commonest is what is left.
    """
    common = _commonest(session, request)
    where = f"modality IS DISTINCT FROM {_literal(common)}"
    if common is None:
        where = f"modality IN ({', '.join(map(_literal, MODALITIES))})"
    made = quick.tally(
        request.relation, pattern, total=bounds.bytes, complete=True, modality=True, where=where
    )
    session.run(
        f"""CREATE TEMP TABLE keyed AS SELECT coalesce(t.domain, k) AS domain, modality, bytes
        FROM ({made}) AS added LEFT JOIN site AS t ON k = '/' || t.a WHERE t.kind IS NULL OR t.kind = 'domain'""",
        step="modalities",
        size=request.size,
    )
    columns = ", ".join(f"sum(CASE WHEN modality = '{name}' THEN bytes END) AS {name}" for name in MODALITIES)
    session.run(
        f"""CREATE TEMP TABLE part AS SELECT domain, {columns}, sum(bytes) AS told
        FROM keyed SEMI JOIN listed USING (domain) GROUP BY domain"""
    )
    filled = ", ".join(
        f"coalesce(l.bytes - coalesce(told, 0), 0) AS {name}"
        if name == common
        else f"coalesce({name}, 0) AS {name}"
        for name in MODALITIES
    )
    session.run(
        f"""CREATE OR REPLACE TEMP TABLE listed AS
        SELECT l.domain, l.bytes, l.documents, {filled} FROM listed AS l LEFT JOIN part USING (domain)"""
    )
    whole = dict(session.rows("SELECT modality, sum(bytes) FROM keyed GROUP BY modality"))
    if common is not None:
        whole[common] = ranked - sum(whole.values())
    return tuple(int(whole.get(name, 0)) for name in MODALITIES)


def _commonest(session: Session, request: Request) -> str | None:
    """Return the modality that most rows have, None where most have none."""
    counted = f"SELECT modality, count(*) AS n FROM ({request.relation}) AS manifest GROUP BY modality"
    found = session.rows(f"{counted} ORDER BY n DESC, modality LIMIT 1")
    return found[0][0] if found and found[0][0] in MODALITIES else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """All that has a domain, and what has none."""

    domains: int
    documents: int
    bytes: int
    apart: dict[str, Apart]


def _apart(session: Session, count: int) -> _Whole:
    apart = {
        kind: Apart(documents=int(documents), known=int(known), bytes=int(size))
        for kind, documents, known, size in session.rows(
            "SELECT kind, documents, known, bytes FROM rest WHERE kind <> 'domain'"
        )
    }
    ((documents, size),) = session.rows(
        "SELECT coalesce(sum(documents), 0), coalesce(sum(bytes), 0) FROM tally"
    )
    return _Whole(
        domains=count,
        documents=int(documents) - sum(one.documents for one in apart.values()),
        bytes=int(size) - sum(one.bytes for one in apart.values()),
        apart={kind: apart.get(kind, Apart()) for kind in APART},
    )


def _told(session: Session, found: _Whole, asked: Listed, whole: tuple[int, ...]) -> Ranking:
    names = MODALITIES if whole else ()
    sums = "".join(f", coalesce(sum({name}), 0)" for name in names)
    ((number, documents, size, *parts),) = session.rows(
        f"SELECT count(*), coalesce(sum(documents), 0), coalesce(sum(bytes), 0){sums} FROM listed"
    )

    def lines() -> Iterator[Sequence[tuple[Any, ...]]]:
        return session.batches(definition.ranked("listed", names))

    return Ranking(
        rule=asked.rule,
        domains=found.domains,
        documents=found.documents,
        bytes=found.bytes,
        listed=int(number),
        listed_documents=int(documents),
        listed_bytes=int(size),
        apart=found.apart,
        parts=tuple(zip(names, map(int, parts), whole, strict=True)),
        lines=lines,
    )


def _literal(text: str | None) -> str:
    return "NULL" if text is None else literal(text)
