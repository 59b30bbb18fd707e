# SPDX-License-Identifier: EUPL-1.2
"""The reading page of provisions: what leads where, and that nothing in a text becomes markup."""

from __future__ import annotations

from datetime import date

from lxml import html
from tests.unit.law.layers.sentences import units

from adhere.kernel.text import Language
from adhere.law.layers.layering import layers_of, units_within
from adhere.law.library import Law
from adhere.render.lawdocument import reading_page


def page(unit: str = "aia:art-53", spoken: Language = "en") -> html.HtmlElement:
    held = units()
    layers = layers_of(
        held, "en", Law().article("aia:art-53").norms, on=date(2026, 8, 1), wanted=units_within(held, unit)
    )
    content = reading_page(
        layers,
        act="aia",
        celex="32024R1689",
        version=None,
        titles={"aia:art-53": "Gates <b>"},
        definitions={name: held[name].text for name in layers.terms},
        spoken=spoken,
    )
    return html.document_fromstring(content)


def test_terms_lead_to_their_definition_on_the_page():
    root = page()
    terms = root.xpath("//a[@class='term']")
    assert [one.text for one in terms] == ["Gates", "keeper", "gate"]
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")} <= set(ids)
    assert "‘gate’ means a door;" in root.xpath("//dd/text()")


def test_references_lead_to_the_provision_here_or_on_eur_lex():
    links = {one.text: one.get("href") for one in page().xpath("//main//a[not(@class)]")}
    assert links["point (a)"] == "#aia-art-53-1-a"
    assert (
        links["Articles 3 and 53"]
        == "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32024R1689#art_3"
    )
    assert (
        links["Regulation (EU) 2016/679"]
        == "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32016R0679"
    )
    assert page().xpath("//span[text()='that Annex']/@title") == ["not resolved"]


def test_what_rests_on_the_words_is_told_in_the_language_spoken():
    assert "duty:art-53.1.a-1" in page().xpath("//details//code/text()")
    assert page(spoken="nl").xpath("//summary/text()")[0] == "Wat op deze woorden rust"
    assert page(spoken="nl").xpath("//section/p/@lang")[0] == "en"


def test_nothing_in_a_text_becomes_markup():
    root = page()
    assert root.xpath("//h2/b") == []
    assert "Gates <b>" in root.xpath("string(//h2)")
    assert "& <" in root.xpath("string(//section[@id='aia-art-53-1-a'])")


def test_a_page_of_several_articles_has_contents():
    held = units()
    layers = layers_of(held, "en", on=date(2026, 8, 1))
    content = reading_page(
        layers, act="aia", celex=None, version=date(2026, 7, 27), titles={}, definitions={}, spoken="en"
    )
    assert html.document_fromstring(content).xpath("//nav//a/@href")[:2] == ["#aia-rec-1", "#aia-art-3"]
