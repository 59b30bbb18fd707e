# SPDX-License-Identifier: EUPL-1.2
"""The library: every page in both languages, on any day, quick to make and not made twice, and what it says where nothing has the name asked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation
from lxml import html

from adhere.codes.catalogue import code, known_codes
from adhere.dossier.textstore import FORMAT, _digest
from adhere.law.requirements.catalogue import catalogue
from adhere.portal.library.law.searching import results
from adhere.portal.library.leading import provisions

pytestmark = pytest.mark.django_db
PAGES = [
    "law/", "law/art-53.1.a/", "law/art-53/", "law/art-3/", "law/annex-xi/", "law/duty:art-53.1.a-1/", "law/criterion:systemic-risk/",
    "law/answer:what-is-a-code-for/", "law/changes/", "law/changes/?since=2025-01-01&on=2026-12-31", "law/questions/", "law/search/",
    "law/search/?q=systemic+risk", "codes/", "codes/gpai-2025/", "codes/gpai-2025/S-7.6/", "codes/gpai-2025/S-7/", "codes/gpai-2025/S/",
    "codes/gpai-2025/S-A1.1/", "codes/gpai-2025/coverage/", "codes/marking-2026/coverage/", "codes/compare/",
    "codes/compare/?from=gpai-2025&to=disinformation-2025", "requirements/", "requirements/gpai-01/", "requirements/gpm-01/",
    "requirements/?role=jurist&topic=publieke-inkoop&model=open-source&on=2026-09-01", "check/",
]  # fmt: skip


@pytest.fixture
def texts(tmp_path: Path, settings: Any) -> Path:
    """A folder with a text of the Act in each language, in words of our own."""
    import json

    settings.LAW_TEXTS = tmp_path
    said = {
        "en": ("The provider shall act as Article 56(1) says.", "‘provider’ means whoever makes a model;"),
        "nl": ("De aanbieder handelt zoals artikel 56, lid 1, zegt.", "„aanbieder”: wie een model maakt;"),
    }
    other = {
        "en": "‘deployer’ means whoever uses a model;",
        "nl": "„gebruiksverantwoordelijke”: wie een model gebruikt;",
    }
    for language, (rule, definition) in said.items():
        units = [
            {"id": "aia:art-3.3", "kind": "article", "paragraphs": [definition], "line": 1},
            {"id": "aia:art-3.4", "kind": "article", "paragraphs": [other[language]], "line": 1},
            {"id": "aia:art-53.1.a", "kind": "article", "paragraphs": [rule], "line": 2},
            {"id": "aia:art-77.1", "kind": "article", "paragraphs": ["1"], "line": 3},
        ]
        kept = {
            "format": FORMAT, "act": "aia", "celex": "32024R1689", "lang": language, "version": "2024-07-12", "title": "x",
            "source": {"sha256": "0" * 64}, "titles": {}, "units": units, "digest": _digest(units),
        }  # fmt: skip
        path = tmp_path / "texts" / "aia" / "2024-07-12" / f"{language}-0.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(kept), encoding="utf-8")
    return tmp_path


def tree(answer: Any) -> Any:
    return html.fromstring(answer.content.decode())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("where", PAGES)
def test_every_page_stands_in_both_languages(visitor: Any, language: str, where: str) -> None:
    answer = visitor.get(f"/{language}/{where}")
    root = tree(answer)
    assert answer.status_code == 200
    assert root.get("lang") == language
    assert len(root.xpath("//h1")) == 1
    assert not root.xpath("//table[not(caption)] | //th[not(@scope)] | //*[@style] | //script")
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in root.xpath("//main//a[starts-with(@href, '#')]/@href")} <= set(ids)
    assert set(root.xpath("//@popovertarget")) <= set(ids)
    assert set(root.xpath("//label/@for")) <= set(ids)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_link_within_the_library_leads_somewhere(visitor: Any, language: str) -> None:
    met, waiting = (
        set(),
        [
            f"/{language}/{one}"
            for one in ("law/art-53.1/", "law/", "codes/gpai-2025/", "requirements/gpai-06/")
        ],
    )
    for where in waiting:
        found = tree(visitor.get(where)).xpath("//main//a/@href")
        met |= {one.partition("#")[0] for one in found if one.startswith(f"/{language}/")}
    assert len(met) > 150
    for where in sorted(met)[::4]:
        assert visitor.get(where).status_code == 200, where


def test_every_article_of_the_law_stands_in_the_overview_once(visitor: Any) -> None:
    found = tree(visitor.get("/en/law/")).xpath("//main//li/a/@href")
    for name in catalogue().law.article_names:
        assert found.count(f"/en/law/{name.removeprefix('aia:')}/") == 1, name


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("53(1)(a)", "art-53.1.a"),
        ("Article 53(1)(a)", "art-53.1.a"),
        ("artikel 53, lid 1, onder a", "art-53.1.a"),
        ("aia:art-56.6", "art-56.6"),
        ("ART-53", "art-53"),
    ],
)
def test_a_provision_as_people_write_it_leads_to_its_address(
    visitor: Any, written: str, address: str
) -> None:
    answer = visitor.get(f"/nl/law/{written}/?on=2026-09-01")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/nl/law/{address}/?on=2026-09-01")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("where", "near"),
    [
        ("law/art-53.1.z/", "law/art-53"),
        ("law/criterion:systemic-rsk/", "law/criterion:systemic-risk/"),
        ("codes/gpai-2052/", "codes/gpai-2025/"),
        ("codes/gpai-2025/S-7.66/", "codes/gpai-2025/S-7.6/"),
        ("codes/gpai-2052/coverage/", "codes/gpai-2025/"),
        ("requirements/gpai-111/", "requirements/gpai-1"),
    ],
)
def test_what_is_not_there_is_told_with_what_comes_near(
    visitor: Any, language: str, where: str, near: str
) -> None:
    answer = visitor.get(f"/{language}/{where}")
    assert answer.status_code == 404
    assert any(one.startswith(f"/{language}/{near}") for one in tree(answer).xpath("//main//li/a/@href"))


@pytest.mark.parametrize(
    "name", ["%20", "é%00", "a" * 3000, "..%2e", "<script>", "%27%22", "aia:", ":", "duty:", "%F0%9F%92%A9"]
)
@pytest.mark.parametrize("room", ["law", "codes", "codes/gpai-2025", "requirements"])
def test_a_hostile_name_is_nothing(visitor: Any, room: str, name: str) -> None:
    answer = visitor.get(f"/en/{room}/{name}/", follow=True)
    assert answer.status_code == 404
    assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize(
    "day", ["x", "2026-02-30", "2026-W10-1", "0001-01-01", "9999-12-31", "1" * 500, "٢٠٢٦-٠١-٠١", "<b>"]
)
@pytest.mark.parametrize(
    "where", ["law/art-56/", "codes/", "requirements/", "law/search/", "law/changes/", "check/"]
)
def test_a_day_that_is_none_shows_today_and_says_so(visitor: Any, where: str, day: str) -> None:
    answer = visitor.get(f"/en/{where}", {"on": day})
    assert answer.status_code == 200
    assert "is no day that can be shown" in answer.content.decode()
    assert "<b>" not in answer.content.decode()


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("nl/law/art-56/", "vanaf 2 augustus 2025"),
        ("en/law/art-56/", "from 2 August 2025"),
        ("nl/requirements/gpai-01/", "Geldend sinds 2 augustus 2025."),
        ("nl/requirements/gpai-01/", "(tot 2 augustus 2027)"),
        ("nl/codes/", "0 bekend"),
        ("en/codes/marking-2026/", "<dd>0 known</dd>"),
        ("nl/law/search/?q=praktijkcode", "De 20 beste resultaten"),
    ],
)
def test_days_and_counts_are_told_as_people_tell_them(visitor: Any, where: str, told: str) -> None:
    assert told in visitor.get(f"/{where}").content.decode()


def test_another_day_has_another_wording(visitor: Any) -> None:
    before, after = (
        visitor.get("/en/law/art-56.6/", {"on": day}).content.decode() for day in ("2026-07-26", "2026-07-27")
    )
    records = [
        html.fromstring(one).xpath("//section[@aria-labelledby='records']//code/text()")
        for one in (before, after)
    ]
    assert records[0] != records[1]


@pytest.mark.usefixtures("texts")
def test_the_official_words_stand_side_by_side_with_their_terms_and_references(
    visitor: Any,
) -> None:
    root = tree(visitor.get("/nl/law/art-53.1.a/?on=2026-09-01"))
    sides = root.xpath("//section[@id='aia-art-53-1-a']//div[@lang]")
    assert [one.get("lang") for one in sides] == ["nl", "en"]
    assert "De aanbieder handelt" in sides[0].text_content()
    term = sides[0].xpath(".//button/@popovertarget")
    assert term
    assert "wie een model maakt" in root.xpath(f"string(//*[@id='{term[0]}'])")
    assert sides[1].xpath(".//a/@href") == ["/nl/law/art-56.1/?on=2026-09-01"]
    assert visitor.get("/nl/law/art-53.1.a/?on=2023-09-01").status_code == 200


def test_a_provision_of_which_only_the_words_are_kept_has_a_page(visitor: Any, texts: Path) -> None:
    assert visitor.get("/en/law/art-77.1/").status_code == 200
    (texts / "texts/aia/2024-07-12/en-0.json").unlink()
    (texts / "texts/aia/2024-07-12/nl-0.json").write_text("{", encoding="utf-8")
    assert visitor.get("/en/law/art-77.1/").status_code == 404


def test_every_provision_with_a_record_has_a_page(visitor: Any) -> None:
    for name in sorted(provisions(()))[::9]:
        with translation.override("en"):
            address = reverse("library:provision", args=[name.removeprefix("aia:")])
        assert visitor.get(address).status_code == 200, name


@pytest.mark.parametrize("where", PAGES[:-1])
def test_a_page_is_not_made_twice_for_one_browser(visitor: Any, where: str) -> None:
    first = visitor.get(f"/nl/{where}")
    again = visitor.get(f"/nl/{where}", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert visitor.get(f"/en/{where}").headers["ETag"] != first.headers["ETag"]
    assert "Cookie" in first.headers["Vary"]
    assert "public" in first.headers["Cache-Control"]


def test_a_page_with_a_name_on_it_is_kept_by_nobody(office: Any) -> None:
    answer = office.client.get("/nl/law/art-53/")
    assert "ETag" not in answer.headers
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_another_text_is_another_page(visitor: Any, texts: Path) -> None:
    first = visitor.get("/nl/law/art-53.1.a/")
    (texts / "texts/aia/2024-07-12/en-0.json").unlink()
    assert (
        visitor.get("/nl/law/art-53.1.a/", headers={"if-none-match": first.headers["ETag"]}).status_code
        == 200
    )


@pytest.mark.parametrize("where", PAGES)
def test_no_page_asks_the_database_but_for_the_codes_published_here(
    visitor: Any, where: str, django_assert_num_queries: Any
) -> None:
    asks = {"codes/": 2, "codes/compare/": 2, "law/search/": 1, "law/search/?q=systemic+risk": 2}
    visitor.get(f"/nl/{where}")  # an index for search is made once in a process
    with django_assert_num_queries(2 if where.startswith("codes/compare/") else asks.get(where, 0)):
        visitor.get(f"/nl/{where}")


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("53(1)(a)", "en", "law/art-53.1.a/"),
        ("systeemrisco", "nl", "law/"),
        ("open sorce", "en", ""),
        ("S-7.6", "en", "codes/gpai-2025/S-7.6/"),
        ("gpai-01", "en", "requirements/gpai-01/"),
    ],
)
def test_search_finds_what_was_meant(visitor: Any, question: str, language: str, first: str) -> None:
    found = tree(visitor.get(f"/{language}/law/search/", {"q": question})).xpath(
        "//ol[@class='results']/li/a/@href"
    )
    assert found
    assert found[0].startswith(f"/{language}/{first}")
    for one in found[:6]:
        assert visitor.get(one).status_code == 200, one


def test_search_marks_what_was_found_and_keeps_to_one_area(visitor: Any) -> None:
    root = tree(visitor.get("/en/law/search/?q=systemic+risk&in=requirements"))
    assert root.xpath("//mark")
    assert {one.split("/")[2] for one in root.xpath("//ol[@class='results']/li/a/@href")} == {"requirements"}


@pytest.mark.parametrize(
    "question", ['"', "* OR 1=1", "NEAR(a b)", "\0", "a" * 100_000, "-" * 300, "(((((", "<img src=x>", "\ud800".encode("utf-8", "replace").decode(), "é" * 300, "53(1)(a) " * 90]
)  # fmt: skip
def test_a_hostile_question_is_answered(visitor: Any, question: str) -> None:
    answer = visitor.get("/nl/law/search/", {"q": question})
    assert answer.status_code == 200
    assert "<img" not in answer.content.decode()


def test_search_answers_several_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor
    from datetime import date

    def ask(number: int) -> int:
        try:
            with translation.override("en"):
                return len(results("systemic risk" if number % 2 else "code", "", date(2026, 9, 1), "en", ""))
        finally:
            connection.close()  # each thread has one of its own

    with ThreadPoolExecutor(4) as pool:
        assert min(pool.map(ask, range(12))) > 0


def test_the_filters_of_requirements_hold_together(visitor: Any) -> None:
    def shown(query: str) -> list[str]:
        root = tree(visitor.get(f"/en/requirements/?{query}"))
        return root.xpath("//tbody//code/text()")

    everything = shown("")
    assert everything == list(catalogue().requirements)
    assert shown("phase=nonsense&model=nonsense") == everything
    assert (
        set(shown("model=open-source"))
        < set(shown("model=general-purpose"))
        < set(shown("model=systemic-risk"))
    )
    assert "gpai-03" in shown("model=open-source")
    assert "gpai-01" not in shown("model=open-source")
    assert shown("holder=provider-systemic&role=jurist")


@pytest.mark.parametrize(
    ("language", "role", "words"),
    [
        ("nl", "Inkoper bij de overheid (aanbestedende dienst)", "aan geen van deze vereisten te voldoen"),
        ("en", "Public buyer (contracting authority)", "owes none of these requirements"),
    ],
)
def test_a_public_buyer_chooses_that_role_and_reads_what_it_rests_on(
    visitor: Any, language: str, role: str, words: str
) -> None:
    root = tree(visitor.get(f"/{language}/requirements/"))
    box = root.xpath(f"//label[normalize-space()='{role}']/input")[0]
    assert (box.get("name"), box.get("value")) == ("role", "inkoper")
    assert words not in root.text_content()
    assert root.xpath("//input[@name='topic'][@value='publieke-inkoop']")
    chosen = tree(visitor.get(f"/{language}/requirements/?role=inkoper"))
    assert words in chosen.xpath("string(//p[@class='note'])")
    assert {f"gpm-{n}" for n in range(30, 36)} == set(
        chosen.xpath("//h2/following-sibling::ul[1]//code/text()")
    )
    known = catalogue().requirements
    assert chosen.xpath("//tbody//code/text()") == [
        name for name, one in known.items() if "inkoper" in one.roles
    ]
    record = tree(visitor.get(f"/{language}/requirements/gpm-30/"))
    assert record.xpath("//dl//a[contains(@href, '?role=inkoper')]/text()") == [role]


def test_every_measure_of_every_code_has_its_address(visitor: Any) -> None:
    for name in known_codes():
        for measure in code(name).measures[::6]:
            root = tree(visitor.get(f"/nl/codes/{name}/{measure.id}/"))
            assert measure.title.nl in root.xpath("string(//h1)")


def test_comparing_says_what_is_wrong_with_the_choice(visitor: Any) -> None:
    for query, words in (
        ("from=x&to=gpai-2025", "not in the library"),
        ("from=gpai-2025&to=gpai-2025", "one and the same"),
    ):
        assert words in visitor.get(f"/en/codes/compare/?{query}").content.decode()
    root = tree(visitor.get("/en/codes/compare/?from=gpai-2025&to=disinformation-2025"))
    assert root.xpath("//del")
    assert root.xpath("//ins")


def test_a_library_page_is_read_and_not_written_to(visitor: Any) -> None:
    assert visitor.post("/nl/law/art-53/").status_code == 405
    assert re.search(r"max-age=\d+", visitor.get("/nl/law/").headers["Cache-Control"])
