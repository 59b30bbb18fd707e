# SPDX-License-Identifier: EUPL-1.2
"""What changed between two states of a form, and word by word within a text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.forms.sample import ANNEX, FORM

from adhere.forms.difference import Change, Shown, differences, word_changes
from adhere.kernel.text import Text, plain


def shown(value: Any, text: str | None = None) -> Shown:
    return value, plain(text) if text is not None else plain(str(value))


def kinds(before: dict[str, Shown], after: dict[str, Shown]) -> list[tuple[str, str]]:
    return [(change.row, change.kind) for change in differences(FORM, before, after)]


def test_rows_come_went_and_changed_in_the_order_of_the_form():
    before = {"uses": shown("a"), "size_exact": shown("3"), "name": shown("x")}
    after = {"uses": shown("b"), "licence": shown("MIT"), "name": shown("x")}
    assert kinds(before, after) == [("uses", "changed"), ("licence", "added"), ("size_exact", "removed")]


def test_a_change_carries_label_field_and_both_texts():
    (change,) = differences(FORM, {"size_range": ({"band": "small"}, plain("1-500M"))}, {})
    assert change == Change(
        row="size_range",
        field="size",
        label=Text("Size", "Size (nl)"),
        before=plain("1-500M"),
        after=None,
        kind="removed",
    )


def test_a_row_without_a_value_is_not_there():
    assert kinds({"name": (None, None)}, {"name": shown("x")}) == [("name", "added")]
    assert kinds({"name": (None, None)}, {}) == []
    assert kinds({"name": (None, plain("10^24 to 10^25"))}, {"name": (None, plain("10^24"))}) == [
        ("name", "changed")
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"value": "3.8e25", "unit": "FLOP"}, {"value": "38000000000000000000000000", "unit": "FLOP"}, True),
        ({"value": "3.8e25", "unit": "FLOP"}, {"value": "3.9e25", "unit": "FLOP"}, False),
        ({"value": "3.8e25", "unit": "FLOP"}, {"value": "3.8e25", "unit": "tokens"}, False),
        ({"value": "3", "unit": "FLOP"}, {"value": "3", "low": "3", "unit": "FLOP"}, False),
        ({"value": "1e3"}, {"value": "1000"}, False),
        ([{"days": {"value": "1e3", "unit": "d"}}], [{"days": {"value": "1000", "unit": "d"}}], True),
        (["text"], ["text", "images"], False),
        ({"value": "odd", "unit": "x"}, {"value": "odd", "unit": "x"}, True),
        (True, 1, False),
        ("a", "a", True),
    ],
)
def test_the_same_figure_written_otherwise_is_no_change(one: Any, other: Any, same: bool):
    assert (kinds({"name": shown(one)}, {"name": shown(other)}) == []) is same


def test_a_change_of_wording_alone_is_no_change_of_the_answer():
    assert kinds({"name": shown("x", "before")}, {"name": shown("x", "after")}) == []


def test_rows_the_form_does_not_know_come_last_under_their_own_name():
    changes = differences(FORM, {"zz": shown(1), "risks": shown(2)}, {})
    assert [(change.row, change.field, change.label) for change in changes] == [
        ("risks", "risks", Text("Risks", "Risks (nl)")),
        ("zz", "zz", plain("zz")),
    ]


def test_a_row_that_was_split_is_known_by_the_row_it_was_split_from():
    (change,) = differences(ANNEX, {}, {"figures.office": shown(1)})
    assert (change.field, change.label.en) == ("figures", "Figures")


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("a b c", "a b c", [("same", "a b c")]),
        ("a b c", "a x c", [("same", "a "), ("removed", "b "), ("added", "x "), ("same", "c")]),
        ("a b", "a b c", [("same", "a b "), ("added", "c")]),
        ("a b", "a", [("same", "a"), ("removed", " b")]),
        ("a b", "b", [("removed", "a "), ("same", "b")]),
        ("a b", "c", [("removed", "a b "), ("added", "c")]),
        ("", "a", [("added", "a")]),
        ("a\n\nb", "a b", [("same", "a b")]),
        ("a", "", [("removed", "a")]),
        ("", "", []),
    ],
)
def test_words_that_stayed_went_and_came(before: str, after: str, runs: list[tuple[str, str]]):
    assert word_changes(before, after) == runs


WORDS = st.lists(st.sampled_from(["the", "model", "was", "trained", "on", "tokens"]))
SENTENCES = st.tuples(WORDS, st.sampled_from([" ", "\n\n- ", "  "])).map(
    lambda drawn: drawn[1].join(drawn[0])
)


@given(SENTENCES, SENTENCES)
def test_runs_hold_every_word_of_both_texts_apart(before: str, after: str):
    runs = word_changes(before, after)
    old = "".join(words for kind, words in runs if kind != "added").split()
    assert old == before.split()
    assert "".join(words for kind, words in runs if kind != "removed") == after
    assert set("".join(words for _, words in runs).split()) <= {"-", *before.split(), *after.split()}


def test_one_word_in_a_long_text_is_found_however_often_the_others_stand_in_it():
    before = "the model was trained on tokens and more tokens. " * 4000
    runs = word_changes(before, before.replace("and more", "and fewer", 1))
    assert ("removed", "more ") in runs
    assert ("added", "fewer ") in runs
