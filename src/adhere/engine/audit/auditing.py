# SPDX-License-Identifier: EUPL-1.2
"""An audit from end to end: inputs and records in, decisions, figures and lists out, in a folder of its own.

The same inputs give the same bytes: decisions stand in the order of the inputs, in row groups of one size, and nothing tells when or on
what machine it was made. The folder is made beside its place and moved there when it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adhere.content.robots.reading import is_token
from adhere.engine.audit.figures import AuditFigures, Cell, figures
from adhere.engine.audit.hearing import Hearing
from adhere.engine.audit.loading import ask_of_long_lists, ask_parser, load, load_beside
from adhere.engine.audit.lookups import Lookups, lookups
from adhere.engine.audit.query import TODAY, counts, decisions
from adhere.engine.audit.query import Asked as ByFunctions
from adhere.engine.audit.records import Records
from adhere.engine.audit.settling import NOTHING, Beside
from adhere.engine.audit.tables import Tables, build
from adhere.engine.quoting import literal, path_literal

if TYPE_CHECKING:
    from adhere.engine.embedded import Session

DECISIONS, AGENTS, REMOVE, DOMAINS = "decisions.parquet", "agents.parquet", "remove.parquet", "domains.csv"
BATCH = 2_000
"""Rows that are fetched at a time."""
ROWS = 122_880
"""Rows of a row group."""
PARQUET = f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {ROWS}"
_CELL = "agents, verdict, reason, readings, {today}, against IS NOT NULL AS against, CAST(sum(urls) AS BIGINT) AS urls, CAST(coalesce(sum(bytes), 0) AS BIGINT) AS bytes, CAST(sum(sized) AS BIGINT) AS sized"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: for which agents, how old a record may be, and whether what sites say today is compared."""

    agents: tuple[str, ...]
    age: timedelta | None
    today: bool = False
    keep: bool = True
    """Whether decisions are written, or only counted."""


