# SPDX-License-Identifier: EUPL-1.2
"""Statuses as programs write them: what is content counts, and a word that says neither is told."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from tests.unit.engine.manifests.making import Read, parquet, write

CONTENT = (
    "200",
    "206",
    "299",
    "200.0",
    "200 OK",
    "",
    None,
    "success",
    "OK",
    "downloaded",
    "nan",
    "null",
    True,
)
NONE = ("404", "301.0", "500 Internal Server Error", "-", "20", "0", "2000", "failed_to_download", "failed_to_resize", "error", "skipped", False)  # fmt: skip
UNCLEAR = ("published", "active", "2xx?")


@pytest.mark.parametrize("status", [*CONTENT, *NONE, *UNCLEAR], ids=repr)
def test_a_status_counts_or_not_and_what_says_neither_is_told(tmp_path: Path, status: object) -> None:
    row = json.dumps({"url": "http://a.example/", "bytes": 3, "status": status})
    fault = "status-unknown" if status in UNCLEAR else "not-content" if status not in CONTENT else None
    read = Read(write(tmp_path / "a.jsonl", f"{row}\n".encode()), work=tmp_path / "work")
    assert read.column("bytes") == ([] if fault == "not-content" else [3])
    assert dict(read.faults) == ({fault: 1} if fault else {})


def test_a_column_of_numbers_with_gaps_is_read_as_pandas_writes_it(tmp_path: Path) -> None:
    rows = [{"url": "u", "bytes": 1, "status": one} for one in (200.0, 404.0, None, float("nan"), 206.0)]
    read = Read(parquet(tmp_path / "a.parquet", rows, status=pa.float64()), work=tmp_path / "work")
    assert read.column("bytes") == [1] * 4
    assert dict(read.faults) == {"not-content": 1}
    texts = b"url,bytes,status\nu,1,200.0\nu,2,301.0\nu,4,\nu,8,206.0\n"
    assert Read(write(tmp_path / "b.csv", texts), work=tmp_path / "work").column("bytes") == [1, 4, 8]
