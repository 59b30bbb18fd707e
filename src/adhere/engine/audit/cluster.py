# SPDX-License-Identifier: EUPL-1.2
"""An audit on a cluster with Apache Spark: records are read and tables made on this machine, URLs are decided there by the same SQL.

What rows of rules cannot decide is asked of the parser on this machine, each URL and set of rules once, and joined. Decisions are brought to their
order and written here, so that every file holds what that of one machine does, row for row. Files go to and fro by ``work``, a folder that all
machines of the cluster have to reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from adhere.engine.audit.anywhere import ANSWERS, BY_TABLES, ROOTS, export, spark_sql
from adhere.engine.audit.auditing import DECISIONS, PARQUET, Audit
from adhere.engine.audit.authorities import authority_of
from adhere.engine.audit.figures import Cell
from adhere.engine.audit.hearing import Hearing
from adhere.engine.audit.loading import LOADED, LOADED_BESIDE
from adhere.engine.audit.outcome import Request, placed_urls
from adhere.engine.audit.query import COLUMNS, TODAY, decisions, odd_urls, questions
from adhere.engine.audit.records import Records
from adhere.engine.manifests.mending import mend
from adhere.engine.manifests.parts import empty, in_order, place
from adhere.engine.quoting import literal, path_literal
from adhere.engine.runs.cluster import java_memory
from adhere.engine.spark import Cluster, open_cluster

if TYPE_CHECKING:
    from adhere.engine.embedded import Session
    from adhere.engine.manifests.opening import Inputs
    from adhere.engine.manifests.parts import Part

BATCH = 50_000
"""URLs of which the parser is asked at a time."""
FILE, ROW, PLACE = "adhere_file", "adhere_row", "adhere_place"
"""The columns that tell where a row stands: the name of its file as Spark has it, its number there, and the place of the file."""
_TYPES = {
    "fetch_time": "TIMESTAMP", "bytes": "BIGINT", "agents": "INTEGER", "line": "INTEGER", "record_time": "TIMESTAMP",
}  # fmt: skip
"""The columns of decisions that are no texts."""
_MONTH = "year(fetch_time) * 12 + month(fetch_time) - 1"


@contextmanager
def opened(request: Request, inputs: Inputs, session: Session, *, answers: bool) -> Iterator[ClusterAudit]:
    """Give the audit of inputs on the cluster that was asked; raise EngineError where it cannot be."""
    memory = java_memory(request.memory) if request.memory and request.master is None else None
    with open_cluster(request.master, memory, spark_sql) as cluster:
        urls = urls_on(cluster, inputs, session, answers=answers)
        yield ClusterAudit(session, urls, request.asked, session.folder, answers=answers, cluster=cluster)


def urls_on(cluster: Cluster, inputs: Inputs, session: Session, *, answers: bool) -> str:
    """Give a cluster the files of inputs as tables, and return the SQL of their URLs, each with its place as ``outcome.urls_of`` has it."""
    inputs.make(session, portable=True)
    selects = []
    for before, part in in_order(inputs.parts(session, portable=True)):
        name = f"part_{before}"
        _read(cluster, name, part)
        if cluster.has_broken(name, part.texts) and mend(inputs, session):
            return urls_on(cluster, inputs, session, answers=answers)
        table = f"(SELECT t.*, f.{PLACE} FROM {name} AS t JOIN {name}_files AS f ON f.{FILE} = t.{FILE}) AS p"
        selects.append(placed_urls(part, place(before, PLACE, ROW), table, answers=answers))
    return "\nUNION ALL\n".join(selects) or f"SELECT url, fetch_time, bytes, 0 AS nth FROM ({empty()}) AS e"


def _read(cluster: Cluster, name: str, part: Part) -> None:
    """Read the files of a part, with beside each row its number and its file, and a table of the places of these."""
    cluster.read(name, part.uris, places=(FILE, ROW))
    places = {_bare(uri): place for place, uri in enumerate(part.uris)}
    met = [file for (file,) in cluster.rows(f"SELECT DISTINCT {FILE} FROM {name}")]
    cluster.load(f"{name}_files", (FILE, PLACE), [(file, places[_bare(unquote(file))]) for file in met])


def _bare(uri: str) -> str:
    """The name of a file without its scheme, for which Spark has its own (``s3a`` for ``s3``, and ``file:`` before a path)."""
    scheme, _, rest = uri.partition(":")
    return rest.lstrip("/") if scheme.isalnum() and rest else str(Path(uri).absolute()).lstrip("/")


@dataclass(slots=True)
class ClusterAudit(Audit):
    """An audit whose URLs are a relation of a cluster; ``work`` is a folder that all its machines reach."""

    cluster: Cluster = field(kw_only=True)

    def prepare(self, records: Records, today: Records | None, processes: int | None = None) -> None:
        """Read every record, make the tables and give them to the cluster, and ask the parser what it has to be asked."""
        hearing = Hearing(self._fetched, self.urls, self.folder, BY_TABLES)
        self._build(hearing, records, today, processes)
        self._give(LOADED)
        self._ask(
            ROOTS,
            {"odd_url": "VARCHAR", "odd_root": "VARCHAR"},
            ((url, authority_of(url)) for (url,) in self._fetched(odd_urls(self.urls)) if url is not None),
        )
        asked = self._fetched(questions(self.urls, ask=BY_TABLES, today=self.asked.today))
        self._ask(
            ANSWERS,
            {"asked_set": "INTEGER", "asked_url": "VARCHAR", "answer": "BIGINT"},
            ((number, url, self.tables.decided(number, url)) for number, url in asked),
        )
        if self.beside.by_path:
            hearing.by_path(self.tables)
        self._close(hearing)
        if self.beside:
            self._give(LOADED_BESIDE)

    def write(self, folder: Path) -> None:
        """Write the decisions, the agents of their groups and what to remove."""
        parts = self.work / "decisions"
        self.cluster.write(self._decided(placed=True), parts)
        columns = (*COLUMNS, *((TODAY,) if self.asked.today else ()))
        typed = ", ".join(f"CAST({name} AS {_TYPES.get(name, 'VARCHAR')}) AS {name}" for name in columns)
        self._run("SET preserve_insertion_order = true")
        self._run(
            f"COPY (SELECT {typed} FROM read_parquet([{', '.join(map(path_literal, sorted(parts.glob('*.parquet'))))}]) ORDER BY nth, agents)"
            f" TO {literal(folder / DECISIONS)} ({PARQUET})"
        )
        self._write_rest(folder)

    def _decided(self, *, placed: bool = False) -> str:
        return decisions(
            self.urls, today=self.asked.today, asked=BY_TABLES, placed=placed, beside=self.beside
        )

    def _counted(self, folder: Path) -> tuple[list[Cell], list[Cell]]:
        """The cells by month, and those by site: counted on the cluster where no decision is written."""
        if self.asked.keep:
            return self._counted_here(folder)
        today = f", {TODAY}" if self.asked.today else ""
        keys = f"agents, verdict, reason, readings, against{today}"
        rows = self.cluster.rows(
            f"SELECT moon, origin, {keys}, grouping(moon) AS of_origin, count(*) AS urls, coalesce(sum(CAST(bytes AS DECIMAL(38, 0))), 0) AS bytes,"
            f" count(bytes) AS sized FROM (SELECT origin, bytes, agents, verdict, reason, readings, against IS NOT NULL AS against{today},"
            f" {_MONTH} AS moon FROM ({self._decided()}) AS d) AS m GROUP BY GROUPING SETS ((moon, {keys}), (origin, {keys}))"
        )
        cells = [(row[-4], _cell(row[:-4], row[-3:])) for row in rows]
        months = [cell for of_origin, cell in cells if not of_origin]
        return months, [cell for of_origin, cell in cells if of_origin and cell.origin is not None]

    def _give(self, names: Iterable[str]) -> None:
        """Give tables of the session to the cluster."""
        for name, file in export(self.session, self.folder, names):
            self.cluster.read(name, [str(file)])

    def _ask(self, name: str, columns: dict[str, str], rows: Iterator[tuple[Any, ...]]) -> None:
        """Put what the parser says in a table of the cluster."""
        self._run(f"CREATE OR REPLACE TEMP TABLE {name} ({', '.join(map(' '.join, columns.items()))})")
        lists = ", ".join(f"unnest(${at}::{kind}[])" for at, kind in enumerate(columns.values(), 1))
        while some := list(islice(rows, BATCH)):
            values = [list(column) for column in zip(*some, strict=True)]
            self._run(f"INSERT INTO {name} SELECT {lists}", values)
        self._give((name,))

    def _fetched(self, sql: str) -> Iterator[tuple[Any, ...]]:
        for some in self.cluster.batches(sql):
            yield from some


def _cell(keys: Sequence[Any], numbers: Sequence[Any]) -> Cell:
    moon, origin, agents, verdict, reason, readings, against, *today = keys
    month = None if moon is None else f"{moon // 12:04d}-{moon % 12 + 1:02d}"
    urls, size, sized = map(int, numbers)
    now = today[0] if today else None
    return Cell(origin, month, agents, verdict, reason, readings, now, against, urls, size, sized)
