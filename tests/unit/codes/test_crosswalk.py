# SPDX-License-Identifier: EUPL-1.2
"""Cross-walks: every id exists, every relation is ours and says why, both directions agree, and nothing stands in for what was not looked at."""

from collections import Counter

import pytest

from adhere.codes.catalogue import code
from adhere.codes.crosswalk import (
    RELATION_TYPES,
    Crosswalk,
    UnknownFrameworkError,
    crosswalks,
    framework,
    known_frameworks,
    ours,
    statement,
    type_text,
)

GPAI = code("gpai-2025")
FRAMEWORKS = known_frameworks("gpai-2025")
SIZES = {
    "nist-ai-rmf-1.0": 72,
    "nist-ai-600-1": 12,
    "iso-iec-42001-2023": 41,
    "g7-code-of-conduct": 11,
    "oecd-haip-v1": 7,
    "oecd-haip-v2": 1,
    "seoul-2024": 8,
    "gpai-2025-draft-3": 26,
}


def walk(name: str) -> Crosswalk:
    return Crosswalk(code=GPAI, framework=framework("gpai-2025", name))


def test_each_framework_has_as_many_items_as_it_has():
    assert {name: len(framework("gpai-2025", name).items) for name in FRAMEWORKS} == SIZES


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_every_relation_has_both_ends_and_a_reason(name: str):
    one = framework("gpai-2025", name)
    items = [item.id for item in one.items]
    parts = {part.id for group in (GPAI.commitments, GPAI.measures, GPAI.appendices) for part in group}
    assert one.id == name
    assert len(set(items)) == len(items)
    assert [said.source for said in one.relations if said.source not in parts] == []
    assert [said.counterpart for said in one.mentions if said.counterpart not in parts] == []
    assert [
        item for said in (*one.relations, *one.mentions) for item in said.items if item not in items
    ] == []
    assert {said.type for said in one.relations} <= set(RELATION_TYPES)
    assert all(said.grade == "ours" and said.reviewed_by is None for said in one.relations)
    assert all(len(said.rationale.en) > 40 for said in one.relations)


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_part_meets_an_item_once(name: str):
    met = Counter(
        (said.source, item) for said in framework("gpai-2025", name).relations for item in said.items
    )
    assert [pair for pair, times in met.items() if times > 1] == []


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_the_two_directions_say_the_same(name: str):
    one = walk(name)
    forth = {
        (part, item) for part, said in one.by_part.items() for relation in said for item in relation.items
    }
    back = {(relation.source, item) for item, said in one.by_item.items() for relation in said}
    assert forth == back


def test_ids_that_invented_lists_have_are_not_there():
    ids = {item.id for name in FRAMEWORKS for item in framework("gpai-2025", name).items}
    assert not ids & {"GOVERN 1.8", "A.10.1", "A.10.5", "A.6.2.9", "A.7.7", "A.8.6", "A.9.5", "A.1.1"}
    assert {"GOVERN 1.7", "A.10.2"} <= ids


def test_a_relation_of_a_commitment_is_not_spread_over_its_measures():
    one = walk("nist-ai-rmf-1.0")
    assert "S-1" in one.by_part
    assert "S-1.1" not in one.by_part
    assert "S-1.1" in one.through_commitment
    assert "T-1.1" not in one.through_commitment


def test_what_has_no_counterpart_is_told_both_ways():
    seoul = walk("seoul-2024")
    assert seoul.without_part == ("V",)
    assert seoul.without_item == tuple(one.id for one in GPAI.measures if one.id[0] in "TC")


def test_where_nobody_looked_nothing_is_said_to_be_missing():
    one = walk("oecd-haip-v2")
    assert not one.framework.mapped
    assert one.framework.relations == one.without_item == one.without_part == ()


def test_what_the_third_draft_named_is_history_and_no_relation():
    draft = framework("gpai-2025", "gpai-2025-draft-3")
    assert draft.history
    assert draft.relations == ()
    assert len(draft.mentions) == 9
    assert draft.id not in {one.framework.id for one in crosswalks(GPAI)}


def test_no_iso_text_is_repeated_but_ids():
    assert "only ids" in framework("gpai-2025", "iso-iec-42001-2023").licence.en


def test_it_is_said_that_no_framework_gives_a_presumption():
    assert "no presumption of conformity" in statement().en
    assert "geen vermoeden van conformiteit" in statement().nl
    assert "reviewed by nobody" in ours().en
    assert all(type_text(one).nl for one in RELATION_TYPES)


def test_an_unknown_framework_names_those_there_are():
    with pytest.raises(UnknownFrameworkError) as caught:
        framework("gpai-2025", "iso-27001")
    assert caught.value.known == FRAMEWORKS
    assert known_frameworks("mine") == ()
