# SPDX-License-Identifier: EUPL-1.2
"""Words as search compares them: numbers written in more ways, spellings, and what is left out of a question."""

from __future__ import annotations

import pytest

from adhere.law.words import SYNONYM, asked, telling, terms


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


def test_synonyms_count_less_than_the_words_asked_for():
    weights = asked("vertegenwoordiger", "nl")
    assert {weights[term] for term in terms("gemachtigde", "nl")} == {SYNONYM}
    assert {weights[term] for term in terms("vertegenwoordiger", "nl")} == {1.0}
