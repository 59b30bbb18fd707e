# SPDX-License-Identifier: EUPL-1.2
"""The columns a file has, read from its footer or its first lines, and the SQL that reaches them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adhere.engine.manifests.columns import SIGNALS, Field
from adhere.engine.manifests.faults import LONGEST_ROW, SHOWN
from adhere.engine.manifests.peeking import DELIMITERS, Peek
from adhere.engine.quoting import literal, path_literal, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_FIELDS = 2_000
_RENAMED = re.compile("_[0-9]+$")
"""How DuckDB ends the name of a column where another has it, in other capitals perhaps."""
OF_ENGINE = frozenset(("file_index", "file_row_number", "_file"))
"""Columns that tell the file and the place of a row, in an engine or in what is asked of it; a column of a file by such a name hides them."""
FIRST_LINES = 200
"""Lines of JSON that are looked at for columns, and about as many of those after them."""
_LETTERS = {
    "N": "urlkey",
    "b": "timestamp",
    "a": "url",
    "m": "mime",
    "s": "status",
    "k": "digest",
    "r": "redirect",
    "M": "metatags",
    "S": "length",
    "V": "offset",
    "g": "filename",
}
"""The letters of a CDX header (https://iipc.github.io/warc-specifications/specifications/cdx-format/cdx-2015/) that carry anything here."""
_NINE, _ELEVEN = "NbamskrVg", "NbamskrMSVg"
HEADER_SIGNALS = {
    "x-robots-tag": "x_robots_tag",
    "tdm-reservation": "tdm_reservation",
    "tdm-policy": "tdm_policy",
    "content-usage": "content_usage",
    "link": "link_header",
}
"""The fields of HTTP that say something of the use of an answer, and the columns they are kept in."""
RECORD = tuple(
    Field(name=name, type="VARCHAR")
    for name in ("url", "fetch_time", "bytes", "mime", "status", "language", *SIGNALS)
)
"""What is read of the records of a WARC."""
SAMPLE = tuple(Field(name=name, type="VARCHAR") for name in ("bytes", "modality", "url", "images"))
"""What is read of the samples of a WebDataset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of a file as text readers meet them; ``delimiter`` is that of a CSV, ``header`` that its first row names them."""

    fields: tuple[Field, ...]
    delimiter: str = ""
    lists: frozenset[str] = frozenset()

    @property
    def hides_places(self) -> bool:
        """Whether the engine cannot tell places of rows, as a column has such a name."""
        return any(one.name.lower() in OF_ENGINE for one in self.fields)


NOTHING_LATE = "CAST(NULL AS VARCHAR[])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """How SQL reads a file: what follows FROM, how a column is reached, the fault of a row as a whole, what is shown of it, and its number.

    ``late`` are the names in a row that are not in the layout, a list; NULL where there are none. ``order`` brings rows back to theirs where the engine loses it.
    """

    table: str
    access: Callable[[str], str]
    structural: str | None
    shown: str
    row: str = "CAST(NULL AS BIGINT)"
    order: str = ""
    late: str = NOTHING_LATE


def parquet_fields(connection: DuckDBPyConnection, address: str) -> tuple[Field, ...]:
    """Return the columns of a Parquet file, those of the folders it lies in too (crawl=…/subset=…); raise what DuckDB raises."""
    found = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({path_literal(address)})").fetchall()
    stored = {name: name for name, *_ in found}
    if any(_RENAMED.search(name) for name in stored):
        nodes = connection.execute(f"SELECT name, num_children FROM parquet_schema({path_literal(address)})")
        stored |= dict(zip(stored, _stored_names(nodes.fetchall()), strict=False))
    return tuple(
        Field(name=name, type=type_, stored="" if stored[name] == name else stored[name])
        for name, type_, *_ in found[:MOST_FIELDS]
    )


def _stored_names(nodes: list[tuple[str, int | None]]) -> Iterator[str]:
    """Yield the names of the columns of a Parquet file, whose schema is a tree written from the root, each before what is within it."""
    inner = 0
    for name, children in nodes[1:]:
        if inner == 0:
            yield name
        inner += (children or 0) - (1 if inner else 0)


def layout(peek: Peek) -> Layout:
    """Return the columns of a file of text, from how it begins."""
    if peek.format == "jsonl":
        return _json_layout(_objects(_whole_lines(peek.head)))
    if peek.format == "cdxj":
        found = _json_layout(
            _objects(
                line.partition(b" {")[1][1:] + line.partition(b" {")[2] for line in _whole_lines(peek.head)
            )
        )
        return Layout(
            fields=(
                *(one for one in found.fields if one.name != "timestamp"),
                Field(name="timestamp", type="VARCHAR"),
            )
        )
    if peek.format == "cdx":
        return Layout(fields=tuple(Field(name=name, type="VARCHAR") for name in _cdx_names(peek.head)))
    if peek.format == "csv":
        return _table_layout(peek.head)
    return Layout(fields=RECORD if peek.format == "warc" else SAMPLE)


def json_origin(
    table: str, column: str = "json", lists: frozenset[str] = frozenset(), known: Iterable[str] | None = None
) -> Origin:
    """Return how SQL reads rows that are objects of JSON; ``known`` are the names that are no news in one."""

    def access(name: str) -> str:
        path = literal('$."' + name.replace("\\", "\\\\").replace('"', '\\"') + '"')
        if name in lists:
            return f"coalesce({column} ->> {path[:-1]}[0]', {column} ->> {path})"
        return f"({column} ->> {path})"

    structural = (
        f"CASE WHEN {column} IS NULL THEN 'json' WHEN json_type({column}) <> 'OBJECT' THEN 'json-object' END"
    )
    return Origin(
        table=table,
        access=access,
        structural=structural,
        shown=f"left(CAST({column} AS VARCHAR), {SHOWN})",
        row="row_number() OVER ()",  # DuckDB 2.0.1 mixes up batches of lines unless it is asked to count them
        late=NOTHING_LATE if known is None else late_in(column, known),
    )


def late_in(sql: str, known: Iterable[str]) -> str:
    """Return the SQL of the names in an object of JSON that are not known, of as many as a file may have; NULL where all are."""
    listed = f"[{', '.join(map(literal, known))}]::VARCHAR[]"
    return f"nullif(list_filter(json_keys({sql})[:{MOST_FIELDS}], lambda name: NOT list_contains({listed}, name)), []::VARCHAR[])"


def objects_table(address: str, compression: str) -> str:
    """Return the table of the lines of a file of JSON: an object, or NULL for a line that is none."""
    told = f"ignore_errors = true, maximum_object_size = {LONGEST_ROW}, compression = '{compression}'"
    return f"read_ndjson_objects({path_literal(address)}, {told})"


def cells_origin(address: str, compression: str, found: Layout) -> Origin:
    """Return how SQL reads a CSV: every cell as text, and an error for the first row that is not as the header."""
    columns = ", ".join(f"{literal(one.name)}: 'VARCHAR'" for one in found.fields)
    table = (
        f"read_csv({path_literal(address)}, auto_detect = false, header = true, columns = {{{columns}}}, delim = {literal(found.delimiter)}, "
        f"quote = '\"', escape = '\"', strict_mode = true, max_line_size = {LONGEST_ROW}, compression = '{compression}')"
    )
    shown = f"left(concat_ws({literal(found.delimiter)}, {', '.join(quoted(one.name) for one in found.fields)}), {SHOWN})"
    return Origin(table=table, access=quoted, structural=None, shown=shown)


def parquet_origin(address: str, names: Iterable[str], *, hidden: bool) -> Origin:
    """Return how SQL reads the columns of Parquet that serve, for an engine that cannot take them apart; ``hidden`` as in ``Layout.hides_places``."""
    return Origin(
        table=_numbered(address, hidden=hidden),
        access=quoted,
        structural=None,
        shown=_shown_of(names),
        row="_adhere_place + 1",
    )


def mended_origin(address: str, names: Iterable[str], texts: Iterable[str], *, hidden: bool) -> Origin:
    """Return how SQL reads Parquet with texts that are no UTF-8: each such value is absent, and its row has the fault.

    The engine replaces what is wrong in a text or drops it: a text that comes out of both the same had nothing wrong in it.
    """
    wrong = {name: f"_adhere_wrong_{place}" for place, name in enumerate(texts)}
    told = ", ".join(
        f"r.{quoted(name)} IS DISTINCT FROM d.{quoted(name)} AS {alias}" for name, alias in wrong.items()
    )
    replaced, dropped = (
        _numbered(address, f", utf8_validation = '{way}'", hidden=hidden) for way in ("replace", "ignore")
    )

    def access(name: str) -> str:
        return f"CASE WHEN NOT {wrong[name]} THEN {quoted(name)} END" if name in wrong else quoted(name)

    return Origin(
        table=f"(SELECT r.*, {told} FROM {replaced} AS r JOIN {dropped} AS d "
        "ON r._adhere_place = d._adhere_place ORDER BY r._adhere_place) AS m",
        access=access,
        structural=f"CASE WHEN {' OR '.join(wrong.values())} THEN 'text-encoding' END",
        shown=_shown_of(names),
        row="_adhere_place + 1",
    )


def _numbered(address: str, options: str = "", *, hidden: bool) -> str:
    """Return the SQL of the rows of Parquet with the place of each, by the engine or, where a column hides that, counted."""
    place = "row_number() OVER () - 1" if hidden else "file_row_number"
    return f"(SELECT *, {place} AS _adhere_place FROM read_parquet({path_literal(address)}{options}))"


def _shown_of(names: Iterable[str]) -> str:
    texts = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in names)
    return f"left(concat_ws(' ', {texts}), {SHOWN})"


def _whole_lines(head: bytes) -> Iterator[bytes]:
    """Yield lines of a head of which the end was seen, the first and some of all others; a file of one line has none."""
    lines = head.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    whole = lines[:-1] or lines
    some = whole[FIRST_LINES :: 1 + len(whole) // FIRST_LINES]
    yield from (line for line in (*whole[:FIRST_LINES], *some) if line.strip())
    if len(lines) > 1 and lines[-1].strip():
        yield lines[-1]


def _objects(lines: Iterator[bytes]) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield value


def _json_layout(objects: Iterator[dict[str, Any]]) -> Layout:
    names: dict[str, str] = {}
    lists = set()
    for record in objects:
        for name, value in record.items():
            if isinstance(value, list):
                lists.add(name)
            # an object among other values is a fault of its row
            if value is not None and names.get(name) != "VARCHAR":
                names[name] = "STRUCT" if isinstance(value, dict) else "VARCHAR"
            names.setdefault(name, "")
            if len(names) > MOST_FIELDS:
                break
    fields = tuple(
        Field(name=name, type=type_ or "VARCHAR") for name, type_ in names.items() if "\0" not in name
    )
    return Layout(fields=fields, lists=frozenset(lists))


def _cdx_names(head: bytes) -> tuple[str, ...]:
    first = next((line for line in head.split(b"\n") if line.strip()), b"").rstrip(b"\r")
    if first.startswith(b" CDX "):
        letters = first.decode("latin-1").split()[1:]
    else:
        letters = list(_ELEVEN if len(first.split(b" ")) == 11 else _NINE)
    names = [_LETTERS.get(letter, f"field_{letter}") for letter in letters[:100]]
    return tuple(
        name if names.index(name) == place else f"{name}_{place}" for place, name in enumerate(names)
    )


def _table_layout(head: bytes) -> Layout:
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    delimiter = max(DELIMITERS, key=outside.count)
    names = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])[:MOST_FIELDS]
    fields, seen = [], set()
    for place, name in enumerate(names):
        stored = re.sub(r"[\0\r\n]", " ", name).strip()
        called = stored or f"column_{place + 1}"
        while called.lower() in seen:
            called = f"{called}_{place + 1}"
        seen.add(called.lower())
        fields.append(Field(name=called, type="VARCHAR", stored="" if called == stored else stored))
    return Layout(fields=tuple(fields), delimiter=delimiter)
