# SPDX-License-Identifier: EUPL-1.2
"""Standards and the review of a code: what is harmonised, what an assessment of a standard lacks, and each reason for a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.monitoring.rows import HERE, row

from adhere.codes.catalogue import code
from adhere.kernel.text import plain
from adhere.law.library import Law
from adhere.monitoring.adequacy import adequacy
from adhere.monitoring.assessment import packaged_assessments
from adhere.monitoring.objectives import objectives
from adhere.monitoring.portfolio import portfolio
from adhere.monitoring.review import Watched, final_day, triggers
from adhere.monitoring.standardchecks import standard_findings
from adhere.monitoring.standards import (
    STATES,
    Served,
    Standard,
    StandardAssessment,
    Step,
    harmonised_for,
    packaged_standards,
    register,
    state_text,
)

LAW, GPAI = Law(), code("gpai-2025")
ON = date(2026, 11, 22)
REAL = packaged_assessments()[0]


def step(state: Any, day: date, *, seen: bool = False) -> Step:
    return Step(state=state, day=day, seen=seen, place=HERE)


def standard(
    *steps: Step, served: tuple[Served, ...] = (), gaps: tuple[str, ...] = (), **values: Any
) -> Standard:
    judged = StandardAssessment(on=date(2026, 10, 1), by="x", served=served, gaps=gaps, place=HERE)
    told: dict[str, Any] = {"targets": ("aia:art-55.1.d",), "assessment": judged if served else None}
    return Standard(id="EN 1", title=plain("t"), body="b", steps=steps, place=HERE, **(told | values))


def serves(target: str = "aia:art-55.1.d", relation: Any = "supports", degree: Any = "whole") -> Served:
    return Served(target=target, relation=relation, degree=degree, place=HERE)


def test_none_of_the_packaged_standards_is_harmonised_for_models() -> None:
    found = packaged_standards()
    assert len(found) == 8
    assert harmonised_for(found, ("aia:art-53", "aia:art-55"), ON) == ()
    assert {one.state(ON).state for one in found if one.state(ON)} == {"draft"}  # type: ignore[union-attr]
    assert all(one.state(date(2026, 1, 30)) is None for one in found)
    assert all(state_text(state).nl for state in STATES)


def test_only_what_is_cited_is_harmonised_and_from_that_day() -> None:
    one = standard(step("published", date(2026, 3, 1)), step("cited", date(2026, 9, 1)))
    assert harmonised_for([one], ("aia:art-55",), date(2026, 8, 31)) == ()
    assert harmonised_for([one], ("aia:art-55",), date(2026, 9, 1)) == (one,)
    assert harmonised_for([one], ("aia:art-53",), ON) == ()
    assert not replace(one, steps=(*one.steps, step("withdrawn", date(2026, 11, 1)))).harmonised(ON)


def test_a_record_of_ones_own_takes_the_place_of_the_packaged_one() -> None:
    own = replace(standard(), id="prEN 18286")
    assert [one.title.en for one in register([own]) if one.id == own.id] == ["t"]
    assert len(register([own])) == len(packaged_standards())


DRAFT = step("draft", date(2025, 11, 3))


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (standard(DRAFT), []),
        (standard(DRAFT, targets=("aia:art-55.9",)), ["ADH-MON-060"]),
        (standard(DRAFT, targets=("aia:art-17",)), []),  # an article that is not in the packaged law
        (standard(step("enquiry", date(2026, 1, 1)), step("draft", date(2026, 2, 1))), ["ADH-MON-061"]),
        (standard(step("draft", date(2026, 2, 1)), step("enquiry", date(2026, 1, 1))), ["ADH-MON-061"]),
        (standard(DRAFT, step("cited", date(2027, 1, 1))), ["ADH-MON-062"]),
        (standard(DRAFT, served=(serves("gpai-2025:S-99.9"),)), ["ADH-MON-063"]),
        (standard(DRAFT, served=(serves("gpai-2025:S-6.1"),)), []),
        (standard(DRAFT, served=(serves(relation="replaces", degree="part"),), gaps=("g",)), ["ADH-MON-064"]),
        (standard(DRAFT, served=(serves(degree="part"),)), ["ADH-MON-065"]),
        (standard(DRAFT, step("enquiry", date(2026, 10, 2)), served=(serves(),)), ["ADH-MON-066"]),
    ],
)
def test_each_mistake_in_a_record_of_a_standard_is_told(one: Standard, told: list[str]) -> None:
    found = list(standard_findings(one, [GPAI], LAW, ON))
    assert [each.rule.id for each in found] == told
    assert all("{" not in each.wrong("nl") for each in found)


def reasons(watched: Watched, on: date = ON) -> list[tuple[str, bool]]:
    return [(one.reason, one.due) for one in triggers(watched.adequacy.code, watched, LAW, on)]


def test_a_code_is_due_for_review_when_the_law_changed_and_later_for_its_age() -> None:
    watched = Watched(adequacy=adequacy(GPAI, REAL, LAW, ON), standards=packaged_standards())
    assert reasons(watched) == [("law", True), ("age", False)]
    assert reasons(watched, date(2026, 7, 26)) == [("age", False)]
    assert ("age", True) in reasons(watched, date(2027, 7, 10))
    assert ("age", False) in reasons(watched, date(2027, 7, 9))


def test_a_standard_that_changes_state_is_a_reason_and_one_that_was_only_seen_is_none() -> None:
    changed = standard(step("draft", date(2025, 7, 10)), step("enquiry", date(2026, 9, 14)))
    watched = Watched(adequacy=adequacy(GPAI, REAL, LAW, ON), standards=(changed,))
    assert reasons(watched).count(("standard", True)) == 1
    seen = standard(step("draft", date(2026, 1, 31), seen=True))
    assert ("standard", True) not in reasons(replace(watched, standards=(seen,)))


def test_an_objective_that_is_not_achieved_and_coverage_that_fell_are_reasons() -> None:
    names = [one.id for one in GPAI.measures]
    rows = [row("p", f"s{number}", "n" * len(names)) for number in range(9)]
    missed = tuple(objectives(GPAI, portfolio(rows, names, ["p"]), "p"))
    fewer = replace(GPAI, measures=tuple(one for one in GPAI.measures if one.id != "C-1.3"))
    found = adequacy(fewer, REAL, LAW, ON, assessed_code=GPAI)
    told = reasons(Watched(adequacy=found, objectives=missed))
    assert told.count(("objective", True)) == len(GPAI.commitments)
    assert told.count(("coverage", True)) == 1


def test_the_day_of_review_that_an_assessment_set_is_a_reason() -> None:
    found = adequacy(GPAI, replace(REAL, review=date(2026, 11, 22)), LAW, ON)
    assert ("review-date", True) in reasons(Watched(adequacy=found))
    later = adequacy(GPAI, replace(REAL, review=date(2026, 11, 23)), LAW, ON)
    assert ("review-date", False) in reasons(Watched(adequacy=later))


def test_a_code_whose_day_nobody_knows_is_not_due_for_its_age() -> None:
    unknown = replace(GPAI, history=(), version="one")
    assert final_day(unknown) is None
    assert reasons(Watched(adequacy=adequacy(unknown, None, LAW, ON))) == []
