# SPDX-License-Identifier: EUPL-1.2
"""Reading pages: one mistake each, with its rule and line; and no bytes whatever make the reader raise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.exchange.algoritmekader.madeup import BODY, FIELDS, MEASURE, NAME, findings, met, page

from adhere.exchange.algoritmekader.checks import check_together, shown
from adhere.exchange.algoritmekader.page import Page
from adhere.exchange.algoritmekader.pagereading import read_page
from adhere.exchange.algoritmekader.taskreading import read_file


def read(content: bytes, name: str = NAME) -> Page:
    found = read_page(content, name).page
    assert found is not None
    return found


def test_a_page_that_is_right_has_no_finding():
    assert met(page()) == {}
    assert met(page().replace(b"\n", b"\r\n")) == {}


def test_a_page_that_is_not_known_says_how_it_was_read():
    (note,) = findings(page())
    assert (note.rule.id, note.values["format"]) == ("ADH-LAW-109", "v2.5")


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        (b"---\ntitle: caf\xe9\n---\n", "ADH-LAW-090", 2),
        (b"", "ADH-LAW-091", 1),
        (b"\n \n", "ADH-LAW-091", 1),
        (b"x" * (1024 * 1024 + 1), "ADH-LAW-092", None),
        (BODY.encode(), "ADH-LAW-093", 1),
        (b"---\ntitle: never closed\n", "ADH-LAW-093", 1),
        (page(FIELDS.replace("title: V", "title: A: V")), "ADH-LAW-094", 2),
        (page(FIELDS + "title: again\n"), "ADH-LAW-094", 27),
        (page("- title\n- id\n"), "ADH-LAW-095", 2),
        (page("just words\n"), "ADH-LAW-095", 2),
        (page(FIELDS.replace("hide:\n- navigation", "hide: navigation")), "ADH-LAW-096", 25),
        (page(FIELDS.replace("title: Voorbeeldvereiste over beleid", "title: [one, two]")), "ADH-LAW-096", 2),
        (page(FIELDS.replace("rollen:\n- jurist", "rollen:")), "ADH-LAW-096", 9),
        (page(FIELDS.replace("rollen:\n- jurist", "rollen:\n- jurist\n-")), "ADH-LAW-096", 9),
        (page(FIELDS.replace("onderwerp:", "onderwrep:")), "ADH-LAW-097", 7),
        (page(FIELDS.replace("onderwerp:", "bouwblok:")), "ADH-LAW-098", 7),
        (page(FIELDS.replace("- ontwerp", "- Ontwerp")), "ADH-LAW-099", 6),
        (page(FIELDS.replace("title: Voorbeeldvereiste over beleid\n", "")), "ADH-LAW-100", 1),
        (page(body=BODY.replace("no-search", "boubwlok/governance")), "ADH-LAW-101", 40),
        (page(body=BODY.replace("list_maatregelen", "list_maatregel")), "ADH-LAW-102", 40),
        (page(body=BODY + "\n<!-- list_maatregelen\n## Weg"), "ADH-LAW-103", 42),
        (page(body=BODY.replace("no-search", "onderwerp/governence")), "ADH-LAW-104", 40),
        (page(body=BODY.replace("vereiste/aia", "vereiste/AIA")), "ADH-LAW-105", 40),
        (page(body=BODY.replace("aia-90-voorbeeld", "aia-91-anders")), "ADH-LAW-106", None),
        (page(FIELDS.replace("aia-90", "aia-29")), "ADH-LAW-108", 3),
        (page(body=BODY + "\n## Risico\n"), "ADH-LAW-111", 42),
        (page(FIELDS.replace("urn:nl:ak:ver:aia-90", "urn:nl:ak:aia90")), "ADH-LAW-126", 3),
        (page(body=BODY.replace("no-search", "onderwerp/data")), "ADH-LAW-127", 40),
    ],
)
def test_a_mistake_has_its_rule_and_line(content: bytes, rule: str, line: int | None):
    found = met(content)
    assert rule in found
    assert found[rule] == line


def test_a_wrong_key_is_told_with_the_right_one():
    (found,) = (
        one for one in findings(page(body=BODY.replace("no-search", "boubwlok/governance"))) if one.rule.id == "ADH-LAW-101"
    )  # fmt: skip
    assert "boubwlok" in found.wrong("nl")
    assert found.remedy("en") == "Write bouwblok/governance."


@pytest.mark.parametrize(
    ("fields", "release"),
    [
        ("title: a\nbouwblok:\n- data\n", "v1.2"),
        ("title: a\nbouwblok:\n- data\nhide:\n- navigation\n", "v1.3"),
        ("title: a\nonderwerp:\n- data\n", "v1.4"),
        ("title: a\nid: urn:nl:ak:ver:aia-90\nonderwerp:\n- data\n", "v1.5"),
        (FIELDS, "v2.5"),
    ],
)
def test_the_format_is_told_from_the_fields(fields: str, release: str):
    assert read(page(fields)).format == release


def test_comments_of_editors_are_no_macros_and_leave_no_text():
    found = read(page(body=BODY + "\n<!-- Vul hier iets in -->\nTekst\n"))
    assert [macro.name for macro in found.macros] == ["tags", "list_maatregelen"]
    assert "Vul hier" not in found.text


def test_an_id_that_stands_twice_is_told_with_the_other_page():
    pages = [read(page(), "a/aia-90-voorbeeld.md"), read(page(), "b/aia-90-voorbeeld.md")]
    (found,) = (one for one in check_together(pages, whole=True) if one.rule.id == "ADH-LAW-107")
    assert (found.place.file, found.values["other"]) == (pages[1].file, pages[0].file)


def test_a_link_to_nowhere_and_one_with_other_capitals_are_told():
    measure = read(MEASURE.encode(), "2-owp-90.md")
    right = read(page())
    assert list(check_together([measure, right], whole=True)) == []
    capital = read(MEASURE.replace("- aia-90", "- AIA-90").encode(), "2-owp-90.md")
    rules = [(one.rule.id, one.place.file) for one in check_together([capital, right], whole=False)]
    assert rules == [("ADH-LAW-105", "2-owp-90.md"), ("ADH-LAW-110", NAME)]
    lost = read(MEASURE.replace("- aia-90-voorbeeld", "- wet-01-niets").encode(), "2-owp-90.md")
    assert "ADH-LAW-105" in [one.rule.id for one in check_together([lost, right], whole=True)]


def test_a_list_shows_the_measures_to_which_every_filter_applies():
    measure = read(MEASURE.encode(), "2-owp-90.md")
    for words, count in (("onderwerp/data", 1), ("onderwerp/governance", 0), ("boubwlok/data", 0)):
        macro = read(page(body=BODY.replace("no-search", words))).macros[1]
        assert len(shown(macro, [measure])) == count


@given(st.binary(max_size=400))
def test_no_bytes_make_a_reader_raise(content: bytes):
    for reader in (read_page, read_file):
        reader(content, "a.md")
        reader(b"---\n" + content + b"\n---\n" + content, "a.md")


@given(st.text(max_size=300))
def test_no_text_makes_a_check_raise(text: str):
    findings(page(f"title: {text}\n", text))
    findings(f"---\n{text}\n---\n<!-- {text} -->".encode("utf-8", "replace"))
