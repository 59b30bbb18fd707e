# SPDX-License-Identifier: EUPL-1.2
"""Headers of GGUF files: metadata and tensors, lists passed over, one reason for each refusal."""

import hashlib
import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.checkpoints import gguf, text_of

from adhere.models.readers import cursor
from adhere.models.readers.gguf import TEXT_KEPT, read_header
from adhere.models.readers.refusal import Refusal

TENSORS = [("token_embd.weight", "Q4_K", [8, 256]), ("output_norm.weight", "F32", [256])]
META = {"general.architecture": "llama", "llama.expert_count": 8}


def header(content):
    return read_header(io.BytesIO(content), len(content))


def outcome(content):
    """Return the header, or the problems it was refused for; anything else that is raised fails the test."""
    try:
        return header(content)
    except Refusal as refused:
        return refused.problems


def rules(content):
    with pytest.raises(Refusal) as refused:
        header(content)
    return [problem.rule for problem in refused.value.problems]


def test_dimensions_are_turned_round_and_the_digest_is_of_the_header():
    content = gguf(TENSORS, META)
    read = header(content)
    assert list(read.names) == ["token_embd.weight", "output_norm.weight"]
    assert [read.kinds[key] for key in read.keys] == [("Q4_K", (8, 256)), ("F32", (256,))]
    assert read.metadata == META
    assert read.digest == hashlib.sha256(content[: read.end]).digest()


def test_version_2_is_laid_out_as_version_3():
    assert header(gguf(TENSORS, META, version=2)).metadata == META


def test_numbers_and_truths_of_every_width_are_read():
    packed = {
        0: ("<B", 7),
        1: ("<b", -7),
        2: ("<H", 7),
        3: ("<h", -7),
        4: ("<I", 7),
        5: ("<i", -7),
        7: ("<?", True),
    }
    packed |= {6: ("<f", 0.5), 10: ("<Q", 2**40), 11: ("<q", -7), 12: ("<d", 0.25)}
    keys = {
        f"k{kind}": struct.pack("<I", kind) + struct.pack(code, value)
        for kind, (code, value) in packed.items()
    }
    assert header(gguf([], keys)).metadata == {f"k{kind}": value for kind, (_, value) in packed.items()}


def test_lists_are_passed_over_and_their_length_kept():
    tokens = [f"token{number}" for number in range(5_000)]
    nested = struct.pack("<IIQ", 9, 9, 2) + 2 * (struct.pack("<IQ", 4, 3) + bytes(12))
    read = header(
        gguf(
            TENSORS,
            META | {"tokens": tokens, "nested": nested, "types": struct.pack("<IIQ", 9, 5, 2) + bytes(8)},
        )
    )
    assert read.arrays == {"tokens": 5_000, "nested": 2, "types": 2}
    assert read.metadata == META
    assert list(read.names) == ["token_embd.weight", "output_norm.weight"]


@pytest.mark.parametrize("window", [8, 9, 64, 1_000])
def test_the_window_through_which_a_file_is_seen_changes_nothing(window, monkeypatch):
    content = gguf(TENSORS, META | {"tokens": ["", "a", "long " * 50, "é"], "template": "x" * 500})
    whole = header(content)
    monkeypatch.setattr(cursor, "WINDOW", window)
    assert header(content) == whole


def test_a_text_is_kept_only_in_part_when_it_is_long():
    read = header(gguf(TENSORS, {"tokenizer.chat_template": "é" * TEXT_KEPT, "last": 1}))
    assert len(read.metadata["tokenizer.chat_template"]) == TEXT_KEPT // 2
    assert read.metadata["last"] == 1


def table_entry(name="a", dimensions=(32,), kind=0, offset=0):
    return text_of(name) + struct.pack(f"<I{len(dimensions)}QIQ", len(dimensions), *dimensions, kind, offset)


def with_table(*entries, data=256):
    head = b"GGUF" + struct.pack("<IQQ", 3, len(entries), 0) + b"".join(entries)
    return head + bytes(-len(head) % 32 + data)


def counts(tensors, keys):
    return b"GGUF" + struct.pack("<IQQ", 3, tensors, keys) + bytes(64)