@dataclass(slots=True)
class Audit:
    """An audit in a session: ``urls`` is the SQL of a relation with url, fetch_time, bytes and nth, the place of a row.

    With ``answers`` it has ``said`` too: what the answer to a URL said of its use (``answers.text_sql``).
    """

    session: Session
    urls: str
    asked: Asked
    work: Path
    answers: bool = False
    native: bool = False
    """Whether functions in C find sites and rules, where they can be had."""
    tables: Tables = field(init=False)
    beside: Beside = field(init=False, default=NOTHING)
    found: Lookups | None = field(init=False, default=None)
    """Where those functions look."""

    @property
    def folder(self) -> Path:
        """Where the tables are written down."""
        folder = self.work / "tables"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def prepare(self, records: Records, today: Records | None, processes: int | None = None) -> None:
        """Read every record and make the tables."""
        hearing = Hearing(self._fetched, self.urls, self.folder)
        self._build(hearing, records, today, processes)
        if self.beside.by_path:
            hearing.by_path(self.tables)
        self._close(hearing)

    def _build(
        self, hearing: Hearing, records: Records, today: Records | None, processes: int | None
    ) -> None:
        """Make the tables, but for what sites say by path beside rules: of that each URL has to be asked."""
        named = hearing.answers(self.asked.agents) if self.answers else ()
        self.tables = build(
            records,
            self.asked.agents,
            self.folder,
            age=self.asked.age,
            today=today,
            processes=processes,
            named=named,
            notes=hearing.notes,
        )
        load(self.session.connection, self.tables)
        ask_parser(self.session.connection, self.tables)
        self.found = lookups(self.session) if self.native else None
        if self.found is None:
            ask_of_long_lists(self.session.connection)
        self.beside = Beside(sites=self.tables.beside, by_path=self.tables.by_path, answers=self.answers)

    def _close(self, hearing: Hearing) -> None:
        """Make the tables of what is said beside rules."""
        hearing.close()
        if self.beside:
            load_beside(self.session.connection, self.folder)

    def _fetched(self, sql: str) -> Iterator[tuple[Any, ...]]:
        found = self.session.connection.execute(sql)
        while some := found.fetchmany(BATCH):
            yield from some

    @property
    def groups(self) -> dict[int, tuple[int, ...]]:
        """The agents of each group that decisions tell apart."""
        return {number: places for places, number in self.tables.groups.items()}

    @property
    def select(self) -> str:
        """The SQL of all decisions."""
        return self._decisions(ordered=False)

    @property
    def ordered(self) -> str:
        """The same, in the order of the inputs."""
        return self._decisions(ordered=True)

    @property
    def asking(self) -> ByFunctions:
        """How the parser and the functions in C are asked."""
        return ByFunctions(native=self.found.numbers if self.found else None)

    def _decisions(self, *, ordered: bool) -> str:
        return decisions(
            self.urls,
            today=self.asked.today,
            asked=self.asking,
            ordered=ordered,
            beside=self.beside,
        )

    def write(self, folder: Path) -> None:
        """Write the decisions, the agents of their groups and what to remove."""
        self._run("SET preserve_insertion_order = true")
        self._run(f"COPY ({self.ordered}) TO {literal(folder / DECISIONS)} ({PARQUET})")
        self._write_rest(folder)

    def _write_rest(self, folder: Path) -> None:
        """Write what follows from the decisions written."""
        self._run(
            f"COPY (SELECT * FROM read_parquet({path_literal(folder / DECISIONS)}) WHERE verdict = 'reserved')"
            f" TO {literal(folder / REMOVE)} ({PARQUET})"
        )
        self._write_agents(folder)

    def _write_agents(self, folder: Path) -> None:
        rows = [
            (number, self.asked.agents[place]) for number, places in self.groups.items() for place in places
        ]
        self._run("CREATE OR REPLACE TEMP TABLE audit_agents (agents INTEGER, agent VARCHAR)")
        for start in range(0, len(rows), 10_000):
            numbers, names = zip(*rows[start : start + 10_000], strict=True)
            self._run(
                "INSERT INTO audit_agents SELECT unnest($1::INTEGER[]), unnest($2::VARCHAR[])",
                [list(numbers), list(names)],
            )
        self._run(
            f"COPY (SELECT * FROM audit_agents ORDER BY agents, agent) TO {literal(folder / AGENTS)} ({PARQUET})"
        )

    @property
    def counted(self) -> str:
        """The SQL of the decisions counted once by month and once by site: of numbers where that can be, else of each decision."""
        if not self.asked.keep and not self.beside.answers and not self.beside.by_path:
            return counts(self.urls, today=self.asked.today, native=self.asking.native, beside=self.beside)
        return self.counted_of(f"({self.select})")

    def counted_of(self, decided: str) -> str:
        """The same of decisions one by one."""
        keys = f"agents, verdict, reason, readings, against{f', {TODAY}' if self.asked.today else ''}"
        month = "strftime(date_trunc('month', fetch_time), '%Y-%m') AS month"
        return (
            f"SELECT month, origin, {keys}, grouping(month) AS of_origin, count(*) AS urls, sum(bytes) AS bytes, count(bytes) AS sized"
            f" FROM (SELECT *, {month} FROM {decided} AS d) AS m GROUP BY GROUPING SETS ((month, {keys}), (origin, {keys}))"
        )

    def figures(self, folder: Path, domain: Callable[[str], str]) -> AuditFigures:
        """Count the decisions, those written or, where none were, as they come."""
        months, origins = self._counted(folder)
        return figures(
            self.asked.agents,
            self.groups,
            months,
            origins,
            domain,
            tokens=is_token,
            today=self.asked.today,
        )

    def _counted(self, folder: Path) -> tuple[list[Cell], list[Cell]]:
        """The cells by month, and those by site."""
        return self._counted_here(folder)

    def _counted_here(self, folder: Path) -> tuple[list[Cell], list[Cell]]:
        written = f"read_parquet({path_literal(folder / DECISIONS)})"
        self._run("SET preserve_insertion_order = false")
        cell = _CELL.format(today=TODAY if self.asked.today else f"CAST(NULL AS VARCHAR) AS {TODAY}")
        self._run(
            f"CREATE OR REPLACE TEMP TABLE audit_cells AS SELECT origin, month, of_origin, {cell}"
            f" FROM ({self.counted_of(written) if self.asked.keep else self.counted}) AS m GROUP BY ALL"
        )
        return self._cells("of_origin = 0"), self._cells("of_origin = 1 AND origin IS NOT NULL")

    def _cells(self, where: str) -> list[Cell]:
        names = ", ".join(Cell._fields).replace("today", TODAY)
        found = self.session.rows(f"SELECT {names} FROM audit_cells WHERE {where}")
        return [Cell(*row) for row in found]

    def _run(self, statement: str, parameters: Sequence[object] = ()) -> None:
        self.session.rows(statement, list(parameters) or None)
