# SPDX-License-Identifier: EUPL-1.2
"""What the state means that a site was in, as the function in C tells it, is what counting moments gives."""

from __future__ import annotations

from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engine.native.functions_in_c import in_c, needs_a_compiler

from adhere.engine.native import spells

NO_STATE, NOTHING_KNOWN = -1, 0
"""The first is told as it is, whatever states mean."""
CALL, KINDS = "adhere_profile(c1, make_timestamp(c2), {})", ("INTEGER", "BIGINT")
MOMENTS = st.integers(-(10**17), 10**17)
NEAR, FAR = st.integers(0, 6), st.integers(0, 1 << 30)
"""Numbers of first states: below those that mean something in the tests, and anywhere."""
MOST = 20


def _sites(first: st.SearchStrategy[int]) -> st.SearchStrategy[list[tuple[int, list[int]]]]:
    return st.lists(st.tuples(first, st.lists(MOMENTS, max_size=MOST).map(sorted)), max_size=6)


pytestmark = needs_a_compiler


@pytest.fixture(scope="module")
def made():
    with in_c() as found:
        yield found


def _right(sites: list[tuple[int, list[int]]], site: int | None, moment: int | None) -> int | None:
    if site is None or not 0 <= site < len(sites):
        return None
    if site == 0:
        return NO_STATE
    first, begun = sites[site]
    return NOTHING_KNOWN if moment is None else first + bisect_right(begun, moment)


@given(_sites(NEAR), st.lists(MOMENTS, max_size=4))
def test_drawn_sites_are_in_the_state_that_counting_gives(made, sites, others):
    table = made.functions.keep(spells.packed(sites, range(6 + MOST + 1)))  # each state means itself
    moments = {moment + more for _, begun in sites for moment in begun for more in (-1, 0, 1)}
    rows = [
        (site, moment)
        for site in (*range(len(sites) + 1), None, -1, -2, 2**31 - 1, -(2**31))
        for moment in (*sorted(moments), *others, None)
    ]
    assert made.ask(CALL, KINDS, rows, table) == [_right(sites, *row) for row in rows]


@given(_sites(NEAR | FAR), st.lists(st.integers(-(2**31), 2**31 - 1), max_size=12), MOMENTS)
def test_what_a_state_means_is_told_by_its_number(made, sites, meanings, moment):
    table = made.functions.keep(spells.packed(sites, meanings))
    rows = [(site, told) for site in (*range(len(sites) + 1), None, -1) for told in (moment, None)]
    states = [_right(sites, *row) for row in rows]
    right = [state if state in (None, NO_STATE) else dict(enumerate(meanings)).get(state) for state in states]
    assert made.ask(CALL, KINDS, rows, table) == right


def test_many_rows_of_one_site_with_many_states(made):
    sites = [(0, []), (5, list(range(0, 100_000, 10)))]
    table = made.functions.keep(spells.packed(sites, range(10_006)))
    rows = [(1, moment) if moment % 3 else (None, moment) for moment in range(-5, 100_005, 7)]
    assert made.ask(CALL, KINDS, rows, table) == [_right(sites, *row) for row in rows]
