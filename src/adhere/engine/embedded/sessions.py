# SPDX-License-Identifier: EUPL-1.2
"""A session of DuckDB in memory: limits set, what does not fit kept in a private folder that goes with it, no extension and no network.

https://duckdb.org/docs/stable/configuration/overview. Ctrl-C ends the running statement; DuckDB looks for it itself.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adhere.engine.embedded.failures import failure, told_by_duckdb
from adhere.engine.scratch import scratch_folder

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
EVERY = 0.2
"""Seconds between two looks at how far a statement is."""
Progress = Callable[[str, int, int], None]
"""Told of a step: its name, the bytes done and those there are."""
SHARE = 0.9
"""Of the memory that is asked, what DuckDB may take; the rest is for Python and what an allocator does not give back."""
PARTS = 8
_MEMORY = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([KMGT]?)(i?)B", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A connection with its limits; ``folder`` is for temporary files, and goes when the session ends."""

    connection: DuckDBPyConnection
    folder: Path
    memory: str
    threads: int | None = None
    progress: Progress | None = None

    def run(self, sql: str, values: object = None, *, step: str = "", size: int = 0) -> None:
        """Execute a statement; ``step`` and the ``size`` in bytes of what it reads are told while it runs."""
        self._run(sql, values, step, size)

    def rows(
        self, sql: str, values: object = None, *, step: str = "", size: int = 0
    ) -> list[tuple[Any, ...]]:
        """Execute a statement and return its rows."""
        return self._run(sql, values, step, size).fetchall()

    def batches(self, sql: str, count: int = 50_000) -> Iterator[list[tuple[Any, ...]]]:
        """Execute a statement and yield its rows, so many at a time."""
        found = self._run(sql, None, "", 0)
        while batch := found.fetchmany(count):
            yield batch

    @property
    def octets(self) -> int:
        """How much memory the engine may take, in octets."""
        return _given(self.memory)

    @contextmanager
    def in_parts(self) -> Iterator[None]:
        """Let the engine use PARTS threads for a while, unless a number was asked: it keeps as many parts of a grouping, and one of them has to fit in memory."""
        ((before,),) = self.rows("SELECT current_setting('threads')")
        if self.threads is not None or before >= PARTS:
            yield
            return
        self.run(f"SET threads = {PARTS}")
        try:
            yield
        finally:
            self.run(f"SET threads = {before}")

    def _run(self, sql: str, values: object, step: str, size: int) -> DuckDBPyConnection:
        import duckdb  # noqa: PLC0415 - the engine is an extra

        try:
            with self._watched(step, size):
                return self.connection.execute(sql, values)
        except duckdb.Error as error:
            pass_on_interrupt(error)
            raise told_by_duckdb(error, self.memory, str(self.folder)) from error

    @contextmanager
    def _watched(self, step: str, size: int) -> Iterator[None]:
        """Tell how far a statement is from a thread beside it."""
        if self.progress is None or not step:
            yield
            return
        done = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(done, step, max(size, 1)), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()

    def _watch(self, done: threading.Event, step: str, size: int) -> None:
        while not done.wait(EVERY):
            share = self.connection.query_progress()
            if self.progress is not None and share >= 0:
                self.progress(step, int(size * min(share, 100) / 100), size)


@contextmanager
def open_session(
    memory: str = MEMORY,
    threads: int | None = None,
    temporary: Path | None = None,
    *,
    progress: Progress | None = None,
) -> Iterator[Session]:
    """Open a session; raise EngineError where it cannot be, ImportError where DuckDB is not installed.

    ``temporary`` is where the private folder is made, the system's own place where none is named.
    """
    import duckdb  # noqa: PLC0415 - the engine is an extra

    if not octets_of(memory):
        raise failure("ADH-CON-054", "DuckDB", asked=memory)
    with scratch_folder(temporary) as folder:
        try:
            connection = duckdb.connect(config=_settings(memory, threads, str(folder)))
        except duckdb.Error as error:
            raise told_by_duckdb(error, memory, str(folder)) from error
        try:
            connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
            yield Session(
                connection=connection, folder=folder, memory=memory, threads=threads, progress=progress
            )
        except (duckdb.Error, RuntimeError) as error:
            pass_on_interrupt(error)
            raise
        finally:
            with suppress(duckdb.Error):
                connection.close()


def pass_on_interrupt(error: Exception) -> None:
    """Raise KeyboardInterrupt where an error is how DuckDB passes Ctrl-C on: one of its own, one with these words, or of a function of ours that it met."""
    said = str(error)
    if (
        type(error).__name__ == "InterruptException"
        or said == "Query interrupted"
        or "KeyboardInterrupt" in said
    ):
        raise KeyboardInterrupt from error


def _settings(memory: str, threads: int | None, folder: str) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "memory_limit": f"{_given(memory)}B",
        "temp_directory": folder,
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allow_unsigned_extensions": True,  # what engine.native compiles for this session; nothing else is loaded
        "allow_persistent_secrets": False,
        "python_enable_replacements": False,
    }
    return settings if threads is None else settings | {"threads": threads}


def _given(memory: str) -> int:
    return int(SHARE * octets_of(memory))


def octets_of(memory: str) -> float:
    """Return how much memory a text such as 1.5GB or 512 MiB asks; nought where it asks none."""
    told = _MEMORY.fullmatch(memory.strip())
    if told is None:
        return 0
    number, unit, binary = told.groups()
    return float(number) * (1024.0 if binary else 1000.0) ** " KMGT".index(unit.upper() or " ")
