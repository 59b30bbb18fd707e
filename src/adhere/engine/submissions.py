# SPDX-License-Identifier: EUPL-1.2
"""Submissions in embedded storage: per code, period and signatory which measures it adheres to and the two integers of its report.

SQLite (https://sqlite.org/lang.html) with no SQL that PostgreSQL does not read too; bits are hexadecimal text, since no integer of either
is long enough for a code of 400 measures. An import is one transaction: it is there whole or not at all, also after a kill.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from adhere.monitoring.figures import FigureRow
from adhere.monitoring.portfolio import Row
from adhere.monitoring.states import Bits

FORMAT = "adhere/submissions/1"
BATCH = 5_000
TABLES = (
    """CREATE TABLE about (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)""",
    """CREATE TABLE measure (code TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (code, place))""",
    """CREATE TABLE submission (
        code TEXT NOT NULL, period TEXT NOT NULL, signatory TEXT NOT NULL, size TEXT NOT NULL,
        scope TEXT NOT NULL, met TEXT, known TEXT, PRIMARY KEY (code, period, signatory)
    )""",
    """CREATE TABLE figure (
        code TEXT NOT NULL, measure TEXT NOT NULL, indicator TEXT NOT NULL, unit TEXT NOT NULL,
        period TEXT NOT NULL, signatory TEXT NOT NULL, size TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (code, measure, indicator, unit, period, signatory)
    )""",
)
"""What is kept; a period sorts by its id, so ids begin with the year."""


class StorageError(Exception):
    """The storage cannot be used: ``reason`` is format, measures, twice or unusable; ``detail`` names what."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


class Course(NamedTuple):
    """One signatory over time: its rows, earliest first."""

    signatory: str
    rows: tuple[Row, ...]


