# SPDX-License-Identifier: EUPL-1.2
"""Headers of safetensors files: read exactly, refused for one reason each, never beyond their end."""

import hashlib
import io
import json
import struct
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.checkpoints import header_of, safetensors, tiny, with_header

from adhere.models.readers.careful import careful
from adhere.models.readers.columns import BITS, quick
from adhere.models.readers.header import TENSORS_LIMIT
from adhere.models.readers.refusal import Refusal
from adhere.models.readers.safetensors import HEADER_LIMIT, read_header

ONE = {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}


def header(content):
    return read_header(io.BytesIO(content), len(content))


def outcome(content):
    """Return the header, or the problems it was refused for; anything else that is raised fails the test."""
    try:
        return header(content)
    except Refusal as refused:
        return refused.problems


def rules(content, size=None):
    with pytest.raises(Refusal) as refused:
        read_header(io.BytesIO(content), len(content) if size is None else size)
    return [problem.rule for problem in refused.value.problems]


def entry(**changes):
    return {"a": {**ONE["a"], **changes}}


def two(one, other, length=8):
    return with_header({"a": {**ONE["a"], **one}, "b": {**ONE["a"], **other}}, length)


def test_names_kinds_end_and_digest_are_those_of_the_file():
    content = safetensors(tiny())
    read = header(content)
    assert list(read.names) == [name for name, *_ in tiny()]
    assert [read.kinds[key] for key in read.keys] == [(dtype, tuple(shape)) for _, dtype, shape in tiny()]
    assert content[read.end :] == bytes(read.data_bytes)
    assert read.digest == hashlib.sha256(content[: read.end]).digest()
    assert read.metadata == {"format": "pt"}


def test_a_shape_without_dimensions_is_one_element_and_a_zero_dimension_none():
    read = header(safetensors([("scalar", "F32", []), ("empty", "F32", [0, 4])]))
    assert read.data_bytes == 4


def test_types_smaller_than_a_byte_fill_whole_bytes():
    assert header(safetensors([("a", "F4", [3, 2]), ("b", "F6_E2M3", [4])])).data_bytes == 6


def test_a_header_may_hold_no_tensors_and_be_padded():
    assert header(with_header(b"{}      ", 0)).names == []


def test_tensors_may_stand_in_another_order_than_their_bytes():
    later, first = entry(data_offsets=[8, 16])["a"], ONE["a"]
    assert header(with_header({"later": later, "first": first}, 16)).data_bytes == 16


def test_metadata_with_braces_and_escapes_is_read():
    metadata = {"__metadata__": {"config": '{"a": "}"}'}}
    assert header(with_header({**metadata, **ONE}, 8)).metadata == metadata["__metadata__"]


def test_not_one_byte_beyond_the_header_is_asked_for():
    content = safetensors(tiny())
    end = header(content).end
    short = io.BytesIO(content[:end])
    assert read_header(short, len(content)).end == end


