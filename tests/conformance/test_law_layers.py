# SPDX-License-Identifier: EUPL-1.2
"""Layers over the real Act: definitions in both languages, the term links that people made by hand in a Dutch copy, and the time it takes.

Needs the reference data in ``shared`` beside the repository; the words of the law are read there and nowhere kept.
"""

from __future__ import annotations

import time
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from adhere.intake.texts.reading import Imported, read_text
from adhere.law.layers.layering import layers_of
from adhere.law.layers.terms import Glossary, definitions

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ACT, SEEDS = SHARED / "law" / "act", SHARED / "seeds"
SECONDS = 3.0

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the reference data is not at {SHARED}")


@cache
def act(version: str, language: str) -> Imported:
    return read_text("act.json", (ACT / version / language / "act.json").read_bytes())


def glossary(version: str, language: str) -> Glossary:
    texts = {name: unit.text for name, unit in act(version, language).units.items()}
    return Glossary(definitions(texts), language)


@pytest.mark.parametrize(("version", "count"), [("2024-07-12", 68), ("2026-07-27", 70)])
def test_both_languages_define_the_same_points_of_article_3(version: str, count: int):
    english, dutch = (set(glossary(version, language).terms) for language in ("en", "nl"))
    assert english == dutch
    assert len(english) == count


def test_the_links_that_people_made_to_definitions_are_found_as_terms():
    (path,) = SEEDS.glob("000_*")
    copy = read_text(path.name, path.read_bytes())
    terms = glossary("2024-07-12", "nl")
    for link in copy.links:
        found = terms.occurrences("aia:art-56.1", link.text)
        assert [(one.text, one.definition) for one in found] == [(link.text, f"aia:{link.place}")]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_same_provisions_name_a_provision_in_both_languages_and_it_is_quick(language: str):
    began = time.process_time()
    layers = layers_of(act("2026-07-27", language).units, language, on=date(2026, 8, 1))
    assert time.process_time() - began < SECONDS
    other = "nl" if language == "en" else "en"
    against = layers_of(act("2026-07-27", other).units, other, on=date(2026, 8, 1))
    apart = [
        name
        for name, unit in layers.units.items()
        if ":art-" in name and targets(unit.references) != targets(against.units[name].references)
    ]
    assert apart == []


def targets(found: tuple[object, ...]) -> set[str]:
    return {name for one in found for name in one.to if name != "aia"}  # type: ignore[attr-defined]
