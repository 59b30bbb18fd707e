# SPDX-License-Identifier: EUPL-1.2
"""Complaints of rightsholders: each mistake has its rule, and a complaint that is dealt with has none."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from adhere.content.complaints.checks import complaint_findings
from adhere.content.complaints.register import Answered, Complaint, Complaints, SetAside, Standing
from adhere.content.complaints.rules import rules
from adhere.kernel.calendar import Period
from adhere.kernel.finding import Place
from adhere.law.citations import cite

ON = date(2026, 11, 22)
PLACE = Place(file="complaints.yaml", line=9)
ANSWER = Answered(on=date(2026, 11, 10), outcome="rejected", answer="Not used.")
ASIDE = SetAside(on=date(2026, 11, 10), why="No work is named.")


def complaint(name: str = "K-1", received: date = date(2026, 11, 1), **more: Any) -> Complaint:
    told = {"complainant": "A (example)", "kind": "rightsholder", "about": "A page.", "place": PLACE}
    return Complaint(id=name, received=received, **(told | more))


def kept(*complaints: Complaint, **more: Any) -> Complaints:
    told = {
        "contact_point": "a@a.example",
        "contact_page": "https://a.example",
        "answer_within": Period.parse("30 days"),
    }
    return Complaints(place=PLACE, complaints=complaints, **(told | more))


def rules_of(found: Complaints, on: date = ON) -> list[str]:
    return [one.rule.id for one in complaint_findings(found, ["example"], on)]


EARLIER = complaint(answered=ANSWER)
CASES: dict[str, list[Complaints]] = {
    "ADH-CON-180": [kept(complaint(received=date(2026, 10, 1)))],
    "ADH-CON-181": [kept(complaint(received=date(2026, 10, 26)))],
    "ADH-CON-182": [kept(complaint(received=date(2026, 10, 1), answered=ANSWER))],
    "ADH-CON-183": [kept(complaint(), answer_within=None)],
    "ADH-CON-184": [kept(contact_point=None)],
    "ADH-CON-185": [
        kept(complaint(), acknowledge_within=Period.parse("5 days")),
        kept(complaint(acknowledged=date(2026, 11, 9)), acknowledge_within=Period.parse("5 days")),
        kept(complaint(unfounded=ASIDE), acknowledge_within=Period.parse("5 days")),
    ],
    "ADH-CON-186": [kept(complaint(acknowledged=date(2026, 10, 9)))],
    "ADH-CON-187": [
        kept(complaint(repeats="K-9")),
        kept(complaint(repeats="K-1")),
        kept(complaint("K-2", repeats="K-3"), complaint("K-3", date(2026, 11, 2), answered=ANSWER)),
    ],
    "ADH-CON-188": [kept(EARLIER, complaint("K-2", complainant="B (example)", repeats="K-1"))],
    "ADH-CON-189": [kept(complaint(), complaint("K-2", repeats="K-1"))],
    "ADH-CON-190": [
        kept(EARLIER, complaint("K-2", repeats="K-1", unfounded=ASIDE)),
        kept(
            complaint(
                unfounded=ASIDE, answered=Answered(on=date(2026, 11, 9), outcome="upheld", answer="Yes.")
            )
        ),
    ],
    "ADH-CON-191": [kept(complaint(kind="representative", answered=ANSWER))],
    "ADH-CON-192": [kept(complaint(models=("other",), answered=ANSWER))],
    "ADH-CON-193": [kept(contact_page=None)],
    "ADH-CON-194": [
        kept(complaint(received=date(2026, 11, 23))),
        kept(complaint(received=date(2026, 11, 23)), answer_within=None),
        kept(complaint(unfounded=SetAside(on=date(2026, 12, 1), why="x"))),
    ],
}


@pytest.mark.parametrize("rule_id", CASES)
def test_a_mistake_has_its_rule_and_no_other(rule_id: str):
    for case in CASES[rule_id]:
        assert rules_of(case) == [rule_id]


FINE = [
    kept(),
    kept(complaint()),
    kept(EARLIER),
    kept(EARLIER, complaint("K-2", repeats="K-1")),
    kept(
        EARLIER,
        complaint("K-2", complainant="C", kind="representative", on_behalf="a  (EXAMPLE)", repeats="K-1"),
    ),
    kept(complaint(received=date(2025, 1, 1), unfounded=SetAside(on=date(2025, 1, 9), why="x"))),
    kept(complaint(models=("example",), withdrawn=ASIDE)),
    kept(complaint(withdrawn=ASIDE), acknowledge_within=Period.parse("9 days")),
]


def test_what_was_dealt_with_has_no_finding():
    for case in FINE:
        assert rules_of(case) == []


def test_every_rule_is_met_and_says_the_same_in_both_languages():
    assert {one.id for one in rules()} == set(CASES)
    for one in rules():
        assert cite(one.provision or "").en.endswith("C 1.5")
        for text in (one.wrong, one.why, one.remedy):
            english, dutch = (set(re.findall(r"\{(\w+)\}", said)) for said in (text.en, text.nl))
            assert english == dutch
    for case in (one for cases in CASES.values() for one in cases):
        for found in complaint_findings(case, ["example"], ON):
            assert "{" not in f"{found.wrong('en')}{found.why('nl')}{found.remedy('nl')}"


def test_a_complaint_that_cannot_repeat_another_waits_for_an_answer_of_its_own():
    for rule_id in ("ADH-CON-187", "ADH-CON-188", "ADH-CON-189"):
        for case in CASES[rule_id]:
            repeating = next(one for one in case.complaints if one.repeats)
            assert case.standing(repeating, ON) is Standing.OPEN
            assert case.standing(repeating, date(2027, 1, 1)) is Standing.OVERDUE
            assert "ADH-CON-180" in rules_of(case, date(2027, 1, 1))
    sound = kept(EARLIER, complaint("K-2", repeats="K-1"))
    assert sound.standing(sound.complaints[1], date(2027, 1, 1)) is Standing.REPEATED


LATE = Answered(on=date(2026, 6, 1), outcome="upheld", answer="Taken out.")
LATER = SetAside(on=date(2026, 6, 1), why="x")


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ({"answered": LATE}, Standing.OVERDUE, Standing.ANSWERED_LATE),
        ({"unfounded": LATER}, Standing.OVERDUE, Standing.UNFOUNDED),
        ({"withdrawn": LATER}, Standing.OVERDUE, Standing.WITHDRAWN),
        ({"received": date(2026, 6, 1)}, Standing.NOT_RECEIVED, Standing.OPEN),
    ],
)
def test_as_of_a_day_only_what_had_happened_by_then_counts(
    what: dict[str, Any], before: Standing, after: Standing
):
    found = kept(complaint(**({"received": date(2026, 3, 2)} | what)))
    (one,) = found.complaints
    assert found.standing(one, date(2026, 5, 1)) is before
    assert found.standing(one, date(2026, 6, 1)) is after
    told = rules_of(found, date(2026, 5, 1))
    assert told == ["ADH-CON-194", *(["ADH-CON-180"] if before is Standing.OVERDUE else [])]
    assert "ADH-CON-180" not in rules_of(found, date(2026, 6, 1))


def test_of_a_complaint_that_was_not_yet_received_one_thing_is_told():
    later = {"received": date(2026, 11, 24), "acknowledged": date(2026, 11, 25), "repeats": "K-1"}
    assert rules_of(kept(complaint(answered=LATE), complaint("K-2", **later))) == [
        "ADH-CON-186",
        "ADH-CON-194",
    ]


def test_an_acknowledgement_of_a_later_day_does_not_end_the_wait_for_one():
    found = kept(complaint(acknowledged=date(2026, 11, 20)), acknowledge_within=Period.parse("5 days"))
    (told,) = (
        one
        for one in complaint_findings(found, ["example"], date(2026, 11, 10))
        if one.rule.id == "ADH-CON-185"
    )
    assert told.values["acknowledged"] == "-"


def test_a_period_that_no_date_can_end_leaves_it_open_without_an_error():
    far = kept(complaint(), answer_within=Period.parse("9000 years"))
    assert far.standing(far.complaints[0], ON) is Standing.NO_PERIOD
