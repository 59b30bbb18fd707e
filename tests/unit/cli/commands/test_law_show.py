# SPDX-License-Identifier: EUPL-1.2
"""``adhere law show`` as people run it, with texts they keep and without: side by side, terms, what changed, what rests on it, bad input."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tests.unit.cli.running import Ran, adhere
from tests.unit.cli.test_contracts import faults

ON = ("--on", "2026-08-01")
WORDS = {
    "en": {
        "terms": ["‘gate’ means a door;", "‘keeper’ means whoever has the key of a gate."],
        "old": "The keeper shall paint <b>gates</b>, as Article 53(2) says:",
        "new": "The keeper and the Board shall paint <b>gates</b>, as Article 53(2) says:",
        "point": "green | or blue, and not as in Article 4(3) of Directive (EU) 2019/790;",
        "second": "Paragraph 1, point (a), is of no use in winter.",
    },
    "nl": {
        "terms": ["“poort”: een deur;", "“wachter”: wie de sleutel van een poort heeft."],
        "old": "De wachter verft poorten, zoals artikel 53, lid 2, zegt:",
        "new": "De wachter en de raad verven poorten, zoals artikel 53, lid 2, zegt:",
        "point": "groen of blauw, en niet zoals in artikel 4, lid 3, van Richtlijn (EU) 2019/790;",
        "second": "Lid 1, punt a), dient in de winter nergens toe.",
    },
}


def act(code: str, version: str, first: str) -> dict[str, Any]:
    """A made-up text under ids of the Act; nothing of it is law."""
    words = WORDS[code]

    def listing(*texts: object, letter: bool = False) -> dict[str, Any]:
        signs = "ab" if letter else "12"
        return {
            "t": "list",
            "items": [
                {"marker": f"({sign})", "nodes": [{"t": "p", "text": text}]}
                for sign, text in zip(signs, texts, strict=False)
            ],
        }

    opening = {"t": "p", "text": "x:"}
    point = listing(words["point"], letter=True)
    return {
        "act": "Regulation (EU) 2024/1689",
        "celex": "32024R1689",
        "lang": code,
        "version": version,
        "articles": {
            "3": {
                "number": "3",
                "title": "T",
                "pars": [{"num": None, "nodes": [opening, listing(*words["terms"])]}],
            },
            "14": {
                "number": "14",
                "title": "Fences",
                "pars": [{"num": "1", "nodes": [{"t": "p", "text": "None."}]}],
            },
            "53": {
                "number": "53",
                "title": "Gates",
                "pars": [
                    {"num": "1", "nodes": [{"t": "p", "text": first}, point]},
                    {"num": "2", "nodes": [{"t": "p", "text": words["second"]}]},
                ],
            },
        },
        "annexes": {},
        "recitals": {},
        "units": {},
    }


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two languages, each in two versions, as a user keeps them."""
    folder = tmp_path_factory.mktemp("texts")
    for code, words in WORDS.items():
        for version, which in (("2024-07-12", "old"), ("2026-07-27", "new")):
            path = folder / f"{code}-{which}.json"
            path.write_text(json.dumps(act(code, version, str(words[which]))), encoding="utf-8")
            ran = adhere("law", "import", path, ADHERE_DATA=str(folder / "data"))
            assert ran.status == 0, ran.err + ran.out
    return folder / "data"


def show(data: Path, *arguments: str | Path) -> Ran:
    return adhere("law", "show", *arguments, ADHERE_DATA=str(data))


def page(data: Path, *arguments: str) -> html.HtmlElement:
    ran = show(data, *arguments, "--format", "html")
    assert (ran.status, ran.err) == (0, "")
    return html.document_fromstring(ran.out.encode())


def test_languages_stand_side_by_side_by_provision(data: Path):
    root = page(data, "53(1)", "--text", "nl", "--text", "en", *ON)
    units = root.xpath("//section[@class='unit']")
    assert [unit.get("id") for unit in units] == ["aia-art-53-1", "aia-art-53-1-a"]
    for unit in units:
        assert [side.get("lang") for side in unit.xpath("div[@class='sides']/div")] == ["nl", "en"]
    assert "groen of blauw" in units[1].xpath("string(.//div[@lang='nl'])")
    assert "green | or blue" in units[1].xpath("string(.//div[@lang='en'])")


def test_a_page_stands_by_itself_and_leads_nowhere_that_is_not_there(data: Path):
    for arguments in (("53(1)", "--text", "nl", "--text", "en"), ("56.6",), ("criterion:systemic-risk",)):
        root = page(data, *arguments, *ON)
        assert root.xpath("//script | //link | //img | //iframe") == []
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")} <= set(ids)
        assert root.xpath("count(//h1)") == 1
        assert root.xpath("count(//main)") == 1
        assert root.xpath("/html/@lang") == ["en"]
        style = root.xpath("string(//style)")
        assert "prefers-color-scheme: dark" in style
        assert "@media print" in style
        levels = [int(one.tag[1]) for one in root.xpath("//h1 | //h2 | //h3 | //h4")]
        assert all(later - before <= 1 for before, later in pairwise(levels))


