# SPDX-License-Identifier: EUPL-1.2
"""What pages in a WARC say of their use is read from their payload, as it was sent, and a page that cannot be read is not taken for a silent one."""

from __future__ import annotations

import gzip
import io
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from fastwarc.stream_io import BrotliWriter, ZstdWriter
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engine.manifests.test_signals import said

from adhere.engine.manifests.warcpages import page_said
from adhere.engine.manifests.warcrecords import HTTP_HEADER, record_rows

PAGE = b"""<!doctype html><html><head><title>x</title>
<META NAME=robots CONTENT="noindex, NoAI"><meta name="GPTBot" content='noimageai'/>
<meta name="googlebot" content="nosnippet"><meta name=tdm-reservation content=1>
<meta name="tdm-policy" content="https://a.example/p.json">
<link rel="license" href="/licence"><link rel=stylesheet href=x.css></head><body>noai</body></html>"""
EXPECTED = {
    "meta_robots": ["noindex, NoAI"],
    "meta_agents": ["gptbot: noimageai"],
    "meta_tdm_reservation": ["1"],
    "meta_tdm_policy": ["https://a.example/p.json"],
    "licence_link": ["https://a.example/licence"],
}
LINKED = b"<!doctype html><body><p>Under <a rel='license' href=/by/4.0/>CC BY</a>, <a href=/license>terms</a>"
HTML = "Content-Type: text/html\r\n"


def zstd(body: bytes) -> bytes:
    return written(ZstdWriter, body)


def brotli(body: bytes) -> bytes:
    return written(BrotliWriter, body)


def written(writer_of: Any, body: bytes) -> bytes:
    stream = io.BytesIO()
    writer = writer_of(stream)
    writer.write(body)
    writer.close()
    return stream.getvalue()


