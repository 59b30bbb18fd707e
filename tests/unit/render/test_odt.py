# SPDX-License-Identifier: EUPL-1.2
"""A document as ODT: opened by odfdo, which had no part in writing it, it has the texts, tables and styles."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import odfdo
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.render.samples import CHART, LONG, TABLE, document, everything, texts, words

from adhere.render.characters import clean
from adhere.render.document import Entry, Heading, Items, Paragraph
from adhere.render.writing import write

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def opened(content: bytes) -> Any:
    return odfdo.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ET.fromstring(archive.read(name))


def seen(content: bytes) -> str:
    return words("".join(part(content, "content.xml").itertext()))


@pytest.fixture(scope="module")
def content() -> bytes:
    return write(everything(), "odt")


def test_every_text_is_in_the_document_as_it_was_written(content: bytes):
    found = seen(content)
    assert [
        text for block in everything().blocks for text in texts(block) if words(clean(text)) not in found
    ] == []


def test_headings_tables_and_lists_are_real(content: bytes):
    body = opened(content).body
    assert [heading.get_attribute("text:outline-level") for heading in body.get_headers()][:2] == ["1", "2"]
    entries = next(table for table in body.tables if "Onderdeel" in str(table.get_cell((0, 0))))
    assert [str(entries.get_cell((column, 0))).strip() for column in (0, 1)] == ["Onderdeel", "Antwoord"]
    assert entries.height == 1 + sum(isinstance(block, Entry) for block in everything().blocks)
    assert len(body.get_lists()) > 3


def test_the_first_row_heads_every_page_and_a_table_has_a_title(content: bytes):
    xml = ET.tostring(part(content, "content.xml"), encoding="unicode")
    assert "table-header-rows" in xml
    assert f">{TABLE.caption}<" in xml


def test_a_table_in_an_answer_becomes_a_list():
    entry = Entry(label="Channels", anchor="channels", blocks=(TABLE,))
    body = opened(write(document(entry, header=()), "odt")).body
    assert len(body.tables) == 1
    assert len(body.get_lists()) == 1


def test_every_style_that_is_used_is_there(content: bytes):
    named = {
        one.get(f"{STYLE}name")
        for root in ("styles.xml", "content.xml")
        for one in part(content, root).iter()
        if one.get(f"{STYLE}name")
    }
    used = {
        value
        for one in part(content, "content.xml").iter()
        for name, value in one.attrib.items()
        if name.endswith("}style-name")
    }
    assert used - named == set()


def test_the_document_knows_its_language_and_what_it_is(content: bytes):
    meta = opened(content).meta
    assert meta.get_title() == "Sample form"
    assert meta.get_initial_creator() == "Voorbeeld B.V. (example)"
    assert str(meta.get_language()) == "nl-NL"
    assert str(meta.get_creation_date())[:10] == "2026-11-22"
    styles = ET.tostring(part(content, "styles.xml"), encoding="unicode")
    assert 'language="nl"' in styles
    undated = ET.tostring(part(write(document(date=None), "odt"), "meta.xml"), encoding="unicode")
    assert "date" not in undated


def test_words_in_another_language_are_marked():
    content = write(document(Entry(label="Naam", anchor="n", official="Name", blocks=())), "odt")
    spans = {
        one.text: one.get(f"{TEXT}style-name") for one in part(content, "content.xml").iter(f"{TEXT}span")
    }
    assert spans["Name"] == "English"


def test_a_chart_is_a_picture_with_a_title_and_a_description(content: bytes):
    xml = ET.tostring(part(content, "content.xml"), encoding="unicode")
    assert f":title>{CHART.title}<" in xml
    assert f":desc>{CHART.description}<" in xml
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("Pictures/1.png").startswith(b"\x89PNG")
        assert b"Pictures/1.png" in archive.read("META-INF/manifest.xml")


def test_the_archive_begins_with_its_type_and_has_no_dates(content: bytes):
    assert content[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_section_can_begin_a_page_and_a_long_answer_is_there_in_full():
    long = Entry(label="Long", anchor="long", blocks=(Paragraph(text=LONG),))
    content = write(document(Heading(level=1, text="x", new_page=True), long), "odt")
    assert 'style-name="NewPage"' in ET.tostring(part(content, "content.xml"), encoding="unicode")
    assert words(LONG) in seen(content)


@given(st.text(max_size=80))
def test_any_text_goes_in_and_comes_out(text: str):
    blocks = (
        Paragraph(text=text),
        Items(items=(text,)),
        Entry(label=text, anchor="x", official=text, blocks=(Paragraph(text=text),)),
    )
    content = write(document(*blocks, title=text, running=text, author=text, marks=(text,)), "odt")
    assert seen(content).count(words(clean(text))) >= 5 * bool(words(text))
    for name in ("styles.xml", "meta.xml"):
        part(content, name)
