# SPDX-License-Identifier: EUPL-1.2
"""All layers of a made-up text together, what rests on its words, and what is reported."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.repository import ROOT
from tests.unit.law.layers.sentences import SENTENCES, units

from adhere.kernel.finding import Rule
from adhere.law.layers.layering import layers_of, units_within
from adhere.law.layers.marking import paragraphs
from adhere.law.layers.rules import findings_on, no_language, rules
from adhere.law.library import Law

DAY = date(2026, 8, 1)
SOURCES = "".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "src" / "adhere" / "law" / "layers").rglob("*.py")
)


def test_every_unit_gets_its_layers():
    layers = layers_of(units(), "en", Law().article("aia:art-53").norms, on=DAY)
    unit = layers.units["aia:art-53.1"]
    assert [one.text for one in unit.terms] == ["Gates"]
    assert [(one.text, one.to) for one in unit.references] == [("point (a)", ("aia:art-53.1.a",))]
    assert [(one.force, one.role) for one in unit.modality] == [("shall", "commission")]
    assert [one.value for one in unit.deadlines] == ["P3D"]
    assert layers.counts["units"] == len(SENTENCES)
    assert layers.counts["definitions"] == 2


def test_a_point_without_a_verb_is_governed_by_what_stands_above_it():
    layers = layers_of(units(), "en", on=DAY)
    assert layers.units["aia:art-53.1.a"].governed_by == "aia:art-53.1"
    assert layers.units["aia:art-53.1"].governed_by is None
    assert layers.units["aia:art-3.1"].governed_by is None


def test_records_are_attached_to_the_unit_of_their_provision_or_the_nearest_above():
    held = layers_of(units(), "en", Law().article("aia:art-53").norms, on=DAY).units
    assert "duty:art-53.1.a-1" in {norm.id for norm in held["aia:art-53.1.a"].norms}
    assert "duty:art-53.1.b-1" in {
        norm.id for norm in held["aia:art-53.1"].norms
    }  # the text has no point (b)
    before = layers_of(units(), "en", Law().article("aia:art-53").norms, on=date(2024, 8, 1)).units
    assert before["aia:art-53.1.a"].norms == ()


def test_a_part_is_read_in_the_light_of_all():
    wanted = units_within(units(), "aia:art-53.1.a")
    layers = layers_of(units(), "en", on=DAY, wanted=wanted)
    assert list(layers.units) == ["aia:art-53.1.a"]
    assert layers.units["aia:art-53.1.a"].governed_by == "aia:art-53.1"
    assert len(layers.terms) == 2


def test_pieces_give_the_words_back():
    for unit in layers_of(units(), "en", on=DAY).units.values():
        told = tuple("".join(piece.text for piece in pieces) for pieces in paragraphs(unit))
        assert told == unit.paragraphs


def test_what_is_not_resolved_is_reported_with_its_line():
    held = units()
    found = findings_on(layers_of(held, "en", on=DAY), held, "gates.json")
    assert [(one.rule.id, one.place.at, one.place.line) for one in found] == [
        ("ADH-LAW-081", "aia:art-53.2", 7),
        ("ADH-LAW-080", "aia:art-53.2", 7),
        ("ADH-LAW-087", "aia:art-53.2", 7),
    ]
    alone = {"aia:art-53.1": held["aia:art-53.1"]}
    assert "ADH-LAW-085" in {
        one.rule.id for one in findings_on(layers_of(alone, "en", on=DAY), alone, "gates.json")
    }
    assert no_language("de", ("en", "nl"), "x").rule.severity == "error"


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.id)
def test_a_rule_is_met_somewhere_and_says_the_same_in_both_languages(one: Rule):
    assert f'"{one.id}"' in SOURCES
    for text in (one.wrong, one.why, one.remedy):
        english, dutch = (set(re.findall(r"\{(\w+)\}", wording)) for wording in (text.en, text.nl))
        assert english == dutch
