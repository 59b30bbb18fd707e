# SPDX-License-Identifier: EUPL-1.2
"""Ranking domains on DuckDB, by ``quick``: tables of the session hold what comes between, and the list at the end (``listed``)."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from adhere.content.figures import MODALITIES
from adhere.engine.domains import definition, quick
from adhere.engine.domains.adding import Way, add_up, clear, drop
from adhere.engine.domains.odd import settled
from adhere.engine.domains.ranking import Listed, listed
from adhere.engine.domains.request import APART, Apart, Ranking, Request
from adhere.engine.domains.suffixlist import Row, depth, rows
from adhere.engine.embedded.failures import FULL_DISK, EngineError
from adhere.engine.embedded.sessions import Session
from adhere.engine.manifests.expressions import kind_of_word
from adhere.engine.quoting import literal

BATCH = 100_000
SPARE = 0.005
"""By how much more than what is listed a threshold from a sample lets through: five times what a sample of a hundred thousand is off by."""
TABLES = ("suffix", "short", "odd", "authority", "site", "rest", "met", "listed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What is known before anything is grouped: whether every row has a size, what their sum does not exceed, and how bytes fall apart.

    ``parts`` are the words for each modality that is added up; those of ``common``, which most rows have, are what is left.
    """

    complete: bool
    bytes: int
    parts: Mapping[str, Sequence[str]]
    common: str | None


def rank(session: Session, request: Request) -> Ranking:
    """Rank the domains of a relation; the list stays in the table ``listed`` of the session."""
    drop(session, *TABLES)
    suffixes = rows(request.suffixes, request.rules)
    load(session, suffixes)
    bounds = bounds_of(session, request)
    way = _tally(session, request, bounds, suffixes)
    _settle(session, request, bounds, depth(suffixes), way)
    count = _domains(session, bounds)
    asked = listed(count, sme=request.sme)
    _list(session, request, bounds, min(asked.count, count))
    found, absent = _apart(session, bounds, count), way.absent(session)
    if not request.everything:
        clear(session)
        drop(session, "met")  # the largest, when memory is short
    return replace(_told(session, request, found, asked), absent=absent)


def load(session: Session, found: Sequence[Row]) -> None:
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
    if request.sizes is not None:
        documents, known, largest = request.sizes.rows, request.sizes.rows, request.sizes.largest
    else:
        ((documents, known, largest),) = session.rows(definition.largest(request.relation))
    most = int(documents) * int(largest)
    if most > definition.LIMIT:
        ((exactly,),) = session.rows(definition.whole(request.relation))
        most = int(exactly)
    parts, common = _modalities(session, request) if request.modalities else ({}, None)
    return Bounds(complete=documents == known, bytes=most, parts=parts, common=common)


def _modalities(session: Session, request: Request) -> tuple[Mapping[str, Sequence[str]], str | None]:
    """Return the words that rows have for each modality, and the one to leave out as what is left; none where some rows are of none."""
    words: dict[str, list[str]] = {}
    counts: dict[str | None, int] = {}
    counted = (
        f"SELECT modality, count(*) FROM ({request.relation}) AS manifest GROUP BY modality ORDER BY ALL"
    )
    for word, count in session.rows(counted):
        name = None if word is None else kind_of_word(word)
        counts[name] = counts.get(name, 0) + int(count)
        if name is not None:
            words.setdefault(name, []).append(word)
    if None in counts or not counts:
        return words, None
    common = max(words, key=lambda name: counts[name])
    return {name: told for name, told in words.items() if name != common}, common


def _tally(session: Session, request: Request, bounds: Bounds, suffixes: Sequence[Row]) -> Way:
    """Add up rows by key, and put apart the authorities that are not settled yet."""
    sums = quick.Sums(
        relation=request.relation,
        total=bounds.bytes,
        complete=bounds.complete,
        parts=bounds.parts,
        placed=request.placed,
    )
    return add_up(session, request, sums, suffixes)


def _settle(session: Session, request: Request, bounds: Bounds, levels: int, way: Way) -> None:
    """Bring authorities to their domains: most in SQL, the odd ones by ``content.hosts``."""
    session.run("CREATE TEMP TABLE odd (a VARCHAR, kind VARCHAR, domain VARCHAR)")
    read = list(session.batches(definition.odd("authority"), BATCH))
    for batch in read:
        found = settled((a for (a,) in batch), request.suffixes, request.rules, as_written=request.as_written)
        columns = list(zip(*found, strict=True))
        session.run("INSERT INTO odd SELECT unnest($1), unnest($2), unnest($3)", [list(c) for c in columns])
    session.run(f"CREATE TEMP TABLE site AS {definition.sites('authority', levels)}")
    numbers = ("documents", "known", "bytes", *bounds.parts)
    session.run(f"CREATE TEMP TABLE rest AS {way.with_numbers(definition.totals(numbers))}")


