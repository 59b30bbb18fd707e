# SPDX-License-Identifier: EUPL-1.2
"""A document as Markdown: read by a CommonMark parser that knows nothing of us, no text of people becomes markup."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.unit.render.samples import HOSTILE, document, everything, texts, words

from adhere.render.characters import clean
from adhere.render.document import Entry, Items, Note, Paragraph, Redline, Table
from adhere.render.writing import write

MarkdownIt = pytest.importorskip("markdown_it").MarkdownIt
PLAIN = {"text", "softbreak"}


def tokens(content: bytes) -> list[object]:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = parser.parse(content.decode())
    return [inner for token in found for inner in (token, *(token.children or ()))]


def types(content: bytes) -> list[str]:
    return [token.type for token in tokens(content)]  # type: ignore[attr-defined]


def seen(content: bytes) -> str:
    return words(
        "".join(
            token.content
            for token in tokens(content)
            if token.type in ("text", "code_inline", "text_special")
        )
    )  # type: ignore[attr-defined]


def test_every_text_comes_back_as_it_was_written():
    content = write(everything(), "md")
    found = seen(content)
    assert [
        text for block in everything().blocks for text in texts(block) if words(clean(text)) not in found
    ] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_paragraph_of_markup_stays_a_paragraph(text: str):
    content = write(document(Paragraph(text=text), marks=(), header=()), "md")
    assert set(types(content)[4:]) <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}


@example("__0__")
@given(st.text(max_size=60))
def test_no_text_at_all_becomes_markup(text: str):
    content = write(document(Paragraph(text=text), marks=(), header=()), "md")
    found = types(content)[4:]
    assert set(found) <= {"paragraph_open", "inline", "paragraph_close", "text", "text_special"}
    assert seen(content) == words("Sample form" + clean(text))


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_a_table_keeps_its_columns_whatever_stands_in_it(cells: list[str]):
    table = Table(caption="x", header=tuple("h" for _ in cells), rows=(tuple(cells),))
    found = types(write(document(table, marks=(), header=()), "md"))
    assert found.count("th_open") == len(cells)
    assert found.count("td_open") == len(cells)


def test_headings_lists_quotes_and_tables_are_what_they_should_be():
    found = types(write(everything(), "md"))
    for kind in (
        "heading_open",
        "bullet_list_open",
        "ordered_list_open",
        "blockquote_open",
        "table_open",
        "s_open",
    ):
        assert kind in found


def test_an_entry_is_a_heading_with_its_id_and_official_label():
    entry = Entry(label="Naam", anchor="name", code="model_name", official="Model name", blocks=())
    text = write(document(entry), "md").decode()
    assert "### Naam\n\n*Officiële benaming: Model name* `model_name`" in text


def test_items_of_a_list_do_not_nest():
    content = write(document(Items(items=("- a", "1. b", "* c")), marks=(), header=()), "md")
    assert types(content).count("bullet_list_open") == 1


def test_an_empty_text_leaves_no_signs_behind():
    content = write(
        document(Paragraph(text="", role="state"), Note(label="L", text=""), Redline(pieces=()), marks=()),
        "md",
    )
    assert "****" not in content.decode()
