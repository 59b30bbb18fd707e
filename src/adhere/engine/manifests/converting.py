# SPDX-License-Identifier: EUPL-1.2
"""One file brought to Parquet with the columns of ``content.figures``, the fault of each row, and what is shown of a row that has one.

Each file on its own, and put in its place whole: interrupted at any point, a next run goes on with the files that are left. A file that was
converted is known by the digest of its content, how its columns serve, and the version of this program. JSON Lines and CSV are read by the
engine itself; a file that it refuses, and every other format, is read row by row (``rowreading``) with the same expressions after it.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.engine.embedded import pass_on_interrupt
from adhere.engine.embedded.failures import FULL
from adhere.engine.manifests.columns import NUMBERS, served, texts_of
from adhere.engine.manifests.expressions import moment_of, projection, signals
from adhere.engine.manifests.faults import left_out
from adhere.engine.manifests.fields import (
    Origin,
    cells_origin,
    json_origin,
    mended_origin,
    objects_table,
    parquet_origin,
)
from adhere.engine.manifests.hashing import is_changed
from adhere.engine.manifests.indexlines import FORMATS, UNSURE, LongLineError, index_origin, reader, unsure
from adhere.engine.manifests.members import Member
from adhere.engine.manifests.rules import Collected
from adhere.engine.manifests.staging import stage, staged_origin
from adhere.engine.manifests.streaming import ALLOWED, CHUNK, BombError, BrokenError, expanded
from adhere.engine.manifests.webdataset import Tricks
from adhere.engine.quoting import literal, path_literal
from adhere.intake.reasons import disk_reason

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VERSION = 5
"""Of what is written; a higher one makes every file anew."""
NOT_UTF8 = "Invalid string encoding found in Parquet file"
"""How DuckDB says that a text of a file is no UTF-8."""
AGAIN = 64 * 1024 * 1024
"""Octets of a file with broken rows that is read again row by row, to show them; of a larger one they are only counted."""


def convert(
    connection: DuckDBPyConnection, member: Member, digest: str, folder: Path, collected: Collected
) -> Path | None:
    """Return the converted file, made now or by an earlier run; None where it could not be made, which is reported.

    Raise duckdb.OutOfMemoryException where that takes more memory than there may be.
    """
    target = folder / f"{_key(member, digest)}.parquet"
    if _is_whole(target):
        return target
    made, rows = target.with_suffix(f".{os.getpid()}.part"), target.with_suffix(f".{os.getpid()}.jsonl")
    try:
        _make(connection, member, rows, made, collected)
        if is_changed(member.located):
            collected.add("ADH-CON-083", file=member.located.name)
            return None
        made.replace(target)
    except BombError:
        collected.add("ADH-CON-067", file=member.located.name)
        return None
    except BrokenError:
        collected.add("ADH-CON-068", file=member.located.name)
        return None
    except OSError as error:
        collected.add("ADH-CON-084", file=member.located.name, folder=str(folder), reason=disk_reason(error))
        return None
    finally:
        for left in (made, rows):
            with suppress(OSError):
                left.unlink()
    return target


def _is_whole(target: Path) -> bool:
    """Whether a converted file is there to its end: one that a full disk cut off has no mark there."""
    try:
        with target.open("rb") as file:
            file.seek(-4, os.SEEK_END)
            return file.read() == b"PAR1"
    except OSError:
        return False


def _key(member: Member, digest: str) -> str:
    """Return the name of what a file becomes: the same content read in the same way is the same file."""
    told = (VERSION, digest, member.peek.format, member.peek.compression, member.layout, member.shape)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:40]


def _make(
    connection: DuckDBPyConnection, member: Member, rows: Path, made: Path, collected: Collected
) -> None:
    import duckdb  # noqa: PLC0415 - the engine is an extra

    quick = _quick(member)
    if quick is not None:
        _check_ratio(member)
        try:
            _copy(connection, quick, member, made)
        except (duckdb.Error, UnicodeDecodeError) as error:
            _tell_end(error)
            if member.peek.format == "parquet":
                _mend(connection, member, made, error)
                return
        else:
            if member.peek.format == "parquet":
                return
            if member.located.size > AGAIN or not _has_broken(connection, made):
                return
    if member.peek.format in FORMATS and read_index(connection, member, rows, made):
        return
    read_rows(connection, member, rows, made, collected)


def _mend(connection: DuckDBPyConnection, member: Member, made: Path, error: Exception) -> None:
    """Read Parquet whose texts the engine refused; raise BrokenError where that was not why, or it is refused again."""
    import duckdb  # noqa: PLC0415 - the engine is an extra

    _tell_last(error)
    texts = texts_of(member.shape)
    if not texts or NOT_UTF8 not in str(error):  # and nothing else here reads Parquet
        raise BrokenError(str(error)) from error
    address, hidden = member.located.address, member.layout.hides_places
    try:
        _copy(connection, mended_origin(address, served(member.shape), texts, hidden=hidden), member, made)
    except duckdb.Error as again:
        _tell_last(again)
        raise BrokenError(str(again)) from again


def read_rows(
    connection: DuckDBPyConnection, member: Member, rows: Path, made: Path, collected: Collected
) -> None:
    """Read a file row by row, whatever is in it; raise what ``stage`` raises."""
    import duckdb  # noqa: PLC0415 - the engine is an extra

    tricks = Tricks()
    stage(member, rows, tricks)
    if tricks.count:
        collected.add("ADH-CON-087", file=member.located.name, count=tricks.count, first=tricks.first)
    try:
        _copy(connection, staged_origin(rows, _lists(member)), member, made)
    except duckdb.Error as error:
        _tell_last(error)
        raise OSError(0, str(error)[:300]) from error


def read_index(connection: DuckDBPyConnection, member: Member, rows: Path, made: Path) -> bool:
    """Read CDX or CDXJ by the engine and return whether that could be done; lines that it leaves are read one by one and put in their place."""
    import duckdb  # noqa: PLC0415 - the engine is an extra

    lines, others, whole = (rows.with_suffix(f".{name}") for name in ("lines", "others", "whole"))
    try:
        with rows.open("w", encoding="utf-8") as odd:
            take = reader(member, odd)
            _copy(connection, index_origin(connection, member, lines, take), member, made)
            for number, line in unsure(connection, made):
                take(number, line)
        if rows.stat().st_size:
            _copy(connection, staged_origin(rows, _lists(member)), member, others)
            _merge(connection, made, others, whole)
            whole.replace(made)
    except (duckdb.Error, LongLineError) as error:
        _tell_end(error)
        return False
    finally:
        for left in (lines, others, whole):
            left.unlink(missing_ok=True)
    return True


def _merge(connection: DuckDBPyConnection, made: Path, others: Path, whole: Path) -> None:
    """Write the rows of two converted files as one, in the order of their numbers."""
    connection.execute(
        f"COPY (SELECT * FROM (SELECT * FROM read_parquet({path_literal(made)}) WHERE fault IS DISTINCT FROM '{UNSURE}'"
        f" UNION ALL SELECT * FROM read_parquet({path_literal(others)})) AS r ORDER BY row) TO {literal(whole)} (FORMAT parquet, COMPRESSION zstd)"
    )


def _quick(member: Member) -> Origin | None:
    address, compression = member.located.address, member.peek.compression
    if member.peek.format == "jsonl":
        table, known = objects_table(address, compression), (one.name for one in member.layout.fields)
        return json_origin(table, lists=_lists(member), known=known)
    if member.peek.format == "parquet":
        return parquet_origin(address, served(member.shape), hidden=member.layout.hides_places)
    return cells_origin(address, compression, member.layout) if member.peek.format == "csv" else None


def _lists(member: Member) -> frozenset[str]:
    """The columns of which only the first of a list counts: not those of signals, which are kept whole, as JSON where they are a list.

    Nor those of numbers: a list is none, and which of its numbers is meant nobody can tell.
    """
    numbers = (use for use in member.shape.uses if use.column in NUMBERS and use.measure is None)
    return member.layout.lists - {use.field.name for use in (*member.shape.signals, *numbers)}


@contextmanager
def _in_order(connection: DuckDBPyConnection) -> Iterator[None]:
    """Keep rows in their order, as the number of a row is its place; for what is added up it only costs memory."""
    found = connection.execute("SELECT current_setting('preserve_insertion_order')").fetchone()
    connection.execute("SET preserve_insertion_order = true")
    try:
        yield
    finally:
        connection.execute(f"SET preserve_insertion_order = {bool(found and found[0])}")


def _has_broken(connection: DuckDBPyConnection, made: Path) -> bool:
    """Whether there are rows of which nothing can be known; read one by one, their line and words can be told."""
    broken = ", ".join(literal(one) for one in left_out() if one != "not-content")
    sql = f"SELECT 1 FROM read_parquet({path_literal(made)}) WHERE fault IN ({broken}) LIMIT 1"
    return connection.execute(sql).fetchone() is not None


def _check_ratio(member: Member) -> None:
    """Raise BombError where a file begins as no real one does; expanding it is left to the engine, which holds little at a time."""
    if member.peek.compression != "none":
        with member.located.open() as file:
            for _ in expanded(file, member.peek.compression, most=ALLOWED + 2 * CHUNK):
                pass


def _tell_end(error: Exception) -> None:
    """Raise where no other way of reading would help: somebody interrupted, or the disk is full."""
    pass_on_interrupt(error)
    if any(sign in str(error).lower() for sign in FULL):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error


def _tell_last(error: Exception) -> None:
    """The same where there is no other way left, of which one might need less memory."""
    import duckdb  # noqa: PLC0415 - the engine is an extra

    _tell_end(error)
    if isinstance(error, duckdb.OutOfMemoryException):
        raise error


def _copy(connection: DuckDBPyConnection, origin: Origin, member: Member, target: Path) -> None:
    """Write a file: each value reached once, then the time read once, then what all of it means; an engine repeats what a CASE repeats."""
    uses = {name: f"_adhere_{place}" for place, name in enumerate(served(member.shape))}
    structural = origin.structural or "CAST(NULL AS VARCHAR)"
    reached = "".join(f", {origin.access(name)} AS {alias}" for name, alias in uses.items())
    made = projection(member.shape, uses.__getitem__, "_adhere_structural", moment="_adhere_moment")
    said = signals(member.shape, uses.__getitem__) if member.shape.signals else ()
    with _in_order(connection):
        connection.execute(
            f"COPY (SELECT {', '.join((*made.columns, *said))}, {origin.late} AS late, _adhere_fault AS fault, _adhere_row AS row, "
            f"CASE WHEN _adhere_fault IS NOT NULL THEN {origin.shown} END AS shown "
            f"FROM (SELECT *, {made.fault} AS _adhere_fault "
            f"FROM (SELECT *, {moment_of(member.shape, uses.__getitem__)} AS _adhere_moment "
            f"FROM (SELECT *, {structural} AS _adhere_structural, {origin.row} AS _adhere_row{reached} "
            f"FROM {origin.table}))) {origin.order}) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd)"
        )
