# SPDX-License-Identifier: EUPL-1.2
"""Words as search compares them: numbers written in more ways, spellings, endings, and where each stands."""

from __future__ import annotations

import pytest

from adhere.law.searching.words import telling, terms, words


@pytest.mark.parametrize(
    "written",
    [
        "1e25",
        "1E+25",
        "1.0e25",
        "10^25",
        "10 ^ 25",
        "10**25",
        "10\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT FIVE}",
        "1e25flops",
    ],
)
def test_a_power_of_ten_is_one_number_however_written(written: str):
    assert terms(written, "en")[0] == "10^25"


@pytest.mark.parametrize("written", ["1025", "21e25", "110^25"])
def test_another_number_stays_another(written: str):
    assert "10^25" not in terms(written, "en")


def test_what_asks_falls_away_unless_nothing_else_is_left():
    assert telling("wat is een praktijkcode", "nl") == {"praktijkcod"}
    assert telling("hoe lang", "nl") == set(terms("hoe lang", "nl")) != set()


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("nl", "aanbieder aanbieders"),
        ("nl", "model modellen"),
        ("nl", "systeem systemen"),
        ("nl", "boete boetes boeten"),
        ("nl", "lidstaat lidstaten"),
        ("nl", "bevoegdheid bevoegdheden"),
        ("nl", "verplichting verplichtingen"),
        ("nl", "ernstig ernstige"),
        ("en", "provider providers"),
        ("en", "policy policies"),
        ("en", "evaluate evaluates evaluated evaluating evaluation evaluations"),
        ("en", "model models modelling"),
        ("en", "designate designation"),
    ],
)
def test_the_forms_of_a_word_are_compared_as_one(language: str, forms: str):
    assert len(set(terms(forms, language))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("financiële", "financie\N{COMBINING DIAERESIS}le"), ("één", "EEN")]
)
def test_accents_and_capitals_do_not_count(one: str, other: str):
    assert terms(one, "de") == terms(other, "de") != ()


def test_a_word_knows_where_it_stands():
    text = "De Aanbieders, van 10\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT FIVE} fine-tuned modellen"
    assert [text[word.start : word.end] for word in words(text, "nl")] == [
        "Aanbieders",
        "10\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT FIVE}",
        "fine-tuned",
        "modellen",
    ]


@pytest.mark.parametrize("text", ["Ο πάροχος του μοντέλου", "Доставчикът на модела"])
def test_other_alphabets_have_words_too(text: str):
    assert len(terms(text, "el")) == len(text.split())