class Submissions:
    """Submissions in one file, or in memory where there is no path; used in a ``with`` block."""

    def __init__(self, path: Path | None = None) -> None:
        try:
            self._base = sqlite3.connect(path or ":memory:", isolation_level=None)
        except (sqlite3.Error, OSError) as error:
            raise StorageError("unusable", str(error)) from error
        try:
            self._open()
        except sqlite3.Error as error:
            self._base.close()
            raise StorageError("unusable", str(error)) from error
        except StorageError:
            self._base.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def _open(self) -> None:
        """Look what the file is before anything in it is touched; make the tables where it is empty."""
        names = {name for (name,) in self._base.execute("SELECT name FROM sqlite_master")}
        if names:
            self._check("about" in names)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        if not names:
            with _Transaction(self._base):
                for statement in TABLES:
                    self._base.execute(statement)
                self._base.execute("INSERT INTO about (name, value) VALUES (?, ?)", ("format", FORMAT))

    def _check(self, told: bool) -> None:
        found = (
            self._base.execute("SELECT value FROM about WHERE name = ?", ("format",)).fetchone()
            if told
            else None
        )
        if found is None or found[0] != FORMAT:
            raise StorageError("format", str(found[0])[:100] if found else "-")

    def replace(
        self, code: str, measures: Sequence[str], rows: Iterable[Row], figures: Iterable[FigureRow] = ()
    ) -> int:
        """Put submissions in the place of all there are on a code, in one transaction; return how many."""
        return self._import(code, measures, rows, figures, anew=True)

    def add(
        self, code: str, measures: Sequence[str], rows: Iterable[Row], figures: Iterable[FigureRow] = ()
    ) -> int:
        """Add submissions in one transaction and return how many; raise StorageError for one that is there already.

        ``measures`` are those of the code in its order, which give each bit its place; they stay as they were first given.
        """
        return self._import(code, measures, rows, figures, anew=False)

    def _import(
        self,
        code: str,
        measures: Sequence[str],
        rows: Iterable[Row],
        figures: Iterable[FigureRow],
        *,
        anew: bool,
    ) -> int:
        try:
            with _Transaction(self._base):
                for table in ("figure", "submission", "measure") if anew else ():
                    self._base.execute(f"DELETE FROM {table} WHERE code = ?", (code,))
                self._keep_measures(code, measures)
                count = self._insert(
                    "INSERT INTO submission (code, period, signatory, size, scope, met, known)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        (code, row.period, row.signatory, row.size, f"{row.scope:x}", *_hexadecimal(row.bits))
                        for row in rows
                    ),
                )
                self._insert(
                    "INSERT INTO figure (code, measure, indicator, unit, period, signatory, size, value)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    ((code, *row[:-1], str(row.value)) for row in figures),
                )
        except sqlite3.IntegrityError as error:
            raise StorageError("twice", code) from error
        except sqlite3.Error as error:
            raise StorageError("unusable", str(error)) from error
        return count

    def _keep_measures(self, code: str, measures: Sequence[str]) -> None:
        kept = self.measures(code)
        if not kept:
            self._insert(
                "INSERT INTO measure (code, place, id) VALUES (?, ?, ?)",
                ((code, place, name) for place, name in enumerate(measures)),
            )
        elif kept != tuple(measures):
            raise StorageError("measures", code)

    def _insert(self, statement: str, values: Iterable[tuple[object, ...]]) -> int:
        total, stream = 0, iter(values)
        while batch := list(islice(stream, BATCH)):
            self._base.executemany(statement, batch)
            total += len(batch)
        return total

    def codes(self) -> tuple[str, ...]:
        """Return the codes on which there is something."""
        found = self._base.execute("SELECT DISTINCT code FROM measure ORDER BY code")
        return tuple(name for (name,) in found)

    def measures(self, code: str) -> tuple[str, ...]:
        """Return the measures of a code in the order of its bits."""
        found = self._base.execute("SELECT id FROM measure WHERE code = ? ORDER BY place", (code,))
        return tuple(name for (name,) in found)

    def periods(self, code: str) -> tuple[str, ...]:
        """Return the periods over which there are submissions, in order of id."""
        found = self._base.execute(
            "SELECT DISTINCT period FROM submission WHERE code = ? ORDER BY period", (code,)
        )
        return tuple(name for (name,) in found)

    def rows(self, code: str) -> Iterator[Row]:
        """Stream the submissions on a code, period after period."""
        yield from self._rows("WHERE code = ? ORDER BY period, signatory", (code,))

    def courses(self, code: str) -> Iterator[Course]:
        """Stream the signatories of a code, each with all its periods."""
        held: list[Row] = []
        for row in self._rows("WHERE code = ? ORDER BY signatory, period", (code,)):
            if held and held[0].signatory != row.signatory:
                yield Course(held[0].signatory, tuple(held))
                held = []
            held.append(row)
        if held:
            yield Course(held[0].signatory, tuple(held))

    def _rows(self, rest: str, values: tuple[object, ...]) -> Iterator[Row]:
        columns = "SELECT period, signatory, size, scope, met, known FROM submission"
        with closing(self._base.cursor()) as cursor:
            for period, signatory, size, scope, met, known in cursor.execute(f"{columns} {rest}", values):
                bits = None if met is None else Bits(int(met, 16), int(known, 16))
                yield Row(period, signatory, size, int(scope, 16), bits)

    def figures(self, code: str) -> Iterator[FigureRow]:
        """Stream the figures on a code, indicator after indicator."""
        with closing(self._base.cursor()) as cursor:
            for measure, indicator, unit, period, signatory, size, value in cursor.execute(
                "SELECT measure, indicator, unit, period, signatory, size, value FROM figure"
                " WHERE code = ? ORDER BY measure, indicator, unit, period, signatory",
                (code,),
            ):
                yield FigureRow(measure, indicator, unit, period, signatory, size, Decimal(value))


class _Transaction:
    """All or nothing: BEGIN, and COMMIT or ROLLBACK."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def __enter__(self) -> None:
        self._base.execute("BEGIN")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.execute("COMMIT" if error is None else "ROLLBACK")


def _hexadecimal(bits: Bits | None) -> tuple[str | None, str | None]:
    return (None, None) if bits is None else (f"{bits.met:x}", f"{bits.known:x}")
