# SPDX-License-Identifier: EUPL-1.2
"""Facts of the tokenizer's files, as second witnesses beside the configuration."""

from __future__ import annotations

import hashlib
import json

import pytest
from tests.unit.models.memory import MemoryFolder

from adhere.kernel.quantity import Quantity
from adhere.models.facts import Facts
from adhere.models.readers.tokenizer import read_tokenizer
from adhere.models.reading import Reading


def read(**files: object) -> Reading:
    reading = Reading()
    read_tokenizer(MemoryFolder({f"{name}.json": content for name, content in files.items()}), reading)
    return reading


def test_the_longest_input_is_a_witness_of_lower_rank() -> None:
    fact = Facts.of(read(tokenizer_config={"model_max_length": 8192}).facts).get("context.maximum")

    assert fact is not None
    assert fact.value == Quantity.exactly(8192, "tokens")
    assert fact.rank == 20


@pytest.mark.parametrize(
    "length",
    [1000000000000000019884624838656, 1e30, 0, -1, 2.5, True, "8192", None, float("nan"), float("inf")],
)
def test_a_length_that_is_not_set_is_no_fact(length: object) -> None:
    assert read(tokenizer_config={"model_max_length": length}).facts == []


def test_entries_are_counted_with_the_digest_of_what_was_read() -> None:
    content = json.dumps({"added_tokens": [{"id": 2}], "model": {"vocab": {"a": 0, "b": 1}}}).encode()
    (fact,) = read(tokenizer=content).facts

    assert fact.id == "vocabulary.size"
    assert fact.value == Quantity.exactly(3, "entries")
    assert fact.sources[0].at == f"key model.vocab, bytes 0-{len(content)}"
    assert fact.sources[0].sha256 == hashlib.sha256(content).hexdigest()


def test_a_tokenizer_that_cannot_be_counted_is_reported_with_the_place() -> None:
    reading = read(tokenizer=b'{"model": {"vocab": {"a": "x"}}}')

    assert reading.facts == []
    assert [found.rule.id for found in reading.findings] == ["ADH-MOD-122"]
    assert reading.findings[0].place.at == "byte 21"


def test_files_that_cannot_be_opened_are_reported() -> None:
    reading = read(tokenizer=None, tokenizer_config=None, generation_config=None)

    assert [found.rule.id for found in reading.findings] == ["ADH-MOD-107"] * 3


def test_a_damaged_generation_configuration_is_reported_and_a_sound_one_says_nothing() -> None:
    assert [found.rule.id for found in read(generation_config=b"{").findings] == ["ADH-MOD-102"]
    assert read(generation_config={"max_length": 4096}) == Reading()
