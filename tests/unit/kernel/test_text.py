# SPDX-License-Identifier: EUPL-1.2
"""Text in two languages: filling in, stamps, and reading from TOML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.kernel.text import Text, plain, stamp, text_of


def test_the_wording_of_the_language_that_was_asked_for_comes_back():
    text = Text("dog", "hond")
    assert (text.in_("en"), text.in_("nl")) == ("dog", "hond")


def test_values_are_filled_in_per_language():
    filled = Text("{who} of {what}", "{who} van {what}").filled({"who": Text("owner", "baas"), "what": 3})
    assert filled == Text("owner of 3", "baas van 3")


def test_a_name_without_a_value_stays_visible_and_does_not_crash():
    assert Text("{seen} {lost}", "{seen} {lost}").filled({"seen": 1}) == plain("1 {lost}")


@given(st.text())
def test_braces_in_a_value_are_not_filled_in_again(value: str):
    assert Text("[{x}]", "[{x}]").filled({"x": value, "y": "no"}).en == f"[{value}]"


def test_plain_text_reads_the_same_in_both_languages():
    assert plain("GGUF") == Text("GGUF", "GGUF")


@pytest.mark.parametrize("english", ["two words", "two  words", "two\n  words ", "\ttwo words"])
def test_white_space_does_not_change_a_stamp(english: str):
    assert stamp(english) == stamp("two words")


@given(st.text(alphabet="abc ", min_size=1))
def test_another_wording_has_another_stamp(english: str):
    assert stamp(english) != stamp(english + "d")


def test_a_stamp_is_eight_hexadecimal_digits_that_never_change():
    assert stamp("Article 53") == "14fc663b"


def test_a_toml_table_becomes_a_text_on_one_line():
    assert text_of({"en": "a\n  b", "nl": " c  d ", "of": "ignored"}) == Text("a b", "c d")


def test_a_table_without_dutch_is_refused():
    with pytest.raises(KeyError, match="nl"):
        text_of({"en": "alone"})
