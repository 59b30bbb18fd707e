# SPDX-License-Identifier: EUPL-1.2
"""Canonical JSON can be written in one way, and what can be read in two ways is not read at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.ledger.canonical import DEPTH_LIMIT, SIZE_LIMIT, canonical, parse, parse_exactly, parse_line
from adhere.ledger.rules import LedgerError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def refused(content: bytes) -> str:
    with pytest.raises(LedgerError) as error:
        parse(content)
    assert error.value.rule_id == "ADH-LOG-001"
    return error.value.values["reason"].en  # type: ignore[attr-defined,no-any-return]


@given(VALUES)
def test_what_is_written_is_read_back_exactly(value: object):
    assert parse_exactly(canonical(value)) == value


@given(VALUES)
def test_what_another_writer_would_write_is_refused_unless_it_is_the_same(value: object):
    other = json.dumps(value, indent=1).encode()
    if other != canonical(value):
        with pytest.raises(LedgerError):
            parse_exactly(other)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"a":1,"a":1}', "the key a stands in it twice"),
        (b'{"a":1.5}', "fraction"),
        (b'{"a":1e3}', "fraction"),
        (b'{"a":NaN}', "fraction"),
        (b'{"a":-Infinity}', "fraction"),
        (b'{"a":' + b"9" * 5000 + b"}", "number"),
        (b'{"a":', "goes wrong at character"),
        (b"", "goes wrong at character 1"),
        (b'{"a":"\xff"}', "byte 6 is no UTF-8"),
        (b"[" * (DEPTH_LIMIT + 2) + b"]" * (DEPTH_LIMIT + 2), "deeper"),
        (b"[" * 100_000, "deeper"),
    ],
)
def test_what_programs_read_differently_is_refused(content: bytes, reason: str):
    assert reason in refused(content)


def test_a_file_that_is_too_large_is_refused():
    assert "larger than 64 MB" in refused(b" " * (SIZE_LIMIT + 1))


@pytest.mark.parametrize("content", [rb'"\ud800"', b"9007199254740992"])
def test_what_canonical_json_cannot_hold_is_refused(content: bytes):
    with pytest.raises(LedgerError):
        parse_exactly(content)


@pytest.mark.parametrize("value", [1.0, {"a": [0.5]}, {1: 2}, {"a": object()}, "\ud800", 2**53])
def test_what_canonical_json_cannot_hold_is_not_written(value: object):
    with pytest.raises(ValueError):  # noqa: PT011 - the library words most of these
        canonical(value)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b'{"format":"adhere/x/2"}\n', "ADH-LOG-003"),
        (b"[]\n", "ADH-LOG-003"),
        (b'{"format":"adhere/x/1"}', "ADH-LOG-002"),
        (b'{"format":"adhere/x/1"}\n\n', "ADH-LOG-002"),
        (b'{"format": "adhere/x/1"}\n', "ADH-LOG-002"),
        (b'\xef\xbb\xbf{"format":"adhere/x/1"}\n', "ADH-LOG-001"),
    ],
)
def test_a_file_has_one_format_one_line_and_one_line_feed(content: bytes, rule: str):
    with pytest.raises(LedgerError) as error:
        parse_line(content, "adhere/x/1")
    assert error.value.rule_id == rule