HUGE = struct.pack("<IIQ", 9, 4, 2**40)
MISTAKES = {
    "empty file": (b"", "ADH-MOD-057"),
    "another file": (b"PK\x03\x04" + bytes(60), "ADH-MOD-050"),
    "version 1": (gguf(TENSORS, META, version=1), "ADH-MOD-051"),
    "version 0": (gguf(TENSORS, META, version=0), "ADH-MOD-051"),
    "version 99": (gguf(TENSORS, META, version=99), "ADH-MOD-051"),
    "big-endian": (gguf(TENSORS, META, version=3 << 24), "ADH-MOD-052"),
    "a billion tensors": (counts(10**9, 0), "ADH-MOD-053"),
    "a billion keys": (counts(0, 10**9), "ADH-MOD-053"),
    "a list of 2^40 numbers": (gguf([], {"a": HUGE}), "ADH-MOD-053"),
    "lists in lists without end": (gguf([], {"a": struct.pack("<I", 9) + struct.pack("<IQ", 9, 1) * 9}), "ADH-MOD-053"),
    "a list of an unknown type": (gguf([], {"a": struct.pack("<IIQ", 9, 77, 1)}), "ADH-MOD-054"),
    "an unknown type of value": (gguf([], {"a": struct.pack("<I", 77)}), "ADH-MOD-054"),
    "a key twice": (b"GGUF" + struct.pack("<IQQ", 3, 0, 2) + 2 * (text_of("a") + struct.pack("<II", 4, 1)), "ADH-MOD-054"),
    "a key that is not UTF-8": (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 2) + b"\xff\xfe" + bytes(16), "ADH-MOD-054"),
    "a key of a terabyte": (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 2**40) + bytes(16), "ADH-MOD-054"),
    "a text of a terabyte": (gguf([], {"a": struct.pack("<IQ", 8, 2**40)}), "ADH-MOD-057"),
    "a token of a terabyte": (gguf([], {"a": struct.pack("<IIQQ", 9, 8, 1, 2**40)}), "ADH-MOD-057"),
    "more tokens than bytes": (gguf([], {"a": struct.pack("<IIQ", 9, 8, 1000)}), "ADH-MOD-057"),
    "too many dimensions": (with_table(table_entry(dimensions=[1] * 9)), "ADH-MOD-055"),
    "a dimension of 0": (with_table(table_entry(dimensions=[32, 0])), "ADH-MOD-055"),
    "a dimension above 2^32": (with_table(table_entry(dimensions=[2**33])), "ADH-MOD-055"),
    "an unknown element type": (with_table(table_entry(kind=4)), "ADH-MOD-055"),
    "a row that fills no block": (with_table(table_entry(dimensions=[100], kind=12)), "ADH-MOD-055"),
    "an alignment of 7": (gguf(TENSORS, {"general.alignment": 7}), "ADH-MOD-056"),
    "an alignment of 2^31": (gguf(TENSORS, {"general.alignment": 2**31}), "ADH-MOD-056"),
    "an alignment that is text": (gguf(TENSORS, {"general.alignment": "32"}), "ADH-MOD-056"),
    "an offset off the grid": (gguf(TENSORS, META, offsets=[0, 1153]), "ADH-MOD-056"),
    "data that stop": (gguf(TENSORS, META, missing=1), "ADH-MOD-057"),
    "a tensor beyond the file": (gguf(TENSORS, META, offsets=[0, 2**60]), "ADH-MOD-057"),
    "two tensors in one place": (gguf(TENSORS, META, offsets=[0, 0]), "ADH-MOD-059"),
    "a name twice": (with_table(table_entry(), table_entry(offset=128)), "ADH-MOD-059"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_has_its_own_finding(name):
    content, rule = MISTAKES[name]
    assert rules(content) == [rule]


def test_walking_through_lists_has_a_budget(monkeypatch):
    monkeypatch.setattr(cursor, "WALK_LIMIT", 3)
    assert rules(gguf([], {"a": ["x", "y"], "b": ["x", "y"]})) == ["ADH-MOD-053"]


def test_a_header_has_a_longest_length(monkeypatch):
    monkeypatch.setattr(cursor, "PASSED_LIMIT", 100)
    assert rules(gguf([], {"a": "x" * 200})) == ["ADH-MOD-053"]


def test_a_file_shorter_than_its_directory_entry_is_truncated():
    content = gguf(TENSORS, META)
    with pytest.raises(Refusal) as refused:
        read_header(io.BytesIO(content[:50]), len(content))
    assert [problem.rule for problem in refused.value.problems] == ["ADH-MOD-057"]


@pytest.mark.parametrize("end", range(0, len(gguf(TENSORS, META)), 7))
def test_a_file_cut_anywhere_is_truncated(end):
    assert rules(gguf(TENSORS, META)[:end]) == ["ADH-MOD-057"]


@given(st.binary(max_size=300), st.integers(0, 40))
def test_random_bytes_are_refused_and_never_raise_anything_else(content, kept):
    start = gguf(TENSORS, META)[:kept]
    assert outcome(start + content)


@given(st.integers(0, 200), st.binary(min_size=1, max_size=9))
def test_changed_bytes_never_raise_anything_but_a_refusal(place, change):
    content = bytearray(gguf(TENSORS, META | {"tokens": ["a", "b"]}))
    content[place : place + len(change)] = change
    assert outcome(bytes(content))
