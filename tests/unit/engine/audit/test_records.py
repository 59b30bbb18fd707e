# SPDX-License-Identifier: EUPL-1.2
"""Records as they were kept: what is read from each format, what is wrong with it, and what was in force when."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from tests.unit.engine.audit.sites import day, records, said
from tests.unit.engine.manifests.test_warc_pages import brotli

from adhere.content.robots.reading import SIZE_LIMIT
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
    assert met(found) == ["152", "153", "155", "157", "168"]


def test_parquet_warc_and_folders_are_read(tmp_path: Path):
    duckdb.sql(
        f"COPY (SELECT 'https://p.example/robots.txt' AS url, TIMESTAMP '2024-01-02' AS fetch_time, 200 AS status, '{BODY}'::BLOB AS content)"
        f" TO '{tmp_path / 'a.parquet'}'"
    )
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(WARC % (len(ANSWER), ANSWER), mtime=0))
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


@pytest.mark.parametrize("body", [{"status": 404, "hash": "x"}, {}, [], ["User-agent: *"], 5, True])
def test_a_body_that_is_no_text_is_no_robots_txt_and_never_an_empty_one(tmp_path: Path, body: object):
    row = {"robots_url": "https://a.example/robots.txt", "fetched_at": "2024-01-01", "status": 200}
    for column in ("body", "body_base64"):
        found = read(lines(tmp_path, row | {column: body}))
        assert (met(found), found.digests) == (["158"], []), column
        assert shown(found, "https://a.example/")[-1] == (0, "incomplete")
    file = tmp_path / "r.parquet"
    kinds = {dict: "{'a': 1}", list: "['a']", int: "5", bool: "true"}
    duckdb.sql(
        f"COPY (SELECT 'https://a.example/robots.txt' AS url, 1704153600 AS at, 200 AS status, {kinds[type(body)]} AS body) TO '{file}'"
    )
    assert (met(found := read(file)), found.digests) == (["158"], [])


def test_a_body_that_goes_deep_or_is_long_costs_no_other_record(tmp_path: Path):
    row = '{"robots_url": "https://%s.example/robots.txt", "fetched_at": "2024-01-01", "status": 200, "body": %s}'
    told = {
        "a": "[" * 900 + "]" * 900,
        "b": "9" * 9_000,
        "c": "[" * 300_000 + "]" * 300_000,
        "d": json.dumps(BODY),
    }
    found = read(lines(tmp_path, *(row % one for one in told.items())))
    assert shown(found, "https://d.example/")[-1] == (0, "file")
    assert len(found.digests) == 1


def test_a_text_is_read_as_it_stands_whatever_it_holds(tmp_path: Path):
    row = {"robots_url": "https://a.example/robots.txt", "fetched_at": "2024-01-01", "status": 200}
    for body in (BODY, "", '{"a": 1}', "null", 'a"\\\n\u00e9\0b', "<html>"):
        found = read(lines(tmp_path, row | {"body": body}))
        assert [found.body(one) for one in found.digests] == [body.encode()], body
        assert met(found) == (["164"] if body == "<html>" else ["165"] if "\0" in body else [])
        assert shown(found, "https://a.example/")[-1] == (0, "file")


def test_a_file_of_which_the_end_was_not_read_is_told(tmp_path: Path):
    row = {"robots_url": "https://a.example/robots.txt", "fetched_at": "2024-01-01", "status": 200}
    assert met(read(lines(tmp_path, row | {"body": BODY + "#" * (SIZE_LIMIT - len(BODY))}))) == []
    assert met(read(lines(tmp_path, row | {"body": BODY + "#" * SIZE_LIMIT}))) == ["166"]
    assert met(read(lines(tmp_path, row | {"status": 404, "body": BODY + "#" * SIZE_LIMIT}))) == []


def test_a_body_that_was_kept_compressed_is_read_as_what_it_means(tmp_path: Path):
    row = {"robots_url": "https://a.example/robots.txt", "fetched_at": "2024-01-01", "status": 200}
    whole, cut = (base64.b64encode(one).decode() for one in (CODED["gzip"], CODED["gzip"][:-12]))
    found = read(lines(tmp_path, row | {"body_base64": whole}))
    assert [found.body(one) for one in found.digests] == [BODY.encode()]
    assert (
        shown(read(lines(tmp_path, row | {"body_base64": cut})), "https://a.example/")[-1][1] == "incomplete"
    )
    (tmp_path / "a.example.txt").write_bytes(CODED["gzip"])
    now = read(tmp_path / "a.example.txt", undated=day(0))
    assert [now.body(one) for one in now.digests] == [BODY.encode()]


CODED = {
    "gzip": gzip.compress(BODY.encode(), mtime=0),
    "x-gzip": gzip.compress(BODY.encode(), mtime=0),
    "deflate": zlib.compress(BODY.encode()),
    "br": brotli(BODY.encode()),
    "identity": BODY.encode(),
}


def warc(
    folder: Path, fields: str, body: bytes, *, record: str = "", lost: int = 0, status: int = 200
) -> Path:
    answer = f"HTTP/1.1 {status} X\r\n{fields}\r\n".encode() + body
    whole = WARC.replace(b"Content-Type", record.encode() + b"Content-Type", 1) % (len(answer), answer)
    file = folder / "r.warc"
    file.write_bytes(whole[: len(whole) - lost])
    return file


def reason_of(found: Records) -> str:
    return shown(found, "https://w.example/")[-1][1]


@pytest.mark.parametrize("coding", CODED)
@pytest.mark.parametrize("chunked", [False, True])
def test_a_warc_keeps_what_was_sent_and_the_rules_are_read_from_what_that_means(
    tmp_path: Path, coding: str, chunked: bool
):
    sent = CODED[coding]
    if chunked:
        sent = b"%x;a=b\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (9, sent[:9], len(sent) - 9, sent[9:])
    fields = f"Content-Encoding: {coding}\r\n" + ("Transfer-Encoding: chunked\r\n" if chunked else "")
    found = read(warc(tmp_path, fields, sent))
    assert [found.body(one) for one in found.digests] == [BODY.encode()]
    assert (reason_of(found), met(found)) == ("file", [])
    decoded = read(warc(tmp_path, fields, BODY.encode()))
    assert (decoded.digests, reason_of(decoded)) == (found.digests, "file")


@pytest.mark.parametrize(
    ("fields", "body", "rules"),
    [
        ("Content-Encoding: gzip\r\n", CODED["gzip"][:-12], []),
        ("Content-Encoding: gzip\r\n", CODED["gzip"][:10] + b"\x07" * 30, ["159"]),
        ("Content-Encoding: br\r\n", b"\xff\x00" * 30, ["159"]),
        ("Content-Encoding: zstd\r\n", b"\x28\xb5\x2f\xfd\xff\xff\xff", ["159"]),
        ("Content-Encoding: compress\r\n", b"\x1f\x9d\x90", ["159"]),
        ("Content-Encoding: gzip, gzip, gzip, gzip\r\n", CODED["gzip"], ["159"]),
        ("Transfer-Encoding: chunked\r\n", b"40\r\nUser-agent: *\n", []),
        ("Content-Length: 400\r\n", b"User-agent: *\n", []),
    ],
)
def test_an_answer_that_is_not_whole_or_not_readable_is_unknown(
    tmp_path: Path, fields: str, body: bytes, rules: list[str]
):
    found = read(warc(tmp_path, fields, body))
    assert (reason_of(found), met(found)) == ("incomplete", rules)


def test_a_record_that_breaks_off_is_unknown_however_much_of_it_is_there(tmp_path: Path):
    for lost in (5, 20, 30):
        assert reason_of(read(warc(tmp_path, "", BODY.encode(), lost=lost))) == "incomplete"
    for kind in ("length", "time", "disconnect"):
        assert (
            reason_of(read(warc(tmp_path, "", BODY.encode(), record=f"WARC-Truncated: {kind}\r\n")))
            == "incomplete"
        )
    much = b"#" * 600_000
    assert reason_of(read(warc(tmp_path, "", much, record="WARC-Truncated: length\r\n"))) == "file"


def test_a_small_answer_that_grows_beyond_all_measure_is_read_as_far_as_rules_are(tmp_path: Path):
    bomb = gzip.compress(BODY.encode() + b"#" * 200_000_000, mtime=0)
    found = read(warc(tmp_path, "Content-Encoding: gzip\r\n", bomb))
    assert reason_of(found) == "file"
    assert [found.body(one)[: len(BODY)] for one in found.digests] == [BODY.encode()]


def test_the_same_answer_as_before_is_that_answer_and_one_that_was_not_kept_is_unknown(tmp_path: Path):
    def record(kind: str, day_: int, payload: str, body: bytes = b"") -> bytes:
        answer = b"HTTP/1.1 200 OK\r\n\r\n" + body
        whole = WARC.replace(b"-02T", b"-%02dT" % day_).replace(b"response", kind.encode(), 1)
        return whole.replace(
            b"Content-Type", b"WARC-Payload-Digest: sha1:%s\r\nContent-Type" % payload.encode(), 1
        ) % (
            len(answer),
            answer,
        )

    file = tmp_path / "r.warc"
    file.write_bytes(
        record("response", 2, "CLOSED", b"User-agent: *\nDisallow: /\n")
        + record("response", 3, "OPEN", b"User-agent: *\nAllow: /\n")
        + record("revisit", 4, "CLOSED")
        + record("revisit", 5, "LOST")
    )
    found = read(file)
    kept = found.by_authority["https://w.example/"]
    assert [one.digest for one in kept] == [kept[0].digest, kept[1].digest, kept[0].digest, None]
    assert [reason for _, reason in shown(found, "https://w.example/")[1:]] == [
        "file",
        "file",
        "file",
        "no-body",
    ]


@pytest.mark.parametrize("location", ["http://[", "//[x", "https://\ufeff/"])
def test_a_redirect_to_nowhere_costs_no_other_record(tmp_path: Path, location: str):
    row = {
        "robots_url": "https://a.example/robots.txt",
        "fetched_at": "2024-01-01",
        "status": 301,
        "location": location,
    }
    found = read(lines(tmp_path, row, row | {"robots_url": "https://b.example/robots.txt"}))
    assert sorted(found.by_authority) == ["https://a.example/", "https://b.example/"]
    assert shown(found, "https://a.example/")[-1][1] == "redirect-not-followed"
    sent = read(warc(tmp_path, f"Location: {location}\r\n", b"", status=301))
    assert (reason_of(sent), met(sent)) == ("redirect-not-followed", [])


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


def test_an_error_is_told_by_a_text_and_not_by_the_word_for_none(tmp_path: Path):
    row = {
        "robots_url": "https://a.example/robots.txt",
        "fetched_at": "2024-01-01",
        "status": 200,
        "body": BODY,
    }
    for error in (None, "", False, 0, "none"):
        assert shown(read(lines(tmp_path, row | {"error": error})), "https://a.example/")[-1][1] == "file"
    for error in ("timeout", True, {"kind": "reset"}):
        assert (
            shown(read(lines(tmp_path, row | {"error": error})), "https://a.example/")[-1][1] == "incomplete"
        )


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
