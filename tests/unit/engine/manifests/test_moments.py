# SPDX-License-Identifier: EUPL-1.2
"""Times as people write them: read where only one thing can be meant, and told with what to do where two can."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from tests.unit.engine.manifests.making import Read, jsonl, parquet, write

NOON = datetime(2024, 1, 31, 12, 30)  # noqa: DTZ001 - moments are in UTC
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001
WRITTEN = {
    "20240131": NOON.replace(hour=0, minute=0),
    "202401311230": NOON,
    "20240131123000": NOON,
    "20240131T123000Z": NOON,
    "2024-01-31 12:30:00 UTC": NOON,
    "2024-01-31T12:30:00+00": NOON,
    "2024-01-31 14:30:00 +0200": NOON,
    "2024-01-31T07:00:00-05:30": NOON,
    "2024-01-31 07:30:00 -0500": NOON,
    "Wed, 31 Jan 2024 12:30:00 GMT": NOON,
    "1706704200": NOON,
    "1706704200000": NOON,
    "2024013112": None,
    "2033013124": EPOCH + timedelta(seconds=2033013124),  # no hour is 24
    "20240230": None,
    "20241301120000": None,
    "Wed, 31 Feb 2024 12:30:00 GMT": None,
    "2024/01/31": None,
}
FAULTS = {"time-ambiguous": 1, "time-unreadable": 4}


def test_a_time_that_is_a_text(tmp_path: Path) -> None:
    rows = [{"url": "http://a/", "date": text} for text in WRITTEN]
    for file in (write(tmp_path / "a.jsonl", jsonl(rows)), parquet(tmp_path / "a.parquet", rows)):
        read = Read(file, work=tmp_path / "work")
        assert dict(zip(WRITTEN, read.column("fetch_time"), strict=True)) == WRITTEN
        assert dict(read.faults) == FAULTS


def test_a_time_that_is_a_number(tmp_path: Path) -> None:
    numbers = [text for text in WRITTEN if text.isdigit()]
    rows = [{"url": "http://a/", "date": int(text)} for text in numbers]
    for kind in (pa.int64(), pa.float64()):
        read = Read(parquet(tmp_path / "a.parquet", rows, date=kind), work=tmp_path / "work")
        assert read.column("fetch_time") == [WRITTEN[text] for text in numbers]


def test_what_can_mean_two_things_says_what_to_write(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", jsonl([{"url": "http://a/", "date": "2024013112"}]))
    read = Read(file, work=tmp_path / "work")
    (told,) = read.inputs.collected.findings
    assert "unit: s" in told.wrong("en")
    assert "unit: s" in told.wrong("nl")

    entry = f'  - files: "{file}"\n    columns: {{url: url, fetch_time: {{column: date, unit: s}}}}\n'
    mapping = write(tmp_path / "m.yaml", f"format: adhere/content-mapping/1\ninputs:\n{entry}".encode())
    read = Read(file, mapping=mapping, work=tmp_path / "work")
    assert (read.rules, read.column("fetch_time")) == ([], [EPOCH + timedelta(seconds=2024013112)])


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_a_date_is_no_date_where_a_unit_is_said(unit: str, tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", jsonl([{"url": "http://a/", "date": "20240131"}]))
    entry = f'  - files: "{file}"\n    columns: {{url: url, fetch_time: {{column: date, unit: {unit}}}}}\n'
    mapping = write(tmp_path / "m.yaml", f"format: adhere/content-mapping/1\ninputs:\n{entry}".encode())
    assert dict(Read(file, mapping=mapping, work=tmp_path / "work").faults) == {"time-outside": 1}
