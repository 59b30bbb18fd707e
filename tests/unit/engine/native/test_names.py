# SPDX-License-Identifier: EUPL-1.2
"""A name that was laid out is found again by the functions in C with its own number, and no other name is."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.engine.native.functions_in_c import in_c, needs_a_compiler

from adhere.engine.native import names

ELSEWHERE = -2
SHORTEST = 8
"""Octets of the shortest name that ``adhere_named`` looks for: that of a site has more."""
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
pytestmark = needs_a_compiler


@pytest.fixture(scope="module")
def made():
    with in_c() as found:
        yield found


def _found(made, known: dict[str, int], asked: list[str | None]) -> list[int | None]:
    table = made.functions.keep(names.packed([(name.encode(), number) for name, number in known.items()]))
    return made.of_texts("adhere_named", asked, table)


def _right(known: dict[str, int], asked: list[str | None]) -> list[int | None]:
    long = {name: number for name, number in known.items() if len(name.encode()) >= SHORTEST}
    return [None if name is None else long.get(name, ELSEWHERE) for name in asked]


@settings(max_examples=150)
@given(
    st.dictionaries(TEXTS, st.integers(0, 2**31 - 1), max_size=40),
    st.lists(st.one_of(st.none(), TEXTS, st.just(""))),
)
def test_drawn_names_are_found_and_no_others(made, known, others):
    cut = [name[:-1] for name in known] + [name + "\0" for name in known] + ["\0" + name for name in known]
    asked = [*known, *others, *cut]
    assert _found(made, known, asked) == _right(known, asked)


@pytest.mark.parametrize("length", [8, 9, 12, 13, 15, 16, 17, 24, 25, 253, 5_000])
def test_many_names_of_one_length(made, length):
    chance = random.Random(length)
    drawn = ["".join(chance.choices("ab", k=length)) for _ in range(400)]
    last = ["a" * (length - 1) + sign for sign in "abcdefgh\0é"[:9]]
    known = {name: number for number, name in enumerate(dict.fromkeys([*drawn[:200], *last]))}
    asked = [*known, *drawn]
    assert _found(made, known, asked) == _right(known, asked)


def test_one_name_and_none_at_all(made):
    for known in ({}, {"https://a.example/": 7}):
        asked = ["https://a.example/", "https://b.example/", "", "a", "       ", "        ", None]
        assert _found(made, known, asked) == _right(known, asked)


@pytest.mark.parametrize("before", ["", "https://", "https://an.example/long/"])
def test_names_of_one_digest_are_told_apart(made, before):
    alike = _alike(before, 60)
    assert len({names.digest(name.encode()) for name in alike}) == 1
    known = {name: number for number, name in enumerate(alike[:40])}
    assert _found(made, known, alike) == [*range(40), *[ELSEWHERE] * 20]


def test_a_name_that_begins_as_another_of_one_digest_is_told_apart(made):
    """The octets of a longer one stand behind those of the first."""
    first = "a" * 8
    (last,) = (name.removeprefix(first) for name in _alike(first, 1, names.digest(first.encode())))
    assert names.digest((first + last).encode()) == names.digest(first.encode())
    assert _found(made, {first: 1, last: 2}, [first, last, first + last]) == [1, 2, ELSEWHERE]


def test_short_names_are_found_as_suffixes(made):
    """The list of suffixes holds names of a sign and on, which stand at the end of a host."""
    known = {"a": 1, "ab": 1, "c.ab": 2, "abcdefg": 1, "abcdefgh": 1, "x.abcdefgh": 2, "abcdefghi": 1}
    table = made.functions.keep(names.packed([(name.encode(), number) for name, number in known.items()]))
    asked = {
        "http://z.a/": "z.a",
        "http://z.ab/": "z.ab",
        "https://y.c.ab/": "y.c.ab",
        "https://y.z.c.ab/": "z.c.ab",
        "https://c.ab/": None,
        "https://z.abcdefg/": "z.abcdefg",
        "https://z.abcdefgh/": "z.abcdefgh",
        "https://y.x.abcdefgh/": "y.x.abcdefgh",
        "https://z.y.abcdefghi": "y.abcdefghi",
        "http://a": None,
    }
    said = made.ask("adhere_key(c1, -1, {}, -1)", ("VARCHAR",), [(one,) for one in asked], table)
    assert [number is not None for number in said] == [domain is not None for domain in asked.values()]
    assert said == made.of_texts("adhere_number", list(asked.values()), "-1")


def test_what_would_be_too_large_is_refused():
    class Long(bytes):
        __slots__ = ()

        def __len__(self) -> int:
            return names.MOST

    with pytest.raises(OverflowError):
        names.packed([(Long(), 1)])


def _alike(before: str, count: int, told: int = 0x12345678) -> list[str]:
    """Return names with one digest that begin with so many times eight octets: what the last eight octets have to be is worked out backwards, and those in ASCII are kept."""
    octets = before.encode()
    so_far = len(octets) + 8
    for at in range(0, len(octets), 8):
        so_far = names._mixed(so_far, octets[at : at + 8])
    inverse = pow(0x9E3779B97F4A7C15, -1, 1 << 64)
    found: list[str] = []
    for high in range(1 << 20):
        product = high << 32 | (high ^ told)
        last = (product * inverse % (1 << 64) ^ so_far).to_bytes(8, "little")
        if last.isascii():
            found.append(before + last.decode())
        if len(found) == count:
            break
    return found
