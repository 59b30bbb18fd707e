# SPDX-License-Identifier: EUPL-1.2
"""A document as DOCX: opened by python-docx it has the order, labels, styles and texts a person goes on editing with."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.render.samples import BROKEN, CHART, LONG, TABLE, document, everything, texts, words

from adhere.render.characters import clean
from adhere.render.document import Entry, Heading, Items, Paragraph
from adhere.render.narrow import as_items
from adhere.render.writing import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def seen(file: Any) -> str:
    return words("".join(node.text or "" for node in file.element.body.iter(f"{W}t")))


@pytest.fixture(scope="module")
def content() -> bytes:
    return write(everything(), "docx")


@pytest.fixture(scope="module")
def file(content: bytes) -> Any:
    return opened(content)


def test_every_text_is_in_the_document_as_it_was_written(file: Any):
    found = seen(file)
    assert [
        text for block in everything().blocks for text in texts(block) if words(clean(text)) not in found
    ] == []


def test_nothing_a_reader_could_not_hold_is_in_it(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))
    assert seen(opened(content)).count("\N{REPLACEMENT CHARACTER}") >= len(BROKEN)


def test_title_sections_and_labels_have_the_styles_of_headings(file: Any):
    styles = [paragraph.style.name for paragraph in file.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 2
    labels = [cell.paragraphs[0] for table in file.tables for cell in table.columns[0].cells[1:]]
    assert "Naam van het model" in [label.text for label in labels if label.style.name == "Heading 2"]


def test_a_section_is_one_table_whose_first_row_heads_every_page(file: Any):
    entries = next(table for table in file.tables if table.rows[0].cells[0].text == "Onderdeel")
    assert [cell.text for cell in entries.rows[0].cells] == ["Onderdeel", "Antwoord"]
    assert entries.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert len(entries.rows) == 1 + sum(isinstance(block, Entry) for block in everything().blocks)
    assert entries._tbl.find(f"{W}tblPr/{W}tblCaption") is not None


def test_an_answer_of_many_pages_may_break_and_a_short_one_stays_whole():
    long, short = (
        Entry(label=name, anchor=name, blocks=(Paragraph(text=text),))
        for name, text in (("a", LONG), ("b", "x"))
    )
    table = opened(write(document(long, short), "docx")).tables[-1]
    assert [row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows] == [True, False, True]
    assert words(LONG) in seen(opened(write(document(long), "docx")))


def test_a_table_in_an_answer_becomes_a_list():
    entry = Entry(label="Channels", anchor="channels", blocks=(TABLE,))
    answer = opened(write(document(entry, header=()), "docx")).tables[0].rows[1].cells[1]
    assert answer.tables == []
    items = [paragraph.text for paragraph in answer.paragraphs if paragraph.style.name == "List Bullet"]
    assert [words(item) for item in items] == [words(item) for item in as_items(TABLE).items]


def test_the_document_knows_its_language_and_words_in_another():
    file = opened(write(document(Entry(label="Naam", anchor="n", official="Name", blocks=())), "docx"))
    default = file.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default.get(f"{W}val") == "nl-NL"
    runs = {node.text: node.getparent() for node in file.element.body.iter(f"{W}t")}
    assert runs["Name"].find(f"{W}rPr/{W}lang").get(f"{W}val") == "en-GB"


def test_what_the_document_says_of_itself_is_ours_and_has_no_clock(file: Any):
    core = file.core_properties
    assert (core.title, core.author, core.language) == ("Sample form", "Voorbeeld B.V. (example)", "nl-NL")
    assert core.identifier == "sample:example:office"
    assert core.created == datetime(2026, 11, 22, tzinfo=UTC)
    undated = opened(write(document(date=None), "docx")).core_properties._element
    assert b"2013" not in ET.tostring(undated)


def test_marks_stand_on_every_page(file: Any):
    head = [paragraph.text for paragraph in file.sections[0].header.paragraphs]
    assert head == ["Sample form, example", "EXAMPLE", "CONFIDENTIAL"]
    assert "PAGE" in file.sections[0].footer._element.xml


def test_a_chart_is_a_picture_with_a_title_and_a_description(file: Any):
    properties = file.inline_shapes[0]._inline.docPr
    assert (properties.get("title"), properties.get("descr")) == (CHART.title, CHART.description)


def test_a_section_can_begin_a_page():
    file = opened(write(document(Heading(level=1, text="x", new_page=True)), "docx"))
    assert file.element.body.find(f".//{W}pageBreakBefore") is not None


def test_text_that_runs_from_right_to_left_is_said_to():
    file = opened(write(document(Paragraph(text="\u05e9\u05dc\u05d5\u05dd")), "docx"))
    assert file.element.body.find(f".//{W}bidi") is not None


def test_entries_in_the_archive_have_no_date(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


@settings(max_examples=20)
@given(st.text(max_size=80))
def test_any_text_goes_in_and_comes_out(text: str):
    blocks = (
        Paragraph(text=text),
        Items(items=(text,)),
        Entry(label=text, anchor="x", official=text, blocks=(Paragraph(text=text),)),
    )
    assert seen(opened(write(document(*blocks, title=text, running=text, author=text), "docx"))).count(
        words(clean(text))
    ) >= 5 * bool(words(text))
