# SPDX-License-Identifier: EUPL-1.2
"""Records as they were kept: what is read from each format, what is wrong with it, and what was in force when."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from tests.unit.engine.audit.sites import day, records, said

from adhere.engine.audit.readers import moment
from adhere.engine.audit.records import Records, read_records
from adhere.engine.audit.states import stretches

BODY = "User-agent: *\nDisallow: /x\n"
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://w.example/robots.txt\r\n"
    b"WARC-Date: 2024-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + BODY.encode()


def read(*paths: Path, **more: object) -> Records:
    with duckdb.connect() as connection:
        return read_records(paths, connection, **more)  # type: ignore[arg-type]


def met(found: Records) -> list[str]:
    return sorted(one.rule.id.removeprefix("ADH-CON-") for one in found.findings)


def lines(folder: Path, *rows: object) -> Path:
    file = folder / "records.jsonl"
    file.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return file


def test_json_lines_are_read_and_every_mistake_is_counted(tmp_path: Path):
    found = read(
        lines(
            tmp_path,
            {
                "robots_url": "https://a.example/robots.txt",
                "fetched_at": "2024-01-02T00:00:00+01:00",
                "status": 200,
                "body": BODY,
            },
            {
                "robots_url": "https://a.example/robots.txt",
                "fetched_at": 1704240000,
                "status": 200,
                "body_base64": "VXNlcg==",
            },
            {"host": "b.example", "fetched_at": "20240103000000", "status": 404},
            {"robots_url": "https://c.example/robots.txt", "status": 200, "body": BODY},
            {"robots_url": "nonsense:x", "fetched_at": "2024-01-02", "status": 200},
            {
                "robots_url": "https://d.example/robots.txt",
                "fetched_at": "2024-01-02",
                "status": 200,
                "body_base64": "%%%",
            },
            "no json",
        )
    )
    assert {site: [(one.at, one.status) for one in kept] for site, kept in found.by_authority.items()} == {
        "https://a.example/": [(day(0) + timedelta(hours=23), 200), (day(2), 200)],
        "http://b.example/": [(day(2), 404)],
        "https://b.example/": [(day(2), 404)],
        "https://d.example/": [(day(1), 200)],
    }
    assert met(found) == ["152", "153", "155", "157"]


def test_parquet_warc_and_folders_are_read(tmp_path: Path):
    duckdb.sql(
        f"COPY (SELECT 'https://p.example/robots.txt' AS url, TIMESTAMP '2024-01-02' AS fetch_time, 200 AS status, '{BODY}'::BLOB AS content)"
        f" TO '{tmp_path / 'a.parquet'}'"
    )
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(WARC % (len(ANSWER), ANSWER)))
    found = read(tmp_path / "a.parquet", tmp_path / "b.warc.gz")
    assert sorted(found.by_authority) == ["https://p.example/", "https://w.example/"]
    assert found.by_authority["https://w.example/"][0].at == day(1) + timedelta(hours=3, minutes=4, seconds=5)
    assert len(found.digests) == 1
    now = tmp_path / "now"
    (now / "q.example").mkdir(parents=True)
    (now / "q.example" / "robots.txt").write_text(BODY)
    (now / "r.example.txt").write_text(BODY)
    assert sorted(read(now, undated=day(0)).by_authority) == [
        "http://q.example/", "http://r.example/", "https://q.example/", "https://r.example/",
    ]  # fmt: skip
    assert "152" in met(read(now))


def test_what_cannot_be_read_is_told_and_nothing_is_raised(tmp_path: Path):
    (tmp_path / "cut.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "no.warc").write_bytes(b"\x00\x01 no warc")
    (tmp_path / "empty").mkdir()
    duckdb.sql(f"COPY (SELECT 1 AS a) TO '{tmp_path / 'columns.parquet'}'")
    assert met(read(tmp_path / "cut.parquet")) == ["150"]
    assert met(read(tmp_path / "columns.parquet")) == ["154"]
    assert met(read(tmp_path / "absent.parquet")) == ["150"]
    assert "151" in met(read(tmp_path / "empty"))
    assert "151" in met(read(tmp_path / "no.warc"))


@pytest.mark.parametrize("value", [None, "", "soon", -1, 0, float("nan"), 10**40, "9" * 14, "99991399"])
def test_a_time_that_tells_none_is_none(value: object):
    assert moment(value) is None


@pytest.mark.parametrize(
    "value", [1704153600, 1704153600000, 1704153600000000, "2024-01-02", "20240102000000", "1704153600"]
)
def test_times_tell_their_unit(value: object):
    assert moment(value) == day(1)


def shown(found: Records, site: str, age: timedelta | None = None) -> list[tuple[float, str]]:
    kept = found.by_authority[site]
    return [
        (max((one.start - day(0)) / timedelta(days=1), -1), one.meaning.reason)
        for one in stretches(kept, found.by_authority, age)
    ]


def test_what_was_in_force_has_no_gap_and_no_guess():
    a = "https://a.example/robots.txt"
    two = records(said(a, BODY), said(a, "", at=5))
    assert shown(two, "https://a.example/") == [(-1, "before-first-record"), (0, "file"), (5, "file")]
    assert shown(two, "https://a.example/", timedelta(days=2)) == [
        (-1, "before-first-record"), (0, "file"), (2, "record-too-old"), (5, "file"), (7, "record-too-old"),
    ]  # fmt: skip
    down = records(said(a, BODY), said(a, at=0.5, status=503), said(a, at=9, status=None, error="timeout"))
    assert shown(down, "https://a.example/") == [
        (-1, "before-first-record"), (0, "file"), (0.5, "file"), (1, "server-error"), (9, "network-error"),
    ]  # fmt: skip
    twice = records(said(a, BODY), said(a, BODY), said(a, "x", at=1), said(a, "y", at=1))
    assert shown(twice, "https://a.example/") == [
        (-1, "before-first-record"),
        (0, "file"),
        (1, "conflicting-records"),
    ]
    moved = records(
        said("http://a.example/robots.txt", status=301, location=a),
        said(a, BODY, at=0.01),
        said("http://b.example/robots.txt", status=301, location="https://c.example/robots.txt"),
    )
    assert shown(moved, "http://a.example/")[1:] == [(0, "file")]
    assert shown(moved, "http://b.example/")[1:] == [(0, "redirect-not-followed")]
