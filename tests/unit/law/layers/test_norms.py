# SPDX-License-Identifier: EUPL-1.2
"""Actors, what shall and may be, and periods and days, in sentences of our own."""

from __future__ import annotations

import pytest

from adhere.kernel.data import packaged
from adhere.law.layers.actors import actors
from adhere.law.layers.deadlines import deadlines
from adhere.law.layers.modality import modalities
from adhere.law.library import Law


def said(text: str, language: str) -> list[tuple[str, str, str | None]]:
    return [(one.text, one.force, one.role) for one in modalities(text, language, actors(text, language))]


def test_every_role_is_one_of_the_spine():
    named = packaged("adhere.law.layers", "data/actors.toml")
    assert set(named["english"]) == set(named["dutch"]) <= Law().roles.keys()


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        ("en", "Providers of general-purpose AI models with systemic risk tell the AI Office.", ["provider-systemic", "ai-office"]),
        ("en", "A downstream provider may ask the Board; each Member State helps.", ["downstream-provider", "board", "member-state"]),
        ("nl", "Aanbieders van AI-modellen voor algemene doeleinden helpen de Commissie.", ["provider", "commission"]),
        ("nl", "De lidstaten en hun markttoezichtautoriteiten.", ["member-state", "market-surveillance-authority"]),
        ("nl", "De Commissiesecretaris.", []),
    ],
)  # fmt: skip
def test_actors(language: str, text: str, roles: list[str]):
    assert [one.role for one in actors(text, language)] == roles


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The Commission shall paint gates and may not sell them.", [("shall", "shall", "commission"), ("may not", "shall-not", "commission")]),
        ("en", "By 2 May 2025 gates may be green. The AI Office is empowered to look.", [("may", "may", None), ("is empowered to", "may", "ai-office")]),
        ("en", "This should not be read as a mayor’s task.", [("should", "should", None)]),
        ("nl", "Wie wacht, kan de Commissie schrijven. Aanbieders moeten verven.", [("kan", "may", "commission"), ("moeten", "shall", None)]),
        ("nl", "Het AI-bureau zorgt voor de verf.", [("zorgt", "shall", "ai-office")]),
        ("nl", "de poort groen houden;", []),
        ("nl", "In afwijking van lid 1 mogen gasten lopen.", [("mogen", "may", None)]),
        ("nl", "Poorten mogen niet knarsen.", [("mogen niet", "shall-not", None)]),
    ],
)  # fmt: skip
def test_modality(language: str, text: str, expected: list[tuple[str, str, str | None]]):
    assert said(text, language) == expected


def test_the_present_tense_is_marked():
    text = "Het AI-bureau zorgt voor verf. Het moet verven."
    assert [one.present for one in modalities(text, "nl", ())] == [True, False]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "within 15 days, no later than two weeks after, for 10 years", [("period", "P15D"), ("period", "P2W"), ("period", "P10Y")]),
        ("en", "by 2 August 2027 and every four years thereafter", [("day", "2027-08-02"), ("recurring", "R/P4Y")]),
        ("en", "without undue delay, and once a year", [("promptly", None), ("recurring", "R/P1Y")]),
        ("en", "within 72 hours of 31 February 2026", [("period", "PT72H")]),
        ("nl", "binnen drie maanden, uiterlijk op 2 augustus 2025, onverwijld", [("period", "P3M"), ("day", "2025-08-02"), ("promptly", None)]),
        ("nl", "om de vier jaar en jaarlijks, na één dag", [("recurring", "R/P4Y"), ("recurring", "R/P1Y"), ("period", "P1D")]),
        ("nl", "in de dagen van weleer, 10^25 keer", []),
    ],
)  # fmt: skip
def test_deadlines(language: str, text: str, expected: list[tuple[str, str | None]]):
    found = deadlines(text, language)
    assert [(one.kind, one.value) for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)
