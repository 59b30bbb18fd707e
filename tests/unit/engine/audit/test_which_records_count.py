# SPDX-License-Identifier: EUPL-1.2
"""Which records are those of a robots.txt, and what broken ones cost: never another record, and never a site its rules."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import duckdb
import pytest
from fastwarc.stream_io import ZstdWriter
from tests.unit.engine.audit.test_records import lines, met, read, shown

from adhere.engine.audit import jsonrecords
from adhere.engine.audit.records import read_records

ROBOTS = {"fetched_at": "2024-01-02", "status": 200, "body": "User-agent: *\nDisallow: /"}


@pytest.mark.parametrize(
    "address", ["gone", "about.html", "robots.txt?x=1", "a/robots.txt", "Robots.txt", "robots.txt/", ""]
)
@pytest.mark.parametrize("column", ["url", "uri", "robots_url"])
def test_what_was_fetched_elsewhere_is_no_record_of_a_robots_txt(tmp_path: Path, address: str, column: str):
    other = {column: f"https://a.example/{address}", "fetched_at": "2024-01-03", "status": 404}
    found = read(lines(tmp_path, {"url": "https://a.example/robots.txt#x"} | ROBOTS, other))
    of_the_site = column == "robots_url" and not address
    assert [one.status for one in found.by_authority["https://a.example/"]] == [200, 404][: 1 + of_the_site]
    assert met(found) == [] if of_the_site else ["167"]


def test_of_parquet_neither(tmp_path: Path):
    file = tmp_path / "a.parquet"
    rows = (
        "('https://a.example/robots.txt'), ('https://a.example/page'), ('https://a.example'), ('a.example')"
    )
    duckdb.sql(f"COPY (SELECT *, 404 AS status, 1704153600 AS at FROM (VALUES {rows}) AS t(uri)) TO '{file}'")
    found = read(file)
    assert {site: len(kept) for site, kept in found.by_authority.items()} == {
        "https://a.example/": 2,
        "http://a.example/": 1,
    }
    assert met(found) == ["155", "167"]


def test_a_broken_line_costs_no_other_and_is_told_by_its_number(tmp_path: Path):
    good = json.dumps({"ROBOTS_URL": "https://a.example/robots.txt"} | ROBOTS)
    file = tmp_path / "records.jsonl"
    file.write_text(
        "\ufeff"
        + "\n".join((good, '{"robots_url": "https', "[1]", "", good, "[" * 100_000, '{"body": "\\ud800"}'))
    )
    found = read(file)
    assert len(found.by_authority["https://a.example/"]) == 2
    told = {one.rule.id: one.values for one in found.findings}
    assert told["ADH-CON-168"]["count"] == "3"
    assert str(told["ADH-CON-168"]["first"]).startswith('#2: {"robots_url"')
    assert (told["ADH-CON-153"]["count"], told["ADH-CON-153"]["first"]) == ("1", "#7")


@pytest.mark.parametrize("name", ["r.jsonl", "r.jsonl.gz", "r.ndjson.zst"])
def test_a_row_takes_no_more_memory_than_it_is_long(tmp_path: Path, monkeypatch, name: str):
    monkeypatch.setattr(jsonrecords, "LARGEST_ROW", 100_000)
    rows = [
        {"robots_url": f"https://{site}.example/robots.txt"} | ROBOTS | {"body": "#" * size}
        for site, size in (("a", 9), ("b", 200_000), ("c", 90_000))
    ]
    octets = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    file = tmp_path / name
    if name.endswith(".zst"):
        with ZstdWriter(str(file)) as writer:
            writer.write(octets)
    else:
        file.write_bytes(gzip.compress(octets) if name.endswith(".gz") else octets)
    with duckdb.connect(config={"memory_limit": "1MB"}) as connection:
        found = read_records([file], connection)
    assert sorted(found.by_authority) == ["https://a.example/", "https://c.example/"]
    assert met(found) == ["168"]


def test_a_compressed_file_that_is_cut_off_or_a_bomb_is_told(tmp_path: Path):
    whole_file = gzip.compress(
        b"".join(json.dumps({"host": f"{n}.example"} | ROBOTS).encode() + b"\n" for n in range(500))
    )
    (tmp_path / "cut.jsonl.gz").write_bytes(whole_file[:-20])
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b" " * 80_000_000))
    assert "150" in met(read(tmp_path / "cut.jsonl.gz"))
    assert "150" in met(read(tmp_path / "bomb.jsonl.gz"))


def test_a_redirect_to_records_that_contradict_each_other_leads_nowhere(tmp_path: Path):
    there = "https://b.example/robots.txt"
    moved = {
        "robots_url": "https://a.example/robots.txt",
        "fetched_at": "2024-01-02",
        "status": 301,
        "location": there,
    }
    absent = {"robots_url": there, "fetched_at": "2024-01-02", "status": 404}
    held = {"robots_url": there} | ROBOTS
    assert (
        shown(read(lines(tmp_path, moved, held, absent)), "https://a.example/")[-1][1]
        == "redirect-not-followed"
    )
    assert shown(read(lines(tmp_path, moved, held, held)), "https://a.example/")[-1][1] == "file"
    later = absent | {"fetched_at": "2024-01-02T05:00:00Z"}
    assert shown(read(lines(tmp_path, moved, held, later)), "https://a.example/")[-1][1] == "file"


def test_a_part_of_a_file_is_not_the_file(tmp_path: Path):
    row = {"robots_url": "https://a.example/robots.txt"} | ROBOTS | {"status": 206}
    assert shown(read(lines(tmp_path, row)), "https://a.example/")[-1][1] == "incomplete"
