# SPDX-License-Identifier: EUPL-1.2
"""Words that were misspelt or put together: the nearest is found, and short words and numbers are left as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.law.searching.vocabulary import LINKS, Vocabulary, allowed, steps

WORDS = (
    "aanbieder",
    "provider",
    "systeemrisico",
    "model",
    "risico",
    "risk",
    "53",
    "52",
    "code",
    "geldboet",
    "auteursrecht",
)
VOCABULARY = Vocabulary({word: place for place, word in enumerate(WORDS, 1)})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("aanbeider", "aanbieder"),  # two letters changed places
        ("aanbider", "aanbieder"),
        ("aanbiedder", "aanbieder"),
        ("prvider", "provider"),
        ("sisteemrisiko", "systeemrisico"),
        ("modle", "model"),
    ],
)
def test_a_misspelt_word_is_taken_for_the_nearest(typed: str, meant: str):
    assert [one.word for one in VOCABULARY.near(typed, allowed(typed))] == [meant]


@pytest.mark.parametrize("typed", ["53", "54", "5", "rsik", "cod", "cdoe", "zyzzyva", "art53", "providence"])
def test_short_words_numbers_and_far_ones_are_taken_for_nothing(typed: str):
    assert VOCABULARY.near(typed, allowed(typed)) == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("modelaanbieder", ("model", "aanbieder")),
        ("auteursrechtcode", ("auteursrecht", "code")),
        ("systeemrisicomodel", ("systeemrisico", "model")),
        ("aanbiedersrisico", ("aanbieder", "risico")),
        ("aanbieder", ()),
        ("modelx", ()),
        ("", ()),
    ],
)
def test_a_word_that_is_put_together_falls_apart(word: str, parts: tuple[str, ...]):
    assert VOCABULARY.parts(word) == parts


def test_words_are_akin_that_begin_or_end_with_one_another():
    assert VOCABULARY.akin("boet") == ("geldboet",)
    assert VOCABULARY.akin("systeem") == ("systeemrisico",)
    assert VOCABULARY.akin("53") == ()


@given(st.text("abcde", max_size=7), st.text("abcde", max_size=7))
def test_steps_are_the_same_both_ways_and_bounded(one: str, other: str):
    far = steps(one, other, 10)
    assert far == steps(other, one, 10)
    assert abs(len(one) - len(other)) <= far <= max(len(one), len(other))
    assert (far == 0) == (one == other)
    assert steps(one, other, 2) == min(far, 3)


def test_how_far_a_word_may_be_off_grows_with_its_length():
    assert [allowed(word) for word in ("", "risk", "model", "provider", "2024/1689", "10^25")] == [
        0,
        0,
        1,
        2,
        0,
        0,
    ]
    assert "" in LINKS