def test_terms_lead_to_their_definitions_in_both_languages(data: Path):
    root = page(data, "53(1)", "--text", "nl", "--text", "en", *ON)
    terms = root.xpath("//section[@class='unit']//a[@class='term']")
    assert [(one.text, one.get("href")) for one in terms] == [
        ("wachter", "#term-aia-art-3-2"),
        ("poorten", "#term-aia-art-3-1"),
        ("keeper", "#term-aia-art-3-2"),
        ("gates", "#term-aia-art-3-1"),
    ]
    gate = root.xpath("//div[@id='term-aia-art-3-1']")[0]
    assert gate.xpath("dt/span[@lang]/text()") == ["poort", "gate"]
    assert gate.xpath("dd[@lang]/text()") == ["“poort”: een deur;", "‘gate’ means a door;"]


def test_our_own_words_have_their_terms_explained_without_any_text(data: Path):
    root = page(data, "53(1)(b)", *ON)
    assert root.xpath("//article[@id='duty-art-53-1-b-1']//a[@class='term']/text()") == ["provider"]
    assert "In our words" in root.xpath("string(//div[@id='term-aia-art-3-3'])")
    assert "add --text" in root.xpath("string(//main)")
    dutch = page(data, "53(1)(b)", *ON, "--lang", "nl")
    assert dutch.xpath("//article[@id='duty-art-53-1-b-1']//a[@class='term']/text()") == ["aanbieder"]


def test_a_definition_does_not_explain_itself(data: Path):
    assert page(data, "3.3", *ON).xpath("//article//a[@href='#term-aia-art-3-3']") == []


def test_references_lead_to_the_page_or_to_eur_lex(data: Path):
    root = page(data, "53", "--text", "en", *ON)
    links = {
        one.text: one.get("href") for one in root.xpath("//section[@class='unit']//a[not(@class='term')]")
    }
    assert links["Article 53(2)"] == "#aia-art-53-2"
    assert links["Article 4(3) of Directive (EU) 2019/790"].startswith(
        "https://eur-lex.europa.eu/legal-content/EN/"
    )


def test_nothing_in_a_text_becomes_markup(data: Path):
    root = page(data, "53(1)", "--text", "en", *ON)
    assert root.xpath("//section[@class='unit']//b") == []
    out = show(data, "53(1)", "--text", "en", *ON, "--format", "markdown").out
    assert r"paint \<b\>[gates](#term-aia-art-3-1)\</b\>" in out
    assert r"green \| or blue" in out


def test_what_changed_in_the_words_is_marked_and_told_in_words_of_our_own(data: Path):
    root = page(data, "53(1)", "--text", "en", *ON)
    assert root.xpath("//ins/text()") == ["and the Board"]
    assert root.xpath("//ins/@title") == ["added"]
    before = page(data, "53(1)", "--text", "en", "--on", "2026-07-26")
    assert before.xpath("//ins/text()") == ["and the Board"]
    assert "12 July 2024 to that of 27 July 2026" in before.xpath("string(//main)")
    assert "Changed on 27 July 2026" in page(data, "56.6", *ON).xpath("string(//main)")
    assert "Will change on 27 July 2026" in page(data, "56.6", "--on", "2026-07-26").xpath("string(//main)")
    assert "{+and the Board+}" in show(data, "53(1)", "--text", "en", *ON).out


def test_json_keeps_its_contract_with_everything_in_it(data: Path):
    told = show(data, "53(1)(a)", "--text", "nl", "--text", "en", *ON, "--format", "json").json()
    assert faults("adhere-law-show", told) == []
    assert sum(told["resting"]["counts"].values()) == len(told["resting"]["items"])
    referring = [one for one in told["resting"]["items"] if one["group"] == "reference"]
    assert [(one["id"], one["links"][0]["reach"]) for one in referring] == [("aia:art-53.2", "itself")]
    assert [(one["lang"], one["before"]["version"], one["after"]) for one in told["texts"]] == [
        ("nl", "2024-07-12", None),
        ("en", "2024-07-12", None),
    ]
    whole = show(data, "53(1)", "--text", "en", *ON, "--format", "json").json()
    assert whole["texts"][0]["before"]["units"] == {"aia:art-53.1": WORDS["en"]["old"]}
    assert {one["id"]: one["names"] for one in whole["terms"]}["aia:art-3.1"] == {"en": "gate"}


