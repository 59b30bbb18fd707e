# SPDX-License-Identifier: EUPL-1.2
"""Figures computed from what a dossier holds, to the day, and never a figure where there is nothing to count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.unit.reporting.reports import GPAI

from adhere.adherence.standing import Proof, Standing
from adhere.adherence.statement import Evidence
from adhere.codes.clockends import Ending
from adhere.codes.clockrecord import ClockState, Occurrence, Run
from adhere.documentation.requests import Due, Ended, Request, Sent
from adhere.kernel.finding import Place
from adhere.kernel.truth import Truth
from adhere.reporting.computing import COMPUTED, Computed, HeldRequest, Holdings, Rows, computed, share
from adhere.reporting.periods import ReportingPeriod

PERIOD = ReportingPeriod(since=date(2026, 1, 1), until=date(2026, 6, 30))
PLACE = Place(file="-")


def request(
    name: str,
    received: date,
    sent: date | None = None,
    *,
    due: date | None = None,
    kind: str = "downstream",
    closed: date | None = None,
) -> HeldRequest:
    """Return a request; without a last day it is 14 days after it came in."""
    given = Request(
        name=name,
        organisation="Buyer (example)",
        kind=kind,
        legal_basis=(),
        purpose="Use",
        received=received,
        sent=(Sent(on=sent, pack="ab" * 32, place=PLACE),) if sent else (),
        closed=Ended(on=closed, why="Withdrawn") if closed else None,
        place=PLACE,
    )
    last = due or date.fromordinal(received.toordinal() + 14)
    return HeldRequest(model="m", request=given, due=Due(day=last, reasons=(), first=last))


def value(name: str, holdings: Holdings, period: ReportingPeriod = PERIOD) -> Computed:
    return computed(holdings, period)[name]


REQUESTS = Holdings(
    requests=(
        request("a", date(2026, 1, 10), date(2026, 1, 24)),  # on the last day
        request("b", date(2026, 2, 1), date(2026, 2, 16)),  # a day late
        request("c", date(2026, 3, 1), date(2026, 3, 4)),
        request("d", date(2026, 6, 1)),  # never answered
        request("e", date(2026, 6, 28), date(2026, 7, 10)),  # answered after the period
        request("f", date(2025, 12, 30), date(2026, 1, 1)),
        request("g", date(2026, 4, 1), closed=date(2026, 4, 2)),  # withdrawn
        request("h", date(2026, 5, 1), date(2026, 4, 1)),  # dates that cannot be
        request("o", date(2026, 2, 1), date(2026, 2, 10), due=date(2026, 2, 9), kind="office"),
    )
)


def test_days_to_answer_are_counted_of_what_was_answered_in_the_period() -> None:
    assert value("request-days-median", REQUESTS).value == Decimal("8.5")  # 14, 15, 3, 2
    assert value("request-days-median", REQUESTS).total == 4
    assert value("request-days-worst", REQUESTS).value == 29  # d, which still waited


def test_late_is_after_the_last_day_and_what_was_not_answered_is_late() -> None:
    found = value("request-share-in-time", REQUESTS)
    assert (found.value, found.total) == (Decimal("0.6"), 5)  # a, c and f of a, b, c, d and f
    assert value("office-request-share-in-time", REQUESTS).value == 0


@pytest.mark.parametrize("name", sorted(COMPUTED))
def test_nothing_to_count_is_never_a_figure(name: str) -> None:
    found = value(name, Holdings())
    assert found.value is None
    assert found.why is not None
    assert found.open or name == "retention-coverage"


def test_no_requests_are_no_cases_and_not_zero() -> None:
    for name in ("request-days-median", "request-days-worst", "request-share-in-time"):
        found = value(name, Holdings(requests=()))
        assert (found.value, found.open) == (None, False)


def test_completeness_is_of_the_rows_that_are_asked() -> None:
    rows = {"office": Rows(form="mdf", answered=2, asked=3, sources=("m",))}
    found = value("completeness-office", Holdings(rows=rows))
    assert (found.value, found.total) == (Decimal("0.6667"), 3)
    assert value("completeness-downstream", Holdings(rows=rows)).value is None


def test_versions_kept_are_those_of_the_log_that_are_there() -> None:
    assert value("retention-coverage", Holdings(issues=(3, 4))).value == Decimal("0.75")
    assert value("retention-coverage", Holdings(issues=(0, 0))).value is None


def standing(measure: str, state: str, bound: Truth, *proofs: Proof) -> Standing:
    return Standing(
        measure=measure,
        state=state,
        done=state,
        bound=bound,
        bindings=(),
        implementation=None,
        proofs=proofs,
        reasons=(),
    )  # type: ignore[arg-type]


def test_measures_are_shown_only_where_they_bind() -> None:
    old = Proof(evidence=Evidence(file="a.md", place=PLACE), state="expired")
    stands = (
        standing("C-1.1", "shown", Truth.YES),
        standing("C-1.2", "partly", Truth.YES, old),
        standing("T-1.1", "shown", Truth.UNKNOWN, old),
        standing("S-1.1", "not-bound", Truth.NO),
    )
    found = value("measures-shown", Holdings(standings=stands))
    assert (found.value, found.total) == (Decimal("0.5"), 2)
    assert value("evidence-expired", Holdings(standings=stands)).value == 1  # one file, named twice


def run(
    clock: str,
    state: ClockState,
    *,
    day: date | None = None,
    done: date | None = None,
    start: date | None = None,
    missed: tuple[date, ...] = (),
) -> Run:
    measure, deadline = next(pair for pair in GPAI.deadlines() if pair[1].id == clock)
    return Run(
        code="gpai-2025",
        measure=measure,
        clock=deadline,
        state=state,
        start=Occurrence(event="start", at=start) if start else None,
        ending=Ending(day=day, reasons=()),
        done=Occurrence(event="done", at=done) if done else None,
        missed=missed,
    )


def test_reports_on_incidents_are_in_time_to_the_day() -> None:
    runs = (
        run("S-9.3-1", ClockState.MET, day=date(2026, 3, 3), done=date(2026, 3, 3)),
        run("S-9.3-1", ClockState.MET_LATE, day=date(2026, 4, 3), done=date(2026, 4, 4)),
        run("S-9.3-1", ClockState.OVERDUE, day=date(2026, 5, 3)),
        run("S-9.3-1", ClockState.RUNNING, day=date(2026, 7, 3)),
        run("S-9.3-1", ClockState.NOT_BOUND, day=date(2026, 5, 3)),
    )
    found = value("incident-in-time-infrastructure", Holdings(runs=runs))
    assert (found.value, found.total) == (Decimal("0.3333"), 3)
    assert value("incident-in-time-death", Holdings(runs=runs)).value is None


def test_an_interval_passed_unmet_counts_where_it_lies_in_the_period() -> None:
    passed = run("S-9.3-int", ClockState.OVERDUE, missed=(date(2026, 2, 1), date(2026, 3, 1)))
    before = run("S-9.3-int", ClockState.OVER, missed=(date(2025, 2, 1),))
    assert value("incident-intermediate-overdue", Holdings(runs=(passed, before))).value == 1
    assert value("incident-intermediate-overdue", Holdings(runs=())).value == 0


def test_age_is_of_the_model_that_waited_longest() -> None:
    runs = (
        run("S-7.6", ClockState.RUNNING, start=date(2025, 1, 1), done=date(2026, 6, 20)),
        run("S-7.6", ClockState.RUNNING, start=date(2026, 6, 1)),
    )
    assert value("model-report-age", Holdings(runs=runs)).value == 29
    unknown = (*runs, run("S-7.6", ClockState.NOT_KNOWN))
    assert value("model-report-age", Holdings(runs=unknown)).open


def test_shares_round_half_up_to_four_decimals() -> None:
    assert [share(1, 3), share(2, 3), share(0, 5), share(5, 5)] == [
        Decimal("0.3333"),
        Decimal("0.6667"),
        Decimal(0),
        Decimal(1),
    ]
