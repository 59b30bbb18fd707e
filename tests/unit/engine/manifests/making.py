# SPDX-License-Identifier: EUPL-1.2
"""Small inputs of every format, made on the spot, and what comes of them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from fastwarc.stream_io import ZstdWriter

from adhere.content.figures import COLUMNS
from adhere.engine.manifests.opening import Inputs, open_inputs

ROWS: tuple[dict[str, Any], ...] = (
    {
        "url": "https://a.example/1",
        "fetch_time": "2024-01-02T03:04:05Z",
        "bytes": 10,
        "language": "nl",
        "source": "own",
    },
    {
        "url": "https://b.example/é",
        "fetch_time": "2024-02-03T04:05:06Z",
        "bytes": 20,
        "language": "en",
        "source": "own",
    },
    {
        "url": "https://c.example/,x",
        "fetch_time": "2024-03-04T05:06:07Z",
        "bytes": 0,
        "language": "",
        "source": "own",
    },
)


def parquet(path: Path, rows: Sequence[Mapping[str, Any]] = ROWS, **types: pa.DataType) -> Path:
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: pa.array([row.get(name) for row in rows], types.get(name)) for name in names}
    pq.write_table(pa.table(columns), path)
    return path


def jsonl(rows: Iterable[Mapping[str, Any]] = ROWS) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def table(rows: Sequence[Mapping[str, Any]] = ROWS, delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def zstd(content: bytes, folder: Path) -> bytes:
    made = folder / "made.zst"
    with made.open("wb") as file:
        writer = ZstdWriter(file)
        while content:
            content = content[writer.write(content) :]
        writer.close()
    content = made.read_bytes()
    made.unlink()
    return content


def warc(*records: tuple[str, Mapping[str, str], bytes]) -> bytes:
    parts = []
    for kind, headers, block in records:
        told = {
            "WARC-Type": kind,
            "WARC-Date": "2024-01-02T03:04:05Z",
            "Content-Length": str(len(block)),
            **headers,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        parts.append(b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n")
    return b"".join(parts)


def response(
    url: str, body: bytes, status: int = 200, mime: str = "text/html"
) -> tuple[str, dict[str, str], bytes]:
    block = f"HTTP/1.1 {status} X\r\nContent-Type: {mime}; charset=utf-8\r\n\r\n".encode() + body
    return "response", {"WARC-Target-URI": url, "Content-Type": "application/http; msgtype=response"}, block


def tar(*members: tuple[str, bytes], form: int = tarfile.USTAR_FORMAT) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as archive:
        for name, content in members:
            told = tarfile.TarInfo(name)
            told.size = len(content)
            archive.addfile(told, io.BytesIO(content))
    return made.getvalue()


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        gzip.compress(content)
        if path.suffix == ".gz"
        else zstd(content, path.parent)
        if path.suffix == ".zst"
        else content
    )
    return path


@dataclass(frozen=True, slots=True)
class Scratch:
    """What inputs need of a session."""

    connection: duckdb.DuckDBPyConnection
    memory: str = "1GB"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()


class Read:
    """Inputs read to the end: their rows, faults and findings."""

    def __init__(self, *paths: Path | str, mapping: Path | None = None, work: Path) -> None:
        self.inputs: Inputs = open_inputs([str(path) for path in paths], mapping, work=work)
        self.rows: list[tuple[Any, ...]] = []
        self.faults: Counter[str] = Counter()
        if not self.inputs.ready:
            return
        with closing(duckdb.connect(config={"threads": 2})) as connection:
            session = Scratch(connection)
            every = connection.execute(self.inputs.relation(session, all_rows=True)).fetchall()
            self.faults = Counter(row[-1] for row in every if row[-1] is not None)
            self.rows = [row[:-1] for row in connection.execute(self.inputs.relation(session)).fetchall()]
            self.inputs.settle(session)

    @property
    def rules(self) -> list[str]:
        return [finding.rule.id for finding in self.inputs.collected.findings]

    def column(self, name: str) -> list[Any]:
        return [row[COLUMNS.index(name)] for row in self.rows]

    def uses(self) -> dict[str, str]:
        return {use.column: use.field.name for one in self.inputs.members for use in one.shape.uses}
