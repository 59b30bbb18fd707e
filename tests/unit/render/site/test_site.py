# SPDX-License-Identifier: EUPL-1.2
"""The site: the same bytes each time, every link inside it, nothing from outside it, and readable for everybody."""

from __future__ import annotations

import itertools
import json
import posixpath
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from adhere.law.requirements.catalogue import catalogue
from adhere.render.site.building import MANIFEST, build

ON = date(2026, 11, 22)
FILES = build(catalogue(), ON, "nl")
PAGES = {name: content.decode() for name, content in FILES.items() if name.endswith(".html")}
CSS = FILES["assets/site.css"].decode()


class Page(HTMLParser):
    """What a page holds that matters here."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag not in ("meta", "link", "input", "br"):
            self.open.append(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        self.links += [str(found[name]) for name in ("href", "src") if found.get(name)]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


READ = {name: Page(text) for name, text in PAGES.items()}


def test_the_same_catalogue_gives_the_same_bytes():
    assert build(catalogue(), ON, "nl") == FILES


def test_every_record_has_a_page_in_both_languages():
    assert len(PAGES) == 1 + 2 * (6 + 18 + 35)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_and_every_link_leads_somewhere(name: str):
    page = READ[name]
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    for link in page.links:
        assert not re.match(r"[a-z]+:|//", link), link
        path, _, anchor = link.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        assert target in FILES, link
        assert not anchor or anchor in READ[target].ids, link


@pytest.mark.parametrize("name", [name for name in PAGES if name != "index.html"])
def test_a_page_has_its_landmarks_language_and_other_language(name: str):
    page, language = READ[name], name[:2]
    tags = [tag for tag, _ in page.tags]
    assert (tags.count("h1"), tags.count("main"), tags.count("header"), tags.count("footer")) == (1, 1, 1, 1)
    assert next(found for tag, found in page.tags if tag == "html")["lang"] == language
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    first = next(found for tag, found in page.tags if tag == "a")
    assert (first["class"], first["href"]) == ("adhere-skip-link", "#content")
    other = {"en": "nl", "nl": "en"}[language]
    assert any(link.endswith(f"{other}/{name[3:]}") for link in page.links)


def test_no_page_holds_a_style_or_a_script_that_a_strict_policy_refuses():
    for name, page in READ.items():
        assert not any("style" in found or any(key.startswith("on") for key in found) for _, found in page.tags), name  # fmt: skip
        scripts = [found for tag, found in page.tags if tag == "script"]
        assert all(found.get("type") == "application/json" or "src" in found for found in scripts)
        assert "style" not in [tag for tag, _ in page.tags]


def test_nothing_in_the_assets_asks_for_anything_elsewhere():
    script = FILES["assets/site.js"].decode()
    assert not re.search(r"https?:|fetch\(|XMLHttp|import |url\(", script + CSS)
    assert len(FILES["assets/site.css"]) < 12_000


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_index_for_searching_goes_with_the_list(language: str):
    text = PAGES[f"{language}/search.html"]
    index = json.loads(re.search(r'id="search-index">(.*?)</script>', text)[1])  # type: ignore[index]
    listed = re.search(r'id="search-list">(.*?)</ul>', text, re.DOTALL)[1]  # type: ignore[index]
    assert [entry["id"] for entry in index] == re.findall(r'href="[a-z]+/([a-z0-9-]+)\.html"', listed)
    assert all(entry["text"] and entry["title"] for entry in index)


def test_an_empty_tab_says_so():
    text = PAGES["nl/requirements/gpai-12.html"]
    assert (
        '<h3 id="tab-public-procurement">Publieke inkoop <span class="adhere-tab__count">(0)</span></h3>'
        in text
    )
    assert "Op dit tabblad staat geen maatregel." in text


@pytest.mark.parametrize(("name", "words"), [("nl", "Richtlijn 2014/24/EU"), ("en", "Directive 2014/24/EU")])
def test_the_index_by_role_says_where_a_role_of_our_own_comes_from(name: str, words: str):
    (page,) = (text for path, text in PAGES.items() if "by-role" in path and f'<html lang="{name}"' in text)
    below = page.partition('<h2 id="inkoper">')[2]
    assert words in below.partition("<ul")[0]
    assert "gpm-30" in below
    assert page.count("2014/24/EU") == 1


def test_the_status_is_that_of_the_day_and_comes_with_its_dates():
    before = build(catalogue(), date(2025, 8, 1), "en")["nl/requirements/gpai-01.html"].decode()
    assert "nog niet geldend</span>" in before
    assert "geldend</span>" in PAGES["nl/requirements/gpai-01.html"]
    assert "[[&quot;2025-08-02&quot;, null]]" in before


def test_the_first_language_comes_first():
    assert READ["index.html"].links[1:] == ["nl/index.html", "en/index.html"]
    assert Page(build(catalogue(), ON, "en")["index.html"].decode()).links[1] == "en/index.html"


def test_the_manifest_lists_every_file():
    told = json.loads(FILES[MANIFEST])
    assert set(told["files"]) == set(FILES) - {MANIFEST}
    assert told["on"] == "2026-11-22"


def luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(sign * 2 for sign in colour)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("document-color", "document-background-color"),
        ("document-subtle-color", "document-background-color"),
        ("link-color", "document-background-color"),
        ("link-color", "tag-background-color"),
        ("heading-color", "document-background-color"),
        ("page-header-color", "page-header-background-color"),
        ("page-footer-color", "page-footer-background-color"),
        *((f"status-{one}-color", f"status-{one}-background-color") for one in ("in-force", "not-yet-in-force", "no-longer-in-force")),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground(text: str, ground: str):
    """WCAG 2.2, 1.4.3: 4.5 to 1; here 7 to 1, which is 1.4.6."""
    colours = dict(re.findall(r"--adhere-([a-z0-9-]+): #([0-9a-f]{3,6});", CSS))
    one, other = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (one + 0.05) / (other + 0.05) >= 7
