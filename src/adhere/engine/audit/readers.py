# SPDX-License-Identifier: EUPL-1.2
"""Reading records of robots.txt from the files in which they are kept; what a row says is taken as it stands, and doubted later.

Parquet and JSON Lines through DuckDB, WARC through FastWARC (ISO 28500), and files that are a robots.txt themselves.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from adhere.content.robots.reading import SIZE_LIMIT
from adhere.engine.audit.records import BESIDE, NAME, OK, RawRecord, is_of_a_site
from adhere.engine.audit.rules import Counted
from adhere.engine.payloads import GZIP, Opened, fields_of, opened
from adhere.engine.quoting import first_of, path_literal
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Reader = Callable[[Path, "DuckDBPyConnection", Counted], Iterator[RawRecord]]
BATCH = 2_000
LARGEST_ROW = 64 * 1024 * 1024
_JSON = (".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz", ".jsonl.zst", ".ndjson.zst")
_TEXTS = ("body", "base64")
"""What has to be a text: of JSON these are read as they stand, since an object would be as good a text as any."""
_NO_ERROR = frozenset({"", "0", "false", "none", "null"})
_POINT = re.compile(r"-?[0-9]{1,18}[.][0-9]{1,18}")
_UNITS = (1, 1_000, 1_000_000, 1_000_000_000)
_WRITTEN = (8, 14)
"""Digits of a day, and of a time as CDX writes it."""
_LATEST = 4_102_444_800
"""2100 in seconds since 1970: a greater number is in a smaller unit."""


class UnreadableError(ValueError):
    """A file is not what its name says."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class NoColumnsError(ValueError):
    """No column says which site a row is about."""

    def __init__(self, columns: list[str]) -> None:
        super().__init__(", ".join(columns))
        self.columns = columns


def reader_of(file: Path) -> Reader:
    """Return the reader for a file, by its name; what is none of the known formats is a robots.txt itself."""
    name = file.name.lower()
    if name.endswith(".parquet"):
        return _parquet
    if name.endswith(_JSON):
        return _json
    if name.endswith((".warc", ".warc.gz", ".warc.zst")):
        return _warc
    return _plain_file


def _parquet(file: Path, connection: DuckDBPyConnection, counted: Counted) -> Iterator[RawRecord]:
    yield from _rows(f"read_parquet({path_literal(file)})", connection, counted)


def _json(file: Path, connection: DuckDBPyConnection, counted: Counted) -> Iterator[RawRecord]:
    options = f"format = 'newline_delimited', ignore_errors = true, maximum_object_size = {LARGEST_ROW}"
    told = {
        name: "JSON" if part in _TEXTS else "VARCHAR" for part, names in _columns().items() for name in names
    }
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in told.items())
    source = f"read_json({path_literal(file)}, columns = {{{columns}}}, {options})"
    yield from _rows(source, connection, counted, json_texts=True)


def _rows(
    source: str, connection: DuckDBPyConnection, counted: Counted, *, json_texts: bool = False
) -> Iterator[RawRecord]:
    import duckdb  # noqa: PLC0415 - an extra

    cursor = connection.cursor()
    try:
        described = cursor.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        present = {name.lower(): name for name, *_ in described}
        chosen = {
            part: [present[name] for name in names if name in present] for part, names in _columns().items()
        }
        if not chosen["site"]:
            raise NoColumnsError(list(present))
        parts = ", ".join(first_of(chosen[part]) for part in chosen)
        cursor.execute(f"SELECT {parts} FROM {source}")
        while rows := cursor.fetchmany(BATCH):
            for values in rows:
                row = dict(zip(chosen, values, strict=True))
                if json_texts:
                    row |= {part: _text(row[part]) for part in _TEXTS}
                yield _raw(row, counted)
    except duckdb.Error as error:
        raise UnreadableError(plain(str(error).partition("\n")[0])) from error
    finally:
        cursor.close()


def _text(told: str | None) -> str | list[str] | None:
    """A value of JSON where that is a text; a list for all else, which is not taken apart since it may go deep."""
    if told is None:
        return None
    found: str | list[str] = json.loads(told) if told.lstrip().startswith('"') else [told]
    return found


@cache
def _columns() -> dict[str, list[str]]:
    table: dict[str, list[str]] = packaged("adhere.engine.audit", "data/columns.toml")["records"]
    return table


def _raw(row: dict[str, Any], counted: Counted) -> RawRecord:
    site = str(row["site"] or "")
    body, error = _body(row, counted, site)
    hops = row["redirects"]
    return RawRecord(
        site=site,
        at=moment(row["at"]),
        status=whole(row["status"]),
        body=body,
        redirects=len(hops) if isinstance(hops, list) else _hops(hops),
        location=_location(site, row["location"]),
        error=error or (None if str(row["error"] or "").lower() in _NO_ERROR else str(row["error"])),
    )


def _body(row: dict[str, Any], counted: Counted, site: str) -> tuple[bytes | None, str | None]:
    """The body of a record, and what is wrong with it: one that is no text (an object, a list, a number) is no robots.txt, and no empty one."""
    body, encoded = row["body"], row["base64"]
    if body is None and encoded is None:
        return None, None
    if not isinstance(encoded if body is None else body, (str, bytes)):
        counted.add("ADH-CON-158", site)
        return None, "body"
    if body is not None:
        octets = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
        return _unpacked(octets, counted, site)
    try:
        return _unpacked(base64.b64decode(encoded, validate=True), counted, site)
    except (binascii.Error, ValueError):
        counted.add("ADH-CON-157", site)
        return None, "base64"


