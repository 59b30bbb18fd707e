# SPDX-License-Identifier: EUPL-1.2
"""Two versions of a code compared: what came, went, got another number or another text, and what that does to coverage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.aspects import aspect_name
from adhere.codes.catalogue import code
from adhere.codes.clauses import clauses
from adhere.codes.code import Code, Measure, Renumbered, ReportingElement, Requirement
from adhere.codes.difference import difference
from adhere.codes.effects import effects
from adhere.kernel.text import Text, plain
from adhere.law.library import Law

LAW = Law()
ON = date(2026, 11, 22)


def newer(**changes: Any) -> Code:
    return replace(small(), version="2", succeeds="example@1", **changes)


def with_first(**changes: Any) -> Code:
    one = small()
    return newer(measures=(replace(one.measures[0], **changes), *one.measures[1:]))


def told(before: Code, after: Code) -> list[tuple[str, str, str | None, str]]:
    return [(one.kind, one.clause, one.was, one.aspect) for one in difference(before, after).changes]


def asked(text: str, number: str | None = None) -> Requirement:
    return Requirement(content=plain(text), number=number)


def test_a_code_does_not_differ_from_itself():
    for one in (small(), code("gpai-2025"), code("disinformation-2025")):
        found = difference(one, one)
        assert (found.changes, found.findings) == ((), ())


@pytest.mark.parametrize(
    ("after", "clause", "aspect"),
    [
        (with_first(title=plain("Draw it")), "A-1.1", "title"),
        (with_first(note=plain("New.")), "A-1.1", "note"),
        (with_first(no_indicator=plain("It would do harm.")), "A-1.1", "no_indicator"),
        (with_first(deadlines=()), "A-1.1", "deadline:A-1.1-write"),
        (with_first(serves=()), "A-1.1", "serves:aia:art-53.1.a"),
        (
            with_first(requires=(replace(small().measures[0].requires[0], appendices=()),)),
            "A-1.1(1)",
            "appendices",
        ),
        (
            newer(commitments=(replace(small().commitments[0], content=plain("Everybody can see it.")),)),
            "A-1",
            "content",
        ),
        (newer(commitments=(replace(small().commitments[0], provisions=()),)), "A-1", "provisions"),
        (newer(chapters=(replace(small().chapters[0], binds=plain("Nobody.")),)), "A", "binds"),
        (
            newer(appendices=(replace(small().appendices[0], content=(plain("Dates."),)),)),
            "A-list",
            "content",
        ),
    ],
)
def test_a_change_is_told_by_clause_and_aspect(after: Code, clause: str, aspect: str):
    assert told(small(), after) == [("changed", clause, clause, aspect)]
    assert aspect_name(aspect).nl


def test_a_link_that_is_surer_than_before_is_a_change():
    link = replace(small().measures[0].serves[0], grade="official")
    (change,) = difference(small(), with_first(serves=(link,))).changes
    assert change.before is not None
    assert change.after is not None
    assert (change.before.en[-9:], change.after.en[-15:]) == ("(derived)", "(official text)")


def test_a_measure_that_came_is_told_once_with_all_it_asks():
    new = Measure(
        id="A-1.3", commitment="A-1", title=plain("Keep it"), grade="ours", sources=(), serves=(),
        requires=(asked("For ten years."), asked("In the Union.")),
    )  # fmt: skip
    (change,) = difference(small(), newer(measures=(*small().measures, new))).changes
    assert (change.kind, change.clause, change.was, change.before) == ("added", "A-1.3", None, None)
    assert change.after == plain("Keep it\nFor ten years.\nIn the Union.")


def test_a_measure_that_went_is_told_once():
    assert told(small(), newer(measures=small().measures[:1])) == [("removed", "A-1.2", "A-1.2", "whole")]


def test_a_number_that_is_said_to_have_moved_is_a_new_number_and_nothing_else():
    one = small()
    moved = replace(
        one.measures[0], id="A-1.5", deadlines=(replace(one.measures[0].deadlines[0], id="A-1.5-write"),)
    )
    after = newer(measures=(moved, one.measures[1]), renumbered=(Renumbered(old="A-1.1", new="A-1.5"),))
    assert told(one, after) == [("renumbered", "A-1.5", "A-1.1", "number")]
    assert told(after, one) == [("renumbered", "A-1.1", "A-1.5", "number")]
    kept = replace(after, measures=(replace(moved, deadlines=one.measures[0].deadlines), one.measures[1]))
    assert told(one, kept) == [("renumbered", "A-1.5", "A-1.1", "number")]


def test_what_stands_under_a_commitment_moves_with_it():
    one = small()
    after = newer(
        commitments=(replace(one.commitments[0], id="A-2"),),
        measures=tuple(
            replace(
                measure,
                id=measure.id.replace("A-1", "A-2"),
                commitment="A-2",
                deadlines=tuple(replace(clock, id="A-2.1-write") for clock in measure.deadlines),
            )
            for measure in one.measures
        ),
        renumbered=(Renumbered(old="A-1", new="A-2"),),
    )
    found = difference(one, after)
    assert [(change.kind, change.clause) for change in found.changes] == [
        ("renumbered", "A-2"),
        ("renumbered", "A-2.1"),
        ("renumbered", "A-2.2"),
    ]
    assert found.numbering.now("A-1.1(1)") == "A-2.1(1)"
    assert found.findings == ()


def test_a_number_that_begins_like_another_does_not_move_with_it():
    found = difference(small(), newer(renumbered=(Renumbered(old="A-1.1", new="A-1.1"),))).numbering
    assert found.moved("A-1.10") == "A-1.10"
    assert found.moved("A-1.1.4") == "A-1.1.4"


def test_two_numbers_can_change_places():
    one = small()
    first, second = one.measures
    after = newer(
        measures=(replace(second, id="A-1.1"), replace(first, id="A-1.2", deadlines=())),
        renumbered=(Renumbered(old="A-1.1", new="A-1.2"), Renumbered(old="A-1.2", new="A-1.1")),
    )
    found = difference(one, after)
    assert (found.numbering.now("A-1.1"), found.numbering.now("A-1.2")) == ("A-1.2", "A-1.1")
    assert [change.aspect for change in found.changes] == ["number", "number", "deadline:A-1.2-write"]


def test_whose_number_was_given_to_another_is_gone_unless_it_moved_too():
    one = small()
    after = newer(
        measures=(replace(one.measures[0], id="A-1.2", deadlines=()),),
        renumbered=(Renumbered(old="A-1.1", new="A-1.2"),),
    )
    assert difference(one, after).numbering.now("A-1.2") is None


def test_numbers_do_not_move_between_versions_they_were_not_said_of():
    after = replace(newer(renumbered=(Renumbered(old="A-1.1", new="A-1.2"),)), succeeds="another")
    assert difference(small(), after).numbering.declared == {}


def test_what_came_in_the_words_of_what_went_is_asked_about_and_not_guessed():
    after = newer(measures=(replace(small().measures[0], id="A-1.9"), small().measures[1]))
    found = difference(small(), after)
    assert [one.kind for one in found.changes] == ["added", "removed"]
    assert [(one.rule.id, one.place.at) for one in found.findings] == [("ADH-COD-026", "A-1.9")]
    assert '"A-1.1"' in found.findings[0].remedy("en")


def test_a_number_that_was_never_there_and_versions_in_a_circle_are_told():
    after = newer(renumbered=(Renumbered(old="A-7", new="A-1"),))
    assert [one.rule.id for one in difference(small(), after).findings] == ["ADH-COD-029"]
    before = replace(small(), succeeds="example@2")
    assert [one.rule.id for one in difference(before, newer()).findings] == ["ADH-COD-027"]


def test_a_requirement_put_in_between_changes_nothing_about_the_others():
    before = with_first(requires=(asked("Write it down today."), asked("Keep it for ten years.")))
    after = with_first(
        requires=(asked("Write it down today."), asked("Show it to nobody."), asked("Keep it for ten years."))
    )
    found = difference(before, replace(after, version="3"))
    assert [(one.kind, one.clause) for one in found.changes] == [("added", "A-1.1#2")]
    assert found.numbering.now("A-1.1#2") == "A-1.1#3"


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        (
            asked("Write it within a month of training."),
            asked("Write it within a week of training."),
            ["changed"],
        ),
        (asked("Write it.", "(1)"), asked("Burn whatever you have.", "(1)"), ["changed"]),
        (asked("Write it."), asked("Burn whatever you have."), ["added", "removed"]),
        (asked("Write it.", "(1)"), asked("Write it.", "(2)"), ["renumbered"]),
    ],
)
def test_a_requirement_is_known_again_by_its_words_its_number_or_its_likeness(
    old: Requirement, new: Requirement, kinds: list[str]
):
    found = difference(with_first(requires=(old,)), replace(with_first(requires=(new,)), version="3"))
    assert [one.kind for one in found.changes] == kinds


def test_a_reporting_element_is_compared_too():
    element = ReportingElement(id="A-SLI-1", kind="numeric", content=plain("Count."), unit="actions")
    after = replace(element, unit="days", breakdown=("member-state",))
    found = difference(with_first(elements=(element,)), replace(with_first(elements=(after,)), version="3"))
    assert [(one.clause, one.holder, one.aspect) for one in found.changes] == [
        ("A-SLI-1", "A-1.1", "unit"),
        ("A-SLI-1", "A-1.1", "breakdown"),
    ]
    assert found.touched() == {"A-SLI-1", "A-1.1"}


def test_clauses_are_the_same_in_every_order_and_the_code_comes_first():
    assert list(clauses(small())) == [
        "example",
        "A",
        "A-1",
        "A-1.1",
        "A-1.1(1)",
        "A-1.2",
        "A-1.2#1",
        "A-list",
    ]
    assert len(clauses(code("gpai-2025"))) > 150


# Coverage.


def test_a_link_that_went_and_one_that_came_change_coverage():
    one = small()
    gone = difference(one, with_first(serves=()))
    assert {(effect.kind, effect.obligation.id) for effect in effects(gone, LAW, ON)} == {
        ("lost", "duty:art-53.1.a-1")
    }
    back = difference(with_first(serves=()), replace(one, version="3"))
    (gained,) = effects(back, LAW, ON)
    assert (gained.kind, gained.before, gained.after) == ("gained", (), ("A-1.1",))


def test_a_new_number_changes_nothing_about_coverage():
    one = small()
    after = newer(
        measures=(replace(one.measures[0], id="A-1.5"), one.measures[1]),
        renumbered=(Renumbered(old="A-1.1", new="A-1.5"),),
    )
    assert effects(difference(one, after), LAW, ON) == ()


def test_another_measure_for_the_same_is_shifted_and_what_is_not_known_is_not_lost():
    links = small().measures[0].serves
    after = newer(
        measures=(replace(small().measures[0], serves=()), replace(small().measures[1], serves=links))
    )
    kinds = {effect.obligation.id: effect.kind for effect in effects(difference(small(), after), LAW, ON)}
    assert kinds["duty:art-53.1.a-1"] == "shifted"
    unknown = replace(with_first(serves=()), unknown=Text("Much.", "Veel."))
    assert [effect.kind for effect in effects(difference(small(), unknown), LAW, ON)] == ["untold"]


def test_codes_that_are_held_against_different_things_are_not_compared():
    assert effects(difference(code("gpai-2025"), code("marking-2026")), LAW, ON) == ()
