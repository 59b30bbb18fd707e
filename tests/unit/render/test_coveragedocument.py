# SPDX-License-Identifier: EUPL-1.2
"""The coverage of a code as a page: matrices with headed rows and columns, results, and every link."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.catalogue import code
from adhere.codes.coverage import Coverage, coverage
from adhere.kernel.text import Language
from adhere.law.library import Law
from adhere.render.coveragedocument import coverage_document
from adhere.render.document import Heading, Paragraph, Table
from adhere.render.writing import write

LAW = Law()
ON = date(2026, 11, 22)


def tables(found: Coverage, language: Language = "en") -> list[Table]:
    return [one for one in coverage_document(found, "r", language, {}).blocks if isinstance(one, Table)]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_there_is_a_matrix_for_each_chapter_and_a_table_for_each_obligation_served(language: Language):
    found = coverage(code("gpai-2025"), LAW, ON)
    shown = tables(found, language)
    assert [len(one.rows) for one in shown[:3]] == [3, 5, 32]
    assert len(shown) == 3 + 12
    for table in shown:
        assert {len(row) for row in table.rows} == {len(table.header)}
        assert "{" not in table.caption


def test_a_cell_is_a_grade_in_words_and_an_empty_one_a_dash():
    (matrix, *_) = tables(coverage(small(), LAW, ON))
    assert matrix.header == ("Measure", "Article 53(1)(a)", "Article 53(1)(b)", "Article 53(1)(b)(i)")
    assert matrix.rows == (
        ("A-1.1 Write it", "derived", "–", "–"),
        ("A-1.2 Give it", "–", "in part, ours", "ours"),
    )


def test_a_link_names_its_reason_and_its_reviewer():
    rows = [row for table in tables(coverage(small(), LAW, ON))[1:] for row in table.rows]
    assert ("A-1.1", "Article 53(1)(a)", "Makes the documentation.", "derived", "A. Person (example)") in rows
    assert rows[-1][-1] == "nobody yet"


def test_the_page_heads_rows_and_columns_and_prints():
    page = write(coverage_document(coverage(code("gpai-2025"), LAW, ON), "r", "nl", {}), "html").decode()
    assert '<th scope="col">Artikel 55, lid 1, punt b)</th>' in page
    assert '<th scope="row" dir="auto">S-7.6 ' in page
    assert "<caption>Transparantie: maatregelen, en de verplichtingen die ze dienen</caption>" in page
    assert "@media print" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_date_before_the_duties_gives_a_sentence_and_no_matrix():
    (only,) = coverage_document(coverage(code("gpai-2025"), LAW, date(2025, 7, 10)), "r", "en", {}).blocks
    assert isinstance(only, Paragraph)
    assert "2 August 2025" in only.text


def test_a_chapter_that_serves_nothing_says_so():
    bare = small(measure=[])
    blocks = coverage_document(coverage(bare, LAW, ON), "r", "en", {}).blocks
    at = next(
        number for number, one in enumerate(blocks) if isinstance(one, Heading) and one.text == "A. Documents"
    )
    assert blocks[at + 1] == Paragraph(text="No measure of this chapter serves an obligation on this date.")
