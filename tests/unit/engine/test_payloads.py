# SPDX-License-Identifier: EUPL-1.2
"""Payloads as they were sent come out as they were meant, or as a beginning of that, and never as more than was asked for."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engine.manifests.test_warc_pages import brotli, zstd

from adhere.engine.payloads import opened

LIMIT = 4_000


def chunked(body: bytes) -> bytes:
    parts = [body[start : start + 700] for start in range(0, len(body), 700)]
    return b"".join(b"%X\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def members(body: bytes) -> bytes:
    return gzip.compress(body[:50]) + gzip.compress(body[50:])


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "x-gzip": members, "deflate": zlib.compress, "br": brotli, "zstd": zstd, "identity": bytes,
}  # fmt: skip
BODIES = st.lists(st.sampled_from([b"<meta>", b"User-agent: *\n", b"a" * 3_000, b"\x00\xff"]) | st.binary(max_size=40), max_size=12).map(b"".join)  # fmt: skip


@given(st.sampled_from(sorted(PACKED)), st.booleans(), BODIES)
def test_what_was_packed_is_unpacked(coding: str, in_chunks: bool, body: bytes) -> None:
    fields = {"content-encoding": coding} | ({"transfer-encoding": "chunked"} if in_chunks else {})
    packed = PACKED[coding](body)
    found = opened(fields, chunked(packed) if in_chunks else packed, LIMIT)
    assert found.fault is None
    assert found.body == body[:LIMIT]
    assert found.whole == (len(body) <= LIMIT)


@given(st.sampled_from(sorted(PACKED)), st.booleans(), BODIES, st.integers(0, 200))
def test_a_beginning_gives_a_beginning_and_says_so(
    coding: str, in_chunks: bool, body: bytes, lost: int
) -> None:
    fields = {"content-encoding": coding} | ({"transfer-encoding": "chunked"} if in_chunks else {})
    packed = PACKED[coding](body)
    sent = chunked(packed) if in_chunks else packed
    found = opened(fields, sent[: max(len(sent) - lost, 0)], LIMIT, whole=not lost)
    assert found.fault is not None or body.startswith(found.body)
    assert not found.whole or found.body == body


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "identity"])
@pytest.mark.parametrize("kept", range(20))
def test_the_first_signs_of_what_is_packed_are_not_taken_for_text(coding: str, kept: int) -> None:
    body = b"User-agent: *\nDisallow: /\n" * 9
    for fields, sent in (
        ({"content-encoding": coding}, PACKED[coding](body)),
        ({"content-encoding": coding, "transfer-encoding": "chunked"}, chunked(PACKED[coding](body))),
    ):
        found = opened(fields, sent[:kept], LIMIT, whole=False)
        assert not found.whole
        assert body.startswith(found.body)


@given(
    st.dictionaries(
        st.sampled_from(["content-encoding", "transfer-encoding"]),
        st.lists(st.sampled_from([*PACKED, "chunked", "?", ""]), max_size=4).map(", ".join),
    ),
    st.binary(max_size=300)
    | BODIES.map(gzip.compress)
    | BODIES.map(chunked)
    | st.binary(max_size=99).map(lambda one: b"\x1f\x8b\x08\x00" + one),
)
def test_any_bytes_come_out_within_the_limit(fields: dict[str, str], sent: bytes) -> None:
    found = opened(fields, sent, LIMIT)
    assert len(found.body) <= LIMIT
    assert found.fault is None or not found.body


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "br, gzip"])
def test_what_grows_beyond_all_measure_is_cut(coding: str) -> None:
    body = b"a" * 100_000_000
    for name in coding.split(", "):
        body = PACKED[name](body)
    begun = time.process_time()
    found = opened({"content-encoding": coding}, body, LIMIT)
    assert (found.fault, found.whole, len(found.body)) == (None, False, LIMIT)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "sent", [b"1\r\na\r\n" * 200_000, b"0" * 1_000_000, b"f;" + b"a" * 1_000_000, b"1\na\n" * 200_000]
)
def test_chunks_made_to_be_slow_are_not(sent: bytes) -> None:
    begun = time.process_time()
    opened({"transfer-encoding": "chunked"}, sent, 10_000_000)
    assert time.process_time() - begun < 4