def _unpacked(body: bytes, counted: Counted, site: str) -> tuple[bytes, str | None]:
    """A body as text: no robots.txt begins as gzip does, and what was kept as it was sent would hold no rule that anyone could read."""
    if not body.startswith(GZIP):
        return body, None
    found = opened({"content-encoding": "gzip"}, body, LARGEST_ROW)
    if found.fault is not None:
        counted.add("ADH-CON-159", f"{site} ({found.fault})")
    return found.body, found.fault or _missing(found, None)


def _hops(value: Any) -> int:
    """How many redirects a value tells of: a number, or a list as JSON."""
    if value is None:
        return 0
    try:
        told = json.loads(str(value))
    except (ValueError, RecursionError):
        return 1
    return len(told) if isinstance(told, list) else told if isinstance(told, int) else 1


def _location(site: str, written: Any) -> str | None:
    """Where a redirect leads, as it stands where that is no address; None where it leads nowhere."""
    if not written:
        return None
    try:
        return urljoin(site, str(written))
    except ValueError:
        return str(written)


def whole(value: Any) -> int | None:
    """Return a whole number, also where it is written as 200.0; None where a value is none."""
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        number = _fraction(value)
        return int(number) if number is not None and number.is_integer() else None


def _fraction(value: Any) -> float | None:
    """A number that is written with a point, as JSON has it; None for all else."""
    return float(value) if isinstance(value, str) and _POINT.fullmatch(value) else None


def moment(value: Any) -> datetime | None:
    """Return a time in UTC, without its zone as engines keep it; None where a value tells none. A number tells its unit by its size."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    if (
        isinstance(value, str)
        and not _POINT.fullmatch(value)
        and (len(value) in _WRITTEN or not value.isdigit())
    ):
        try:
            return moment(
                datetime.fromisoformat(
                    f"{value[:8]}T{value[8:]}" if len(value) == _WRITTEN[1] and value.isdigit() else value
                )
            )
        except ValueError:
            return None
    number = whole(value) or int(_fraction(value) or 0)
    if number <= 0:
        return None
    unit = next((unit for unit in _UNITS if number < _LATEST * unit), None)
    return None if unit is None else datetime(1970, 1, 1) + timedelta(microseconds=number * 1_000_000 // unit)  # noqa: DTZ001


def _warc(file: Path, _: DuckDBPyConnection, counted: Counted) -> Iterator[RawRecord]:
    from fastwarc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - an extra

    try:
        with file.open("rb") as stream:
            kinds = WarcRecordType.response | WarcRecordType.revisit
            for record in ArchiveIterator(stream, record_types=kinds):
                site = str(record.headers.get("WARC-Target-URI", "")).strip("<>")
                if is_of_a_site(site):
                    is_revisit = record.record_type == WarcRecordType.revisit
                    yield _revisit(record, site) if is_revisit else _response(record, site, counted)
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        counted.add("ADH-CON-156", str(error) or type(error).__name__)


def _response(record: Any, site: str, counted: Counted) -> RawRecord:
    headers = record.http_headers
    fields = fields_of(
        (str(name), str(value)) for name, value in (headers.astuples() if headers is not None else ())
    )
    sent = bytes(record.reader.read(LARGEST_ROW))
    found = opened(fields, sent, LARGEST_ROW, whole=len(sent) >= _told(record, fields))
    if found.fault is not None:
        counted.add("ADH-CON-159", f"{site} ({found.fault})")
    return RawRecord(
        site=site,
        at=moment(str(record.headers.get("WARC-Date", ""))),
        status=whole(headers.status_code) if headers is not None else None,
        body=found.body,
        location=_location(site, headers.get("Location") if headers is not None else None),
        error=found.fault or _missing(found, record.headers.get("WARC-Truncated")),
        payload=record.headers.get("WARC-Payload-Digest"),
    )


def _told(record: Any, fields: Mapping[str, str]) -> int:
    """How many octets the record, and the answer where nothing was done to it, say there are, at most as many as are read."""
    changed = {"content-encoding", "transfer-encoding"} & fields.keys()
    said = "" if changed else fields.get("content-length", "")
    told = int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0
    return min(max(told, int(record.content_length)), LARGEST_ROW)


def _missing(found: Opened, truncated: str | None) -> str | None:
    """Why a body is not whole; one that was cut behind what a reader of robots.txt looks at counts as whole."""
    if found.whole and not truncated:
        return None
    enough = truncated in {None, "length"} and len(found.body) >= SIZE_LIMIT
    return None if enough else truncated or "cut"


def _revisit(record: Any, site: str) -> RawRecord:
    """The same answer as before, which is kept once: of which payload, or of none that can be found."""
    at = moment(str(record.headers.get("WARC-Date", "")))
    return RawRecord(site=site, at=at, status=OK, payload=record.headers.get("WARC-Payload-Digest"))


def _plain_file(file: Path, _: DuckDBPyConnection, counted: Counted) -> Iterator[RawRecord]:
    """A robots.txt, or a file beside it, in a folder named after its host, or a robots.txt named after it; it has no time of its own."""
    folder = file.parent.parent if file.parent.name == ".well-known" else file.parent
    beside = next((path for path in BESIDE.values() if path.endswith(file.name.lower())), None)
    host = f"{folder.name}/{beside}" if beside else folder.name
    site = host if beside or file.name.lower() == NAME else file.name.removesuffix(".txt")
    body, error = _unpacked(file.read_bytes(), counted, site)
    yield RawRecord(site=site, at=None, status=OK, body=body, error=error)
