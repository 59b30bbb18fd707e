# SPDX-License-Identifier: EUPL-1.2
"""Excerpts: the part with most of what was asked, whole words, and marks that fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adhere.law.searching.excerpts import GAP, LENGTH, excerpt, first_words

FILLER = "the town keeps a list of all who were given something to keep in its house near the river, and "


def test_a_short_text_comes_whole_with_its_words_marked():
    assert excerpt("The gates of the garden.", "en", [("gate",)]).marked() == "The *gates* of the garden."


def test_words_side_by_side_are_marked_as_one():
    shown = excerpt("Systemic risks are risks.", "en", [("systemic", "risk"), ("risk",)])
    assert shown.marked() == "*Systemic risks* are *risks*."


def test_of_a_long_text_the_part_with_most_that_was_asked_is_shown():
    text = f"A gate. {FILLER * 4}the hinges of a gate are oiled. {FILLER * 4}"
    shown = excerpt(text, "en", [("gate",), ("hing",)])
    assert "*hinges* of a *gate*" in shown.marked()
    assert shown.text.startswith(GAP)
    assert shown.text.endswith(GAP)


def test_the_first_words_are_found_as_they_stand():
    assert first_words("Alle Aanbieders", "nl", ("aanbieder",)) == "Aanbieders"
    assert first_words("Niemand", "nl", ("aanbieder",)) == ""


@given(st.text(max_size=600), st.lists(st.sampled_from(["gate", "a", "1"]), max_size=3))
def test_an_excerpt_is_never_too_long_and_its_marks_stand_in_it(text: str, stems: list[str]):
    shown = excerpt(text, "en", [(stem,) for stem in stems])
    assert len(shown.text) <= LENGTH + 2 * len(GAP)
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.marks)
    assert shown.text.strip(GAP) in text
