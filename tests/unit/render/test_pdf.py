# SPDX-License-Identifier: EUPL-1.2
"""A document as PDF: read by pypdf, it is tagged, says what it conforms to, and gives back every answer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.render.samples import BROKEN, CHART, FAR, LONG, document, everything, texts, words

from adhere.render.characters import clean
from adhere.render.document import Entry, Heading, Paragraph, Table
from adhere.render.typefaces import Typefaces
from adhere.render.writing import RefusedError, write


def opened(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content), strict=True)


def seen(reader: pypdf.PdfReader) -> str:
    return words("".join(page.extract_text() for page in reader.pages))


def structure(node: Any) -> Iterator[Any]:
    """Yield every element of the structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        for inner in node:
            yield from structure(inner)
    elif isinstance(node, dict):
        yield node
        if "/K" in node:
            yield from structure(node["/K"])


def kinds(reader: pypdf.PdfReader) -> list[str]:
    return [str(one["/S"]) for one in structure(reader.trailer["/Root"]["/StructTreeRoot"]) if "/S" in one]


@pytest.fixture(scope="module")
def reader() -> pypdf.PdfReader:
    return opened(write(everything(), "pdf"))


def test_the_file_is_tagged_and_says_its_language_and_title(reader: pypdf.PdfReader):
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Sample form"
    assert reader.metadata.author == "Voorbeeld B.V. (example)"
    assert str(reader.metadata["/CreationDate"]).startswith("D:20261122")


def test_it_claims_both_standards(reader: pypdf.PdfReader):
    told = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "<pdfaid:part>2</pdfaid:part>" in told
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in told


def test_headings_tables_lists_and_figures_are_what_they_should_be(reader: pypdf.PdfReader):
    found = kinds(reader)
    for kind in (
        "/Title",
        "/H1",
        "/H2",
        "/Table",
        "/Caption",
        "/THead",
        "/TH",
        "/TR",
        "/TD",
        "/L",
        "/LI",
        "/Figure",
    ):
        assert kind in found, kind
    assert found.index("/Title") < found.index("/H1")


def test_a_chart_has_a_description(reader: pypdf.PdfReader):
    told = [one.get("/Alt") for one in structure(reader.trailer["/Root"]["/StructTreeRoot"])]
    assert CHART.description in told


def test_words_in_another_language_are_marked(reader: pypdf.PdfReader):
    assert "en-GB" in {str(one.get("/Lang")) for one in structure(reader.trailer["/Root"]["/StructTreeRoot"])}


def test_only_typefaces_that_came_along_are_used(reader: pypdf.PdfReader):
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert all(name.startswith(("Libertinus", "NewCM", "DejaVuSansMono")) for name in fonts)


def left_to_right(text: str) -> bool:
    return not any("\u0590" <= sign <= "\u08ff" for sign in text)


def test_every_answer_can_be_taken_out_as_text(reader: pypdf.PdfReader):
    found = seen(reader)
    expected = [Typefaces().shown(clean(text)) for block in everything().blocks for text in texts(block)]
    assert [text for text in expected if left_to_right(text) and words(text) not in found] == []


ADDRESS = (
    "https://models.example/very-long/path-to-a-thing/that_does/not/fit?version=3.1&digest=" + "0a1b2c3d" * 8
)
DIGEST = "7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730"


def test_addresses_and_digests_can_be_copied_and_nothing_invisible_is_in_the_text():
    narrow = Table(
        caption="Narrow",
        header=("One", "Two", "Opensourcerepository", "Four"),
        rows=((ADDRESS, DIGEST, "modeldocumentatieformulier", "open-source"),),
    )
    label = "Modeldocumentatieformulierbijlage open-source"
    entry = Entry(label=label, anchor="x", blocks=(Paragraph(text=f"At {ADDRESS}"), narrow))
    reader = opened(write(document(entry, Paragraph(text=f"{DIGEST} {ADDRESS} " * 3)), "pdf"))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "\u200b" not in text
    assert "".join(text.split()).count(ADDRESS) == 5
    assert "".join(text.split()).count(DIGEST) == 4
    assert text.replace("\xad", "").replace("\n", "").count("open-source") == 2
    assert all(line.endswith("\xad") for line in text.splitlines() if "\xad" in line)


def test_what_the_typefaces_lack_is_shown_as_codes_and_counted(reader: pypdf.PdfReader):
    found = seen(reader)
    assert words("[U+4E2D][U+6587] [U+1F600]") in found
    assert words("missen 7 tekens") in found  # two signs and a face, and a mark that combines in four places


def test_a_document_without_a_date_gets_the_first_there_is():
    told = opened(write(document(date=None), "pdf")).metadata
    assert told is not None
    assert str(told["/CreationDate"]).startswith("D:19800101")


def test_an_answer_of_ten_thousand_words_runs_over_pages():
    reader = opened(
        write(document(Entry(label="Long", anchor="long", blocks=(Paragraph(text=LONG),))), "pdf")
    )
    assert len(reader.pages) > 10
    found = seen(reader)
    assert all(f"word{number}" in found for number in range(0, 10_000, 97))


def test_marks_that_combine_with_nothing_do_not_stop_it():
    odd = (
        "".join(chr(code) for code in (0x1D165, 0x20DD, 0x0485, 0x0651, 0x0300, 0x05B0))
        + "a\u0651 \u0939\u093f"
    )
    assert opened(write(document(Paragraph(text=odd), Paragraph(text=BROKEN[0] + FAR)), "pdf")).pages


UNEASY = (
    "\u1d1a\u2596\u215a\u0626\U0001d5c5\u276a\u2a8c\ufec8\u2107\ua70b\u208d\U0001d68a\u21ff\u21a6\u24c3\u22f2\u02c3\u2706"
    "\u261c\u24cb\u025c\u1f0b\u1ef3\u049b\U0001d73b\u2928\u1f1a\xde\u2931\U0001d797\ufe08\u2328\u295e\ufeff\u2134\u1f3c\u2e2e"
)
"""Signs that the typefaces have, and cannot set one after the other."""


def test_signs_that_do_not_go_together_fall_back_to_codes():
    found = seen(opened(write(document(Paragraph(text=f"before {UNEASY} after")), "pdf")))
    assert "before" in found
    assert "after" in found


@settings(max_examples=40)
@given(st.text(max_size=40))
def test_any_text_can_be_set(text: str):
    blocks = (
        Paragraph(text=text),
        Entry(label=text, anchor="x", official=text, blocks=(Paragraph(text=text),)),
    )
    assert write(
        document(*blocks, title=text or "t", running=text, author=text, marks=(text,)), "pdf"
    ).startswith(b"%PDF")


def test_what_the_library_refuses_is_said():
    """ISO 19005-2, section 6.1.13: no string of more than 32,767 octets, and a heading is one in the outline."""
    with pytest.raises(RefusedError, match="longer than 32767") as told:
        write(document(Heading(level=1, text="word " * 7_000, anchor="a")), "pdf")
    assert told.value.to == "pdf"
