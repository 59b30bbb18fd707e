# SPDX-License-Identifier: EUPL-1.2
"""A card is taken apart and put together without a byte lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.exchange.card_bytes import CardBytes, MarksError, OpenEndError

ENDS = st.sampled_from(["\n", "\r\n", "\r", ""])
LINES = st.lists(
    st.tuples(
        st.one_of(
            st.sampled_from(
                ["---", "--- ", "# Title", "", "  ", "license: mit", "# note", "text  ", "- a", "| a | b |"]
            ),
            st.text(max_size=12),
        ),
        ENDS,
    ),
    max_size=14,
)
CONTENT = st.builds(
    lambda bom, lines: ("\ufeff" if bom else "") + "".join(text + end for text, end in lines),
    st.booleans(),
    LINES,
).map(lambda text: text.encode("utf-8", "surrogatepass"))
KEYS = ["license: mit", "language:", "- nl"]
SECTION = ["<!-- adhere:begin -->", "text", "", "<!-- adhere:end -->"]


def added(content: bytes, keys: list[str], section: list[str]) -> CardBytes:
    return CardBytes.of(content).with_keys(keys).with_section(section)


@given(CONTENT)
def test_the_parts_of_any_card_are_the_card(content: bytes):
    assert CardBytes.of(content).content == content


@given(CONTENT, st.sampled_from([[], KEYS]))
def test_what_is_added_can_be_taken_out_again(content: bytes, keys: list[str]):
    try:
        written = added(content, keys, SECTION)
    except OpenEndError:
        return
    assert CardBytes.of(written.content).without_section().with_keys([]).content == content


@given(CONTENT, st.sampled_from([[], KEYS]))
def test_what_is_added_twice_stands_there_once(content: bytes, keys: list[str]):
    try:
        once = added(content, keys, SECTION).content
    except OpenEndError:
        return
    assert added(once, keys, SECTION).content == once


@given(CONTENT)
def test_other_lines_in_the_section_change_nothing_around_it(content: bytes):
    try:
        once = added(content, KEYS, SECTION).content
    except OpenEndError:
        return
    other = added(
        once, ["license: other"], ["<!-- adhere:begin -->", "a", "b", "<!-- adhere:end -->"]
    ).content
    assert added(other, KEYS, SECTION).content == once
    assert CardBytes.of(other).without_section().with_keys([]).content == content


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_written_with_the_line_ends_of_the_card(end: str):
    content = end.join(["---", "license: mit", "---", "# Title", ""]).encode()
    written = added(content, ["language: nl"], SECTION).content
    assert written.replace(end.encode(), b"").count(b"\n") == 0
    assert written.replace(end.encode(), b"").count(b"\r") == 0


def test_a_card_without_a_last_line_end_gets_none():
    assert added(b"# Title", [], SECTION).content.endswith(b"<!-- adhere:end -->")


def test_a_byte_order_mark_stays_in_front():
    assert added(b"\xef\xbb\xbf# Title\n", KEYS, SECTION).content.startswith(b"\xef\xbb\xbf---\n")


def test_a_section_that_the_author_moved_stays_where_it_is():
    content = b"# One\n<!-- adhere:begin -->\nold\n<!-- adhere:end -->\n# Two\n"
    written = CardBytes.of(content).with_section(SECTION).content
    assert written == b"# One\n<!-- adhere:begin -->\ntext\n\n<!-- adhere:end -->\n# Two\n"


def test_keys_that_the_author_put_between_our_fences_are_kept():
    written = CardBytes.of(b"text\n").with_keys(KEYS).content
    edited = written.replace(b"# adhere:begin", b"tags: [a]\n# adhere:begin")
    assert CardBytes.of(edited).with_keys([]).content == b"---\ntags: [a]\n---\ntext\n"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"<!-- adhere:begin -->\n", 1),
        (b"a\n<!-- adhere:end -->\n", 2),
        (b"<!-- adhere:end -->\n<!-- adhere:begin -->\n", 1),
        (b"---\na: 1\n---\n<!-- adhere:begin -->\n<!-- adhere:begin -->\n<!-- adhere:end -->\n", 4),
    ],
)
def test_marks_that_are_no_pair_are_told_with_their_line(content: bytes, line: int):
    with pytest.raises(MarksError) as caught:
        CardBytes.of(content).section()
    assert caught.value.line == line


def test_marks_in_the_front_matter_that_are_no_pair_are_told():
    with pytest.raises(MarksError):
        CardBytes.of(b"---\n# adhere:begin\n---\n")


@pytest.mark.parametrize(
    "content",
    [
        b"```\n<!-- adhere:begin -->\n```\n",
        b"~~~~ text\n<!-- adhere:begin -->\n~~~\n~~~~~\n",
        b"```\n```python\n<!-- adhere:begin -->\n```\n",
        b"<!-- a\n```\n<!-- adhere:begin -->\n",
    ],
)
def test_marks_inside_code_or_a_comment_are_text_of_the_author(content: bytes):
    assert CardBytes.of(content).section() is None


@pytest.mark.parametrize(
    "content", [b"``` code ``` in a line\n", b"see <!-- in a line\n", b"<!-- one line -->\n"]
)
def test_what_only_looks_like_the_beginning_of_code_or_a_comment_is_none(content: bytes):
    assert CardBytes.of(content).section() is None


@pytest.mark.parametrize(("content", "line"), [(b"a\n```python\ncode\n", 2), (b"---\n---\n<!-- note\n", 3)])
def test_a_card_that_ends_inside_code_or_a_comment_is_told(content: bytes, line: int):
    with pytest.raises(OpenEndError) as caught:
        CardBytes.of(content).section()
    assert caught.value.line == line
