# SPDX-License-Identifier: EUPL-1.2
"""Adequacy on a date, in the wording of the law of that date; and what a measure that is gone does to coverage and to the finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.unit.monitoring.rows import HERE

from adhere.codes.catalogue import code
from adhere.codes.code import Code, Event
from adhere.codes.coverage import coverage
from adhere.kernel.text import plain
from adhere.kernel.truth import Truth
from adhere.law.library import Law
from adhere.monitoring.adequacy import adequacy, common_rules, lost
from adhere.monitoring.assessment import (
    Assessed,
    Assessment,
    Assessments,
    Decision,
    Opinion,
    packaged_assessments,
)
from adhere.monitoring.assessmentchecks import assessment_findings
from adhere.monitoring.regime import approval_ended, fallback_from, ready_by, regime

LAW, GPAI = Law(), code("gpai-2025")
ON = date(2026, 11, 22)
CHANGE = date(2026, 7, 27)
REAL = next(one for one in packaged_assessments() if one.code == "gpai-2025")


def assessment(**values: Any) -> Assessment:
    """Return an assessment with nothing wrong: of the wording since 27 July 2026."""
    told: dict[str, Any] = {
        "id": "a",
        "code": "gpai-2025",
        "judgement": "adequate",
        "opinion": Opinion(on=date(2026, 9, 1), judgement="adequate", place=HERE),
        "decision": decision(),
        "published": date(2026, 10, 2),
        "place": HERE,
    }
    return Assessment(**(told | values))


def decision(**values: Any) -> Decision:
    told: dict[str, Any] = {
        "kind": "adequacy-assessment",
        "by": "commission",
        "on": date(2026, 10, 1),
        "place": HERE,
    }
    return Decision(**(told | values))


def entry(obligation: str = "aia:art-53.1.c", judgement: Any = "adequate", **values: Any) -> Assessed:
    return Assessed(obligation=obligation, judgement=judgement, place=HERE, **({"why": "Because."} | values))


def ids(one: Assessment, on: date = ON) -> list[str]:
    found = list(assessment_findings(one, {"gpai-2025": GPAI}, LAW, on))
    assert all(
        "{" not in text for each in found for text in (each.wrong("nl"), each.why("en"), each.remedy("nl"))
    )
    return [each.rule.id for each in found]


def test_the_law_says_who_assesses_and_whether_approval_is_possible() -> None:
    before, since = regime(LAW, CHANGE - timedelta(days=1)), regime(LAW, CHANGE)
    assert (before.assessors, before.approving is not None, before.board_first) == (
        ("ai-office", "board"),
        True,
        False,
    )
    assert (since.assessors, since.approving, since.board_first) == (("commission",), None, True)
    assert before.published
    assert since.published
    assert approval_ended(LAW) == CHANGE
    assert (ready_by(LAW), fallback_from(LAW, "models")) == (date(2025, 5, 2), date(2025, 8, 2))
    assert regime(LAW, date(2024, 7, 31)).assessing is None


@pytest.mark.parametrize(
    ("on", "told"),
    [(CHANGE - timedelta(days=1), []), (CHANGE, ["ADH-MON-040"]), (date(2026, 10, 1), ["ADH-MON-040"])],
)
def test_an_approval_is_possible_until_the_law_changed(on: date, told: list[str]) -> None:
    opinion = Opinion(on=on, judgement="adequate", place=HERE)
    one = assessment(decision=decision(kind="approval", on=on), opinion=opinion)
    assert ids(one) == told
    if told:
        (found,) = assessment_findings(one, {"gpai-2025": GPAI}, LAW, ON)
        assert found.rule.provision == "aia:art-56.6"
        wording = regime(LAW, on).assessing
        assert wording is not None
        assert wording.content.en in found.why("en")
        assert "2026-07-27" in found.wrong("en")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, []),
        ({"code": "no-such"}, ["ADH-MON-030"]),
        ({"version": "2024-01-01"}, ["ADH-MON-031"]),
        ({"obligations": (entry("aia:art-17"),)}, ["ADH-MON-032"]),
        ({"obligations": (entry("aia:art-53.2"),)}, ["ADH-MON-032"]),
        ({"obligations": (entry(), entry())}, ["ADH-MON-033"]),
        ({"obligations": (entry(measures=("C-9.9",)),)}, ["ADH-MON-034"]),
        ({"obligations": (entry(why=None),)}, ["ADH-MON-035"]),
        ({"obligations": (entry(why=None, evidence=("reports",)),)}, []),
        ({"obligations": (entry(judgement="not-adequate"),)}, ["ADH-MON-036"]),
        ({"decision": decision(on=date(2024, 7, 1)), "opinion": None}, ["ADH-MON-041"]),
        ({"decision": decision(by="board")}, ["ADH-MON-043"]),
        ({"decision": decision(by="ai-office")}, []),
        ({"opinion": None}, ["ADH-MON-044"]),
        ({"opinion": Opinion(on=date(2026, 10, 3), judgement="adequate", place=HERE)}, ["ADH-MON-045"]),
        ({"published": None}, ["ADH-MON-047"]),
        ({"published": date(2026, 9, 30)}, ["ADH-MON-048"]),
        ({"review": date(2026, 10, 1)}, ["ADH-MON-049"]),
        ({"review": date(2026, 11, 22)}, ["ADH-MON-050"]),
        ({"review": date(2026, 11, 23)}, []),
        ({"decision": decision(on=date(2027, 1, 1)), "published": date(2027, 1, 2)}, ["ADH-MON-051"]),
    ],
)
def test_each_mistake_in_a_record_is_told(values: dict[str, Any], told: list[str]) -> None:
    assert ids(assessment(**values)) == told


def test_before_the_change_both_assessed_and_no_order_was_set() -> None:
    old = assessment(
        decision=decision(by="board", on=date(2026, 7, 1)),
        opinion=Opinion(on=date(2026, 7, 2), judgement="adequate", place=HERE),
        published=None,
    )
    assert ids(old) == ["ADH-MON-046", "ADH-MON-047"]
    assert ids(replace(old, opinion=None, published=date(2026, 7, 5))) == []


def test_the_packaged_record_says_what_facts_say_and_no_more() -> None:
    assert ids(REAL) == ["ADH-MON-042"]
    assert (REAL.grade, REAL.obligations, REAL.review) == ("secondary", (), None)
    marking = next(one for one in packaged_assessments() if one.code == "marking-2026")
    assert (marking.judgement, marking.provisions) == ("not-assessed", ("aia:art-50.2", "aia:art-50.4"))
    assert all(one.note and one.title and one.decision and one.opinion for one in packaged_assessments())


def without(*measures: str) -> Code:
    return replace(GPAI, measures=tuple(one for one in GPAI.measures if one.id not in measures))


def basis(found: Code, provision: str, one: Assessment = REAL) -> tuple[str, Truth, tuple[str, ...]]:
    standings = adequacy(found, one, LAW, ON, assessed_code=GPAI).standings
    chosen = next(each for each in standings if each.obligation.provisions == (provision,))
    return chosen.basis, chosen.verdict.truth, chosen.gone


def test_a_measure_that_is_gone_changes_coverage_and_adequacy() -> None:
    chapter = tuple(one.id for one in GPAI.of("C"))
    assert basis(GPAI, "aia:art-53.1.c") == ("kept", Truth.YES, ())
    assert basis(without("C-1.3"), "aia:art-53.1.c") == ("weaker", Truth.UNKNOWN, ("C-1.3",))
    assert basis(without(*chapter), "aia:art-53.1.c") == ("lost", Truth.NO, chapter)
    holes = [one.id for one in coverage(without(*chapter), LAW, ON).holes]
    assert "duty:art-53.1.c-1" in holes
    assert "duty:art-53.1.c-1" not in [one.id for one in coverage(GPAI, LAW, ON).holes]
    now = adequacy(without(*chapter), REAL, LAW, ON, assessed_code=GPAI)
    then = adequacy(GPAI, REAL, LAW, ON)
    assert [one.obligation.id for one in lost(then, now)] == ["duty:art-53.1.c-1"]
    assert now.verdict.truth is Truth.NO


def test_a_finding_rests_on_the_measures_it_names() -> None:
    one = assessment(obligations=(entry(measures=("C-1.1",)),))
    assert basis(without("C-1.3"), "aia:art-53.1.c", one)[0] == "kept"
    assert basis(without("C-1.1"), "aia:art-53.1.c", one) == ("lost", Truth.NO, ("C-1.1",))


@pytest.mark.parametrize(
    ("judgement", "truth"),
    [
        ("adequate", Truth.UNKNOWN),
        ("in-part", Truth.NO),
        ("not-adequate", Truth.NO),
        ("not-assessed", Truth.UNKNOWN),
    ],
)
def test_the_whole_is_never_better_than_its_finding_and_its_parts(judgement: Any, truth: Truth) -> None:
    found = adequacy(GPAI, assessment(judgement=judgement), LAW, ON)
    assert found.verdict.truth is truth  # Article 53(3) is served by no measure
    assert all(one.judgement in ("adequate", "not-assessed") for one in found.standings)


def test_without_an_assessment_nothing_is_adequate_and_nothing_is_not() -> None:
    found = adequacy(GPAI, None, LAW, ON)
    assert found.verdict.truth is Truth.UNKNOWN
    assert {one.judgement for one in found.standings} == {"not-assessed"}


def test_the_assessment_that_counts_is_the_last_in_effect() -> None:
    later = assessment(id="later", decision=decision(effective=date(2026, 10, 15)))
    held = Assessments(code="gpai-2025", all=(later, REAL, assessment(id="undecided", decision=None)))
    assert held.last(date(2025, 7, 31)) is None
    assert held.last(date(2026, 10, 14)) is REAL
    assert held.last(date(2026, 10, 15)) is later


def final(day: date | None) -> Code:
    event = (Event(kind="final", on=day, content=plain("-"), grade="ours"),) if day else ()
    return replace(GPAI, history=event)


@pytest.mark.parametrize(
    ("made", "one", "on", "truth"),
    [
        (GPAI, REAL, ON, Truth.NO),
        (GPAI, None, ON, Truth.UNKNOWN),
        (GPAI, assessment(judgement="not-adequate"), ON, Truth.YES),
        (GPAI, assessment(judgement="not-adequate"), date(2025, 8, 1), Truth.NO),  # the day had not come
        (final(date(2025, 8, 3)), None, ON, Truth.YES),
        (final(date(2025, 8, 2)), REAL, ON, Truth.NO),
        (final(None), None, ON, Truth.UNKNOWN),
        (code("marking-2026"), None, ON, Truth.UNKNOWN),
        (code("marking-2026"), None, date(2026, 7, 9), Truth.NO),
        (code("disinformation-2025"), None, ON, Truth.NO),
    ],
)
def test_common_rules_come_where_no_code_is_adequate_in_time(
    made: Code, one: Assessment | None, on: date, truth: Truth
) -> None:
    found = common_rules(adequacy(made, one, LAW, on), LAW, on)
    assert found.truth is truth
    assert all("{" not in reason.nl + reason.en for reason in found.reasons)


def test_a_code_found_adequate_in_part_is_not_said_to_have_no_finding() -> None:
    found = common_rules(adequacy(GPAI, assessment(judgement="in-part"), LAW, ON), LAW, ON)
    assert found.truth is Truth.UNKNOWN
    assert "in part only" in found.reasons[0].en


def test_a_finding_on_a_version_that_nobody_has_is_not_known_to_hold() -> None:
    older = assessment(version="2024-01-01", obligations=(entry(measures=("C-1.1",)),))
    found = adequacy(GPAI, older, LAW, ON)
    kept = {one.obligation.provisions[0]: one.basis for one in found.standings}
    assert (kept["aia:art-53.1.c"], kept["aia:art-53.1.a"]) == ("kept", "other-version")
    assert found.verdict.truth is Truth.UNKNOWN
