# SPDX-License-Identifier: EUPL-1.2
"""The terms that our own records define: each begins with its term, and is found in a sentence in the forms it takes there."""

from __future__ import annotations

from datetime import date

import pytest

from adhere.dossier.lawreading.glossary import DEFINITIONS, OwnTerms
from adhere.kernel.text import LANGUAGES, Language
from adhere.law.library import Law

DAY = date(2026, 8, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_definition_begins_with_its_term_and_a_colon(language: Language):
    norms = [norm for norm in Law().article(DEFINITIONS).norms if norm.kind == "definition"]
    assert norms
    for norm in norms:
        term, colon, words = norm.content.in_(language).partition(": ")
        assert colon, norm.id
        assert 0 < len(term) < 70, norm.id
        assert words, norm.id
        first, *others = norm.provisions
        assert all(other.startswith(f"{first}.") for other in others), norm.id


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Providers tell a provider so.", "en", [("Providers", "aia:art-3.3")]),
        ("Aanbieders van AI-modellen voor algemene doeleinden.", "nl", [("Aanbieders", "aia:art-3.3"), ("AI-modellen voor algemene doeleinden", "aia:art-3.63")]),
        ("Nothing of that kind.", "en", []),
        ("", "en", []),
    ],
)  # fmt: skip
def test_a_term_is_found_the_first_time_it_occurs(
    text: str, language: Language, found: list[tuple[str, str]]
):
    pieces = list(OwnTerms(Law(), DAY).found(text, language))
    assert "".join(words for words, _ in pieces) == text
    assert [piece for piece in pieces if piece[1]] == found


def test_a_term_that_was_not_yet_defined_is_not_explained():
    assert "aia:art-3.14a" in OwnTerms(Law(), DAY).records
    assert "aia:art-3.14a" not in OwnTerms(Law(), date(2026, 7, 26)).records