@pytest.mark.parametrize("output", ["text", "json", "html", "markdown"])
@pytest.mark.parametrize("said", ["en", "nl"])
def test_every_format_tells_what_rests_on_a_provision(data: Path, output: str, said: str):
    out = show(data, "53(1)(c)", *ON, "--format", output, "--lang", said).out
    for name in ("gpai-03", "gpai-2025:C-1.5", "summary:rights_reservation", "exception:art-111.3-1"):
        assert name in out
    if output == "text":
        assert max(map(len, out.splitlines())) <= 80


def test_what_rests_on_it_is_that_of_the_date(data: Path):
    counts = {
        day: show(data, "53(1)(c)", "--on", day, "--format", "json").json()["resting"]["counts"]
        for day in ("2024-09-01", "2026-08-01")
    }
    assert "measure" not in counts["2024-09-01"]
    assert counts["2026-08-01"]["measure"] == 5


def test_a_record_and_what_has_no_place_in_the_law(data: Path):
    assert "gpai-03" in show(data, "duty:art-53.1.c-1", *ON).out
    for asked in ("criterion:systemic-risk", "figure:systemic-risk-compute", "gpai-guidelines:sec-2.1"):
        told = show(data, asked, *ON, "--format", "json").json()
        assert (told["resting"]["items"], told["notices"], faults("adhere-law-show", told)) == ([], [], [])
        assert show(data, asked, *ON, "--format", "html").status == 0


def test_a_provision_without_records_shows_its_words(data: Path):
    root = page(data, "14(1)", "--text", "en", *ON)
    assert root.xpath("string(//h1)") == "Article 14(1)"
    assert root.xpath("//p[@class='subtitle']/text()") == ["Fences"]
    assert "There are no records" in root.xpath("string(//header)")
    refused = show(data, "14(1)", *ON)
    assert (refused.status, refused.out) == (2, "")
    assert "adhere law import" in re.sub(r"\s+", " ", refused.err)


def test_a_language_that_is_not_kept_is_told_with_how_to_bring_it_in(data: Path):
    told = " ".join(show(data, "53(1)", "--text", "de", "--text", "en", *ON).out.split())
    assert "No text in de that stood on 2026-08-01 is kept" in told
    assert "Kept of this act on that day: en, nl." in told
    assert "adhere law import" in told
    root = page(data, "53(1)", "--text", "de", "--text", "en", *ON)
    assert "adhere law import" in root.xpath("string(//main)")
    assert {side.get("lang") for side in root.xpath("//div[@class='sides']/div")} == {"en"}
    early = " ".join(show(data, "53(1)", "--text", "en", "--on", "2024-01-01").out.split())
    assert "its version, 12 July 2024, came later than 1 January 2024" in early


def test_a_date_before_the_act_is_told_first(data: Path):
    for output in ("text", "html", "markdown", "json"):
        out = " ".join(
            show(data, "53(1)", "--on", "2020-01-01", "--format", output).out.replace("\\-", "-").split()
        )
        assert "entered into force on 1 August 2024" in re.sub(r"[!*] ", "", out)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("53(1)(z)",), "aia:art-53.1"),
        (("53", "--text", "xx"), "no official language"),
        (("53", "--out", "."), "folder"),
        (("53", "--out", "page.txt"), ".html"),
        (("53", "--out", "page"), ".html"),
        (("53", "--out", ""), "folder"),
        (("53", "--out", "no-such-folder/page.html"), "no-such-folder"),
        (("53", "--format", "pdf"), "pdf"),
        (("53", "--on", "tomorrow"), "tomorrow"),
    ],
)
@pytest.mark.parametrize("said", ["en", "nl"])
def test_bad_input_is_refused_and_nothing_is_written(
    data: Path, tmp_path: Path, arguments: tuple[str, ...], told: str, said: str
):
    ran = adhere("law", "show", *arguments, "--lang", said, cwd=tmp_path, ADHERE_DATA=str(data))
    assert (ran.status, ran.out, list(tmp_path.iterdir())) == (2, "", [])
    assert said == "nl" or told in ran.err


def named(folder: Path) -> Iterator[tuple[Path, str]]:
    yield folder / "page.html", "<!DOCTYPE html>"
    yield folder / "page.md", "# Article 53"
    yield folder / "page.json", "{\n"


def test_the_name_of_a_file_says_its_format_and_the_same_comes_out_each_time(data: Path, tmp_path: Path):
    for path, start in named(tmp_path):
        written = []
        for _ in range(2):
            ran = show(data, "53", "--text", "nl", *ON, "--out", path)
            assert (ran.status, ran.out) == (0, "")
            assert path.name in ran.err
            written.append(path.read_bytes())
        assert written[0].decode().startswith(start)
        assert written[0] == written[1]
