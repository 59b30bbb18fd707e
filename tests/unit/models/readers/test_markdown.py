# SPDX-License-Identifier: EUPL-1.2
"""Markdown as blocks with headings and lines."""

from __future__ import annotations

from adhere.models.readers.markdown import Prose, Table, blocks, plain_words


def test_a_paragraph_knows_its_headings_and_the_line_of_each_word() -> None:
    (prose,) = blocks("# One\n## Two\n# Three\n### Four\n\nfirst\nsecond line\n")

    assert isinstance(prose, Prose)
    assert prose.headings == ("Three", "Four")
    assert prose.text == "first second line"
    assert prose.line_at(prose.text.index("line")) == 7


def test_front_matter_code_and_comments_are_left_out() -> None:
    text = "---\nlicense: mit\n---\n```py\ncode\n```\n<!-- note\nmore -->\nwords\n"

    assert [block.text for block in blocks(text) if isinstance(block, Prose)] == ["words"]


def test_list_items_and_labelled_lines_stand_by_themselves() -> None:
    text = "- one\n- two\n  goes on\n**Label:** three\n**Other:** four\n"

    assert [block.text for block in blocks(text) if isinstance(block, Prose)] == [
        "one",
        "two goes on",
        "Label: three",
        "Other: four",
    ]


def test_markup_is_reduced_to_its_words() -> None:
    assert plain_words("**[Name](https://x)** is `7.3*10^10` &amp; 10<sup>25</sup> CO₂ \\~ 10²⁵") == (
        "Name is 7.3 x 10^10 & 10^25 CO2 ~ 10^25"
    )


def test_a_pipe_table_keeps_empty_cells_and_lines() -> None:
    (table,) = blocks("| a | b |\n|---|:-:|\n|  | 2 |\n")

    assert isinstance(table, Table)
    assert [(row.line, row.cells) for row in table.rows] == [(1, ("a", "b")), (3, ("", "2"))]


def test_cells_of_an_html_table_that_span_are_filled_in() -> None:
    text = '<table>\n<tr><th>a</th><th colspan="2">b</th></tr>\n<tr><td rowspan=2>c</td><td>d</td><td>e</td></tr>\n'
    (table,) = blocks(f"{text}<tr><td>f</td><td>g</td></tr>\n</table>\n")

    assert isinstance(table, Table)
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("a", "b", "b")),
        (3, ("c", "d", "e")),
        (4, ("c", "f", "g")),
    ]


def test_a_table_of_html_that_never_ends_takes_no_more_than_its_line() -> None:
    found = list(blocks("<table><tr><td>a</td>\nwords\n"))

    assert isinstance(found[-1], Prose)
    assert found[-1].text == "words"
