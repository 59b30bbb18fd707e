# SPDX-License-Identifier: EUPL-1.2
"""The golden cases: what the law makes of situations in plain words, worked out by hand; see tests/golden/cases.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.unit.models.classified import LAW, facts_of

from adhere.kernel.quantity import Quantity
from adhere.kernel.text import LANGUAGES, stamp
from adhere.kernel.truth import Truth
from adhere.law.applicability import Applicability
from adhere.law.citations import cite
from adhere.models.classification import Classification, classify
from adhere.models.modelfolder import complete
from adhere.models.notification import notification
from adhere.models.registry import registry

FILE = tomllib.loads((Path(__file__).parents[2] / "golden" / "cases.toml").read_text(encoding="utf-8"))
ORDINARY, CASES = FILE["ordinary"], {case["id"]: case for case in FILE["case"]}
INTERVAL = {"low", "high"}


def flat(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Facts by id from nested tables; an interval is a value."""
    for key, value in table.items():
        if isinstance(value, dict) and set(value) != INTERVAL:
            yield from flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def value_of(fact: str, value: Any) -> Any:
    """A value as its fact has it: quantities exact or as an interval, lists as tuples."""
    kind = registry()[fact]
    if kind.type in ("quantity", "count"):
        if isinstance(value, dict):
            low, high = (Quantity.exactly(value[end], kind.unit or "").low for end in ("low", "high"))
            return Quantity(unit=kind.unit or "", low=low, high=high)
        return Quantity.exactly(value, kind.unit or "")
    return tuple(value) if isinstance(value, list) else value


def classified(case: dict[str, Any]) -> Classification:
    values = {**dict(flat(ORDINARY["facts"])), **dict(flat(case.get("facts", {})))}
    known = {
        fact: value_of(fact, value) for fact, value in values.items() if fact not in case.get("without", ())
    }
    on = case.get("on", ORDINARY["on"])
    facts = facts_of(known)
    complete(facts, None, on)
    return classify(facts, Applicability(LAW, on))


def expected_truth(case: dict[str, Any], place: str) -> Truth:
    """What a case expects of a duty: the longest provision that is named decides, and what is not named does not apply."""
    outcomes = {"applies": Truth.YES, "not_known": Truth.UNKNOWN, "not_applying": Truth.NO}
    named = {
        provision: truth
        for key, truth in outcomes.items()
        for provision in case.get(key, ())
        if f"{place}.".startswith(f"{provision}.")
    }
    return named[max(named, key=len)] if named else Truth.NO


@pytest.mark.parametrize("name", CASES)
def test_the_verdicts_are_as_the_law_has_them(name: str):
    outcome = classified(CASES[name])
    found = {
        "general_purpose": outcome.general_purpose.truth.value,
        "presumed": outcome.presumed.truth.value,
        "systemic_risk": outcome.systemic_risk.truth.value,
        "exempt": outcome.exempt.truth.value,
    }
    assert found == CASES[name]["expected"]


@pytest.mark.parametrize("name", CASES)
def test_the_duties_are_as_the_law_has_them(name: str):
    case, outcome = CASES[name], classified(CASES[name])
    places = {duty.norm.provisions[0].removeprefix("aia:"): duty.applies for duty in outcome.obligations}
    assert places == {place: expected_truth(case, place) for place in places}
    for provision in (*case["applies"], *case.get("not_known", ()), *case.get("not_applying", ())):
        assert any(f"{place}.".startswith(f"{provision}.") for place in places), f"no duty on {provision}"


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "since" in case])
def test_the_duties_count_from_the_day_the_law_says(name: str):
    starts: dict[str, set[date]] = {}
    for duty in classified(CASES[name]).obligations:
        place = duty.norm.provisions[0].removeprefix("aia:")
        for provision in CASES[name]["since"]:
            if f"{place}.".startswith(f"{provision}."):
                starts.setdefault(provision, set()).add(duty.start)
    assert starts == {provision: {day} for provision, day in CASES[name]["since"].items()}


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "notification" in case])
def test_the_clock_of_the_notification_is_as_the_law_has_it(name: str):
    clock, expected = notification(classified(CASES[name])), CASES[name]["notification"]
    assert clock.status == expected["status"]
    assert (clock.deadline.day if clock.deadline else None) == expected.get("due")


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_told_in_both_languages_and_rests_on_provisions(name: str):
    case = CASES[name]
    assert case["provisions"]
    assert all(cite(provision).in_(language) for provision in case["provisions"] for language in LANGUAGES)
    for text in (case["situation"], case["outcome"]):
        assert text["en"] != text["nl"]
        assert text["of"] == stamp(text["en"])


def test_there_are_cases_enough_and_each_article_is_met():
    assert len(CASES) == len(FILE["case"]) >= 30
    met = {provision.partition(".")[0] for case in CASES.values() for provision in case["applies"]}
    assert met == {"art-52", "art-53", "art-54", "art-55", "art-91", "art-92"}
