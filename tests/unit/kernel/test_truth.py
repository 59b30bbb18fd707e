# SPDX-License-Identifier: EUPL-1.2
"""Three-valued truth: the laws of strong Kleene logic, and that reasons are kept."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.truth import Truth, Verdict, all_of, any_of, none_of

Y, N, U = Truth.YES, Truth.NO, Truth.UNKNOWN
ORDER = {N: 0, U: 1, Y: 2}
truths = st.sampled_from(list(Truth))
verdicts = st.builds(Verdict, truths, st.lists(st.sampled_from("abcdef"), max_size=3).map(tuple))
lists = st.lists(verdicts, max_size=5)


@pytest.mark.parametrize(("one", "two"), list(product(Truth, repeat=2)))
def test_and_is_the_least_and_or_the_greatest_of_the_two(one: Truth, two: Truth):
    pair = [Verdict(one), Verdict(two)]
    assert all_of(pair).truth is min(one, two, key=ORDER.__getitem__)
    assert any_of(pair).truth is max(one, two, key=ORDER.__getitem__)


def test_of_nothing_all_holds_and_none_of_it_exists():
    assert (all_of([]).truth, any_of([]).truth, none_of([]).truth) == (Y, N, Y)


@given(truths)
def test_twice_negated_is_what_it_was(truth: Truth):
    assert truth.negated().negated() is truth


@given(lists)
def test_the_laws_of_de_morgan_hold_with_their_reasons(given_verdicts: list[Verdict[str]]):
    opposites = [verdict.negated() for verdict in given_verdicts]
    assert all_of(given_verdicts).negated() == any_of(opposites)
    assert none_of(given_verdicts) == all_of(opposites)


@given(lists.flatmap(lambda parts: st.tuples(st.just(parts), st.permutations(parts))))
def test_the_order_of_parts_does_not_matter(both: tuple[list[Verdict[str]], list[Verdict[str]]]):
    one, other = both
    assert all_of(one).truth is all_of(other).truth
    assert set(any_of(one).reasons) == set(any_of(other).reasons)


@given(lists, verdicts)
def test_knowing_more_never_turns_a_yes_into_a_no(others: list[Verdict[str]], settled: Verdict[str]):
    before = all_of([*others, Verdict(U)]).truth
    after = all_of([*others, settled]).truth
    assert before is U or before is after


@given(lists)
def test_unknown_is_never_a_pass(others: list[Verdict[str]]):
    assert all_of([*others, Verdict(U)]).truth is not Y


def test_one_no_decides_and_gives_the_reasons_alone():
    verdict = all_of(
        [Verdict(Y, ("open",)), Verdict(N, ("paid",)), Verdict(U, ("asked",)), Verdict(N, ("closed",))]
    )
    assert verdict == Verdict(N, ("paid", "closed"))


def test_what_would_have_to_be_known_is_the_reason_of_an_unknown():
    assert any_of([Verdict(N, ("small",)), Verdict(U, ("which licence?",))]) == Verdict(
        U, ("which licence?",)
    )


def test_a_yes_of_all_keeps_the_reasons_of_each_once():
    assert all_of([Verdict(Y, ("a", "b")), Verdict(Y, ("b", "c"))]).reasons == ("a", "b", "c")


@given(lists)
def test_no_reason_is_invented(parts: list[Verdict[str]]):
    said = {reason for part in parts for reason in part.reasons}
    assert set(all_of(parts).reasons) | set(any_of(parts).reasons) <= said


@pytest.mark.parametrize(("value", "truth"), [(True, Y), (False, N), (None, U)])
def test_a_boolean_that_is_missing_is_unknown(value: bool | None, truth: Truth):
    assert Truth.of(value) is truth
