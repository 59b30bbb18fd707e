# SPDX-License-Identifier: EUPL-1.2
"""A code as an OSCAL catalog: valid by the official schema, the same bytes each time, and the same code when it is read back."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.codes.small import code as small
from tests.unit.exchange.oscaldocuments import EN, GPAI, NL, faults

from adhere.codes.catalogue import code, known_codes
from adhere.codes.code import Code, Renumbered
from adhere.exchange.oscal.catalog import catalog, sort_id
from adhere.exchange.oscal.catalogreading import read_catalog
from adhere.exchange.oscal.making import Making, escaped, plain, token
from adhere.kernel.text import Text

MAKINGS = pytest.mark.parametrize("making", [EN, NL], ids=["en", "nl"])


def told(one: Code, making: Making = EN) -> Any:
    return json.loads(catalog(one, making))["catalog"]


def back(one: Code, making: Making = EN) -> Code | None:
    read = read_catalog(catalog(one, making), "catalog.json")
    assert read.findings == ()
    return read.code


@MAKINGS
@pytest.mark.parametrize("known", known_codes())
def test_it_is_valid_by_the_official_schema(known: str, making: Making):
    assert faults(catalog(code(known), making)) == []


@MAKINGS
@pytest.mark.parametrize("known", known_codes())
def test_it_comes_back_as_the_same_code(known: str, making: Making):
    assert back(code(known), making) == code(known)


def test_what_only_codes_of_ones_own_have_comes_back_too():
    measures = (replace(small().measures[0], no_indicator=Text("None.", "Geen.")), *small().measures[1:])
    renumbered = (Renumbered(old="A-9", new="A-1"), Renumbered(old="A-9.1", new="A-1.1"))
    own = replace(small(), measures=measures, succeeds="example@0", renumbered=renumbered)
    assert faults(catalog(own, EN)) == []
    assert back(own) == own


def test_oscal_cannot_say_how_measures_of_several_commitments_are_mixed():
    """All that is lost: measures stand under their commitment, so an order that jumps between commitments does not come back."""
    mixed = replace(GPAI, measures=tuple(reversed(GPAI.measures)))
    read = back(mixed)
    assert read is not None
    assert read != mixed
    assert sorted(read.measures, key=lambda one: one.id) == sorted(GPAI.measures, key=lambda one: one.id)


@given(st.text(st.characters(exclude_categories=["Cs", "Z", "Cc"]), min_size=1))
def test_any_text_comes_back_and_is_never_markup(text: str):
    assert plain(escaped(text)) == text
    own = replace(small(), title=Text(text, text))
    assert back(own) == own


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a *bold* claim", r"a \*bold\* claim"),
        ("[link](x) <b>", r"\[link\](x) \<b\>"),
        ("1. first", r"\1. first"),
        ("- item", r"\- item"),
        (r"back\slash", r"back\\slash"),
        ("{{ insert: param, x }}", r"\{\{ insert: param, x \}\}"),
    ],
)
def test_signs_of_markup_are_escaped(text: str, markup: str):
    assert escaped(text) == markup
    assert plain(markup) == text


def test_the_same_content_gives_the_same_bytes_and_other_content_another_uuid():
    assert catalog(GPAI, EN) == catalog(GPAI, EN)
    uuids = {
        told(one)["uuid"]
        for one in (GPAI, replace(GPAI, version="2"), replace(GPAI, measures=GPAI.measures[:-1]))
    }
    assert len(uuids) == 3
    later = Making(language="en", on=date(2027, 1, 1))
    assert told(GPAI, later)["metadata"]["last-modified"] == "2027-01-01T00:00:00Z"


def test_chapters_are_groups_commitments_controls_and_measures_controls_within():
    groups = told(GPAI)["groups"]
    assert [one["id"] for one in groups] == ["T", "C", "S"]
    commitments = [one for group in groups for one in group["controls"]]
    assert [one["id"] for one in commitments] == [one.id for one in GPAI.commitments]
    assert [inner["id"] for one in commitments for inner in one["controls"]] == [
        one.id for one in GPAI.measures
    ]


def test_a_measure_says_what_it_asks_serves_and_when():
    commitment = next(one for one in told(GPAI)["groups"][2]["controls"] if one["id"] == "S-7")
    measure = next(one for one in commitment["controls"] if one["id"] == "S-7.6")
    statement, *_ = measure["parts"]
    assert statement["id"] == "S-7.6_smt"
    assert len(statement["parts"]) == len(GPAI.measure("S-7.6").requires)
    assert {one["id"] for one in measure["params"]} == {
        f"S-7.6_prm.{n}" for n in range(1, len(measure["params"]) + 1)
    }
    assert any("every 6 months" in one["constraints"][0]["description"] for one in measure["params"])
    assert sum(part["name"] == "serves" for part in measure["parts"]) == len(GPAI.measure("S-7.6").serves)


def test_every_link_within_the_document_leads_somewhere():
    whole = told(GPAI)
    ids = {one["uuid"] for one in whole["back-matter"]["resources"]} | {*_all(whole, "id")}
    assert {link for link in _all(whole, "href") if link.startswith("#") and link[1:] not in ids} == set()


def _all(value: Any, key: str) -> list[str]:
    if isinstance(value, list):
        return [found for one in value for found in _all(one, key)]
    if not isinstance(value, dict):
        return []
    own = [value[key]] if isinstance(value.get(key), str) else []
    return own + [found for one in value.values() for found in _all(one, key)]


def test_no_id_stands_twice():
    ids = _all(told(GPAI), "id")
    assert len(ids) == len(set(ids))
    uuids = _all(told(GPAI), "uuid")
    assert len(uuids) == len(set(uuids))


def test_ids_become_tokens_and_sort_as_people_count():
    assert [token(one) for one in ("S-7.6", "1", "a b", "é")] == ["S-7.6", "_1", "a_b", "é"]
    assert sort_id("S-7.6") < sort_id("S-10.1")
    assert told(code("marking-2026"))["groups"][0]["id"] == "_1"
