# SPDX-License-Identifier: EUPL-1.2
"""Nothing that is shown can be traced to one provider: an attacker adds and subtracts over sizes, periods and totals, and finds nobody."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import product

import pytest
from tests.unit.monitoring.rows import row, same

from adhere.monitoring.cohorts import Cohort, Present, cohorts
from adhere.monitoring.figures import FigureRow, sums
from adhere.monitoring.portfolio import portfolio
from adhere.monitoring.publication import Limits, dominated, limits, shown_counts
from adhere.monitoring.states import State
from adhere.reporting.report import SIZES

LEAST = 3
SMALL = Limits(
    least=LEAST,
    block=4,
    alike=1,
    largest=Decimal("0.5"),
    two_largest=Decimal("0.8"),
    reached=Decimal("0.75"),
    enough=Decimal("0.5"),
)


def history(seed: int) -> list[Present]:
    """Return four periods in which signatories join, leave, come back and grow."""
    chance = random.Random(seed)
    everybody = {f"s{number:02d}": chance.choice(SIZES[-3:]) for number in range(chance.randint(4, 12))}
    periods: list[Present] = []
    present = {name: size for name, size in everybody.items() if chance.random() < 0.8}
    for _ in range(4):
        periods.append(dict(present))
        for name, size in everybody.items():
            move = chance.random()
            if move < 0.12:
                present.pop(name, None)
            elif move < 0.3:
                present[name] = size
            elif move < 0.36 and name in present:
                present[name] = SIZES[-1]
    return periods


def told(groups: Iterable[Cohort]) -> set[frozenset[str]]:
    """Return the sets whose sums stand on a page: per size, and the total of them."""
    by_size: dict[tuple[str, ...], frozenset[str]] = {}
    for one in groups:
        by_size[one.sizes] = by_size.get(one.sizes, frozenset()) | one.members
    total = frozenset[str]().union(*by_size.values())
    return {group for group in (*by_size.values(), total) if group}


def fewest(shown: Sequence[frozenset[str]]) -> int:
    """Return about how few signatories any sum or difference of what is shown tells, coefficients up to 1, none that cancels out."""
    names = sorted(frozenset[str]().union(*shown))
    best = len(names) + 1
    for signs in product((-1, 0, 1), repeat=len(shown)):
        weights = [
            sum(sign for sign, group in zip(signs, shown, strict=True) if name in group) for name in names
        ]
        left = sum(weight != 0 for weight in weights)
        if left:
            best = min(best, left)
    return best


def naive(periods: Iterable[Present]) -> set[frozenset[str]]:
    """Return what a rule of a least number alone would show: every size with enough members, and the total."""
    shown: set[frozenset[str]] = set()
    for present in periods:
        sizes = [frozenset(name for name, own in present.items() if own == size) for size in SIZES]
        shown |= {group for group in (*sizes, frozenset(present)) if len(group) >= LEAST}
    return shown


@pytest.mark.parametrize("start", range(0, 120, 20))
def test_no_difference_over_sizes_and_periods_tells_of_fewer_than_the_least(start: int) -> None:
    told_of = []
    for seed in range(start, start + 20):
        formed = cohorts(history(seed), SIZES, least=LEAST, block=4)
        shown = sorted(set().union(*(told(groups) for groups in formed)), key=sorted)
        if shown and len(shown) <= 8:
            told_of.append(fewest(shown))
    assert told_of
    assert min(told_of) >= LEAST


def test_the_attack_finds_somebody_where_only_the_number_in_a_group_is_looked_at() -> None:
    found = [
        fewest(shown) for seed in range(8) if 0 < len(shown := sorted(naive(history(seed)), key=sorted)) <= 8
    ]
    assert min(found) == 1


def test_who_joins_waits_and_who_leaves_takes_the_group_along() -> None:
    five = dict.fromkeys("abcde", "large")
    joined, left = five | {"f": "large"}, dict.fromkeys("abcd", "large")
    back = left | dict.fromkeys("uvwxy", "large")
    formed = cohorts([five, joined, left, back], SIZES, least=5, block=20)
    assert [[sorted(one.members) for one in groups] for groups in formed] == [
        [list("abcde")],
        [list("abcde")],
        [],
        [list("abcduvwxy")],
    ]


def test_sizes_with_too_few_are_shown_together_and_never_by_difference_from_a_total() -> None:
    present = dict.fromkeys("abcde", "large") | dict.fromkeys("fgh", "small") | dict.fromkeys("ij", "micro")
    (groups,) = cohorts([present], SIZES, least=5, block=20)
    assert [(one.sizes, len(one.members)) for one in groups] == [(("large",), 5), (("micro", "small"), 5)]
    lonely = dict.fromkeys("abcde", "large") | {"f": "small"}
    found = portfolio([row("p", name, "m", size) for name, size in lonely.items()], ["A-1.1"], ["p"])
    (result,) = found.results
    assert (result.adhering, result.shown) == (6, 5)
    assert (
        sum(span.high for span in result.total.values()) <= 5 + 3
    )  # the bounds of five members, and nobody else's


def test_a_group_that_nobody_asked_to_report_comes_back_as_it_was() -> None:
    large, small = dict.fromkeys("abc", "large"), dict.fromkeys("xyz", "small")
    formed = cohorts([large | small, large, large | small], SIZES, least=3, block=20)
    assert [len(groups) for groups in formed] == [2, 1, 2]


def test_many_are_split_so_that_one_who_leaves_hides_few() -> None:
    many = {f"s{number:03d}": "large" for number in range(100)}
    fewer = {name: size for name, size in many.items() if name != "s007"}
    before, after = cohorts([many, fewer], SIZES, least=5, block=20)
    assert (len(before), len(after)) == (5, 4)
    assert sum(len(one.members) for one in after) == 80


def every_count(members: int) -> list[dict[State, int]]:
    """Return every way in which so many members can stand."""
    return [
        dict(zip(State, counts, strict=True))
        for counts in product(range(members + 1), repeat=4)
        if sum(counts) == members
    ]


@pytest.mark.parametrize("members", [5, 6, 7])
def test_what_is_shown_of_a_group_holds_and_never_says_what_each_member_answered(members: int) -> None:
    seen: dict[tuple[object, ...], list[dict[State, int]]] = {}
    for counts in every_count(members):
        shown = shown_counts(counts, limits().alike)
        assert all(span.low <= counts[state] <= span.high for state, span in shown.items())
        seen.setdefault(tuple(shown.items()), []).append(counts)
    for possible in seen.values():
        assert any(max(counts.values()) < members for counts in possible)


def test_a_group_of_one_answer_over_several_periods_stays_a_bound() -> None:
    rows = [one for period in "pqr" for one in same(period, dict.fromkeys("abcdef", "m"))]
    found = portfolio(rows, ["A-1.1"], list("pqr"))
    assert {str(one.total[State.MET]) for one in found.results} == {"5–6"}


@pytest.mark.parametrize(
    ("values", "hidden"),
    [
        ("10 10 10 10 10", False),
        ("51 20 10 10 9", True),  # one has more than half
        ("45 40 5 5 5", True),  # two have more than four fifths
        ("0 0 0 0 0", True),  # a nought tells that each is nought
        ("50 25 5 10 10", False),  # at the bound, not over it
    ],
)
def test_a_sum_that_one_or_two_make_up_is_not_shown(values: str, *, hidden: bool) -> None:
    assert dominated([Decimal(one) for one in values.split()], limits()) is hidden


def figure(period: str, name: str, value: int) -> FigureRow:
    return FigureRow("T-1.2", "days", "days", period, name, "large", Decimal(value))


def test_a_figure_of_one_more_reporter_is_not_found_by_difference() -> None:
    rows = [figure("p", name, 10) for name in "abcde"] + [figure("q", name, 10) for name in "abcde"]
    shown = list(sums([*rows, figure("q", "f", 37)], ["p", "q"]))
    assert [(one.period, one.members, one.total, one.mean) for one in shown] == [
        ("p", 5, Decimal(50), Decimal(10)),
        ("q", 5, Decimal(50), Decimal(10)),
    ]


def test_a_figure_that_one_stops_reporting_is_not_shown_any_more() -> None:
    rows = [figure("p", name, 10) for name in "abcdef"] + [figure("q", name, 10) for name in "abcde"]
    assert [one.period for one in sums(rows, ["p", "q"])] == ["p"]


def test_figures_of_too_few_are_not_shown() -> None:
    assert list(sums([figure("p", name, 1) for name in "abcd"], ["p"])) == []
