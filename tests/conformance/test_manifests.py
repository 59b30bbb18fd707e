# SPDX-License-Identifier: EUPL-1.2
"""Real archives, indexes and descriptions, and the totals of the synthetic manifest of which every figure is known."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, conversion, resource, response
from tests.unit.engine.manifests.making import Read

from adhere.engine.embedded import open_session
from adhere.engine.figures.computing import compute_tables
from adhere.engine.manifests.croissantfile import read_croissant
from adhere.engine.manifests.locating import locate
from adhere.engine.manifests.opening import open_inputs
from adhere.engine.manifests.peeking import peek
from adhere.engine.manifests.rules import Collected

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "engine"
if not SHARED.is_dir():
    pytest.skip(f"no reference data at {SHARED}", allow_module_level=True)
WARC = SHARED / "data" / "warc"
ARCHIVES = sorted(path for path in WARC.rglob("*.warc*") if "paths" not in path.name)
BROKEN = {"example-trunc.warc"}
BESIDE = ("metadata:", "dns:")

# File: rows that count, rows that brought nothing.
INDEXES: dict[str, tuple[int, int]] = {
    "pywb/cdx/example.cdx": (1, 2),
    "pywb/cdx/iana.cdx": (44, 127),
    "pywb/cdx/post-test.cdx": (3, 0),
    "pywb/cdxj/iana.cdxj": (44, 127),
    "pywb/cdxj/example.cdxj": (2, 1),
    "pywb/cdxj/example.cdx.gz": (1, 0),
    "pywb/zipcdx/zipnum-sample.cdx.gz": (49, 139),
}
FORMATS = {
    "pywb/zipcdx/zipnum-sample.idx": "index",
    "warcio/example.arc": "arc",
    "warcio/example.arc.gz": "arc",
    "warcio/bad.arc": "arc",
    "commoncrawl-whirlwind/CC-MAIN-2024-22.warc.paths.gz": "unknown",
}


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.name)
def test_an_archive_has_the_rows_and_payloads_that_another_reader_finds(path: Path, tmp_path: Path) -> None:
    read = Read(path, work=tmp_path / "work")
    if path.name in BROKEN:
        assert "ADH-CON-068" in read.rules
        return
    assert "ADH-CON-068" not in read.rules
    expected = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=response | resource | conversion, parse_http=True):
            url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
            status = record.http_headers.status_code if record.http_headers else None
            if (status is None or 200 <= status < 300) and not url.startswith(BESIDE):
                expected.append((url, len(record.reader.read())))
    assert list(zip(read.column("url"), read.column("bytes"), strict=True)) == expected


@pytest.mark.parametrize("name", INDEXES)
def test_an_index_is_read_to_the_end(name: str, tmp_path: Path) -> None:
    read = Read(WARC / name, work=tmp_path / "work")
    assert (len(read.rows), read.faults["not-content"]) == INDEXES[name]
    assert set(read.faults) <= {"not-content"}


def test_what_is_no_manifest_is_told_from_one() -> None:
    for name, kind in FORMATS.items():
        (located,) = locate(str(WARC / name), Collected())
        assert peek(located).format == kind, name


def test_descriptions_of_real_datasets_name_them() -> None:
    for path in sorted((SHARED / "data" / "croissant").rglob("*.json")):
        found = read_croissant(path.read_bytes())
        assert found.name, path
        (located,) = locate(str(path), Collected())
        assert peek(located).format == "croissant", path
        if path.parent.name == "bigcode-the-stack":
            assert found.columns["lang"] == "language"


@pytest.mark.slow
def test_the_totals_of_the_synthetic_manifest(tmp_path: Path) -> None:
    expected = json.loads((SHARED / "expected_2m.json").read_text())
    subprocess.run(
        [sys.executable, SHARED / "make_manifest.py", tmp_path / "made", "--files", "2"], check=True
    )
    inputs = open_inputs([str(tmp_path / "made")])
    with open_session(temporary=tmp_path) as session:
        told = compute_tables(session, inputs)
        inputs.settle(session, counted=told.sound)

    assert (told.total.documents, told.total.bytes.total, told.total.bytes.known) == (
        expected["rows"],
        expected["bytes"],
        expected["rows"],
    )
    assert told.first == datetime.fromisoformat(expected["fetch_time_first"] + "+00:00")
    assert told.last == datetime.fromisoformat(expected["fetch_time_last"] + "+00:00")
    for table in (told.sources, told.languages, told.months, told.licences):
        assert sum(one.amount.bytes.total for one in table) == expected["bytes"]
    assert [finding.rule.id for finding in inputs.collected.findings] == ["ADH-CON-081"]
