# SPDX-License-Identifier: EUPL-1.2
"""Citations in sentences of our own: what is found, where, and to what it is resolved. The cases are in ``references.toml``."""

from __future__ import annotations

import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.law.layers.madeup import structure

from adhere.law.layers.references import amended_act, references

CASES = tomllib.loads(Path(__file__).with_name("references.toml").read_text(encoding="utf-8"))["case"]
WORDS = "Article|articles 5|(1)|(a)|points|point (b)|and|to|,|of|this|that|paragraph 2|artikel 4 bis|lid|leden 1|en|tot en met|punt a)|van|dit|bijlage XI|Annex I|Section A|Regulation (EU) 2016/679|thereof|first subparagraph|eerste alinea|99999|‘|is added|\u00a0|III"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_citations_are_found_and_resolved(case: dict[str, Any]):
    text = case["text"]
    found = references(case["unit"], text, case["language"], structure())
    told = [[one.text, " ".join(one.to), one.fault or list(one.subparagraphs)] for one in found]
    expected = [
        [words, ids, [3] if "lid 3, punt" in words and not extra else extra]
        for words, ids, extra in case["found"]
    ]
    assert [one[:2] for one in told] == [one[:2] for one in expected]
    assert [one[2] for one in told if isinstance(one[2], str)] == [
        one[2] for one in expected if isinstance(one[2], str)
    ]
    assert all(text[one.start : one.end] == one.text for one in found)


def test_subparagraphs_are_told():
    case = next(case for case in CASES if case["about"] == "subparagraphs are counted")
    found = references(case["unit"], case["text"], "en", structure())
    assert [list(one.subparagraphs) for one in found] == [extra for _, _, extra in case["found"]]


def test_a_paragraph_that_was_counted_is_marked():
    found = references("aia:art-4.1", "Article 5(3), point (a), and Article 5.", "en", structure())
    assert [one.counted for one in found] == [True, False]


def test_points_under_an_act_that_is_amended_are_of_that_act():
    above = "Regulation (EU) 2018/1139 is amended as follows:"
    amends = amended_act(above, "en")
    found = references(
        "aia:art-4.1.a",
        "in Article 17, this is added; see Article 2 of this Regulation.",
        "en",
        structure(),
        amends=amends,
    )
    assert [one.to for one in found] == [("32018r1139:art-17",), ("aia:art-2",)]
    assert amended_act("Regulation (EU) 2018/1139 applies.", "en") is None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split("|")), max_size=40), st.sampled_from(["en", "nl"]))
def test_no_row_of_words_breaks_it_and_nothing_overlaps(pieces: list[str], language: str):
    text = " ".join(pieces)
    found = references("aia:art-2.1", text, language, structure())
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.to or one.fault for one in found)


@pytest.mark.parametrize(
    "words", ["first, second, ", "Article 2 of ", "point (a", "lid 1 van ", "‘", "Articles 1, "]
)
def test_a_long_row_of_words_is_read_in_time(words: str):
    began = time.process_time()
    references("aia:art-2.1", words * 10_000, "en", structure())
    assert time.process_time() - began < 5
