# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: every reference leads somewhere, every id is permanent, and what is asked for is what comes."""

from __future__ import annotations

import re

import pytest

from adhere.codes.catalogue import code
from adhere.kernel.data import packaged
from adhere.law.requirements import parsing
from adhere.law.requirements.catalogue import PACKAGE, Selection, catalogue
from adhere.law.requirements.records import Record
from adhere.law.store import LawDataError

KNOWN = catalogue()
EVERY: list[Record] = [*KNOWN.requirements.values(), *KNOWN.measures.values()]


def test_every_reference_leads_somewhere():
    assert list(KNOWN.faults()) == []


def test_the_size_of_the_catalogue():
    assert (len(KNOWN.requirements), len(KNOWN.measures)) == (18, 35)


@pytest.mark.parametrize("record", EVERY, ids=lambda one: one.id)
def test_a_record_is_whole(record: Record):
    assert re.fullmatch(r"(gpai|gpm)-\d\d", record.id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", record.slug)
    assert record.phases
    assert record.topics
    assert record.roles
    assert record.id not in packaged(PACKAGE, "data/contents.toml")["retired"]


def test_every_requirement_has_a_measure_and_every_measure_a_requirement():
    assert all(KNOWN.measures_for(one) for one in KNOWN.requirements.values())
    assert all(one.requirements for one in KNOWN.measures.values())


def test_requirements_cover_every_duty_of_providers_on_models():
    """Whatever Articles 52 to 55, 91 and 92 ask of the side of the provider stands in the catalogue."""
    sides = {"provider", "provider-systemic", "authorised-representative"}
    asked = {
        norm.id
        for article in KNOWN.law.articles_on_models()
        for norm in article.norms
        if norm.kind == "duty" and norm.when and sides & set(norm.holder)
    }
    assert asked == {d for one in KNOWN.requirements.values() for d in one.duties} & asked


def test_measures_of_codes_that_are_named_exist():
    named = {name for one in KNOWN.measures.values() for name in one.code}
    assert named
    assert named <= {f"gpai-2025:{one.id}" for one in code("gpai-2025").measures}


def test_sources_begin_with_the_provision_of_the_leading_duty():
    for one in KNOWN.requirements.values():
        assert one.sources[0] in KNOWN.norms[one.duties[0]].provisions


def test_only_buyers_stand_on_the_tab_of_procurement():
    tab = KNOWN.tab("public-procurement")
    assert [one.id for one in KNOWN.measures.values() if tab.shows(one)] == [
        f"gpm-{n}" for n in range(30, 36)
    ]


def test_a_buyer_finds_the_measures_for_buyers_and_what_they_help_to_ask_for():
    """A requirement concerns a public buyer exactly where there is something that a buyer can ask for."""
    wanted = Selection(roles=frozenset({"inkoper"}))
    taken = [one for one in EVERY if wanted.takes(one, KNOWN.holders(one))]
    measures = {one.id: one for one in KNOWN.measures.values() if one in taken}
    assert set(measures) == {f"gpm-{n}" for n in range(30, 36)}
    assert {one.id for one in taken} - set(measures) == {
        name for one in measures.values() for name in one.requirements
    }
    assert "inkoper" not in {holder for one in KNOWN.requirements.values() for holder in KNOWN.holders(one)}


def test_a_role_of_our_own_says_where_it_comes_from():
    assert list(KNOWN.vocabulary.own) == ["inkoper"]
    told = KNOWN.vocabulary.own["inkoper"]
    assert "2014/24/EU" in told.en
    assert "2014/24/EU" in told.nl


@pytest.mark.parametrize(
    ("selection", "taken"),
    [
        (Selection(), True),
        (Selection(phases=frozenset({"ontwerp"})), True),
        (Selection(phases=frozenset({"uitfaseren"})), False),
        (Selection(roles=frozenset({"provider"})), True),
        (Selection(roles=frozenset({"commission"})), False),
        (Selection(phases=frozenset({"ontwerp"}), topics=frozenset({"data"})), False),
    ],
)
def test_one_of_each_kind_that_is_named_is_enough(selection: Selection, taken: bool):
    record = KNOWN.requirements["gpai-01"]
    assert selection.takes(record, KNOWN.holders(record)) is taken


def test_a_key_that_is_lacking_or_unknown_is_named():
    with pytest.raises(LawDataError, match=r"a\.toml: gpai-99: .*risk.*is lacking or unknown"):
        parsing.requirements_of("a.toml", {"requirement": [{"id": "gpai-99", "colour": "red"}]})
