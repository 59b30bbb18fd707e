# SPDX-License-Identifier: EUPL-1.2
"""Text on its way into a document: characters, paragraphs and lists, columns, and what a PDF can show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.render.samples import HOSTILE, document

from adhere.render.characters import SIGN, clean, cleaned, right_to_left
from adhere.render.columns import shares
from adhere.render.document import Items, Paragraph, Table
from adhere.render.narrow import as_items
from adhere.render.prose import blocks
from adhere.render.typefaces import Typefaces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("\x00\x1b[31m", f"{SIGN}{SIGN}[31m"),
        ("\u202eabc\u2069", f"{SIGN}abc{SIGN}"),
        ("\ud83d", SIGN),
        ("\uffff\ufdd0", SIGN * 2),
        ("\U000e0041", SIGN),
        ("tab\tand \U0001f600", "tab\tand \U0001f600"),
    ],
)
def test_what_no_format_can_hold_becomes_a_visible_sign(text: str, expected: str):
    assert clean(text) == expected


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_only_markup_somewhere_is_left_alone(text: str):
    assert clean(text) == text


def test_every_text_of_a_document_is_cleaned_and_its_data_are_not():
    table = Table(caption="\x00", header=("\x01",), rows=(("\x02",),), instead=("\x03",))
    found = cleaned(document(Items(items=("\x04",)), table, title="\x05", header=(("\x06", "\x07"),)))
    assert found.blocks == (
        Items(items=(SIGN,)),
        Table(caption=SIGN, header=(SIGN,), rows=((SIGN,),), instead=(SIGN,)),
    )
    assert (found.title, found.header) == (SIGN, ((SIGN, SIGN),))
    assert found.data["half"] == "\ud83d"


@pytest.mark.parametrize(
    ("text", "truth"),
    [("abc \u05d0", False), ("12 \u05d0bc", True), ("\u0645", True), ("123", False), ("", False)],
)
def test_the_first_sign_with_a_direction_decides(text: str, truth: bool):
    assert right_to_left(text) is truth


def test_paragraphs_and_lists_are_told_apart():
    text = "First line\nsecond line\n\n- one\n- two\n  goes on\n\nintro:\n- three\n\n\nlast"
    assert blocks(text) == (
        Paragraph(text="First line second line"),
        Items(items=("one", "two goes on")),
        Paragraph(text="intro:"),
        Items(items=("three",)),
        Paragraph(text="last"),
    )
    assert blocks("") == blocks(" \n\n ") == ()


@given(st.text())
def test_no_word_of_a_text_is_lost(text: str):
    kept = [
        word
        for block in blocks(text)
        for part in ([block.text] if isinstance(block, Paragraph) else block.items)
        for word in part.split()
    ]
    assert [word for word in kept if word != "-"] == [word for word in text.split() if word != "-"]


@given(st.lists(st.lists(st.text(max_size=80), min_size=3, max_size=3).map(tuple), min_size=1, max_size=4))
def test_columns_share_the_width_and_none_is_starved(rows: list[tuple[str, ...]]):
    found = shares(Table(caption="", header=("a", "b", "c"), rows=tuple(rows)))
    assert sum(found) <= 100
    assert min(found) >= 8


def test_a_column_has_room_for_its_longest_word():
    table = Table(caption="", header=("Item", "Answer"), rows=(("Hardwaredagen", "x " * 300),))
    assert shares(table)[0] >= 25


@pytest.mark.parametrize(
    ("table", "items"),
    [
        (Table(caption="", header=("a", "b"), rows=(("1", "2"), ("3", "4"))), ("1: 2", "3: 4")),
        (Table(caption="", header=("a", "b", "c"), rows=(("1", "", "3"),)), ("a: 1; c: 3",)),
        (Table(caption="", header=("a", "b"), rows=(("1", "2"),), instead=("own words",)), ("own words",)),
    ],
)
def test_a_table_can_be_said_as_items(table: Table, items: tuple[str, ...]):
    assert as_items(table).items == items


def test_long_words_stay_as_they_are():
    text = "a" * 200 + " short https://example.org/" + "path/" * 40
    assert Typefaces().shown(text) == text


def test_what_typefaces_lack_becomes_a_code_and_is_counted():
    typefaces = Typefaces()
    assert typefaces.shown("\u00e9 e\u0301 \u4e2d z\u0335") == "\u00e9 \u00e9 [U+4E2D] z[U+0335]"
    assert typefaces.lacking == 2


def test_the_narrow_choice_keeps_latin_greek_and_cyrillic():
    assert (
        Typefaces(narrow=True).shown("\u00e9 \u03b1 \u0436 \u2013 \u2713")
        == "\u00e9 \u03b1 \u0436 \u2013 [U+2713]"
    )
