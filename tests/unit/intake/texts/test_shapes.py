# SPDX-License-Identifier: EUPL-1.2
"""Every shape of a text gives the units of the made-up act, in every language: its ids, words and order, its notes and its contents."""

from __future__ import annotations

import hashlib
import re
from datetime import date

import pytest
from tests.madeup import copies, formex, pages
from tests.madeup.act import PREFIX, TONGUES, act

from adhere.intake.texts.links import place_of
from adhere.intake.texts.reading import Imported, read_text

SHAPES = {
    "journal": pages.journal,
    "no anchors": lambda made: re.sub(r' id="[^"]*"', "", pages.journal(made)),
    "older classes": lambda made: pages.journal(made).replace('"oj-', '"'),
    "one line": lambda made: pages.journal(made).replace("\n", " "),
    "other line ends, no end tags of paragraphs": lambda made: pages.journal(made).replace("</p>", "").replace("\n", "\r\n"),
    "formex": lambda made: formex.zipped(formex.parts(made)),
}  # fmt: skip


def read(content: str | bytes, name: str = "text") -> Imported:
    return read_text(name, content if isinstance(content, bytes) else content.encode())


def squeezed(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, re.sub(r"\s", "", text)) for name, text in texts.items()]


def units(text: Imported) -> dict[str, str]:
    return {name: unit.text for name, unit in text.units.items()}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_gives_the_units_of_the_act_in_every_language(shape: str):
    for code in TONGUES:
        made = act(code)
        text = read(SHAPES[shape](made))
        assert (code, squeezed(units(text))) == (code, squeezed(made.units()))
        assert (text.act.language, text.act.version) == (code, date(2099, 3, 4))
        assert "error" not in {finding.rule.severity for finding in text.findings}


def test_a_consolidated_page_gives_the_units_and_who_amended_what_in_every_language():
    for code in TONGUES:
        made = act(code, amended=True)
        text = read(pages.consolidated(made, changed=("1", "2b")))
        assert (code, squeezed(units(text))) == (code, squeezed(made.units(recitals=False)))
        assert (text.act.language, text.act.version, text.source.shape) == (
            code,
            date(2100, 5, 1),
            "eurlex-consolidated",
        )
        marked = {article.number for article in text.act.articles if article.amended}
        assert marked == {"1", "2b"}
        assert text.act.articles[0].amended[0].by == "32100R0002"


@pytest.mark.parametrize("styled", [False, True])
def test_pages_from_before_classes_give_the_articles_in_every_language(styled: bool):
    for code in TONGUES:
        made = act(code)
        text = read(pages.bare(made, styled=styled))
        expected = [name for name in made.units() if ":art-" in name]
        assert (code, [name for name in text.units if ":art-" in name]) == (code, expected)
        assert (text.act.celex, text.act.language) == ("32099R0001", code)
        assert text.act.version == (date(2100, 5, 1) if styled else None)


def test_a_consolidated_formex_file_says_from_when_it_holds():
    made = act(amended=True)
    text = read(formex.main(made, consolidated="21000501"))
    expected = {name: words for name, words in made.units().items() if ":annex" not in name}
    assert squeezed(units(text)) == squeezed(expected)
    assert (text.act.celex, text.act.version) == ("32099R0001", date(2100, 5, 1))


def test_our_own_json_gives_the_units_and_its_marks_of_amendments():
    for code in ("en", "nl"):
        made = act(code)
        text = read(copies.own_json(made, amended={"1": "2100/2 Art. 1(3)"}), "act.json")
        assert squeezed(units(text)) == squeezed(made.units())
        (mark,) = {one for paragraph in text.act.articles[0].paragraphs for one in paragraph.amended}
        assert (mark.by, mark.place) == ("2100/2", "Art. 1(3)")


@pytest.mark.parametrize("code", ["en", "nl"])
def test_a_page_of_a_vault_gives_its_article_with_every_link(code: str):
    made = act(code)
    term = {"en": "gate", "nl": "poort"}[code]
    text = read(copies.vault(made, term=term))
    expected = {name: words for name, words in made.units("aia").items() if name.startswith("aia:art-1.")}
    assert squeezed(units(text)) == squeezed(expected)
    assert {(link.text, link.target) for link in text.links} == {(term, "a2.md#^term")}
    assert text.act.language == code
    lines = copies.vault(made, term=term).split("\n")
    assert all(f"[{term}]" in lines[link.line - 1] for link in text.links)


@pytest.mark.parametrize("code", ["en", "nl"])
def test_plain_text_gives_the_article_and_leaves_out_and_reports_what_is_no_law(code: str):
    made = act(code)
    text = read(copies.plain(made))
    expected = {name: words for name, words in made.units("aia").items() if name.startswith("aia:art-1.")}
    assert squeezed(units(text)) == squeezed(expected)
    assert list(text.act.left_out) == [*copies.MENU, *copies.QUESTIONS]
    reported = [finding.place.line for finding in text.findings if finding.rule.id == "ADH-LAW-028"]
    lines = copies.plain(made).split("\n")
    assert [lines[line - 1] for line in reported if line] == [*copies.MENU, *copies.QUESTIONS]
    assert units(read(copies.plain(made, furniture=False))) == units(text)


