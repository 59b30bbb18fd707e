# SPDX-License-Identifier: EUPL-1.2
"""One broken JSON file per mistake, each reported under its own rule with its place."""

from __future__ import annotations

import hashlib

import pytest
from tests.unit.models.memory import MemoryFolder

from adhere.models.readers.json_object import JsonObject, read_object
from adhere.models.reading import Reading

NAME = "config.json"


def read(content: bytes | None, limit: int = 1024 * 1024) -> tuple[JsonObject | None, Reading]:
    reading = Reading()
    return read_object(MemoryFolder({NAME: content}), NAME, reading, limit), reading


@pytest.mark.parametrize(
    ("content", "rule", "said"),
    [
        (b'{"a": "\xff"}', "ADH-MOD-100", "byte 7"),
        ('{"a": 1}'.encode("utf-16"), "ADH-MOD-100", "byte 0"),
        (b'{"a": 1,\n "b": }', "ADH-MOD-102", "line 2"),
        (b'{"a": 1}\n<<<<<<< HEAD\n{}', "ADH-MOD-102", "line 2"),
        (b"", "ADH-MOD-102", "line 1"),
        (b"[1, 2]", "ADH-MOD-103", NAME),
        (b"null", "ADH-MOD-103", NAME),
        (b'{"a":' * 65 + b"1" + b"}" * 65, "ADH-MOD-106", "64 levels"),
        (b"[" * 100_000, "ADH-MOD-106", "64 levels"),
        (b'{"a": ' + b"9" * 5000 + b"}", "ADH-MOD-106", "thousands of digits"),
        (None, "ADH-MOD-107", "could not be opened"),
    ],
)
def test_each_fault_has_a_rule_and_a_place(content: bytes | None, rule: str, said: str) -> None:
    file, reading = read(content)

    assert file is None
    assert [found.rule.id for found in reading.findings] == [rule]
    assert said in reading.findings[0].wrong("en")
    assert reading.findings[0].place.file == NAME


def test_a_file_above_the_limit_is_not_read() -> None:
    file, reading = read(b'{"a": "' + b"x" * 2048 + b'"}', limit=1024)

    assert file is None
    assert reading.findings[0].rule.id == "ADH-MOD-105"


def test_a_byte_order_mark_is_noted_and_skipped() -> None:
    file, reading = read(b'\xef\xbb\xbf{"a": 1}')

    assert file is not None
    assert file.value == {"a": 1}
    assert [found.rule.id for found in reading.findings] == ["ADH-MOD-101"]


def test_windows_line_ends_and_infinity_do_no_harm() -> None:
    file, reading = read(b'{\r\n  "a": [0.0, Infinity]\r\n}\r\n')

    assert file is not None
    assert file.value == {"a": [0.0, float("inf")]}
    assert reading.findings == []


def test_doubled_keys_are_reported_and_contradictions_kept_apart() -> None:
    file, reading = read(b'{"same": 1, "same": 1, "inner": {"other": 1, "other": 2}}')

    assert file is not None
    assert file.contradicted == ("other",)
    assert [found.values["key"] for found in reading.findings] == ["other", "same"]
    assert {found.rule.id for found in reading.findings} == {"ADH-MOD-104"}


def test_the_digest_is_of_the_whole_file() -> None:
    content = b'\xef\xbb\xbf{"a": 1}'
    file, _ = read(content)

    assert file is not None
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert file.source("a", "b").at == "key a, b"


def test_sixty_four_levels_are_allowed() -> None:
    file, reading = read(b'{"a":' * 64 + b"1" + b"}" * 64)

    assert file is not None
    assert reading.findings == []
