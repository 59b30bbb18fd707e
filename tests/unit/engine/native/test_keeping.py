# SPDX-License-Identifier: EUPL-1.2
"""Tables are kept under numbers as long as someone holds them, and numbers come free again."""

from __future__ import annotations

import gc

import pytest
from tests.unit.engine.native.functions_in_c import in_c, needs_a_compiler

from adhere.engine.native import names

MOST = 256
pytestmark = needs_a_compiler


@pytest.fixture
def made():
    with in_c() as found:
        yield found


def _table(number: int) -> bytes:
    return names.packed([(b"https://a.example/", number)])


def test_more_tables_in_turn_than_fit_at_once(made):
    for number in range(2 * MOST + 1):
        kept = made.functions.keep(_table(number))
        assert made.of_texts("adhere_named", ["https://a.example/"], kept) == [number]


def test_each_table_has_its_own_number_and_one_too_many_is_refused(made):
    kept = [made.functions.keep(_table(number)) for number in range(MOST)]
    assert sorted(one.number for one in kept) == list(range(MOST))
    with pytest.raises(MemoryError):
        made.functions.keep(_table(0))
    for one in kept[:: MOST // 8]:
        found = made.of_texts("adhere_named", ["https://a.example/"], one)
        assert found == [kept.index(one)]
    free = kept.pop(17).number
    gc.collect()
    again = made.functions.keep(_table(1_000))
    assert again.number == free
    assert made.of_texts("adhere_named", ["https://a.example/"], again) == [1_000]


def test_two_sessions_know_nothing_of_each_other(made):
    with in_c() as other:
        ours, theirs = made.functions.keep(_table(1)), other.functions.keep(_table(2))
        assert ours.number == theirs.number
        assert made.of_texts("adhere_named", ["https://a.example/"], ours) == [1]
        assert other.of_texts("adhere_named", ["https://a.example/"], theirs) == [2]
    assert made.of_texts("adhere_named", ["https://a.example/"], ours) == [1]