def test_a_whole_act_of_plain_text_gives_every_article_tabs_and_windows_line_ends_too():
    made = act("nl")
    expected = {name: words for name, words in made.units("aia").items() if ":art-" in name}
    for text in (copies.whole(made), copies.whole(made).replace(" ", "\t").replace("\n", "\r\n")):
        assert squeezed(units(read(text))) == squeezed(expected)


def test_superscripts_stay_powers_and_large_numbers_stay_numbers():
    made = act()
    for shape in SHAPES.values():
        said = read(shape(made)).units[f"{PREFIX}:art-1.2"].text.replace("\u00a0", " ")
        assert "15 000 shells" in said
        assert "10^25 grains" in said
    assert "10^25" in read(copies.vault(made)).units["aia:art-1.2"].text


def test_subparagraphs_of_a_paragraph_are_kept_apart():
    for shape in SHAPES.values():
        assert len(read(shape(act())).units[f"{PREFIX}:art-1.2"].paragraphs) == 2


def test_footnotes_are_read_and_their_references_are_no_words():
    made = act()
    for content in (pages.journal(made), formex.zipped(formex.parts(made))):
        text = read(content)
        assert [(note.mark, note.text) for note in text.act.footnotes] == [("1", made.footnote)]
        assert text.units[f"{PREFIX}:rec-1"].text == made.recitals[0]


def test_the_contents_and_titles_are_read():
    for content in (pages.journal(act()), formex.main(act())):
        text = read(content)
        assert [line.title for line in text.act.contents] == ["Care of gates"]
        assert [article.title for article in text.act.articles] == [
            "Care of gates",
            "Meaning of words",
            "Keys",
            "Entry into force",
        ]


def test_a_unit_says_at_which_line_it_begins_and_the_source_has_its_digest():
    content = pages.journal(act())
    text = read(content, "page.html")
    line = text.units[f"{PREFIX}:art-1.1.a"].line
    assert line is not None
    assert "oil the hinges" in "\n".join(content.split("\n")[line - 1 : line + 4])
    assert (text.source.file, text.source.sha256) == (
        "page.html",
        hashlib.sha256(content.encode()).hexdigest(),
    )


def test_a_heading_with_a_letter_in_an_annex_stands_under_the_number_before_it():
    page = pages.journal(act()).replace(
        '<p class="oj-ti-grseq-1">2.\u00a0\u00a0\u00a0', '<p class="oj-ti-grseq-2">b.\u00a0\u00a0\u00a0'
    )
    names = list(read(page).units)
    assert f"{PREFIX}:annex-ii.1.b" in names
    assert f"{PREFIX}:annex-ii.1.b.a" in names


def test_quoted_points_of_another_act_are_words_of_the_paragraph():
    page = pages.journal(act()).replace(">(c)<", ">‘(c)<")
    text = read(page)
    assert f"{PREFIX}:art-1.1.c" not in text.units
    assert "‘(c) paint that gate" in text.units[f"{PREFIX}:art-1.1"].text


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("a3.md", "art-3"),
        ("../wet/a56.md", "art-56"),
        ("a3.md#^aibur", "art-3.47"),
        ("a3#^sysrisk", "art-3.65"),
        ("overweging_26.md", "rec-26"),
        ("a4.md#^aibur", None),
        ("a3.md#^unknown", None),
        ("https://example.org/a3.md", None),
        ("index.md", None),
    ],
)
def test_where_a_link_of_a_vault_leads(target: str, place: str | None):
    assert place_of(target) == place


def test_formex_in_another_encoding_is_read():
    made = act()
    text = read(formex.main(made).replace("UTF-8", "UTF-16").encode("utf-16"))
    assert squeezed(units(text)) == squeezed(units(read(formex.main(made))))


def test_front_matter_says_which_act_language_and_version_a_page_is():
    page = copies.vault(act()).replace("layout: page", "celex: 02099R0001-21000501\nlang: en")
    assert (read(page).act.celex, read(page).act.language, read(page).act.version) == (
        "32099R0001",
        "en",
        date(2100, 5, 1),
    )
    assert read(page.replace("lang: en", "version: 2099-03-04")).act.version == date(2099, 3, 4)


def test_a_page_that_is_xml_too_is_a_page():
    page = pages.journal(act()).replace(
        "<!DOCTYPE html>",
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x.dtd">',
    )
    assert read(page).source.shape == "eurlex-page"


def test_a_mark_of_an_amendment_holds_until_the_next_mark():
    page = pages.consolidated(act())
    marks = [(">▼M1<", "32100R0002: INSERTED"), (">▼B<", "32099R0001")]
    begun, ended = (
        f'<p class="modref"><a href="./x" title="{title}"{words}/a></p>' for words, title in marks
    )
    page = page.replace('<p class="norm">The price', f'{begun}<p class="norm">The price')
    for number in ("2", "2a"):
        before, found, after = page.partition(f'<div class="eli-subdivision" id="art_{number}">')
        page = before.rpartition('<p class="modref">')[0] + found + after
    page = page.replace('<p class="norm">‘keeper’', f'{ended}<p class="norm">‘keeper’')
    articles = {article.number: article for article in read(page).act.articles}
    assert [bool(articles[number].amended) for number in ("1", "2", "2a", "3")] == [False, True, False, False]
    assert [bool(paragraph.amended) for paragraph in articles["1"].paragraphs] == [False, True]