MISTAKES = {
    "empty file": (b"", "ADH-MOD-010"),
    "seven bytes": (bytes(7), "ADH-MOD-010"),
    "a header of 1 TB": (struct.pack("<Q", 1 << 40) + bytes(64), "ADH-MOD-011"),
    "a header of 2 GB": (struct.pack("<Q", 1 << 31) + bytes(64), "ADH-MOD-011"),
    "the largest length there is": (b"\xff" * 16, "ADH-MOD-011"),
    "a header that runs past the end": (struct.pack("<Q", 200) + b"{}", "ADH-MOD-012"),
    "no header": (struct.pack("<Q", 0), "ADH-MOD-014"),
    "a list": (with_header(b"[1, 2]", 0), "ADH-MOD-014"),
    "half an object": (with_header(b'{"a": {"dtype"', 0), "ADH-MOD-014"),
    "something behind the object": (with_header(b"{} {}", 0), "ADH-MOD-014"),
    "not UTF-8": (with_header(b'{"\xff": 1}', 0), "ADH-MOD-014"),
    "UTF-16": (with_header(json.dumps(ONE).encode("utf-16-le"), 8), "ADH-MOD-014"),
    "a number of 5,000 digits": (with_header(b'{"a": ' + b"9" * 5000 + b"}", 0), "ADH-MOD-014"),
    "nested without end": (with_header(b'{"a":' * 100_000, 0), "ADH-MOD-015"),
    "an entry that is a number": (with_header({"a": 1}, 0), "ADH-MOD-016"),
    "an entry without shape": (with_header({"a": {"dtype": "F32", "data_offsets": [0, 8]}}, 8), "ADH-MOD-016"),
    "an entry with too much": (with_header(entry(order="C"), 8), "ADH-MOD-016"),
    "a shape given twice": (
        with_header(b'{"a":{"dtype":"F32","shape":[9],"shape":[2],"data_offsets":[0,8]}}', 8),
        "ADH-MOD-016",
    ),
    "a name twice": (with_header(json.dumps(ONE)[:-1].encode() + b',"a":' + json.dumps(ONE["a"]).encode() + b"}", 8), "ADH-MOD-017"),
    "metadata twice": (with_header(b'{"__metadata__":{},"__metadata__":{}}', 0), "ADH-MOD-017"),
    "an unknown dtype": (with_header(entry(dtype="F33"), 8), "ADH-MOD-018"),
    "a dtype that is a list": (with_header(entry(dtype=["F32"]), 8), "ADH-MOD-018"),
    "a negative dimension": (with_header(entry(shape=[-2]), 8), "ADH-MOD-019"),
    "a dimension with a point": (with_header(entry(shape=[2.0]), 8), "ADH-MOD-019"),
    "a dimension that is a truth": (with_header(entry(shape=[True, 2]), 8), "ADH-MOD-019"),
    "a dimension that is text": (with_header(entry(shape=["2"]), 8), "ADH-MOD-019"),
    "a dimension above 2^32": (with_header(entry(shape=[2**32 + 1]), 8), "ADH-MOD-019"),
    "a shape that is a number": (with_header(entry(shape=2), 8), "ADH-MOD-019"),
    "a hundred dimensions": (with_header(entry(shape=[1] * 100), 8), "ADH-MOD-019"),
    "three offsets": (with_header(entry(data_offsets=[0, 4, 8]), 8), "ADH-MOD-020"),
    "offsets the wrong way round": (with_header(entry(data_offsets=[8, 0]), 8), "ADH-MOD-020"),
    "an offset below zero": (with_header(entry(data_offsets=[-8, 0]), 8), "ADH-MOD-020"),
    "an infinite offset": (with_header(b'{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,1e999]}}', 8), "ADH-MOD-020"),
    "the same bytes for two": (two({}, {}), "ADH-MOD-021"),
    "bytes shared by two": (two({}, {"data_offsets": [4, 12]}, 12), "ADH-MOD-021"),
    "a gap": (two({}, {"data_offsets": [12, 20]}, 20), "ADH-MOD-022"),
    "a first tensor that begins late": (with_header(entry(data_offsets=[8, 16]), 16), "ADH-MOD-022"),
    "more bytes than the shape": (with_header(entry(data_offsets=[0, 12]), 12), "ADH-MOD-023"),
    "fewer bytes than the shape": (with_header(entry(shape=[3]), 8), "ADH-MOD-023"),
    "half a byte": (with_header(entry(dtype="F4", shape=[3], data_offsets=[0, 2]), 2), "ADH-MOD-023"),
    "data that stop": (with_header(ONE, 7), "ADH-MOD-024"),
    "bytes behind the data": (with_header(ONE, 9), "ADH-MOD-025"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_has_its_own_finding(name):
    content, rule = MISTAKES[name]
    assert rules(content) == [rule]


def test_different_mistakes_in_one_header_are_all_found():
    broken = {"a": {**ONE["a"], "dtype": "?"}, "b": {**ONE["a"], "shape": [-1]}, "c": 1}
    assert sorted(rules(with_header(broken, 8))) == ["ADH-MOD-016", "ADH-MOD-018", "ADH-MOD-019"]


def test_the_same_mistake_many_times_is_one_finding_that_counts():
    broken = {name: {**ONE["a"], "dtype": "?"} for name in "abc"}
    with pytest.raises(Refusal) as refused:
        header(with_header(broken, 8))
    assert [problem.values["count"] for problem in refused.value.problems] == [3]


def test_a_file_shorter_than_its_directory_entry_is_truncated():
    content = safetensors(tiny())
    assert rules(content[:30], len(content)) == ["ADH-MOD-012"]


def test_a_header_of_more_entries_than_any_model_is_not_parsed():
    entries = b",".join([b'"":{}'] * (TENSORS_LIMIT + 1))
    assert rules(with_header(b"{" + entries + b"}", 0)) == ["ADH-MOD-013"]


def test_a_long_header_that_is_no_object_is_not_read_to_its_end():
    class Counting(io.BytesIO):
        asked = 0

        def read(self, size=-1):
            Counting.asked += size
            return super().read(size)

    content = Counting(struct.pack("<Q", HEADER_LIMIT) + b"[")
    with pytest.raises(Refusal):
        read_header(content, HEADER_LIMIT + 8)
    assert Counting.asked == 9


# --- properties ---

NAMES = st.text(min_size=1, max_size=12) | st.sampled_from(
    ["model.layers.0.a", "w.experts.12.up", "é", 'q"', "a\\b"]
)
KINDS = st.tuples(st.sampled_from(sorted(BITS)), st.lists(st.integers(0, 6), max_size=4)).filter(
    lambda kind: prod(kind[1]) * BITS[kind[0]] % 8 == 0
)
TENSORS = st.dictionaries(NAMES.filter(lambda name: name != "__metadata__"), KINDS, max_size=8).map(
    lambda found: [(name, dtype, shape) for name, (dtype, shape) in found.items()]
)


@given(TENSORS, st.booleans())
def test_elements_are_the_sum_of_the_products_of_all_shapes(tensors, compact):
    read = header(safetensors(tensors, compact=compact))
    assert sum(prod(read.kinds[key][1]) for key in read.keys) == sum(prod(shape) for *_, shape in tensors)


@given(TENSORS)
def test_the_quick_way_reads_what_the_careful_way_reads(tensors):
    text = json.dumps(
        {"__metadata__": {"format": "pt"}, **header_of(tensors)}, separators=(",", ":"), ensure_ascii=False
    )
    fast, slow = quick(text), careful(text)
    assert fast is None or read_out(fast) == read_out(slow)
    assert fast is not None or not tensors or "\\" in text


@given(st.data())
def test_a_changed_header_is_never_taken_by_the_quick_way_alone(data):
    text = json.dumps(header_of(tiny()), separators=(",", ":"))
    place = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 4))
    changed = (
        text[:place] + data.draw(st.text('"{}[]:,0123456789.- abtrue\\', max_size=4)) + text[place + cut :]
    )
    fast = quick(changed)
    if fast is not None:
        assert read_out(fast) == read_out(careful(changed))


def read_out(columns):
    kinds = [columns.kinds[key] for key in columns.keys]
    return list(columns.names), kinds, columns.data_bytes, dict(columns.metadata)


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_and_never_raise_anything_else(content):
    assert outcome(content)


@pytest.mark.parametrize("end", range(len(safetensors(tiny()))))
def test_a_file_cut_at_any_byte_is_refused(end):
    assert rules(safetensors(tiny())[:end])[0] in {"ADH-MOD-010", "ADH-MOD-012", "ADH-MOD-024"}


def test_a_header_without_its_first_sign_is_not_taken_by_the_quick_way():
    text = '{"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'
    assert quick(text) is not None
    assert quick(text.replace('},"w"', '}"w"')) is None
