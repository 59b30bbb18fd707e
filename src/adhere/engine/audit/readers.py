# SPDX-License-Identifier: EUPL-1.2
"""Reading records of robots.txt from the files in which they are kept; what a row says is taken as it stands, and doubted later.

Parquet and JSON Lines through DuckDB, WARC through FastWARC (ISO 28500), and files that are a robots.txt themselves.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from adhere.engine.audit.records import BESIDE, NAME, RawRecord, is_of_a_site
from adhere.engine.audit.rules import Counted
from adhere.engine.quoting import first_of, literal
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Reader = Callable[[Path, "DuckDBPyConnection", Counted], Iterator[RawRecord]]
BATCH = 2_000
LARGEST_ROW = 64 * 1024 * 1024
_JSON = (".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz", ".jsonl.zst", ".ndjson.zst")
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
    yield from _rows(f"read_parquet({literal(file)})", connection, counted)


def _json(file: Path, connection: DuckDBPyConnection, counted: Counted) -> Iterator[RawRecord]:
    options = f"format = 'newline_delimited', ignore_errors = true, maximum_object_size = {LARGEST_ROW}"
    columns = ", ".join(f"'{name}': 'VARCHAR'" for names in _columns().values() for name in names)
    yield from _rows(f"read_json({literal(file)}, columns = {{{columns}}}, {options})", connection, counted)


def _rows(source: str, connection: DuckDBPyConnection, counted: Counted) -> Iterator[RawRecord]:
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
            for row in rows:
                yield _raw(dict(zip(chosen, row, strict=True)), counted)
    except duckdb.Error as error:
        raise UnreadableError(plain(str(error).partition("\n")[0])) from error
    finally:
        cursor.close()


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
        location=urljoin(site, str(row["location"])) if row["location"] else None,
        error=error or (str(row["error"]) if row["error"] else None),
    )


def _body(row: dict[str, Any], counted: Counted, site: str) -> tuple[bytes | None, str | None]:
    if row["body"] is not None:
        body = row["body"]
        return (body if isinstance(body, bytes) else str(body).encode("utf-8", "surrogatepass")), None
    if row["base64"] is None:
        return None, None
    try:
        return base64.b64decode(str(row["base64"]), validate=True), None
    except (binascii.Error, ValueError):
        counted.add("ADH-CON-157", site)
        return None, "base64"


def _hops(value: Any) -> int:
    """How many redirects a value tells of: a number, or a list as JSON."""
    if value is None:
        return 0
    try:
        told = json.loads(str(value))
    except (ValueError, RecursionError):
        return 1
    return len(told) if isinstance(told, list) else told if isinstance(told, int) else 1


def whole(value: Any) -> int | None:
    """Return a whole number; None where a value is none."""
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def moment(value: Any) -> datetime | None:
    """Return a time in UTC, without its zone as engines keep it; None where a value tells none. A number tells its unit by its size."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, str) and (len(value) in _WRITTEN or not value.isdigit()):
        try:
            return moment(
                datetime.fromisoformat(
                    f"{value[:8]}T{value[8:]}" if len(value) == _WRITTEN[1] and value.isdigit() else value
                )
            )
        except ValueError:
            return None
    number = whole(value)
    if number is None or number <= 0:
        return None
    unit = next((unit for unit in _UNITS if number < _LATEST * unit), None)
    return None if unit is None else datetime(1970, 1, 1) + timedelta(microseconds=number * 1_000_000 // unit)  # noqa: DTZ001


def _warc(file: Path, _: DuckDBPyConnection, counted: Counted) -> Iterator[RawRecord]:
    from fastwarc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - an extra

    try:
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
                site = str(record.headers.get("WARC-Target-URI", "")).strip("<>")
                if is_of_a_site(site):
                    yield _response(record, site)
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        counted.add("ADH-CON-156", str(error) or type(error).__name__)


def _response(record: Any, site: str) -> RawRecord:
    headers = record.http_headers
    truncated = record.headers.get("WARC-Truncated")
    body = bytes(record.reader.read())
    location = headers.get("Location") if headers else None
    return RawRecord(
        site=site,
        at=moment(str(record.headers.get("WARC-Date", ""))),
        status=whole(headers.status_code) if headers else None,
        body=body,
        location=urljoin(site, location) if location else None,
        error=str(truncated) if truncated and truncated != "length" else None,
    )


def _plain_file(file: Path, _: DuckDBPyConnection, __: Counted) -> Iterator[RawRecord]:
    """A robots.txt, or a file beside it, in a folder named after its host, or a robots.txt named after it; it has no time of its own."""
    folder = file.parent.parent if file.parent.name == ".well-known" else file.parent
    beside = next((path for path in BESIDE.values() if path.endswith(file.name.lower())), None)
    host = f"{folder.name}/{beside}" if beside else folder.name
    site = host if beside or file.name.lower() == NAME else file.name.removesuffix(".txt")
    yield RawRecord(site=site, at=None, status=200, body=file.read_bytes())
