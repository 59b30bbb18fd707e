# SPDX-License-Identifier: EUPL-1.2
"""What a provision says on a date: both sides of 27 July 2026 differ, and the change says why, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.law.situations import LAW, TODAY

from adhere.law.figures import figures
from adhere.law.show import NoSuchProvisionError, show

BEFORE, SINCE = date(2026, 7, 26), date(2026, 7, 27)
AMENDED = {
    "aia:art-56.6": {"en": ("approve", "adequacy"), "nl": ("goedkeur", "toereikend")},
    "aia:art-50.7": {"en": ("approval", "adequacy"), "nl": ("goedkeuring", "toereikend")},
    "aia:art-75.1": {"en": ("alone is competent", "four exceptions"), "nl": ("alleen het AI-bureau", "vier uitzonderingen")},
}  # fmt: skip


@pytest.mark.parametrize("provision", AMENDED)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_both_sides_of_27_july_2026_read_differently(provision: str, language: str):
    before, since = (
        [norm.content.in_(language) for norm in show(LAW, provision, on).norms] for on in (BEFORE, SINCE)
    )
    assert before
    assert since
    assert not set(before) & set(since)


@pytest.mark.parametrize("provision", AMENDED)
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("on", [BEFORE, SINCE])
def test_the_change_says_why_on_both_sides(provision: str, language: str, on: date):
    (change,) = show(LAW, provision, on).changes
    assert (change.on, change.by) == (SINCE, "act:2026-1744")
    assert [word for word in AMENDED[provision][language] if word not in change.content.in_(language)] == []


@pytest.mark.parametrize("provision", AMENDED)
def test_what_is_coming_before_the_change_stands_after_it_and_the_other_way_round(provision: str):
    before, since = show(LAW, provision, BEFORE), show(LAW, provision, SINCE)
    assert before.coming == since.norms
    assert since.gone == before.norms


def test_before_the_change_the_commission_may_approve_a_code_and_since_then_nobody_may():
    powers = {
        on: [norm.id for norm in show(LAW, "aia:art-56.6", on).norms if norm.kind == "power"]
        for on in (BEFORE, SINCE)
    }
    assert powers == {BEFORE: ["power:art-56.6-2"], SINCE: []}


def test_who_assesses_a_code_changed_hands():
    holders = {
        on: {
            norm.holder
            for norm in show(LAW, "aia:art-56.6", on).norms
            if norm.id in ("duty:art-56.6-1", "duty:art-56.6-3")
        }
        for on in (BEFORE, SINCE)
    }
    assert holders == {BEFORE: {("ai-office", "board")}, SINCE: {("commission",)}}


def test_the_answers_change_with_the_law():
    answers = {on: {answer.id for answer in show(LAW, "aia:art-56.6", on).answers} for on in (BEFORE, SINCE)}
    assert "answer:can-a-code-be-approved-before-2026-07-27" in answers[BEFORE] - answers[SINCE]


def test_a_wording_that_does_not_apply_yet_is_shown_with_its_day():
    (norm,) = show(LAW, "aia:art-91.5", TODAY.replace(month=7)).norms
    assert (norm.start, norm.in_force(date(2026, 7, 22))) == (date(2026, 8, 2), False)


def test_a_wording_that_never_applied_says_so():
    (norm,) = show(LAW, "aia:art-75.1", BEFORE).norms
    assert norm.never_applied
    assert not any(norm.in_force(on) for on in (BEFORE, SINCE, TODAY))


def test_a_paragraph_shows_its_points_and_an_article_all_of_it():
    point = {norm.id for norm in show(LAW, "aia:art-53.1.b", TODAY).norms}
    assert point == {"duty:art-53.1.b-1", "duty:art-53.1.b.i-1", "duty:art-53.1.b.ii-1"}
    assert point < {norm.id for norm in show(LAW, "aia:art-53", TODAY).norms}


def test_paragraph_1_does_not_take_in_paragraph_1a():
    assert "duty:art-75.1a-1" not in {norm.id for norm in show(LAW, "aia:art-75.1", TODAY).norms}


def test_one_record_can_be_asked_for_by_its_id():
    shown = show(LAW, "duty:art-53.4-2", TODAY)
    assert ([norm.id for norm in shown.norms], shown.provision) == (["duty:art-53.4-2"], "aia:art-53.4")


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("aia:art-530", "aia:art-53"),
        ("aia:art-53.1.e", "aia:art-53.1.c"),
        ("duty:art-53.4-9", "aia:art-53.4"),
    ],
)
def test_a_provision_that_is_not_there_names_what_comes_near(asked: str, near: str):
    with pytest.raises(NoSuchProvisionError) as caught:
        show(LAW, asked, TODAY)
    assert caught.value.provision == asked
    assert any(found.startswith(near[:10]) for found in caught.value.near)


@pytest.mark.parametrize(
    "asked", ["", "Artikel", "aia:", "aia:art-", "gpai-guidelines:sec-9.9", "atom:zzz", "answer:zzz"]
)
def test_what_is_no_id_is_told_apart_from_a_crash(asked: str):
    with pytest.raises(NoSuchProvisionError):
        show(LAW, asked, TODAY)


def test_every_provision_with_a_record_can_be_shown():
    for article in LAW.articles():
        for norm in article.norms:
            for provision in norm.provisions:
                shown = show(LAW, provision, TODAY)
                assert norm in (*shown.norms, *shown.gone, *shown.coming), norm.id


@pytest.mark.parametrize(
    ("typed", "provision"),
    [
        ("56(6)", "aia:art-56.6"),
        ("Article 53(1)(c)", "aia:art-53.1.c"),
        ("artikel 56, lid 6", "aia:art-56.6"),
        ("art. 53 lid 1 onder c", "aia:art-53.1.c"),
        ("bijlage XI", "aia:annex-xi"),
        ("Annex XI", "aia:annex-xi"),
        ("53", "aia:art-53"),
    ],
)
def test_a_provision_may_be_asked_for_as_people_write_it(typed: str, provision: str):
    assert show(LAW, typed, TODAY) == show(LAW, provision, TODAY)


@pytest.mark.parametrize("asked", ["aia:art-56.6.zzz", "aia:art-56.6.a", "Article 56(6)(a)"])
def test_no_provision_is_made_up_under_one_that_changed(asked: str):
    with pytest.raises(NoSuchProvisionError) as caught:
        show(LAW, asked, TODAY)
    assert "aia:art-56.6" in caught.value.near


def test_a_change_brings_the_wordings_it_ended_and_brought():
    shown = show(LAW, "change:art-56.6-1", TODAY)
    assert [change.id for change in shown.changes] == ["change:art-56.6-1"]
    assert "duty:art-56.6-3" in {norm.id for norm in shown.norms}
    assert "power:art-56.6-2" in {norm.id for norm in shown.gone}


def test_every_id_that_the_program_prints_can_be_shown():
    ids = [change.id for article in LAW.articles() for change in article.changes]
    ids += [norm.id for article in LAW.articles() for norm in article.norms]
    ids += [answer.id for answer in LAW.answers if answer.holds(TODAY)]
    ids += [*LAW.atoms, *LAW.criteria, *(figure.id for figure in figures())]
    for name in ids:
        assert show(LAW, name, TODAY).title.nl, name


def test_an_answer_that_no_longer_holds_is_not_shown():
    with pytest.raises(NoSuchProvisionError) as caught:
        show(LAW, "answer:can-a-code-be-approved-before-2026-07-27", TODAY)
    assert "answer:can-a-code-be-approved" in caught.value.near


def test_every_place_that_answers_and_questions_cite_can_be_shown():
    cited = {test.provision for test in (*LAW.atoms.values(), *LAW.criteria.values())}
    cited |= {place for answer in LAW.answers if answer.holds(TODAY) for place in answer.provisions}
    for place in cited:
        shown = show(LAW, place, TODAY)
        assert shown.norms or shown.gone or shown.coming or shown.parts or shown.answers, place
