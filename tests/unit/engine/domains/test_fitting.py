# SPDX-License-Identifier: EUPL-1.2
"""What is tried first where memory may be short: a guess at the number of groups tells, and a session is left as it was."""

from __future__ import annotations

import pytest

from adhere.engine.domains import fitting
from adhere.engine.domains.fitting import TRIES, Sampled, Try, guessed, sampled, tries
from adhere.engine.embedded import open_session
from adhere.engine.embedded.sessions import Session


@pytest.fixture(scope="module")
def session():
    with open_session("1GB", 1) as found:
        yield found


def _keys(groups: int, rows: int) -> str:
    return f"SELECT 'domain-' || hash(i) % {groups} || '.example' AS n FROM range({rows}) AS made(i)"


def _limit(session: Session) -> str:
    ((limit,),) = session.rows("SELECT current_setting('memory_limit')")
    return str(limit)


def test_a_sample_is_counted():
    with open_session("1GB", 1) as session:
        found = sampled(session, "SELECT unnest(['a', 'b', 'b', 'cc', 'cc', 'cc']) AS n")
    assert found == Sampled(6, 3, 1, 1, pytest.approx(1 / 3 + 1 / 9 + 1 / 27))


def test_of_no_rows_nothing_is_guessed(session):
    found = sampled(session, "SELECT 'a' AS n WHERE false")
    assert found == Sampled(0, 0, 0, 0, 0)
    assert guessed(found, 1_000_000) == 0


@pytest.mark.parametrize("rows", [50_000, 49_999, 1])
def test_where_the_sample_is_all_there_is_no_guess(session, rows):
    found = sampled(session, _keys(7_000, 50_000))
    assert guessed(found, rows) == found.groups


@pytest.mark.parametrize("groups", [1_000, 20_000, 300_000])
def test_a_guess_is_within_three_times_of_what_there_is(session, groups):
    rows = 600_000
    ((right,),) = session.rows(f"SELECT count(DISTINCT n) FROM ({_keys(groups, rows)})")
    guess = guessed(sampled(session, _keys(groups, 30_000)), rows)
    assert right / 3 < guess < right * 3


def test_rows_that_all_differ_are_guessed_to_go_on_so(session):
    found = sampled(session, "SELECT i::VARCHAR AS n FROM range(10000) AS made(i)")
    assert guessed(found, 1_000_000) >= 1_000_000


def test_where_memory_is_ample_for_any_groups_no_sample_is_read(session):
    assert tries(session, 1_000_000, 2, "SELECT this_is_not_asked") == TRIES


@pytest.mark.parametrize(
    ("groups", "rows", "first"),
    [
        (1_000, 50_000_000, Try()),  # few groups: they fit
        (10**9, 50_000_000, Try(share=fitting.LESS)),  # may not fit, and a part of the rows does
        (10**9, 500_000_000, Try()),  # a part of the rows would not fit either
    ],
)
def test_less_memory_is_given_where_groups_may_not_fit_and_a_part_of_the_rows_does(
    session, groups, rows, first
):
    found = tries(session, rows, 2, _keys(groups, 100_000))
    assert found[0] == first
    assert tuple(found[-len(TRIES) :]) == TRIES
    assert len(found) == len(TRIES) + (first != TRIES[0])


def test_a_session_is_left_as_it_was(session):
    before = _limit(session)
    with Try(share=0.5).prepared(session):
        assert _limit(session) != before
        ((threads,),) = session.rows("SELECT current_setting('threads')")
        assert threads == 1
    assert _limit(session) == before
    with pytest.raises(ZeroDivisionError), Try(share=0.5, in_parts=True).prepared(session):
        raise ZeroDivisionError
    assert _limit(session) == before
    with Try().prepared(session):
        assert _limit(session) == before


def test_more_parts_are_more_threads_unless_a_number_was_asked():
    asked = "SELECT current_setting('threads')"
    with open_session("1GB") as session:
        session.run("SET threads = 2")
        with Try(in_parts=True).prepared(session):
            assert session.rows(asked) == [(8,)]
        assert session.rows(asked) == [(2,)]
