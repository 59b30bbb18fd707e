# SPDX-License-Identifier: EUPL-1.2
"""Figures while reports keep coming in: no two days on which something is shown tell, by their difference, about fewer than five signatories."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from adhere.monitoring.moments import Handed, publication

KEY = ("T-1.2", "request-days-worst", "days")
FIRST, SECOND = date(2026, 3, 31), date(2026, 9, 30)


def handed(name: str, value: int, *, second: bool = False, received: date | None = None, size: str = "large") -> Handed:  # fmt: skip
    due = SECOND if second else FIRST
    period = "2026-H1" if second else "2025-H2"
    return Handed(name, size, period, due, received or due, ((KEY, Decimal(value)),))


def shown(reports: list[Handed], on: date) -> dict[str, tuple[int, list[tuple[int, Decimal | None]]]]:
    found = publication(reports, on)
    assert found is not None
    return {
        one.period: (one.reported, [(group.members, group.total) for group in one.groups])
        for one in found.indicators
    }


def test_nothing_is_shown_before_the_last_day_is_past() -> None:
    reports = [handed(f"s{n}", 10) for n in range(6)]
    assert publication(reports, FIRST) is None
    assert shown(reports, date(2026, 4, 1)) == {"2025-H2": (6, [(6, Decimal(60))])}


def test_reports_that_come_in_late_change_nothing_until_the_next_last_day() -> None:
    reports = [handed(f"s{n}", 10) for n in range(5)]
    before = shown(reports, date(2026, 4, 1))
    late = [handed(f"t{n}", 10 + n, received=date(2026, 4, 2 + n)) for n in range(5)]
    for number in range(6):
        assert shown([*reports, *late[:number]], date(2026, 5, 1)) == before
    on_time = [handed("s0", 7, second=True)]
    for number, groups in ((4, [(5, Decimal(50))]), (5, [(10, Decimal(110))])):
        found = shown([*reports, *late[:number], *on_time], date(2026, 10, 1))
        assert found["2025-H2"] == (5 + number, groups)
        assert found["2026-H1"] == (1, [])


def test_the_last_report_received_by_the_moment_counts() -> None:
    reports = [handed(f"s{n}", 10) for n in range(5)]
    assert shown([*reports, handed("s0", 15)], date(2026, 4, 1))["2025-H2"] == (5, [(5, Decimal(55))])
    late = handed("s0", 15, received=date(2026, 4, 5))
    assert shown([*reports, late], date(2026, 4, 30))["2025-H2"] == (5, [(5, Decimal(50))])
    after = [*reports, late, handed("x", 1, second=True)]
    assert shown(after, date(2026, 10, 1))["2025-H2"] == (5, [(5, Decimal(55))])
