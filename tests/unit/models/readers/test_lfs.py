# SPDX-License-Identifier: EUPL-1.2
"""Git LFS pointers are told from weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.checkpoints import pointer, safetensors, tiny
from tests.unit.models.memory import MemoryFolder

from adhere.models.readers.lfs import POINTER_LIMIT, Pointer, pointer_at, pointer_of


def test_a_pointer_gives_size_and_digest():
    assert pointer_of(pointer(811_706_777_600, "0f" * 32)) == Pointer(811_706_777_600, "0f" * 32)


def test_windows_line_ends_do_not_hide_a_pointer():
    assert pointer_of(pointer(7).replace(b"\n", b"\r\n")) == Pointer(7, "ab" * 32)


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda text: text.replace(b"sha256", b"sha1"), Pointer(4096, None)),
        (lambda text: text.replace(b"size 4096", b"size many"), Pointer(None, "ab" * 32)),
        (lambda text: text.replace(b"ab" * 32, b"AB" * 32), Pointer(4096, None)),
        (lambda text: text[:60], Pointer(None, None)),
    ],
)
def test_a_damaged_pointer_is_a_pointer_that_says_less(damage, expected):
    assert pointer_of(damage(pointer())) == expected


@pytest.mark.parametrize(
    "content", [b"", b"version 1", safetensors(tiny()), pointer() + bytes(POINTER_LIMIT)]
)
def test_anything_else_is_no_pointer(content):
    assert pointer_of(content) is None


def test_a_file_of_another_size_is_not_opened():
    assert (
        pointer_at(MemoryFolder({"model.safetensors": None}), "model.safetensors", POINTER_LIMIT + 1) is None
    )


@given(st.binary(max_size=300))
def test_whatever_follows_the_first_line_never_raises(rest):
    found = pointer_of(b"version https://git-lfs" + rest)
    assert found is not None
