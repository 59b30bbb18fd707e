# SPDX-License-Identifier: EUPL-1.2
"""Comments on a draft: where each stands, who spoke, and what is wrong with a round of comments and the step to the next draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.code import Code, Renumbered
from adhere.codes.difference import difference
from adhere.codes.draftchecks import comment_faults, step_faults
from adhere.codes.drafting import Answer, Comment, Draft, Reason, by_clause, standing
from adhere.codes.participation import balance, balance_of
from adhere.codes.spreadsheet import csv_text, harmless
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import plain

PLACE = Place(file="comments.yaml", line=4)


def comment(name: str = "c-1", clause: str = "A-1.1", **changes: Any) -> Comment:
    told = {
        "group": "downstream",
        "author": "a-1",
        "text": "Too long.",
        "received": date(2026, 3, 1),
    } | changes
    return Comment(id=name, clause=clause, place=PLACE, **told)


def answer(name: str = "c-1", **changes: Any) -> Answer:
    told = changes or {"no_change": "Nobody else asked."}
    return Answer(comment=name, reasons="We talked about it.", place=PLACE, **told)


def reason(clause: str) -> Reason:
    return Reason(clause=clause, why="A comment asked for it.", place=PLACE)


def draft(*comments: Comment, answers: tuple[Answer, ...] = (), code: Code | None = None) -> Draft:
    return Draft(code=code or small(), comments=comments, answers=answers)


def rules(found: tuple[Finding, ...]) -> list[str]:
    for one in found:
        for language in ("en", "nl"):
            assert "{" not in one.wrong(language) + one.why(language) + one.remedy(language)
    return [one.rule.id for one in found]


def second(**changes: Any) -> Code:
    """The next version: measure 1.2 became 1.3."""
    one = small()
    moved = replace(one.measures[1], id="A-1.3")
    told = {
        "renumbered": (Renumbered(old="A-1.2", new="A-1.3"),),
        "measures": (one.measures[0], moved),
    } | changes
    return replace(one, version="2", succeeds="example@1", **told)


def test_a_round_in_which_every_comment_has_an_answer_has_no_fault():
    told = draft(comment(), comment("c-2", "example"), answers=(answer(), answer("c-2", change="A-1.1")))
    assert rules(comment_faults(told)) == []


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        (draft(comment()), ["ADH-COD-034"]),
        (draft(comment(clause="A-1.9"), answers=(answer(),)), ["ADH-COD-031"]),
        (draft(comment(), comment(), answers=(answer(),)), ["ADH-COD-032"]),
        (draft(comment(), answers=(answer(), answer("c-9"))), ["ADH-COD-033"]),
        (draft(comment(), answers=(answer(), answer())), ["ADH-COD-036"]),
        (draft(comment(), answers=(answer(change="A-1.1", no_change="No."),)), ["ADH-COD-035"]),
        (draft(comment(), answers=(answer(change=None, no_change=None),)), ["ADH-COD-035"]),
        (draft(comment(author="A. Person"), answers=(answer(),)), ["ADH-COD-038"]),
        (draft(comment(author="a.person@example.org"), answers=(answer(),)), ["ADH-COD-038"]),
        (draft(comment(author="person"), answers=(answer(),)), ["ADH-COD-038"]),
        (
            draft(comment(), comment("c-2", group="academia"), answers=(answer(), answer("c-2"))),
            ["ADH-COD-039"],
        ),
        (
            draft(comment(version="0"), comment("c-2", version="0"), answers=(answer(), answer("c-2"))),
            ["ADH-COD-030"],
        ),
    ],
)
def test_each_mistake_in_a_round_is_told(told: Draft, rule: list[str]):
    assert rules(comment_faults(told)) == rule


def test_what_was_perhaps_meant_is_asked():
    (found,) = comment_faults(draft(comment(clause="A-1.11"), answers=(answer(),)))
    assert "Did you mean A-1.1" in found.wrong("en")
    assert "Bedoelde u A-1.1" in found.wrong("nl")


def test_comments_follow_their_clause_to_its_new_number():
    told = draft(
        comment(clause="A-1.2", version="1"),
        comment("c-2", "A-1.2#1", version="1"),
        comment("c-3", "A-1.3", version="2"),
        code=second(),
    )
    assert [one.clause.id if one.clause else None for one in standing(told)] == ["A-1.3", "A-1.3#1", "A-1.3"]
    assert "ADH-COD-031" not in rules(comment_faults(told))
    assert [(one.clause.id, len(one.comments)) for one in by_clause(told)] == [("A-1.3", 2), ("A-1.3#1", 1)]


def test_a_clause_counts_what_was_answered_and_what_changed():
    told = draft(comment(), comment("c-2"), comment("c-3"), answers=(answer(), answer("c-2", change="A-1.1")))
    (one,) = by_clause(told)
    assert (len(one.comments), one.answered, one.changed) == (3, 2, 1)


# The step to the next draft.


def step(before: Draft, after: Code, *reasons: Reason) -> list[str]:
    return rules(step_faults(difference(before.code, after), before, Draft(code=after, reasons=reasons)))


def test_a_clause_that_moved_keeps_its_comments_and_needs_no_reason():
    assert step(draft(comment(clause="A-1.2")), second()) == []


def test_a_draft_that_drops_a_number_without_a_word_orphans_its_comments():
    lost = second(renumbered=())
    assert step(draft(comment(clause="A-1.2"), comment("c-2", "A-1.2#1")), lost, reason("A-1.3")) == [
        "ADH-COD-040",
        "ADH-COD-042",
        "ADH-COD-042",
    ]
    assert step(draft(comment(clause="A-1.2")), lost, reason("A-1.3"), reason("A-1.2")) == []


def test_a_change_needs_a_reason_once_for_a_measure_and_a_reason_needs_a_change():
    after = second()
    worded = replace(after.measures[0], title=plain("Draw it"), note=plain("New."))
    after = replace(after, measures=(worded, after.measures[1]))
    assert step(draft(), after) == ["ADH-COD-040"]
    assert step(draft(), after, reason("A-1.1")) == []
    assert step(draft(), after, reason("A-1.1"), reason("A-1.3"), reason("A-1")) == ["ADH-COD-041"]


def test_an_answer_that_points_at_a_change_that_is_not_there_is_told():
    after = second()
    worded = replace(after, measures=(replace(after.measures[0], title=plain("Draw it")), after.measures[1]))
    points = draft(comment(), answers=(answer(change="A-1.1"),))
    assert step(points, after) == ["ADH-COD-037"]
    assert step(points, worded, reason("A-1.1")) == []


# Who spoke.


def test_the_balance_counts_authors_and_comments_and_names_who_is_absent():
    found = balance(
        [
            comment(),
            comment("c-2"),
            comment("c-3", author="a-2", group="civil-society"),
            comment("c-4", author="a-1", group="academia"),
        ]
    )
    assert [(one.party.id, one.authors, one.comments, one.percent) for one in found.shares] == [
        ("civil-society", 1, 1, 25),
        ("downstream", 1, 3, 75),
    ]
    assert (found.authors, found.comments) == (2, 4)
    absent = {one.id for one in found.absent}
    assert {"providers", "authorities", "academia", "rightsholders", "independent-experts"} <= absent
    assert "affected-persons" not in absent


def test_nobody_is_no_balance_and_no_division_by_zero():
    found = balance([])
    assert (found.shares, found.comments) == ((), 0)
    assert len(found.absent) == 8


# For a spreadsheet.


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "  =", " @"])
def test_no_cell_that_goes_out_is_a_formula(start: str):
    assert harmless(f"{start}HYPERLINK()").startswith("'")
    (row,) = standing(draft(comment(text=f"{start}1+1")))
    assert f"'{start}1+1" in csv_text([row])


def test_ordinary_cells_go_out_as_they_are():
    assert harmless("A-1.1") == "A-1.1"
    assert csv_text(standing(draft(comment(), answers=(answer(change="A-1.1"),)))).splitlines() == [
        "id,clause,group,author,received,text,reasons,change,no_change",
        "c-1,A-1.1,downstream,a-1,2026-03-01,Too long.,We talked about it.,A-1.1,",
    ]


def test_what_is_counted_elsewhere_gives_the_same_balance():
    found = balance_of({"industry": (2, 3), "providers": (1, 1), "academia": (0, 0)})
    assert [(one.party.id, one.authors, one.percent) for one in found.shares] == [
        ("providers", 1, 25),
        ("industry", 2, 75),
    ]
    assert (found.authors, found.comments) == (3, 4)
    assert "academia" in {one.id for one in found.absent}
