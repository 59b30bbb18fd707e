# SPDX-License-Identifier: EUPL-1.2
"""A document as HTML: read by a parser that knows nothing of us, it says what was written and can do nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from tests.unit.render.samples import BROKEN, CHART, LONG, document, everything, texts, words

from adhere.render.characters import clean
from adhere.render.document import Entry, Heading, Paragraph
from adhere.render.writing import write

VOID = {"meta", "br"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """The elements of a page in order, with the text directly in them; tags must close in order."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(content.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text.append(data)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def seen(self) -> str:
        return words("".join(text for one in self.elements if one.tag != "style" for text in one.text))


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(write(everything(), "html"))


def test_every_text_is_on_the_page_as_it_was_written(page: Page):
    seen = page.seen()
    assert [
        text for block in everything().blocks for text in texts(block) if words(clean(text)) not in seen
    ] == []


def test_nothing_on_the_page_runs_or_is_fetched(page: Page):
    tags = {element.tag for element in page.elements}
    assert not tags & {"script", "iframe", "object", "embed", "link", "img", "form", "base", "audio", "video"}
    named = [(one.tag, name) for one in page.elements for name in one.attributes]
    assert [
        pair for pair in named if pair[1].startswith("on") or pair[1] in ("src", "srcset", "action")
    ] == []
    targets = [one.attributes.get(name) for one in page.elements for name in ("href", "xlink:href")]
    assert [target for target in targets if target is not None and not target.startswith("#")] == []
    assert "url(http" not in "".join(text for one in page.all("style") for text in one.text)
    policy = next(one for one in page.all("meta") if one.attributes.get("http-equiv"))
    assert policy.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_page_has_a_language_a_title_and_landmarks(page: Page):
    assert page.all("html")[0].attributes["lang"] == "nl"
    assert page.all("title")[0].text == ["Sample form, example"]
    assert [one.tag for one in page.all("header", "nav", "main", "footer")] == [
        "header",
        "nav",
        "main",
        "footer",
    ]
    official = next(one for one in page.all("span") if one.text == ["Model name"])
    assert official.attributes["lang"] == "en"


def test_headings_go_down_one_level_at_a_time(page: Page):
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_table_has_a_caption_and_every_head_a_scope(page: Page):
    assert len(page.all("caption")) == len(page.all("table")) > 2
    assert {one.attributes.get("scope") for one in page.all("th")} == {"row", "col"}


def test_ids_are_unique_and_links_lead_to_them(page: Page):
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    targets = {one.attributes["href"] for one in page.all("a")}
    assert {str(target).removeprefix("#") for target in targets} <= set(ids)
    assert "#answers" in targets


def test_a_chart_is_named_and_its_ids_are_its_own():
    page = Page(write(document(CHART, Heading(level=1, text="x", anchor="figure_1")), "html"))
    picture = page.all("svg")[0]
    assert picture.attributes["role"] == "img"
    assert picture.attributes["aria-label"] == CHART.description
    ids = [str(one.attributes["id"]) for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))


def test_what_could_steer_a_reader_is_a_visible_sign(page: Page):
    seen = "".join(text for one in page.elements for text in one.text)
    assert re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\ud800-\udfff\uffff]", seen) is None
    assert seen.count("\N{REPLACEMENT CHARACTER}") >= len(BROKEN)


def test_an_answer_of_ten_thousand_words_is_there_in_full():
    page = Page(write(document(Entry(label="Long", anchor="long", blocks=(Paragraph(text=LONG),))), "html"))
    assert words(LONG) in page.seen()


def test_headings_are_hyphenated_and_shrink_before_they_break_anywhere():
    page = write(document(), "html").decode()
    rules = re.findall(r"^(h1[^{]*){([^}]*)}", page, re.MULTILINE)
    assert any("hyphens: auto" in rule and "overflow-wrap: break-word" in rule for _, rule in rules)
    assert any("font-size: clamp(" in rule for _, rule in rules)
    assert '<html lang="nl">' in page
