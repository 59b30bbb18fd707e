# SPDX-License-Identifier: EUPL-1.2
"""Rows that were read one by one, put down as lines of JSON that an engine reads: number, fault, beginning and values of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from adhere.engine.manifests.faults import LONGEST_ROW
from adhere.engine.manifests.fields import Origin, json_origin
from adhere.engine.manifests.members import Member
from adhere.engine.manifests.rowreading import Row, cdx_rows, cdxj_rows, json_rows, table_rows
from adhere.engine.manifests.streaming import expanded
from adhere.engine.manifests.warcrecords import record_rows
from adhere.engine.manifests.webdataset import Tricks, sample_rows
from adhere.engine.quoting import path_literal

BATCH = 4096
_TEXTS = {"jsonl": json_rows, "cdxj": cdxj_rows, "cdx": cdx_rows, "csv": table_rows}


def rows(member: Member, chunks: Iterable[bytes], tricks: Tricks) -> Iterator[Row]:
    """Yield the rows of a file of any format but Parquet."""
    if member.peek.format == "warc":
        return record_rows(chunks)
    if member.peek.format == "webdataset":
        return sample_rows(chunks, tricks)
    return _TEXTS[member.peek.format](chunks, member.layout)


def stage(member: Member, target: Path, tricks: Tricks) -> None:
    """Write the rows of a file down; raise BrokenError, BombError or OSError."""
    with member.located.open() as source, target.open("w", encoding="utf-8") as staged:
        chunks = expanded(source, member.peek.compression, between=between(member, source))
        kept: list[str] = []
        for row in rows(member, chunks, tricks):
            kept.append(staged_line(row))
            if len(kept) == BATCH:
                staged.write("\n".join(kept) + "\n")
                kept.clear()
        staged.writelines(f"{line}\n" for line in kept)


def staged_line(row: Row) -> str:
    """Return a row as it is put down."""
    record: dict[str, Any] = {"n": row.number, "f": row.fault, "s": row.shown, "d": row.values}
    if row.late:
        record["k"] = row.late
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def between(member: Member, source: BinaryIO) -> bytes:
    """Return what stands between the members of a gzip file: those of ZipNum are whole lines, some without a line break after the last.

    BGZF (https://samtools.github.io/hts-specs/SAMv1.pdf, section 4.1) cuts lines in two, and is told by a field of its header.
    """
    start = source.read(16)
    source.seek(0)
    return b"\n" if member.peek.format in ("cdx", "cdxj") and start[12:14] != b"BC" else b""


def staged_table(target: Path) -> str:
    """Return what follows FROM for what was staged."""
    columns = "{n: 'BIGINT', f: 'VARCHAR', s: 'VARCHAR', d: 'JSON', k: 'VARCHAR[]'}"
    told = f"format = 'newline_delimited', maximum_object_size = {LONGEST_ROW * 3}, compression = 'none'"
    return f"read_json({path_literal(target)}, columns = {columns}, {told})"


def staged_origin(target: Path, lists: frozenset[str]) -> Origin:
    """Return how SQL reads what was staged."""
    origin = json_origin("", column="d", lists=lists)
    return Origin(
        table=staged_table(target),
        access=origin.access,
        structural="f",
        shown="s",
        row="n",
        order="ORDER BY _adhere_row",  # DuckDB 2.0.1 mixes up batches of lines
        late="k",
    )
