# SPDX-License-Identifier: EUPL-1.2
"""Search: in both languages the right provision comes out on top, and what is not there is not found."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.law.situations import LAW, TODAY

from adhere.kernel.text import Language
from adhere.law.search import Hit, search

FOUND: list[tuple[Language, str, str]] = [
    ("en", "fine turnover", "aia:art-101.1"),
    ("en", "summary of training content", "aia:art-53.1.d"),
    ("en", "copyright policy", "aia:art-53.1.c"),
    ("en", "two weeks notify", "aia:art-52.1"),
    ("en", "open source exemption", "aia:art-53.2"),
    ("en", "serious incident model", "aia:art-55.1.c"),
    ("en", "adequacy of a code of practice", "aia:art-56.6"),
    ("en", "10^25", "aia:art-51.2"),
    ("en", "grace for models from before 2 August 2025", "aia:art-111.3"),
    ("en", "harmonised standard presumption", "aia:art-40.1"),
    ("nl", "hoe hoog zijn de boetes", "aia:art-101.1"),
    ("nl", "samenvatting van de trainingscontent", "aia:art-53.1.d"),
    ("nl", "auteursrechtbeleid", "aia:art-53.1.c"),
    ("nl", "kennisgeving binnen twee weken", "aia:art-52.1"),
    ("nl", "uitzondering voor open source", "aia:art-53.2"),
    ("nl", "is een praktijkcode toereikend", "aia:art-56.6"),
    ("nl", "gemachtigde", "aia:art-54.2"),
    ("nl", "energieverbruik", "aia:annex-xi.s1.2.e"),
    ("nl", "geharmoniseerde norm vermoeden", "aia:art-40.1"),
]


def found(query: str, language: Language, on: date = TODAY) -> tuple[Hit, ...]:
    return search(LAW, query, language, on)


@pytest.mark.parametrize(("language", "query", "provision"), FOUND)
def test_the_right_provision_comes_out_on_top(language: Language, query: str, provision: str):
    assert provision in found(query, language)[0].provisions


@pytest.mark.parametrize(
    ("plain", "accented"), [("een", "één"), ("financiele", "financiële"), ("officiele", "Officiële")]
)
def test_accents_and_capitals_make_no_difference(plain: str, accented: str):
    assert found(f"{plain} instellingen", "nl") == found(f"{accented} instellingen", "nl")
    assert found(plain, "nl") == found(accented, "nl")


def test_letters_written_with_combining_marks_are_the_same_letters():
    assert found("financie\N{COMBINING DIAERESIS}le", "nl") == found("financiële", "nl") != ()


@pytest.mark.parametrize("query", ["zyzzyva", "", "   ", "the of and", "!?", "zz", "\N{SNOWMAN}"])
def test_what_occurs_nowhere_finds_nothing(query: str):
    assert found(query, "en") == ()


@pytest.mark.parametrize(("one", "other"), [("boete", "boetes"), ("code", "codes"), ("norm", "normen")])
def test_singular_and_plural_find_the_same(one: str, other: str):
    assert [hit.id for hit in found(one, "nl")] == [hit.id for hit in found(other, "nl")]


def test_a_word_that_only_occurs_inside_longer_ones_is_found_there():
    assert {hit.id for hit in found("trainingsrekenkracht", "nl")}
    assert any("energie" in hit.text.nl for hit in found("energieverbruik", "nl"))


def test_only_what_is_worded_on_the_date_is_found():
    before, since = date(2026, 7, 26), date(2026, 7, 27)
    approving = {
        on: {hit.id for hit in search(LAW, "approve a code by implementing act", "en", on, limit=50)}
        for on in (before, since)
    }
    assert "power:art-56.6-2" in approving[before] - approving[since]


def test_hits_come_best_first_and_no_more_than_asked():
    scores = [hit.score for hit in search(LAW, "model provider code", "en", TODAY, limit=7)]
    assert len(scores) == 7
    assert scores == sorted(scores, reverse=True)


def test_a_question_in_plain_words_brings_its_answer_with_provisions():
    hit = found("If we sign the code, are we presumed to comply?", "en")[0]
    assert hit.id == "answer:does-signing-give-a-presumption"
    assert "aia:art-53.4" in hit.provisions
