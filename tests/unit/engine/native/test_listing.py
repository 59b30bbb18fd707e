# SPDX-License-Identifier: EUPL-1.2
"""A text has one number, and a number one text: names that may be domains by how they are written, all others by a list that takes no more than it may."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engine.native.functions_in_c import in_c, needs_a_compiler

from adhere.engine.embedded import open_session
from adhere.engine.embedded.failures import EngineError
from adhere.engine.native.loading import functions

SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789_-."
PACKED, HALF, LISTED, LISTS = 24, 12, (2**64 - 1) << 64, 64
NAMES = st.text(SIGNS, max_size=PACKED + 2)
TEXTS = st.one_of(NAMES, st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.none())
pytestmark = needs_a_compiler


@pytest.fixture(scope="module")
def made():
    with in_c() as found:
        yield found


def _numbers(made, texts, found):
    return made.of_texts("adhere_number", texts, str(found))


def _texts(made, numbers, found):
    told = [(None if number is None else str(number),) for number in numbers]
    return made.ask("adhere_text(CAST(c1 AS UHUGEINT), {})", ("VARCHAR",), told, str(found))


def _packed(text):
    halves = [0, 0]
    for at, sign in enumerate(text):
        halves[at // HALF] = halves[at // HALF] * 40 + SIGNS.index(sign) + 1
    return halves[1] << 64 | halves[0]


def _is_packed(text):
    return text is not None and len(text) <= PACKED and set(text) <= set(SIGNS)


@given(st.lists(TEXTS, min_size=1, max_size=30))
def test_a_text_has_one_number_and_a_number_one_text(made, texts):
    kept = made.functions.list_texts(10**6)
    numbers = _numbers(made, texts, kept.number)
    assert _texts(made, numbers, kept.number) == texts
    assert len({*zip(texts, numbers, strict=True)}) == len({*texts}) == len({*numbers})
    for text, number in zip(texts, numbers, strict=True):
        if text is not None:
            assert number == _packed(text) if _is_packed(text) else number >= LISTED
    assert _numbers(made, texts[::-1], kept.number) == numbers[::-1]


@given(st.lists(TEXTS, min_size=1, max_size=30))
def test_without_a_list_only_names_have_numbers(made, texts):
    right = [_packed(text) if _is_packed(text) else None for text in texts]
    assert _numbers(made, texts, -1) == right
    assert _texts(made, right, -1) == [text if _is_packed(text) else None for text in texts]


@given(
    st.lists(
        st.one_of(st.integers(0, 2**128 - 1), st.integers(0, 40**13), st.integers(0, 50).map(LISTED.__add__)),
        min_size=1,
    )
)
def test_a_number_of_no_text_has_none(made, numbers):
    kept = made.functions.list_texts(10**6)
    listed = [f"/{place}" for place in range(20)]
    _numbers(made, listed, kept.number)
    for number, text in zip(numbers, _texts(made, numbers, kept.number), strict=True):
        if number >= LISTED:
            assert text == (listed[number - LISTED] if number < LISTED + len(listed) else None)
        elif text is not None:
            assert _packed(text) == number


def test_a_list_takes_many_texts_and_long_ones(made):
    kept = made.functions.list_texts(10**9)
    texts = [f"/{place}" * (1 + place % 3) for place in range(50_000)] + [
        "é" * 600_000,
        "/" * 262_144,
        "/" * 262_145,
        "",
    ]
    numbers = _numbers(made, texts, kept.number)
    assert sorted(numbers[:-1]) == [LISTED + place for place in range(len(texts) - 1)]
    assert _texts(made, numbers, kept.number) == texts
    assert not kept.full


def test_a_list_that_is_full_says_so_and_ends_the_statement(made):
    kept = made.functions.list_texts(400_000)
    few = [f"/{place}" for place in range(1000)]
    numbers = _numbers(made, few, kept.number)
    with pytest.raises(EngineError, match="no more texts fit"):
        _numbers(made, [f"/{place}/more" for place in range(50_000)], kept.number)
    assert kept.full
    assert _texts(made, numbers, kept.number) == few
    assert _numbers(made, ["example.com"], kept.number) == [_packed("example.com")]
    with pytest.raises(EngineError, match="no more texts fit"):
        _numbers(made, ["/one more"], kept.number)


@pytest.mark.parametrize("limit", [0, 1, 20_000, 270_000])
def test_a_list_that_has_hardly_room(made, limit):
    kept = made.functions.list_texts(limit)
    with pytest.raises(EngineError, match="no more texts fit"):
        _numbers(made, ["/a"], kept.number)
    assert kept.full


def test_numbers_of_lists_come_free_again(made):
    gc.collect()
    kept = [made.functions.list_texts(10**6) for _ in range(LISTS)]
    assert sorted(one.number for one in kept) == list(range(LISTS))
    with pytest.raises(MemoryError):
        made.functions.list_texts(10**6)
    for place, one in enumerate(kept[:5]):
        assert _numbers(made, [f"/{place}"], one.number) == [LISTED]
    assert [_texts(made, [LISTED], one.number)[0] for one in kept[:6]] == ["/0", "/1", "/2", "/3", "/4", None]
    free = kept.pop(3).number
    gc.collect()
    again = made.functions.list_texts(10**6)
    assert again.number == free
    assert _texts(made, [LISTED], free) == [None]


@pytest.mark.parametrize("number", [LISTS, 2**31 - 1, -2, -(2**31)])
def test_a_list_that_is_not_there_has_no_texts(made, number):
    assert _numbers(made, ["/a", "a"], number) == [None, 1]
    assert _texts(made, [LISTED, 1], number) == [None, "a"]


def test_several_threads_share_a_list():
    with open_session("1GB", 4) as session:
        found = functions(session)
        texts = found.list_texts(10**8)
        session.run(
            "CREATE TEMP TABLE many AS SELECT '/' || (hash(i) % 70000) AS t FROM range(1000000) AS made(i)"
        )
        number = f"adhere_number(t, {texts.number})"
        session.run(f"CREATE TEMP TABLE numbered AS SELECT t, {number} AS n FROM many")
        ((pairs, ts, ns, wrong),) = session.rows(
            f"SELECT count(DISTINCT (t, n)), count(DISTINCT t), count(DISTINCT n), count(*) FILTER (t IS DISTINCT FROM adhere_text(n, {texts.number})) FROM numbered"
        )
    assert pairs == ts == ns > 60_000
    assert wrong == 0


SHORT_OF_MEMORY = """
import resource, sys
from adhere.engine.embedded import open_session
from adhere.engine.native.loading import functions

with open_session("2GB", 1) as session:
    found = functions(session)
    texts = found.list_texts(10**9)
    session.run("CREATE TEMP TABLE numbered (n UHUGEINT)")
    for place in range(5):
        long = f"'/' || repeat('x', {64 * 2**20 + place})"
        session.run(f"INSERT INTO numbered SELECT adhere_number({long}, {texts.number})")
    taken = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + 20 * 2**20, -1))
    try:
        session.rows(f"SELECT sum(length(adhere_text(n, {texts.number}))) FROM numbered")
    except Exception:
        print("refused", flush=True)
    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
    print("next", found.list_texts(1000).number, flush=True)
"""


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(),
    reason="NOT TESTED: this system does not say how much memory is taken",
)
@pytest.mark.enable_socket
def test_where_the_system_has_no_memory_for_a_text_lists_go_on():
    done = subprocess.run(
        [sys.executable, "-c", SHORT_OF_MEMORY], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.splitlines() == ["refused", "next 1"]
