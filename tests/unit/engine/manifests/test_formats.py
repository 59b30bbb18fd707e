# SPDX-License-Identifier: EUPL-1.2
"""The same rows come out of every format, compression and type of column; and of archives what was fetched."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from tests.unit.engine.manifests.making import (
    ROWS,
    Read,
    Scratch,
    jsonl,
    parquet,
    response,
    table,
    tar,
    warc,
    write,
)

from adhere.engine.embedded import open_session
from adhere.engine.manifests.opening import open_inputs

MOMENTS = [datetime.fromisoformat(row["fetch_time"]).replace(tzinfo=None) for row in ROWS]
SECONDS = [int(moment.replace(tzinfo=UTC).timestamp()) for moment in MOMENTS]
FILES = {
    "rows.jsonl": jsonl(),
    "rows.jsonl.gz": jsonl(),
    "rows.jsonl.zst": jsonl(),
    "rows.csv": table(),
    "rows.csv.gz": table(),
    "rows.csv.zst": table(),
    "rows.tsv": table(delimiter="\t"),
    "semicolons.csv": b"\xef\xbb\xbf" + table(delimiter=";").replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_same_rows_come_out_of_every_format_of_text(name: str, tmp_path: Path) -> None:
    read = Read(write(tmp_path / "in" / name, FILES[name]), work=tmp_path / "work")

    assert read.rules == []
    assert read.column("url") == [row["url"] for row in ROWS]
    assert read.column("fetch_time") == MOMENTS
    assert read.column("bytes") == [10, 20, 0]
    assert [value or "" for value in read.column("language")] == ["nl", "en", ""]
    assert read.inputs.records[0].rows == len(ROWS)
    assert read.inputs.records[0].malformed == 0


TIMES: dict[str, tuple[list[Any], pa.DataType | None]] = {
    "us": (MOMENTS, pa.timestamp("us")),
    "ms": (MOMENTS, pa.timestamp("ms")),
    "ns": (MOMENTS, pa.timestamp("ns")),
    "zoned": (MOMENTS, pa.timestamp("us", tz="Europe/Amsterdam")),
    "zoned-ns": (MOMENTS, pa.timestamp("ns", tz="Europe/Amsterdam")),
    "text": ([row["fetch_time"] for row in ROWS], None),
    "offset": (["2024-01-02T05:04:05+02:00", "2024-02-03 04:05:06", "2024-03-04T05:06:07.000Z"], None),
    "seconds": (SECONDS, pa.int64()),
    "seconds-32": (SECONDS, pa.int32()),
    "milliseconds": ([one * 1000 for one in SECONDS], pa.int64()),
    "microseconds": ([one * 10**6 for one in SECONDS], pa.uint64()),
    "nanoseconds": ([one * 10**9 for one in SECONDS], pa.int64()),
    "fraction": ([float(one) for one in SECONDS], pa.float64()),
    "digits": ([f"{moment:%Y%m%d%H%M%S}" for moment in MOMENTS], None),
    "mixed-text": ([str(SECONDS[0]), str(SECONDS[1] * 1000), str(SECONDS[2] * 10**6)], None),
}


@pytest.mark.parametrize("kind", TIMES)
def test_a_moment_is_the_same_in_every_unit_and_type(kind: str, tmp_path: Path) -> None:
    values, type_ = TIMES[kind]
    file = parquet(
        tmp_path / "rows.parquet",
        [{"url": "http://a/", "fetch_time": value} for value in values],
        fetch_time=type_,
    )
    read = Read(file, work=tmp_path / "work")

    assert read.rules == []
    assert read.column("fetch_time") == MOMENTS


SIZES: dict[str, tuple[list[Any], pa.DataType | None, dict[str, int]]] = {
    "int8": ([1, -1, None], pa.int8(), {"number-negative": 1}),
    "uint64": ([1, 2**64 - 1, None], pa.uint64(), {"number-unreadable": 1}),
    "decimal": ([Decimal(1), Decimal("1.5"), None], pa.decimal128(20, 2), {"number-unreadable": 1}),
    "float": ([1.0, float("nan"), None], pa.float64(), {"number-unreadable": 1}),
    "infinite": ([1.0, float("inf"), None], pa.float32(), {"number-unreadable": 1}),
    "minus-infinite": ([1.0, float("-inf"), None], pa.float64(), {"number-negative": 1}),
    "text": (["1", "1e3", ""], None, {"number-unreadable": 1}),
    "words": (["1.0", "-0.5", None], None, {"number-negative": 1}),
    "arabic": (["1", "٣", None], None, {"number-unreadable": 1}),
}


@pytest.mark.parametrize("kind", SIZES)
def test_a_size_that_cannot_be_right_is_unknown_and_counted(kind: str, tmp_path: Path) -> None:
    values, type_, faults = SIZES[kind]
    file = parquet(
        tmp_path / "rows.parquet", [{"url": "http://a/", "bytes": value} for value in values], bytes=type_
    )
    read = Read(file, work=tmp_path / "work")

    assert read.column("bytes") == [1, None, None]
    assert dict(read.faults) == faults
    assert read.inputs.records[0].malformed == 1


def test_a_warc_gives_what_was_fetched_with_its_payload_in_plain_and_compressed(tmp_path: Path) -> None:
    content = warc(
        ("warcinfo", {}, b"software: x"),
        response("http://a.example/", b"0123456789"),
        response("http://a.example/gone", b"no", status=404),
        ("request", {"WARC-Target-URI": "http://a.example/"}, b"GET / HTTP/1.1\r\n\r\n"),
        ("revisit", {"WARC-Target-URI": "http://a.example/"}, b""),
        ("resource", {"WARC-Target-URI": "<http://a.example/p.png>", "Content-Type": "image/png"}, b"png"),
        (
            "conversion",
            {
                "WARC-Target-URI": "http://a.example/t",
                "Content-Type": "text/plain",
                "WARC-Identified-Content-Language": "nld,eng",
            },
            b"words",
        ),
    )
    for name in ("a.warc", "a.warc.gz", "a.warc.zst"):
        read = Read(write(tmp_path / name, content), work=tmp_path / "work")
        assert read.column("bytes") == [10, 3, 5]
        assert read.column("modality") == ["text", "image", "text"]
        assert read.column("url")[1] == "http://a.example/p.png"
        assert read.column("language") == [None, None, "nld,eng"]
        assert dict(read.faults) == {"not-content": 2}
        assert read.rules == ["ADH-CON-082"]
        assert read.inputs.records[0].malformed == 0


def test_cdx_and_cdxj_say_that_their_sizes_are_compressed(tmp_path: Path) -> None:
    eleven = b" CDX N b a m s k r M S V g\ncom,a)/ 20240102030405 http://a.com/ text/html 200 K - - 120 0 f\ncom,a)/ 20240102030405 http://a.com/ text/html 302 K - - 99 0 f\nbroken line\n"
    nine = b"com,a)/ 20240102030405 http://a.com/ text/html 200 K - 0 f\n"
    lines = b'!meta {"a": 1}\ncom,a)/ 20240102030405 {"url": "http://a.com/", "mime": "image/png", "status": "200", "length": "120"}\ncom,a)/ 2024 {}\n'
    read = Read(write(tmp_path / "a.cdx", eleven), work=tmp_path / "work")
    assert (read.column("bytes"), read.column("fetch_time")) == ([120], MOMENTS[:1])
    assert dict(read.faults) == {"not-content": 1, "columns": 1}
    assert sorted(read.rules) == ["ADH-CON-077", "ADH-CON-080", "ADH-CON-082"]

    read = Read(write(tmp_path / "b.cdx.gz", nine), work=tmp_path / "work")
    assert (read.column("bytes"), read.rules) == ([None], [])

    for name, content in (("c.cdxj", lines), ("d.cdxj.gz", lines)):
        read = Read(write(tmp_path / name, content), work=tmp_path / "work")
        assert (read.column("bytes"), read.column("modality"), dict(read.faults)) == (
            [120],
            ["image"],
            {"cdxj": 1},
        )


def test_members_of_zipnum_are_whole_lines_also_without_a_line_break(tmp_path: Path) -> None:
    line = b"com,a)/ 20240102030405 http://a.com/ text/html 200 K - - 120 0 f"
    blocks = gzip.compress(line) + gzip.compress(line + b"\n" + line)
    (tmp_path / "z.cdx.gz").write_bytes(blocks)

    assert len(Read(tmp_path / "z.cdx.gz", work=tmp_path / "work").rows) == 3


def test_the_samples_of_a_webdataset_are_rows_by_modality(tmp_path: Path) -> None:
    told = json.dumps({"url": "http://a.example/p.jpg"}).encode()
    content = tar(
        ("s/000.jpg", b"x" * 700),
        ("s/000.json", told),
        ("s/000.txt", b"cap"),
        ("s/001.seg.png", b"y"),
        ("s/001.wav", b"zz"),
    )
    read = Read(write(tmp_path / "a.tar", content), work=tmp_path / "work")

    assert sorted(zip(read.column("modality"), read.column("bytes"), strict=True)) == [
        ("audio", 2),
        ("image", 1),
        ("image", 700),
        ("text", 3),
    ]
    assert read.column("url").count("http://a.example/p.jpg") == 2
    assert read.column("images").count(1) == 2


def test_what_macos_writes_beside_a_member_is_of_no_sample(tmp_path: Path) -> None:
    content = tar(
        ("._0000.jpg", b"m" * 9), ("./0000.jpg", b"x" * 7), ("d/._1.jpg", b"m" * 9), ("d/1.jpg", b"x"), (".a.txt", b"h"), ("d/1.txt", b"t"),
    )  # fmt: skip
    read = Read(write(tmp_path / "a.tar", content), work=tmp_path / "work")
    assert sorted(zip(read.column("modality"), read.column("bytes"), strict=True)) == [
        ("image", 1), ("image", 7), ("text", 1),
    ]  # fmt: skip
    assert not read.faults


def test_a_sample_whose_json_is_none_counts_and_has_one_fault(tmp_path: Path) -> None:
    content = tar(
        ("0.jpg", b"x"), ("0.json", b"{bad"), ("0.txt", b"t"), ("1.json", b""), ("1.jpg", b"x"), ("2.jpg", b"x"), ("2.json", b"[1]"),
    )  # fmt: skip
    read = Read(write(tmp_path / "a.tar", content), work=tmp_path / "work")
    assert len(read.rows) == 4
    assert read.faults == {"sample-json": 2}
    (told,) = read.inputs.collected.findings
    assert (told.rule.id, told.place.at) == ("ADH-CON-081", "row 1")
    assert "First: 1: 0; 2: 1" in told.wrong("en")


def test_the_columns_of_common_crawl_and_what_they_leave_out(tmp_path: Path) -> None:
    folder = tmp_path / "crawl=CC-MAIN-2024-10" / "subset=warc"
    folder.mkdir(parents=True)
    row = {
        "url": "http://a/",
        "fetch_time": MOMENTS[0],
        "content_mime_type": "text/html",
        "content_mime_detected": "image/png",
        "content_languages": "nld,eng",
        "warc_record_length": 5,
    }
    rows = [row | {"fetch_status": status} for status in (200, 301, None)]
    parquet(
        folder / "part.parquet",
        rows,
        fetch_time=pa.timestamp("ms", tz="UTC"),
        fetch_status=pa.int16(),
        warc_record_length=pa.int32(),
    )
    read = Read(tmp_path, work=tmp_path.parent / "work")

    assert read.uses() == {
        "url": "url", "fetch_time": "fetch_time", "bytes": "warc_record_length", "language": "content_languages",
        "modality": "content_mime_detected", "source": "crawl", "status": "fetch_status",
    }  # fmt: skip
    assert read.column("source") == ["CC-MAIN-2024-10"] * 2
    assert read.column("modality") == ["image"] * 2
    assert read.rules == ["ADH-CON-077", "ADH-CON-082"]


@pytest.mark.parametrize("said", [None, "", "unk", "application/octet-stream"])
@pytest.mark.parametrize(
    ("detected", "declared"), [("content_mime_detected", "content_mime_type"), ("mime-detected", "mime")]
)
def test_a_type_that_nobody_detected_is_the_one_that_was_declared(
    said: str | None, detected: str, declared: str, tmp_path: Path
) -> None:
    rows = [
        {"url": "http://a/", detected: "image/png", declared: "text/html"},
        {"url": "http://b/", detected: said, declared: "text/html"},
        {"url": "http://c/", detected: said, declared: None},
    ]
    cdxj = [f"a)/ 20240102030405 {line}" for line in jsonl(rows).decode().splitlines()]
    for file in (
        parquet(tmp_path / "a.parquet", rows),
        write(tmp_path / "a.jsonl", jsonl(rows)),
        write(tmp_path / "a.csv", table(rows)),
        write(tmp_path / "a.cdxj", "\n".join(cdxj).encode()),
    ):
        read = Read(file, work=tmp_path / "work")
        assert read.column("modality") == ["image", "text", None], file
        assert read.uses()["modality"] == detected
        assert not read.faults
        inputs = open_inputs([file], work=tmp_path / "work")
        with open_session() as session:
            (part,) = inputs.parts(session, portable=True)
            found = session.rows(f"SELECT modality FROM ({part.select()}) AS r ORDER BY url")
        assert (part.portable, [one for (one,) in found]) == (True, ["image", "text", None])


def test_text_without_a_size_counts_by_its_octets(tmp_path: Path) -> None:
    rows = [
        {"text": "é", "date": "2024-01-02", "dump": "CC-MAIN-2024-10", "token_count": 1},
        {"text": "", "date": "2024-01-02", "dump": "x", "token_count": 0},
    ]
    for file in (parquet(tmp_path / "a.parquet", rows), write(tmp_path / "a.jsonl", jsonl(rows))):
        read = Read(file, work=tmp_path / "work")
        assert (read.column("bytes"), read.column("tokens"), read.column("source")) == (
            [2, 0],
            [1, 0],
            ["CC-MAIN-2024-10", "x"],
        )


def test_durations_and_lists_of_languages(tmp_path: Path) -> None:
    rows = [
        {"duration_s": 1.5, "languages": ["nl", "en"]},
        {"duration_s": -1, "languages": []},
        {"duration_s": "x", "languages": "de"},
    ]
    read = Read(write(tmp_path / "a.jsonl", jsonl(rows)), work=tmp_path / "work")
    assert read.column("milliseconds") == [1500, None, None]
    assert read.column("language")[::2] == ["nl", "de"]

    # programs write as many digits as it takes to read the same number again
    long = b"5.0024999999999995", b"0.8999999761581421", b"0.30000000000000004", b"2e-03", b"4.2E-1", b"1e-05"
    written = [b'{"url": "u", "duration_s": ' + one + b"}\n" for one in long]
    read = Read(write(tmp_path / "b.jsonl", b"".join(written)), work=tmp_path / "work")
    assert read.column("milliseconds") == [5002, 900, 300, 2, 420, 0]

    read = Read(
        parquet(tmp_path / "a.parquet", [{"seconds": 3, "languages": ["nl"]}], seconds=pa.int32()),
        work=tmp_path / "work",
    )
    assert (read.column("milliseconds"), read.column("language")) == ([3000], ["nl"])


def test_parquet_that_another_engine_cannot_take_apart_is_converted_to_the_same_rows(tmp_path: Path) -> None:
    rows = [
        {"url": "https://a.example/1", "fetch_time": "2024-01-02T03:04:05Z", "bytes": "12"},
        {"url": None, "fetch_time": "yesterday", "bytes": "-1"},
        {"url": "https://b.example/2", "fetch_time": None, "bytes": "many"},
    ]
    texts = parquet(tmp_path / "texts.parquet", rows)
    finest = parquet(
        tmp_path / "finest.parquet",
        [{"url": "u", "fetch_time": 1_704_164_645_000_000_001}],
        fetch_time=pa.timestamp("ns"),
    )
    typed = parquet(
        tmp_path / "typed.parquet", [{"url": "u", "fetch_time": datetime(2024, 1, 2, tzinfo=UTC), "bytes": 3}]
    )
    for file, form in ((texts, "converted"), (finest, "converted"), (typed, "parquet")):
        inputs = open_inputs([file], work=tmp_path / "work")
        with duckdb.connect() as connection:
            found = []
            for portable in (False, True):
                (part,) = inputs.parts(Scratch(connection), portable=portable)
                found.append(connection.execute(f"{part.select(all_rows=True)} ORDER BY ALL").fetchall())
        assert part.format == form
        assert found[0] == found[1]
