# SPDX-License-Identifier: EUPL-1.2
"""One report and one signatory over time: what is lacking, late, odd, fell back or was never said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.unit.monitoring.rows import HERE, adherence, report, row, signatory, window

from adhere.codes.catalogue import code
from adhere.kernel.finding import Finding
from adhere.monitoring.course import Course, Trend, course
from adhere.monitoring.evaluation import adhered, evaluate
from adhere.monitoring.figures import FigureRow
from adhere.monitoring.office import Invitation, Office, RunCode, Signatory
from adhere.monitoring.reportchecks import course_findings, office_findings, report_findings
from adhere.monitoring.states import State
from adhere.reporting.report import CommitmentReport, Figure, MeasureReport, Report

GPAI = code("gpai-2025")


@pytest.mark.parametrize(
    ("made", "chapters"),
    [
        (adherence("full"), "TCS"),
        (adherence("article-53"), "TC"),
        (adherence("chapters", chapters=["S"]), "S"),
        (adherence("chapters", chapters=["none"]), ""),
    ],
)
def test_an_adherence_extends_to_the_measures_it_was_signed_for(made: object, chapters: str) -> None:
    found = adhered(made, GPAI)  # type: ignore[arg-type]
    assert {name[0] for name in found} == set(chapters)


def said(measure: str, status: str = "implemented", text: str = "Done.") -> MeasureReport:
    return MeasureReport(measure=measure, status=status, answers={"implementation": text} if text else {})  # type: ignore[arg-type]


def test_what_a_report_leaves_out_is_named_and_not_known() -> None:
    handed = report(said("T-1.1"), said("S-1.1"), said("C-1.1", text=""), MeasureReport(measure="T-1.2"))
    found = evaluate(handed, adherence("article-53"), GPAI, window())
    assert found.silent_on == ("T-1.2", "T-1.3", "C-1.2", "C-1.3", "C-1.4", "C-1.5")
    assert (found.beyond, found.unanswered, found.complete) == (("S-1.1",), ("C-1.1",), False)
    assert (found.count(State.MET), found.count(State.UNKNOWN)) == (2, 6)
    assert "request-days-worst" in found.lacking


def test_a_figure_without_a_value_is_lacking_and_nought_is_not() -> None:
    nought = Figure(indicator="request-days-worst", unit="days", value=Decimal(0))
    nothing = Figure(indicator="request-share-in-time", unit="share", why="Not measured.")
    handed = report(MeasureReport(measure="T-1.2", status="implemented", figures=(nought, nothing)))
    found = evaluate(handed, adherence("article-53"), GPAI)
    assert "request-days-worst" not in found.lacking
    assert "request-share-in-time" in found.lacking


@pytest.mark.parametrize(
    ("published", "due", "late"),
    [
        (date(2026, 9, 30), date(2026, 9, 30), 0),
        (date(2026, 10, 1), date(2026, 9, 30), 1),
        (None, date(2026, 9, 30), None),
        (date(2026, 10, 1), None, None),
    ],
)
def test_late_is_counted_from_the_day_after_the_last(
    published: date | None, due: date | None, late: int | None
) -> None:
    assert evaluate(report(published=published), adherence(), GPAI, window(due)).late == late


def odd() -> Report:
    whole = report(said("T-1.1", text=""), said("C-1.1", "not-applicable", ""), said("C-1.2", "planned"))
    told = (
        CommitmentReport(commitment="C-1", plans=False),
        CommitmentReport(commitment="T-1", new=False, new_measures="A new desk"),
    )
    return Report(
        code=whole.code,
        signatory="a",
        size="small",
        since=whole.since,
        until=whole.until,
        published=date(2026, 12, 1),
        commitments=told,
        measures=(*whole.measures, said("S-1.1"), said("C-1.5", "alternative")),
    )


def test_two_things_that_do_not_go_together_are_named() -> None:
    found = evaluate(odd(), adherence("article-53"), GPAI, window())
    assert [(one.holder, one.kind) for one in found.inconsistent] == [
        ("T-1.1", "implemented-untold"),
        ("C-1.1", "not-applicable-untold"),
        ("C-1.2", "planned-without-plans"),
        ("T-1", "none-new-yet-listed"),
    ]
    assert ids(report_findings(found, signatory(), window(), "r.json")) == [
        "ADH-MON-007",
        "ADH-MON-009",
        "ADH-MON-010",
        "ADH-MON-011",
        *["ADH-MON-012"] * 4,
        "ADH-MON-013",
    ]


def ids(found: object) -> list[str]:
    held: list[Finding] = list(found)  # type: ignore[call-overload]
    assert all("{" not in one.wrong("nl") + one.why("en") + one.remedy("nl") for one in held)
    return [one.rule.id for one in held]


def three(*answers: str | None) -> Course:
    rows = [row(f"p{number}", "a", one, scope=0b11) for number, one in enumerate(answers)]
    return course(
        rows, ("A-1.1", "A-1.2"), [FigureRow("A-1.1", "days", "days", "p0", "a", "large", Decimal(9))]
    )


@pytest.mark.parametrize(
    ("answers", "trends"),
    [
        (("nm", "mm", "mn"), [Trend.BETTER, Trend.WORSE]),
        (("mu", None, "mu"), [Trend.STEADY, Trend.UNKNOWN]),
        (("ux", "ux", "mx"), [Trend.UNKNOWN, Trend.UNKNOWN]),
    ],
)
def test_a_trend_runs_from_the_first_to_the_last_that_is_known(
    answers: tuple[str | None, ...], trends: list[Trend]
) -> None:
    assert [one.trend for one in three(*answers).measures] == trends


def test_a_fall_is_seen_over_a_silent_period_and_silence_is_no_fall() -> None:
    found = three("mm", None, "nm")
    assert [(one.measure, one.was, one.now) for one in found.regressions] == [("A-1.1", "p0", "p2")]
    assert found.silent == ("p1",)
    assert ids(course_findings(found, "gpai-2025", signatory(), [], date(2026, 1, 1))) == ["ADH-MON-008"]
    assert three("mm", "uu", "nm").regressions == ()
    assert found.figures[0].values == (Decimal(9), None, None)
    assert found.figures[0].change is None


def test_silence_is_told_once_the_last_day_is_past() -> None:
    rows = [row("2026-H1", "a", None, scope=1)]
    found = course(rows, ("A-1.1",))
    for on, told in ((date(2026, 9, 30), []), (date(2026, 10, 1), ["ADH-MON-006"])):
        assert ids(course_findings(found, "gpai-2025", signatory(), [window()], on)) == told


@pytest.mark.parametrize(
    ("made", "since", "until", "holds"),
    [
        (adherence(until=date(2026, 1, 1)), date(2025, 9, 1), date(2025, 12, 31), True),
        (adherence(until=date(2026, 1, 1)), date(2026, 1, 1), date(2026, 6, 30), False),
        (adherence(withdrawn=date(2026, 2, 1)), date(2026, 1, 1), date(2026, 6, 30), True),
        (adherence(since=date(2026, 7, 1)), date(2026, 1, 1), date(2026, 6, 30), False),
    ],
)
def test_a_period_counts_where_adherence_held_on_some_day_of_it(
    made: object, since: date, until: date, *, holds: bool
) -> None:
    found = signatory(made).adherence("gpai-2025", since, until)  # type: ignore[arg-type]
    assert (found is not None) is holds


def office(*codes: RunCode, people: tuple[Signatory, ...] = ()) -> Office:
    return Office(codes=codes, windows=(window(),), signatories=people)


def test_codes_that_follow_each_other_in_a_circle_are_told_once() -> None:
    codes = [RunCode(id=name, succeeded_by=after, place=HERE) for name, after in ("ab", "bc", "ca", "da")]
    held = dict.fromkeys("abcd", GPAI) | {"gpai-2025": GPAI}
    assert ids(office_findings(office(*codes), held)) == ["ADH-MON-014"]


def test_adherences_and_invitations_that_cannot_be_right_are_told() -> None:
    invited = Invitation(
        code="other", on=date(2026, 2, 1), answer="accepted", answered=date(2026, 1, 1), place=HERE
    )
    both = signatory(adherence(), adherence("chapters", chapters=["Z"], since=date(2026, 1, 1)))
    person = Signatory(
        id="a", name="A", size="large", adherences=both.adherences, invitations=(invited,), place=HERE
    )
    found = ids(
        office_findings(office(RunCode(id="nothing", place=HERE), people=(person,)), {"gpai-2025": GPAI})
    )
    assert found == ["ADH-MON-015", "ADH-MON-019", "ADH-MON-018", "ADH-MON-016", "ADH-MON-017"]
