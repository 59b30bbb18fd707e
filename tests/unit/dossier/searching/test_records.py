# SPDX-License-Identifier: EUPL-1.2
"""Search in our own records: in both languages the right provision comes out on top, and what is not there is not found."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.unit.law.situations import LAW, TODAY

from adhere.dossier.searching.search import Hit, Scope, Search, opened
from adhere.kernel.text import Language
from adhere.law.searching.documents import Area
from adhere.law.texts.rules import Collected

OF_THE_LAW: tuple[Area, ...] = ("law", "questions")
EVERYTHING: tuple[Area, ...] = ("law", "codes", "requirements", "questions")

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
    ("nl", "hoe hoog zijn de boetes", "aia:art-101.1"),
    ("nl", "samenvatting van de trainingscontent", "aia:art-53.1.d"),
    ("nl", "auteursrechtbeleid", "aia:art-53.1.c"),
    ("nl", "kennisgeving binnen twee weken", "aia:art-52.1"),
    ("nl", "uitzondering voor open source", "aia:art-53.2"),
    ("nl", "is een praktijkcode toereikend", "aia:art-56.6"),
    ("nl", "gemachtigde", "aia:art-3.5"),
    ("nl", "energieverbruik", "aia:annex-xi.s1.2.e"),
]

NAMED: list[tuple[Language, str, int, frozenset[str]]] = [
    (language, query, place, frozenset(ids.split()))
    for language, query, place, ids in (
        ("en", "harmonised standard presumption", 3, "presumption:art-40.1-1"),
        ("nl", "geharmoniseerde norm vermoeden", 3, "presumption:art-40.1-1"),
        ("en", "what is a code of practice for", 1, "answer:what-is-a-code-for"),
        ("en", "when must I notify the Commission", 1, "duty:art-52.1-1 answer:what-is-due-within-two-weeks"),
        ("en", "systemic risk threshold", 1, "threshold:art-51.2-1 answer:when-does-a-model-have-systemic-risk answer:exactly-10-to-the-25"),
        ("en", "1e25 flops", 3, "threshold:art-51.2-1"),
        ("nl", "1e25 flops", 3, "threshold:art-51.2-1"),
        ("en", "10^25", 3, "threshold:art-51.2-1"),
        ("en", "10\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT FIVE}", 3, "threshold:art-51.2-1"),
        ("en", "SME fines", 1, "answer:do-small-firms-pay-less"),
        ("en", "authorised representative third country", 2, "duty:art-54.1-1"),
        ("en", "how much is the fine", 2, "answer:how-high-are-the-fines penalty:art-101.1-1"),
        ("en", "fine-tuning who is the provider", 1, "answer:does-a-fine-tuner-become-provider"),
        ("nl", "wie is aanbieder bij finetunen", 1, "answer:does-a-fine-tuner-become-provider"),
        ("nl", "hoelang documentatie bewaren", 1, "answer:how-long-is-documentation-kept duty:art-54.3.b-1"),
        ("nl", "wat is een praktijkcode", 1, "answer:what-is-a-code-for"),
        ("nl", "overgangsregeling oude modellen", 1, "exception:art-111.3-1 answer:what-about-older-models"),
        ("nl", "klacht indienen", 2, "right:art-89.2-1 answer:how-do-downstream-providers-complain"),
        ("nl", "boete kleine onderneming", 1, "answer:do-small-firms-pay-less"),
        ("nl", "gewichten openbaar", 1, "answer:what-must-be-public"),
        ("nl", "vertegenwoordiger buiten de EU", 1, "duty:art-54.1-1 answer:who-needs-a-representative"),
    )
]  # fmt: skip


@cache
def search(language: Language, on: date = TODAY, areas: tuple[Area, ...] = OF_THE_LAW) -> Search:
    return opened(
        LAW, on, language, scope=Scope(areas=areas), folder=Path("nowhere"), found=Collected("records")
    )


def found(
    query: str, language: Language, on: date = TODAY, limit: int = 10, areas: tuple[Area, ...] = OF_THE_LAW
) -> tuple[Hit, ...]:
    searched = search(language, on, areas)
    return searched.hits(searched.ask(query), limit)


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
    assert any("energie" in hit.text for hit in found("energieverbruik", "nl"))


def test_only_what_is_worded_on_the_date_is_found():
    before, since = date(2026, 7, 26), date(2026, 7, 27)
    approving = {
        on: {hit.id for hit in found("approve a code by implementing act", "en", on, limit=50)}
        for on in (before, since)
    }
    assert "power:art-56.6-2" in approving[before] - approving[since]


def test_hits_come_best_first_and_no_more_than_asked():
    scores = [hit.score for hit in found("model provider code", "en", limit=7)]
    assert len(scores) == 7
    assert scores == sorted(scores, reverse=True)


def test_a_question_in_plain_words_brings_its_answer_with_provisions():
    hit = found("If we sign the code, are we presumed to comply?", "en")[0]
    assert hit.id == "answer:does-signing-give-a-presumption"
    assert "aia:art-53.4" in hit.provisions


@pytest.mark.parametrize(("language", "query", "place", "wanted"), NAMED)
def test_the_right_record_is_among_the_first(
    language: Language, query: str, place: int, wanted: frozenset[str]
):
    assert wanted & {hit.id for hit in found(query, language)[:place]}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("query", "record"),
    [
        ("Article 56(6)", "duty:art-56.6-3"),
        ("56(6)", "duty:art-56.6-3"),
        ("art 56.6", "duty:art-56.6-3"),
        ("aia:art-56.6", "duty:art-56.6-3"),
        ("artikel 56, lid 6", "duty:art-56.6-3"),
        ("53(1)(c)", "duty:art-53.1.c-1"),
        ("artikel 53 lid 1 onder c", "duty:art-53.1.c-1"),
        ("duty:art-53.1.c-1", "duty:art-53.1.c-1"),
        ("bijlage XII", "item:annex-xii.1-1"),
    ],
)
def test_the_records_of_a_provision_named_come_first(query: str, record: str, language: Language):
    assert found(query, language)[0].id == record


def test_the_words_beside_a_provision_choose_among_its_records():
    assert found("56(6) follow participants", "en")[0].id == "duty:art-56.6-5"
    assert found("56(6) publishes how adequate", "en")[0].id == "duty:art-56.6-3"


def test_a_question_of_asking_words_alone_keeps_them():
    assert found("how many", "en")


@pytest.mark.parametrize("written", ["fine tuning", "fine-tuning", "finetuning", "Fine-Tuned"])
def test_a_word_written_in_more_ways_is_one_word(written: str):
    assert found(written, "en") == found("finetuning", "en") != ()


@pytest.mark.parametrize(
    ("query", "how"),
    [
        ("aanbeider", "spelling"),
        ("basismodle", "term"),
        ("foundation modle", "term"),
        ("basismodel", "term"),
        ("downstream provider", "term"),
        ("auteursrechtelijkheden", "part"),
        ("auteursrechtaanbieder", "parts"),
        ("verplichtingen", "word"),
    ],
)
def test_a_hit_says_how_its_words_answer_to_those_asked(query: str, how: str):
    assert {
        reason.form.how for hit in found(query, "nl") for one in hit.wordings for reason in one.reasons
    } >= {how}


def test_a_record_is_shown_in_our_language_also_where_the_other_one_was_found():
    hit = found("provisionally", "nl")[0]
    record = next(one for one in search("nl").records if one.id == hit.id)
    assert (hit.title, hit.text) == (record.title.nl, record.text.nl)
    assert [one.language for one in hit.wordings] == ["en"]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("query", "record"),
    [
        ("S-7.6", "gpai-2025:S-7.6"),
        ("gpai-2025:s-7.6", "gpai-2025:S-7.6"),
        ("measure S-7.6", "gpai-2025:S-7.6"),
        ("gpai-04", "gpai-04"),
        ("atom:weights-public", "atom:weights-public"),
    ],
)
def test_a_record_of_any_kind_is_found_by_its_id(query: str, record: str, language: Language):
    assert found(query, language, areas=EVERYTHING)[0].id == record


def test_an_id_that_is_none_is_words_like_others():
    assert search("en").ask("gpt-4 fine").addresses == ()
    assert [one.asked for one in search("en").ask("gpt-4 fine").wanted][-1] == "fine"