def _domains(session: Session, bounds: Bounds) -> int:
    """Return how many domains there are; ``met`` has those that were found both ways."""
    both_ways = ", ".join(f"t.{name} + r.{name} AS {name}" for name in ("bytes", "documents", *bounds.parts))
    session.run(
        f"""CREATE TEMP TABLE met AS SELECT n, r.domain, {both_ways}
        FROM tally AS t JOIN rest AS r USING (n) WHERE r.kind = 'domain'"""
    )
    ((quickly, slowly, both),) = session.rows(
        """SELECT (SELECT count(bytes) FROM tally),
            (SELECT count(*) FROM rest WHERE kind = 'domain'), (SELECT count(*) FROM met)"""
    )
    return int(quickly + slowly - both)


def _list(session: Session, request: Request, bounds: Bounds, count: int) -> None:
    """Make the list. Sums only grow when authorities come in, so what is below the last place without them need not be sorted."""
    least = _threshold(session, count)
    parts = "".join(f", {_part(name, bounds)} AS {name}" for name in MODALITIES) if request.modalities else ""
    session.run(
        f"""CREATE TEMP TABLE listed AS SELECT domain, bytes, documents{parts} FROM ({everything(least, bounds.parts)}
        ) AS candidate ORDER BY bytes DESC, domain LIMIT {count}"""
    )


def _part(name: str, bounds: Bounds) -> str:
    if name == bounds.common:
        return " - ".join(("bytes", *bounds.parts))
    return name if name in bounds.parts else "0"


def everything(least: int = 0, parts: Iterable[str] = ()) -> str:
    """Return the SQL of all domains that a ranking met, listed or not, from so many bytes on."""
    columns = ", ".join(("bytes", "documents", *parts))
    return f"""SELECT k AS domain, {columns} FROM tally ANTI JOIN met USING (n)
                WHERE bytes >= {least}
            UNION ALL SELECT domain, {columns} FROM met WHERE bytes >= {least}
            UNION ALL SELECT domain, {columns} FROM rest ANTI JOIN met USING (domain)
                WHERE kind = 'domain' AND bytes >= {least}"""


def _threshold(session: Session, count: int) -> int:
    """Return a size that at least so many domains have, close to what the last one listed has; a sample tells it, or else all domains do."""
    ((whole,),) = session.rows("SELECT count(bytes) FROM tally")
    if not 0 < count < whole:
        return 0
    for share, sample in (
        (1 - count / whole - SPARE, "USING SAMPLE 1% (bernoulli, 56)"),
        (1 - count / whole - 1e-6, ""),
    ):
        size = _quantile(session, share, sample) if share > 0 else None
        if size is not None and _from(session, size) >= count:
            return size
    return 0


def _quantile(session: Session, share: float, sample: str) -> int | None:
    """Return the size that this share of domains does not exceed, None where the sample holds none."""
    ((size,),) = session.rows(
        f"SELECT quantile_disc(bytes, {share:.9f}) FROM (SELECT bytes FROM tally {sample}) AS taken"
    )
    return None if size is None else int(size)


def _from(session: Session, size: int) -> int:
    ((enough,),) = session.rows(f"SELECT count(bytes) FROM tally WHERE bytes >= {size}")
    return int(enough)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """All that has a domain, and what has none."""

    domains: int
    documents: int
    bytes: int
    apart: dict[str, Apart]
    parts: dict[str, int]


def _apart(session: Session, bounds: Bounds, count: int) -> _Whole:
    apart = {
        kind: Apart(documents=int(documents), known=int(known), bytes=int(size))
        for kind, documents, known, size in session.rows(
            "SELECT kind, documents, known, bytes FROM rest WHERE kind <> 'domain'"
        )
    }
    names = ("documents", "bytes", *bounds.parts)
    columns, sums = ", ".join(names), ", ".join(f"coalesce(sum({name}), 0)" for name in names)
    ((documents, size, *parts),) = session.rows(
        f"SELECT {sums} FROM (SELECT {columns} FROM tally UNION ALL SELECT {columns} FROM rest WHERE kind = 'domain') AS ranked"
    )
    whole = {name: int(part) for name, part in zip(bounds.parts, parts, strict=True)}
    if bounds.common is not None:
        whole[bounds.common] = int(size) - sum(whole.values())
    return _Whole(
        domains=count,
        documents=int(documents),
        bytes=int(size),
        apart={kind: apart.get(kind, Apart()) for kind in APART},
        parts=whole,
    )


def _told(session: Session, request: Request, found: _Whole, asked: Listed) -> Ranking:
    names = MODALITIES if request.modalities else ()
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
        parts=tuple(
            (name, int(part), found.parts.get(name, 0)) for name, part in zip(names, parts, strict=True)
        ),
        lines=lines,
        write=lambda path: _write(session, path),
    )


def _write(session: Session, path: Path) -> None:
    """Write the lines of the list by the engine itself, which takes a tenth of the time of handing every line over.

    Raise OSError where it is the disk of the list that is full: more memory, or another place for what does not fit in it, would not help.
    """
    try:
        session.run(
            f"""COPY (SELECT domain, bytes FROM listed ORDER BY bytes DESC, domain) TO {literal(path)}
            (FORMAT csv, HEADER false, DELIMITER '\t', QUOTE '', ESCAPE '')"""
        )
    except EngineError as error:
        if error.finding.rule.id == FULL_DISK and path.name in str(error.__cause__):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error
        raise
