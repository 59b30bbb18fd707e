# SPDX-License-Identifier: EUPL-1.2
"""Reading records of robots.txt from the files in which they are kept; what a row says is taken as it stands, and doubted later.

Parquet through DuckDB, JSON Lines line by line, WARC through FastWARC (ISO 28500), and files that are a robots.txt themselves.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from adhere.content.robots.reading import SIZE_LIMIT
from adhere.engine.audit.jsonrecords import LARGEST_ROW, objects
from adhere.engine.audit.moments import moment, whole
from adhere.engine.audit.records import BESIDE, NAME, OK, RawRecord, is_of_a_site
from adhere.engine.audit.rules import Counted
from adhere.engine.manifests.rules import rule
from adhere.engine.manifests.streaming import BombError, BrokenError
from adhere.engine.payloads import GZIP, Opened, fields_of, opened
from adhere.engine.quoting import first_of, path_literal
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Reader = Callable[[Path, "DuckDBPyConnection", Counted], Iterator[RawRecord]]
BATCH = 2_000
_JSON = (".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz", ".jsonl.zst", ".ndjson.zst")
_NAMING = ("robots", "page", "site")
"""What names the site of a record, the first that is there: the address of its robots.txt, the address of what was fetched, or the site."""
_NO_ERROR = frozenset({"", "0", "false", "none", "null"})


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


def _json(file: Path, _: DuckDBPyConnection, counted: Counted) -> Iterator[RawRecord]:
    parts = _columns()
    try:
        for number, found in objects(file, counted):
            row = {part: _first(found, names) for part, names in parts.items()}
            yield _raw(row, number, counted)
    except BombError as error:
        raise UnreadableError(rule("ADH-CON-067").wrong.filled({"file": file.name})) from error
    except BrokenError as error:
        raise UnreadableError(rule("ADH-CON-068").wrong.filled({"file": file.name})) from error


def _first(found: Mapping[str, Any], names: Iterable[str]) -> Any:
    """The first value that is there."""
    return next((found[name] for name in names if found.get(name) is not None), None)


def _rows(source: str, connection: DuckDBPyConnection, counted: Counted) -> Iterator[RawRecord]:
    import duckdb  # noqa: PLC0415 - an extra

    cursor = connection.cursor()
    try:
        described = cursor.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        present = {name.lower(): name for name, *_ in described}
        chosen = {
            part: [present[name] for name in names if name in present] for part, names in _columns().items()
        }
        if not any(chosen[part] for part in _NAMING):
            raise NoColumnsError(list(present))
        parts = ", ".join(first_of(chosen[part]) for part in chosen)
        cursor.execute(f"SELECT {parts} FROM {source}")
        numbers = itertools.count(1)
        while rows := cursor.fetchmany(BATCH):
            for values in rows:
                yield _raw(dict(zip(chosen, values, strict=True)), next(numbers), counted)
    except duckdb.Error as error:
        raise UnreadableError(plain(str(error).partition("\n")[0])) from error
    finally:
        cursor.close()


@cache
def _columns() -> dict[str, list[str]]:
    table: dict[str, list[str]] = packaged("adhere.engine.audit", "data/columns.toml")["records"]
    return table


def _raw(row: dict[str, Any], number: int, counted: Counted) -> RawRecord:
    part = next((part for part in _NAMING if row[part] is not None), None)
    site = str(row[part] or "") if part else ""
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
        fetched=part == "page",
        place=f"#{number}",
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
