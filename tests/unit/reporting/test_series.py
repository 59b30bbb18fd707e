# SPDX-License-Identifier: EUPL-1.2
"""Several reports: a period told twice, overlaps, gaps, and reports that are due only where an adherence held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.reporting.reports import report

from adhere.adherence.statement import Adherence, Withdrawal
from adhere.kernel.finding import Place
from adhere.reporting.series import Filed, due_findings, series_findings

PLACE = Place(file="adherence/gpai-2025.yaml")
JOINED = Adherence(code="gpai-2025", extent="full", since=date(2025, 9, 1), place=PLACE)


def filed(*periods: tuple[str, str], code: str = "gpai-2025") -> list[Filed]:
    return [
        Filed(
            report=replace(
                report(), code=code, since=date.fromisoformat(since), until=date.fromisoformat(until)
            ),
            place=Place(file=f"{number}.yaml"),
        )
        for number, (since, until) in enumerate(periods)
    ]


@pytest.mark.parametrize(
    ("periods", "rules"),
    [
        ([("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31")], []),
        ([("2026-01-01", "2026-06-30"), ("2026-01-01", "2026-06-30")], ["060"]),
        ([("2026-01-01", "2026-06-30"), ("2026-06-30", "2026-12-31")], ["061"]),
        ([("2026-01-01", "2026-06-30"), ("2026-07-02", "2026-12-31")], ["062"]),
        ([("2026-01-01", "2026-12-31"), ("2026-02-01", "2026-03-31"), ("2026-04-01", "2026-05-31")], ["061", "061"]),
        ([("2026-07-01", "2026-12-31"), ("2026-01-01", "2026-06-30")], []),
        ([("2026-12-31", "2026-01-01"), ("2026-01-01", "2026-12-31")], []),
    ],
)  # fmt: skip
def test_periods_are_compared(periods: list[tuple[str, str]], rules: list[str]) -> None:
    found = list(series_findings(filed(*periods)))
    assert [one.rule.id for one in found] == [f"ADH-REP-{rule}" for rule in rules]


def test_a_gap_is_told_by_its_first_and_last_day() -> None:
    (found,) = series_findings(filed(("2026-01-01", "2026-06-30"), ("2026-08-01", "2026-12-31")))
    assert (found.values["since"], found.values["until"]) == (date(2026, 7, 1), date(2026, 7, 31))


def test_codes_do_not_mix() -> None:
    both = [*filed(("2026-01-01", "2026-12-31")), *filed(("2026-01-01", "2026-12-31"), code="other")]
    assert list(series_findings(both)) == []


def due(
    adherence: Adherence, on: date, *periods: tuple[str, str], size: str = "small"
) -> list[tuple[str, str]]:
    found = due_findings([adherence], filed(*periods), size, on)
    return [(one.rule.id.removeprefix("ADH-REP-"), str(one.values["label"])) for one in found]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 1, 1), []),
        (date(2026, 3, 2), []),
        (date(2026, 3, 3), [("064", "2025")]),
        (date(2026, 3, 31), [("064", "2025")]),
        (date(2026, 4, 1), [("063", "2025")]),
        (date(2027, 4, 1), [("063", "2025"), ("063", "2026")]),
    ],
)
def test_a_report_is_due_soon_on_its_last_days_and_late_after(
    on: date, expected: list[tuple[str, str]]
) -> None:
    assert due(JOINED, on) == expected


def test_the_largest_owe_two_a_year() -> None:
    late = [label for rule, label in due(JOINED, date(2027, 1, 1), size="large") if rule == "063"]
    assert late == ["2025-H2", "2026-H1"]


def test_a_report_that_is_there_is_not_due() -> None:
    assert due(JOINED, date(2026, 5, 1), ("2025-09-01", "2025-12-31")) == []


def test_who_did_not_adhere_owes_none() -> None:
    never = replace(JOINED, since=None)
    assert due(never, date(2027, 5, 1)) == []
    left = replace(JOINED, withdrawn=Withdrawal(on=date(2025, 12, 1), why="Stopped"))
    assert due(left, date(2027, 5, 1)) == [("063", "2025")]
    before_it_began = replace(JOINED, until=JOINED.since)
    assert due(before_it_began, date(2027, 5, 1)) == []
