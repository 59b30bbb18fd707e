# SPDX-License-Identifier: EUPL-1.2
"""Counting the entries of a tokenizer piece by piece, as a JSON parser would count them."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.models.readers import vocabulary
from adhere.models.readers.vocabulary import VocabularyError, vocabulary_size

TOKENS = st.lists(st.text(max_size=6), unique=True, max_size=12)


def tokenizer(tokens: list[str], added: list[int], *, scored: bool = False) -> dict[str, object]:
    inner: object = (
        [[token, -1.5e-3] for token in tokens] if scored else {token: n for n, token in enumerate(tokens)}
    )
    return {
        "version": "1.0",
        "added_tokens": [{"id": number, "content": "<x>", "special": True} for number in added],
        "normalizer": {"vocab": {"decoy": 1}, "id": 99},
        "model": {"type": "any", "unk_id": 3, "vocab": inner, "merges": [["a", "b"]]},
    }


@given(
    TOKENS, st.lists(st.integers(0, 30), max_size=4), st.booleans(), st.sampled_from([None, 1]), st.booleans()
)
def test_the_count_is_that_of_a_parser(
    tokens: list[str], added: list[int], scored: bool, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(tokenizer(tokens, added, scored=scored), indent=indent, ensure_ascii=ascii_only)

    assert vocabulary_size(io.BytesIO(text.encode())) == len(set(range(len(tokens))) | set(added))


@given(TOKENS, st.integers(1, 40))
def test_the_size_of_the_pieces_changes_nothing(tokens: list[str], piece: int) -> None:
    content = json.dumps(tokenizer(tokens, [2, 50])).encode()

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 0, piece))

    assert vocabulary_size(Slow(content)) == vocabulary_size(io.BytesIO(content))


def test_reading_stops_behind_the_vocabulary() -> None:
    content = json.dumps(tokenizer(["a", "b"], [])).encode() + b" " * (3 * vocabulary.PIECE)
    file = io.BytesIO(content)
    vocabulary_size(file)

    assert file.tell() <= vocabulary.PIECE


def test_numbers_out_of_order_and_with_gaps_are_counted_as_they_stand() -> None:
    content = b'{"added_tokens": [{"id": 5}, {"id": 7}], "model": {"vocab": {"a": 7, "b": 0, "c": 0}}}'

    assert vocabulary_size(io.BytesIO(content)) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[" * 200,
        b"]",
        b'{"model": {"vocab": {"a": 1',
        b'{"model": {"vocab": {"a": 1,, "b": 2}}}',
        b'{"model": {"vocab": {"a": "x"}}}',
        b'{"model": {"vocab": {"a": -1}}}',
        b'{"model": {"vocab": {"a": 99999999}}}',
        b'{"model": {"vocab": {"a": 999999999999}}}',
        b'{"model": {"vocab": [["a"]]}}',
        b'"' * 2_100_001,
        b'{"model": {"vocab": {"' + b"a" * 9_000_000,
        b"\x00" * 100,
    ],
)
def test_a_file_without_a_vocabulary_is_refused(content: bytes) -> None:
    with pytest.raises(VocabularyError):
        vocabulary_size(io.BytesIO(content))


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise_anything_else(content: bytes) -> None:
    with pytest.raises(VocabularyError):
        vocabulary_size(io.BytesIO(b'{"model": {"vocab": {"a": 1;' + content))