def record(
    fields: str, body: bytes, *, kind: str = "response", more: str = "", at: str = "2024-01-01"
) -> bytes:
    http = f"HTTP/1.1 200 OK\r\n{fields}\r\n".encode() + body if kind == "response" else body
    mime = "application/http" if kind == "response" else "text/html"
    return (
        (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: {at}T00:00:00Z\r\n{more}"
            f"Content-Type: {mime}\r\nContent-Length: {len(http)}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


def told(folder: Path, *records: bytes) -> list[dict[str, list[str]]]:
    file = folder / "pages.warc.gz"
    file.write_bytes(b"".join(map(gzip.compress, records)))
    return said(file)


@pytest.mark.parametrize(
    ("fields", "sent"),
    [
        (HTML, PAGE),
        ("content-TYPE: application/xhtml+xml; charset=utf-8\r\n", PAGE),
        ("", PAGE),
        (HTML + "Content-Encoding: gzip\r\n", gzip.compress(PAGE, mtime=0)),
        (HTML + "Content-Encoding: br\r\n", brotli(PAGE)),
        (HTML + "Content-Encoding: zstd\r\n", zstd(PAGE)),
        (HTML + "Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
        (HTML + "Content-Encoding: deflate\r\n", zlib.compress(PAGE)[2:-4]),
        (HTML + "Content-Encoding: gzip, br\r\n", brotli(gzip.compress(PAGE, mtime=0))),
        (HTML + "Content-Encoding: gzip\r\n", PAGE),
        (HTML + "Content-Encoding: br\r\n", PAGE),
        (HTML + "Transfer-Encoding: chunked\r\n", b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (70, PAGE[:70], len(PAGE) - 70, PAGE[70:])),
        (HTML + "Transfer-Encoding: chunked\r\n", PAGE),
        (HTML, b"\xef\xbb\xbf" + PAGE),
        (HTML, b"\xff\xfe" + PAGE.decode().encode("utf-16-le")),
        (HTML, b"\xfe\xff" + PAGE.decode().encode("utf-16-be")),
        ('Content-Type: text/html;charset="UTF-16BE"\r\n', PAGE.decode().encode("utf-16-be")),
        ("Content-Type: text/html; charset=iso-2022-jp\r\n", "<title>日本\u65e5</title>".encode("iso2022_jp") + PAGE),
        ("Content-Type: text/html; charset=shift_jis\r\n", "<title>\u8868\u8868</title>".encode("shift_jis") + PAGE),
        ("Content-Type: text/html; charset=punycode\r\n", PAGE),
    ],
)  # fmt: skip
def test_elements_of_a_page_are_read_however_it_was_sent(tmp_path: Path, fields: str, sent: bytes):
    assert told(tmp_path, record(fields, sent)) == [EXPECTED]


def test_a_page_that_was_kept_without_its_answer_is_read_too(tmp_path: Path):
    assert told(tmp_path, record("", PAGE, kind="resource")) == [EXPECTED]
    assert told(tmp_path, record("", PAGE, kind="conversion")) == [{}]


def test_a_page_without_a_reservation_says_nothing_and_what_is_no_html_is_not_read(tmp_path: Path):
    silent = b"<html><head><meta name=robots content='noindex, nofollow'><meta name=description content='on robots'></head>"
    assert told(tmp_path, record(HTML, silent)) == [{}]
    assert told(tmp_path, record("Content-Type: text/plain\r\n", PAGE)) == [{}]
    assert told(tmp_path, record("", b"a text about " + PAGE)) == [{}]
    assert told(tmp_path, record(HTML, PAGE).replace(b"200 OK", b"404 No")) == []


def test_a_licence_that_is_linked_in_the_text_of_a_page_is_read(tmp_path: Path):
    assert told(tmp_path, record(HTML, LINKED)) == [{"licence_link": ["https://a.example/by/4.0/"]}]


@pytest.mark.parametrize("content", ["no&#97;i", "no&#x61;i", "&#0110;oai", "NO&#X00041;I", "no&#97i"])
def test_letters_written_as_numbers_are_letters(tmp_path: Path, content: str):
    page = f"<html><meta name=robots content='{content}'>".encode()
    assert [[one.lower() for one in row["meta_robots"]] for row in told(tmp_path, record(HTML, page))] == [
        ["noai"]
    ]


def test_each_record_of_a_page_says_what_it_said_when_it_was_fetched(tmp_path: Path):
    records = (
        record(HTML, b"<meta name=robots content=noai>"),
        record(HTML, b"<meta name=robots content=all>", at="2024-02-01"),
    )
    assert told(tmp_path, *records) == [{"meta_robots": ["noai"]}, {}]


@pytest.mark.parametrize(
    ("fields", "sent", "why"),
    [
        (HTML + "Content-Encoding: br\r\n", b"\xff\x00" * 40, "br"),
        (HTML + "Content-Encoding: gzip\r\n", b"\x1f\x8b\x08\x00" + b"\x07" * 40, "gzip"),
        (HTML + "Content-Encoding: exi\r\n", PAGE, "exi"),
        (HTML, b"<html><head><style>" + b"a" * (HTTP_HEADER + 1) + b"</style><meta name=robots content=noai>", "cut"),
        (HTML + "Content-Encoding: gzip\r\n", gzip.compress(b"<html><head>" + b" " * 3_000_000, mtime=0), "cut"),
        (HTML + "Content-Encoding: gzip\r\n", gzip.compress(b"<html><head><title>a page</title>" + PAGE, mtime=0)[:40], "cut"),
        (HTML, b"<html><head>" + b"<link>" * 1_001 + b"<meta name=robots content=noai>", "cut"),
    ],
)  # fmt: skip
def test_a_page_that_could_not_be_read_is_told(tmp_path: Path, fields: str, sent: bytes, why: str):
    assert told(tmp_path, record(fields, sent)) == [{"meta_unread": [why]}]


def test_a_page_that_was_cut_behind_its_head_is_read(tmp_path: Path):
    assert told(tmp_path, record(HTML, PAGE + b" " * HTTP_HEADER)) == [EXPECTED]
    assert told(tmp_path, record(HTML, PAGE, more="WARC-Truncated: length\r\n")) == [EXPECTED]
    begun = PAGE.partition(b"<link")[0]
    cut = told(tmp_path, record(HTML, begun, more="WARC-Truncated: length\r\n"))
    assert cut == [
        {name: lines for name, lines in EXPECTED.items() if name != "licence_link"} | {"meta_unread": ["cut"]}
    ]


def test_nothing_that_a_page_says_can_be_taken_for_another_column(tmp_path: Path):
    page = b"<meta name='a\x1fb' content='noai'><meta name=tdm-policy content='x\x1fy\nz'><meta name='c:d' content=noai>"
    assert told(tmp_path, record(HTML, page)) == [
        {"meta_agents": ["a b: noai"], "meta_tdm_policy": ["x y z"]}
    ]


FIELDS = st.fixed_dictionaries(
    {}, optional={
        "content-encoding": st.sampled_from(["gzip", "br", "zstd", "deflate", "gzip, br", "identity", "?"]),
        "transfer-encoding": st.sampled_from(["chunked", "gzip, chunked"]),
    },
)  # fmt: skip
PIECES = st.lists(
    st.sampled_from([
        b"<meta ", b"name=", b"robots", b" content=", b"noai", b"'", b'"', b">", b"<!--", b"-->", b"--!>", b"<script>", b"</script ", b"<body>",
        b"</head>", b"&#", b"&amp", b"<link rel=license href=", b"http://[", b"\x1f", b"\x00", b"\xff\xfe", b"3\r\n", b"\x1b$B", b"charset=iso-2022-jp",
    ]) | st.binary(max_size=6),
    max_size=30,
).map(b"".join)  # fmt: skip


@given(FIELDS, PIECES, st.sampled_from([None, gzip.compress, brotli, zlib.compress]), st.integers(0, 400), st.sampled_from(["", "text/html", "text/html; charset=utf-16"]))  # fmt: skip
def test_any_bytes_make_columns_and_nothing_else(fields, body, packed, end, mime):  # type: ignore[no-untyped-def]
    sent = (packed(body) if packed else body)[:end]
    found = page_said("https://a.example/", (mime,), fields, sent, whole=len(sent) < 300)
    walked = page_said("https://a.example/", (mime,), fields, sent, whole=False)
    assert set(walked) - set(found) <= {"meta_unread"}
    assert walked.get("meta_unread") or walked == found
    assert {name for name in found if found[name] != walked.get(name)} <= {"meta_unread"} or set(walked) == {
        "meta_unread"
    }
    assert all(text and "\x1f" not in text for text in found.values())
    rows = list(
        record_rows([record("".join(f"{name}: {value}\r\n" for name, value in fields.items()), sent)])
    )
    assert len(rows) == 1


@pytest.mark.parametrize(
    "page",
    [b"<!--", b"<meta a='", b"<script>", b"<title></title", b"<link rel=license href=", b"<meta name=robots content=noai>", b"<!-->", b"&#", b"<"],
)  # fmt: skip
def test_a_page_made_to_be_slow_is_not(page: bytes):
    body = (page * HTTP_HEADER)[:HTTP_HEADER]
    begun = time.process_time()
    page_said("https://a.example/", ("text/html",), {}, body, whole=False)
    page_said(
        "https://a.example/",
        ("text/html",),
        {"content-encoding": "gzip"},
        gzip.compress(body * 20, mtime=0),
        whole=True,
    )
    assert time.process_time() - begun < 5
