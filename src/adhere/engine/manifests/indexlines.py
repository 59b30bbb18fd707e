# SPDX-License-Identifier: EUPL-1.2
"""CDX and CDXJ by the engine: their lines as one column, taken apart in SQL. What SQL cannot read surely is read by ``rowreading``, line by line.

Two doors keep odd lines out. Octets that would not reach a column of text as they are (no UTF-8, a carriage return within a line, lines without end)
are told apart before the engine reads anything; objects of JSON that two readers may take differently (a name twice, a fraction, an object within)
are found by the engine and given back. Both ways come to the same rows, which tests hold against each other.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from adhere.engine.manifests.columns import served
from adhere.engine.manifests.fields import NOTHING_LATE, Origin, late_in
from adhere.engine.manifests.members import Member
from adhere.engine.manifests.rowreading import Row, cdx_rows, cdxj_rows, shown_of
from adhere.engine.manifests.staging import between, staged_line
from adhere.engine.manifests.streaming import CHUNK, expanded
from adhere.engine.quoting import literal, path_literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FORMATS = {"cdx": cdx_rows, "cdxj": cdxj_rows}
UNSURE = "unsure"
"""What stands for the fault of a line that SQL does not read surely; no file is left with it."""
BLANK, DELIMITER = b"\x01", b"\x02"
"""What stands for a line of which the engine needs no more than its number, and what never stands in one."""
_ODD = (b"\x00", BLANK, DELIMITER, b"\r")
_LONGEST = 4 * CHUNK
"""Octets of a line that the engine reads; a longer one is odd."""
_NAME = r'"[^"\\\x00-\x1f]*"'
_SIGN = r'\\["\\/bfnrt]|\\u(?:000[1-9a-fA-F]|00[1-9a-fA-F][0-9a-fA-F]|0[1-9a-fA-F][0-9a-fA-F]{2}|[1-9a-cA-CefEF][0-9a-fA-F]{3}|[dD][0-7][0-9a-fA-F]{2})'
_VALUE = rf'(?:"(?:[^"\\\x00-\x1f]|{_SIGN})*"|-?[1-9][0-9]{{0,17}}|0|true|false|null)'
"""A text without half signs and without the sign of nought, a whole number that fits, or a word."""
_PAIR = rf" *{_NAME} *: *{_VALUE} *"
_BEFORE = r"[!-~]+ [0-9]{14}[0-9]* "
_PLAIN = rf"{_BEFORE}\{{{_PAIR}(?:,{_PAIR})*\}}[ \t]*"
"""A line of CDXJ whose object is flat."""
_CLOSELY = f"CASE WHEN regexp_full_match(line, {literal(_PLAIN)}) THEN list_unique(json_keys(object)) = len(json_keys(object)) ELSE FALSE END"
"""Whether an object is plain and has no name twice."""
Take = Callable[[int, bytes], None]
"""Takes a line, with its number, that the engine cannot read."""
Apart = Callable[[str], str]
"""SQL of lines that are taken apart, from that of lines with their numbers."""


class LongLineError(Exception):
    """A line longer than any row may be: the file is read row by row, which drops what is too much."""


def index_origin(connection: DuckDBPyConnection, member: Member, lines: Path, take: Take) -> Origin:
    """Write the lines of a file down for the engine, have those taken that are odd, and return how SQL reads the others.

    Lines that SQL does not read surely have the fault UNSURE, and are shown whole. Raise BrokenError, BombError or OSError as reading does,
    and LongLineError.
    """
    _function(connection)
    with member.located.open() as source, lines.open("w+b") as target:
        screen(expanded(source, member.peek.compression, between=between(member, source)), target, take)
    return _origin(member, lines)


def unsure(connection: DuckDBPyConnection, made: Path) -> Iterator[tuple[int, bytes]]:
    """Yield number and line of the rows of a converted file that SQL did not read surely."""
    found = connection.execute(
        f"SELECT row, shown FROM read_parquet({path_literal(made)}) WHERE fault = '{UNSURE}'"
    )
    while some := found.fetchmany(1_000):
        yield from ((number, line.encode()) for number, line in some)


def reader(member: Member, rows: IO[str]) -> Take:
    """Return what reads a line as any line of such a file is read, and stages its row."""
    read: Callable[..., Iterator[Row]] = FORMATS[member.peek.format]

    def take(number: int, line: bytes) -> None:
        for row in read([line], member.layout):
            rows.write(staged_line(row._replace(number=number)) + "\n")

    return take


def screen(chunks: Iterable[bytes], target: BinaryIO, take: Take) -> None:
    """Write lines to a file, each in its place, with those that are odd left blank and taken.

    Nearly every chunk is written as it comes: what is looked for in it is looked for in all of its lines at once.
    """
    number, held, is_odd = 1, b"", False
    for chunk in chunks:
        cut = chunk.rfind(b"\n") + 1
        if not is_odd and _is_plain(held, chunk, cut):
            target.write(chunk)
            number += chunk.count(b"\n")
            held = chunk[cut:] if cut else held + chunk
        else:
            target.seek(
                -len(held), os.SEEK_END
            )  # the beginning of its first line was written before anything of it was odd
            target.truncate()
            *lines, held = (held + chunk).split(b"\n")
            target.writelines(_sifted(lines, number, take))
            target.write(held)
            number += len(lines)
            is_odd = not _is_good(held)
        if len(held) > 2 * _LONGEST:
            raise LongLineError
    if held and (is_odd or not _is_good(held)):
        target.seek(-len(held), os.SEEK_END)
        target.truncate()
        target.writelines(_sifted([held], number, take))


def _is_plain(held: bytes, chunk: bytes, cut: int) -> bool:
    """Whether the lines that end in a chunk are good, and what of the last one is there may be."""
    if len(held) > CHUNK or (b"\xef\xbb\xbf" in chunk) or any(octet in chunk for octet in _ODD):
        return False
    return (held.isascii() and chunk.isascii()) or _is_text(held + chunk[:cut])


def _is_text(octets: bytes) -> bool:
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_good(line: bytes) -> bool:
    """Whether a line reaches a column of text as it is."""
    if len(line) > _LONGEST or line.startswith(b"\xef\xbb\xbf") or any(octet in line for octet in _ODD):
        return False
    return line.isascii() or _is_text(line)


def _sifted(lines: Iterable[bytes], number: int, take: Take) -> Iterator[bytes]:
    for place, line in enumerate(lines, number):
        bare = line.removesuffix(b"\r")
        good = _is_good(bare)
        if not good:
            take(place, line)
        yield (bare if good else BLANK) + b"\n"


def _function(connection: DuckDBPyConnection) -> None:
    """Give a session what shows a line, so that it is the same however a line was read; it is asked for rows with a fault alone."""
    import duckdb  # noqa: PLC0415 - the engine is an extra

    with suppress(duckdb.Error):  # not there yet
        connection.remove_function("adhere_shown")
    connection.create_function("adhere_shown", _shown, ["VARCHAR"], "VARCHAR")


def _shown(line: str) -> str:
    return shown_of(line.encode())


def _lines(member: Member, lines: Path) -> str:
    """The lines that are rows, with their numbers: blank ones, and those about the file, are none."""
    read = (
        f"read_csv({path_literal(lines)}, auto_detect = false, header = false, columns = {{'line': 'VARCHAR'}}, delim = '{DELIMITER.decode()}',"
        f" quote = '', escape = '', new_line = '\\n', max_line_size = {_LONGEST}, compression = 'none')"
    )
    about, after = (" CDX ", "!") if member.peek.format == "cdx" else ("!", '"')
    return (
        f"SELECT n, line FROM (SELECT line, row_number() OVER () AS n FROM {read}) AS l WHERE line >= '{after}'"
        f" OR (trim(line, ' \t\x0b\x0c{BLANK.decode()}') <> '' AND NOT starts_with(line, '{about}'))"
    )


def _origin(member: Member, lines: Path) -> Origin:
    mime = (one.name for one in member.layout.fields if one.name == "mime")
    names = list(dict.fromkeys((*served(member.shape), *mime)))
    columns = {name: f"v{place}" for place, name in enumerate(names)}
    of_objects = member.peek.format == "cdxj"
    apart = _objects if of_objects else _cells
    parts, fault, values = apart(member, names)
    kept = ", usual, CASE WHEN good THEN object END AS object" if of_objects else ""
    known = (one.name for one in member.layout.fields)
    told = "".join(f", {value} AS {columns[name]}" for name, value in zip(names, values, strict=True))
    revisit = f"WHEN {columns['mime']} = 'warc/revisit' THEN 'not-content'" if "mime" in columns else ""
    wrong = f"CASE WHEN NOT good THEN '{fault}' {revisit} END"
    found = parts(f"({_lines(member, lines)}) AS l")
    return Origin(
        table=f"(SELECT *, {wrong} AS f FROM (SELECT n, line, good{kept}{told} FROM ({found}) AS p) AS v) AS i",
        access=columns.__getitem__,
        structural="f",
        shown=f"CASE WHEN f = '{UNSURE}' THEN line ELSE adhere_shown(line) END",
        row="n",
        late=f"CASE WHEN NOT usual THEN {late_in('object', known)} END" if of_objects else NOTHING_LATE,
    )


def _cells(member: Member, names: list[str]) -> tuple[Apart, str, list[str]]:
    """How lines of CDX are taken apart (number, line, parts and whether they are ``good``), the fault of others, and the values by name."""
    known = [one.name for one in member.layout.fields]

    def apart(lines: str) -> str:
        found = f"SELECT n, line, string_split(line, ' ') AS parts FROM {lines}"
        return f"SELECT *, len(parts) = {len(known)} AS good FROM ({found}) AS c"

    values = [f"CASE WHEN good THEN nullif(parts[{known.index(name) + 1}], '-') END" for name in names]
    return apart, "columns", values


def _objects(member: Member, names: list[str]) -> tuple[Apart, str, list[str]]:
    """The same of lines of CDXJ, whose object may be one that SQL does not read surely; their time stands before the object."""
    inside = [name for name in names if name != "timestamp"]
    paths = ", ".join(map(_path, inside))

    def apart(lines: str) -> str:
        found = f"SELECT n, line, substr(line, instr(line, ' {{') + 1) AS object FROM {lines}"
        met = f"SELECT *, {_as_usual(member)} AS usual FROM ({found}) AS o"
        sure = f"SELECT *, CASE WHEN usual THEN TRUE ELSE {_CLOSELY} END AS good FROM ({met}) AS u"
        return f"SELECT *, CASE WHEN good THEN json_extract_string(object, [{paths}]::VARCHAR[]) END AS parts FROM ({sure}) AS s"

    time = "CASE WHEN good THEN left(split_part(line, ' ', 2), 14) END"
    values = [
        time if name == "timestamp" else f"nullif(parts[{inside.index(name) + 1}], '-')" for name in names
    ]
    return apart, UNSURE, values


def _as_usual(member: Member) -> str:
    """Whether an object has no other names than the first, in their order: such a one is plain, has no name twice, and is seen at once."""
    names = [name for name in _usual(member) if not set(name) & set('"\\\0')]
    if not names:
        return "FALSE"
    first, *others = (rf'"{re.escape(name)}" *: *{_VALUE} *' for name in names)
    usual = rf"{_BEFORE}\{{ *{first}{''.join(f'(?:, *{one})?' for one in others)}\}}[ \t]*"
    return f"regexp_full_match(line, {literal(usual)})"


def _usual(member: Member) -> list[str]:
    """The names of objects at the head of a file, in their order."""
    return [one.name for one in member.layout.fields if one.name != "timestamp"]


def _path(name: str) -> str:
    return literal('$."' + name.replace("\\", "\\\\").replace('"', '\\"') + '"')
