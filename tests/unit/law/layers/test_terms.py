# SPDX-License-Identifier: EUPL-1.2
"""Defined terms of a made-up act: definitions as they stand, and occurrences with the forms that words take."""

from __future__ import annotations

import pytest

from adhere.law.layers.terms import Glossary, definitions

ENGLISH = {
    "aia:art-3.1": "‘gate’ means a door of a garden;",
    "aia:art-3.2": "‘gate authority’ or ‘GA’ means whoever keeps gates; a gate authority has keys;",
    "aia:art-3.3": "‘opening on the road’ means what opens;",
    "aia:art-3.4": "‘‘slow’ gate system’ means a gate that is slow;",
    "aia:art-3.6": "‘swing of a gate’ means how it moves;",
    "aia:art-4.1": "‘Quotation’ of one, which is no definition.",
}
DUTCH = {
    "aia:art-3.1": "„AI-poortmodel voor algemene doeleinden”: een model van een poort;",
    "aia:art-3.2": "“nationale bevoegde autoriteit”: wie poorten bewaakt;",
    "aia:art-3.3": "“poortrisico”: het gevaar van een poort;",
    "aia:art-3.4": "“aanbieder”: wie een poort aanbiedt;",
    "aia:art-3.5": "“in de handel brengen”: op de markt zetten;",
    "aia:art-3.6": "zwaai of “floating-gate operation (FGO)”: een beweging;",
    "aia:art-3.7": "“ernstig incident” een incident;",
    "aia:art-3.8": "“poortsysteem”:",
}


def found(texts: dict[str, str], language: str, text: str) -> list[tuple[str, str]]:
    glossary = Glossary(definitions(texts), language)
    hits = glossary.occurrences("aia:art-9.1", text)
    assert all(text[one.start : one.end] == one.text for one in hits)
    return [(one.text, one.definition.rpartition(".")[2]) for one in hits]


def test_definitions_are_read_as_they_stand():
    assert [(term.definition, term.words) for term in definitions(ENGLISH)] == [
        ("aia:art-3.1", ("gate",)),
        ("aia:art-3.2", ("gate authority", "GA")),
        ("aia:art-3.3", ("opening on the road",)),
        ("aia:art-3.4", ("slow gate system",)),
        ("aia:art-3.6", ("swing of a gate",)),
    ]
    dutch = {term.definition: term.words for term in definitions(DUTCH)}
    assert dutch["aia:art-3.6"] == ("zwaai", "floating-gate operation", "FGO")
    assert len(dutch) == len(DUTCH)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gates and a gate’s hinge.", [("Gates", "1"), ("gate’s", "1")]),
        ("Two gate authorities and the GA.", [("gate authorities", "2"), ("GA", "2")]),
        ("A gatekeeper at the floodgate and the sub-gate.", []),
        ("The ‘slow’ gate systems move.", [("slow’ gate systems", "4")]),
        ("The swing of gates.", [("swing of gates", "6")]),
    ],
)
def test_english_forms(text: str, expected: list[tuple[str, str]]):
    assert found(ENGLISH, "en", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AI-poortmodellen voor algemene doeleinden", [("AI-poortmodellen voor algemene doeleinden", "1")]),
        ("Nationale bevoegde autoriteiten", [("Nationale bevoegde autoriteiten", "2")]),
        ("poortrisico's en poortrisico’s", [("poortrisico's", "3"), ("poortrisico’s", "3")]),
        ("aanbieders, de aanbiedersrol en aanbieder-achtig", [("aanbieders", "4")]),
        (
            "in de handel gebracht of in de handel te brengen",
            [("in de handel gebracht", "5"), ("in de handel te brengen", "5")],
        ),
        ("ernstige incidenten", [("ernstige incidenten", "7")]),
        ("poortsystemen", [("poortsystemen", "8")]),
    ],
)
def test_dutch_forms(text: str, expected: list[tuple[str, str]]):
    assert found(DUTCH, "nl", text) == expected


def test_the_words_a_definition_defines_are_apart_from_where_it_uses_them():
    glossary = Glossary(definitions(ENGLISH), "en")
    hits = glossary.occurrences("aia:art-3.2", ENGLISH["aia:art-3.2"])
    assert [(one.text, one.definition) for one in hits] == [
        ("gates", "aia:art-3.1"),
        ("gate authority", "aia:art-3.2"),
    ]


def test_one_quotation_makes_no_article_of_definitions():
    assert definitions({"aia:art-4.1": "‘gate’ means a door."}) == ()
    assert list(Glossary((), "en").occurrences("aia:art-4.1", "a gate")) == []
