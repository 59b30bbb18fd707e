# SPDX-License-Identifier: EUPL-1.2
"""The index of a sharded set: parsed in any form JSON allows, refused where it is of no use or points elsewhere."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.checkpoints import pointer
from tests.unit.models.memory import MemoryFolder

from adhere.models.readers import index as reader
from adhere.models.readers.index import read_index
from adhere.models.readers.refusal import Refusal

NAME = "model.safetensors.index.json"
MAP = {"a": "model-1-of-2.safetensors", "b": "model-2-of-2.safetensors"}
INDEX = {"metadata": {"total_size": 16, "total_parameters": 8}, "weight_map": MAP}


def read(content):
    return read_index(MemoryFolder({NAME: content}), NAME)


def refused(content):
    with pytest.raises(Refusal) as caught:
        read(content)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("indent", [None, 0, 1, 2, "\t"])
@pytest.mark.parametrize("order", [("metadata", "weight_map"), ("weight_map", "metadata")])
def test_every_way_to_write_it_reads_the_same(indent, order):
    text = json.dumps({key: INDEX[key] for key in order}, indent=indent)
    found = read(text.encode())
    assert (dict(found.weight_map), found.total_size, found.total_parameters) == (MAP, 16, 8)
    assert found.files == frozenset(MAP.values())


def test_a_byte_order_mark_escapes_and_a_lack_of_metadata_are_no_trouble():
    found = read(b"\xef\xbb\xbf" + json.dumps({"weight_map": {'a"b': "é.safetensors"}}).encode())
    assert (dict(found.weight_map), found.total_size) == ({'a"b': "é.safetensors"}, None)


@pytest.mark.parametrize(
    ("said", "taken"), [(16.0, 16), (16.5, None), (-1, None), ("16", None), (True, None), (None, None)]
)
def test_only_whole_numbers_are_totals(said, taken):
    assert read({"metadata": {"total_size": said}, "weight_map": MAP}).total_size == taken


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"[]", 1),
        (b"\n\n{", 3),
        (b'{"weight_map": {"a": 1}}', 1),
        (b'{"weight_map": ["a"]}', 1),
        (b'{"weight_map": {}}', 1),
        (b'{"metadata": {}}', 1),
        (json.dumps(INDEX).encode() + b"\n=======\n{}", 2),
        (b'{\n"weight_map": {"a": "\xff"}}', 2),
        (b"[" * 100_000, 1),
        (b"9" * 5_000, 1),
    ],
)
def test_what_is_no_index_is_refused_with_its_line(content, line):
    problem = refused(content)
    assert (problem.rule, problem.line) == ("ADH-MOD-030", line)


@pytest.mark.parametrize(
    "target",
    ["../x.safetensors", "a/../../x", "/etc/passwd", "https://example.org/x", "..\\x", "C:\\x", "", "a\0b"],
)
def test_a_path_that_leaves_the_folder_is_refused(target):
    assert refused({"weight_map": MAP | {"c": target}}).rule == "ADH-MOD-032"


def test_a_folder_below_is_inside():
    assert read({"weight_map": {"a": "part/..model.safetensors"}}).files == {"part/..model.safetensors"}


def test_a_pointer_in_place_of_the_index_is_called_a_pointer():
    assert refused(pointer()).rule == "ADH-MOD-003"


def test_limits_on_bytes_files_and_tensors(monkeypatch):
    monkeypatch.setattr(reader, "FILES_LIMIT", 1)
    assert refused(INDEX).rule == "ADH-MOD-031"
    monkeypatch.setattr(reader, "FILES_LIMIT", 10)
    monkeypatch.setattr(reader, "TENSORS_LIMIT", 1)
    assert refused(INDEX).rule == "ADH-MOD-031"
    monkeypatch.setattr(reader, "TEXT_LIMIT", 10)
    monkeypatch.setattr(reader, "read_text_bytes", lambda *_: (_ for _ in ()).throw(reader.TooLargeError))
    assert refused(INDEX).rule == "ADH-MOD-031"


@given(
    st.dictionaries(
        st.text(max_size=9), st.text('ab./-01é" ', min_size=1, max_size=9), min_size=1, max_size=9
    )
)
def test_any_map_is_read_as_json_reads_it_or_refused(weight_map):
    text = json.dumps({"weight_map": weight_map}, ensure_ascii=False).encode()
    try:
        found = dict(read(text).weight_map)
    except Refusal as caught:
        found = caught.problems[0].rule
    assert found in (weight_map, "ADH-MOD-032")


@pytest.mark.parametrize("other", [None, 1, ["../y"], {"a": "b"}])
def test_a_path_that_leaves_the_folder_is_said_though_another_entry_is_no_text(other):
    assert refused({"weight_map": MAP | {"c": "../x", "d": other}}).rule == "ADH-MOD-032"
    assert refused({"weight_map": MAP | {"d": other}}).rule == "ADH-MOD-030"
