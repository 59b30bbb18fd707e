# SPDX-License-Identifier: EUPL-1.2
"""Pictures of training content: what the public is told and no more, exact figures for the provider, the same bytes each time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.content.summary import made

from adhere.content.figures import Share
from adhere.content.summary.domainlist import read_list
from adhere.content.summary.drafting import drafted
from adhere.content.summary.material import Content
from adhere.forms.answers import Answer, Filled
from adhere.forms.views import View, view
from adhere.kernel.text import LANGUAGES, Language, Text
from adhere.render.bars import Bars, bars
from adhere.render.contentreport import content_report
from adhere.render.document import Chart, Document, Matrix, Picture, Timeline
from adhere.render.htmlpage import html
from adhere.render.summarypictures import summary_pictures

LIST = b"big.example\t9000\nxn--caf-dma.nl\t800\nsmall.nl\t70\n"
TONGUES = tuple(
    made.line(made.amount(90 - at, 900 - 10 * at), modality="text", language=tag)
    for at, tag in enumerate(("nl", "en", "de", None))
)


def corpus(languages: tuple[Share, ...] = TONGUES) -> Content:
    figures = made.figures(*made.CORPUS, languages=languages, domains=made.domain_figures())
    months = (*figures.months, made.line(made.amount(4, 4_000), source="wiki", month="2025-02"))
    return Content(
        figures=replace(figures, months=months),
        file="figures.json",
        sha256="ab" * 32,
        sources=made.whole(),
        domains=read_list(LIST.splitlines(keepends=True), "domains.tsv", None),
    )


def shown(content: Content, **answers: Answer) -> View:
    told = {**drafted(made.FORM, content).answers, **answers}
    return view(Filled(form=made.FORM, model="example", answers=told), "public")


def pictures(content: Content, language: Language = "en") -> dict[str, Picture]:
    found = summary_pictures(shown(content), content, language)
    return {one.title.split(" ")[0]: one for section in found.values() for one in section}


def texts(picture: Picture) -> str:
    return repr(picture)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_has_a_picture_of_sources_languages_times_and_domains(language: Language) -> None:
    found = summary_pictures(shown(corpus()), corpus(), language)
    kinds = {section: [type(one) for one in ones] for section, ones in found.items()}
    assert kinds == {"modalities": [Matrix, Chart], "crawled-data": [Timeline, Chart]}
    for one in (one for ones in found.values() for one in ones):
        assert one.title
        assert one.description.startswith(one.title)
        assert one.table.rows
        assert one.table.caption != one.title


def test_the_public_sees_no_size_in_any_picture() -> None:
    told = " ".join(map(texts, pictures(corpus()).values()))
    assert "9000" not in told
    assert "kB" not in told
    assert "big.example" not in told


def test_sources_are_marked_where_they_were_used_and_denied_where_they_were_not() -> None:
    matrix = pictures(corpus())["Kinds"]
    rows = {name.split(" ")[0]: marks for name, *marks in matrix.table.rows}
    assert rows["2.1"] == ["used", "–", "–", "–", "–"]
    assert rows["2.2.1"] == ["–", "used", "–", "–", "–"]
    assert rows["2.2.2"] == ["not used"] * 5


def test_domains_are_counted_by_ending_without_those_withheld() -> None:
    assert pictures(corpus())["How"].table.rows == ((".nl", "2"), (".example", "1"))


def test_a_description_of_languages_by_a_person_takes_the_picture_of_the_figures_away() -> None:
    content = corpus()
    own = replace(
        drafted(made.FORM, content).answers["linguistic"], value=Text("Mostly Dutch.", "Vooral Nederlands.")
    )
    found = summary_pictures(shown(content, linguistic=own), content, "en")
    assert [type(one) for one in found["modalities"]] == [Matrix]


def test_what_nobody_answered_has_no_picture() -> None:
    empty = view(Filled(form=made.FORM, model="example", answers={}), "public")
    assert summary_pictures(empty, None, "en") == {}


def report(language: Language = "en") -> Document:
    return content_report(corpus(), made.FORM, "Example", language)


def test_the_report_for_the_provider_has_exact_sizes_and_a_table_for_each_picture() -> None:
    found = [one for one in report().blocks if isinstance(one, Chart)]
    assert [one.title for one in found] == [
        "Size by kind of source", "Size by source, largest first", "Size by month of fetching and kind of source",
        "Languages by share", "Domains with most bytes",
    ]  # fmt: skip
    assert found[-1].table.rows[0] == ("big.example", "9.00 kB")
    assert [name for name, _ in found[3].table.rows][-1] == "not known"
    assert report().marks == ("FOR THE PROVIDER ALONE",)


def test_months_are_stacked_by_kind_of_source() -> None:
    chart = next(one for one in report().blocks if isinstance(one, Chart) and "month" in one.title)
    assert chart.categories == ("January 2025", "February 2025")
    assert [one.name[:3] for one in chart.series] == ["2.1", "2.2", "2.3", "2.4", "2.5"]
    assert chart.series[0].values == (1000, 4000)


def test_pictures_are_the_same_bytes_each_time_and_have_words_for_who_cannot_see_them() -> None:
    pytest.importorskip("matplotlib")
    page = html(report("nl"))
    assert page == html(report("nl"))
    assert page.count(b'role="img" aria-label="') == 5


def test_too_many_bars_are_one_and_what_is_apart_stands_last() -> None:
    asked = Bars(
        title="T",
        axis="a",
        first="f",
        rows=[(str(n), 9 - n) for n in range(6)],
        told=str,
        most=4,
        apart=[("x", 1), ("y", 7)],
    )
    chart = bars(asked, "en")
    assert chart is not None
    assert chart.table.rows == (
        ("0", "9"),
        ("1", "8"),
        ("2", "7"),
        ("3 others together", "15"),
        ("x", "1"),
        ("y", "7"),
    )


def test_one_bar_is_no_picture() -> None:
    assert bars(Bars(title="T", axis="a", first="f", rows=[("one", 1)], told=str), "en") is None


def test_a_long_name_is_cut_where_a_picture_is_described_and_whole_in_the_table() -> None:
    rows = [("word " * 700, 2), ("é" * 81, 1), ("n" * 80, 1)]
    chart = bars(Bars(title="T", axis="a", first="f", rows=rows, told=str), "en")
    assert chart is not None
    for told in (f"{('word ' * 16)[:79]}…: 2;", f"{'é' * 79}…: 1;", f"{'n' * 80}: 1"):
        assert told in chart.description
    assert len(chart.description) < 300
    assert [name for name, _ in chart.table.rows] == [name for name, _ in rows]
