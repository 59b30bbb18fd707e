# SPDX-License-Identifier: EUPL-1.2
"""Criteria as trees: every part is there in words, below what joins it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.unit.law.situations import LAW

from adhere.law.trees import resting_on, tree_of


@pytest.mark.parametrize("criterion", LAW.criteria)
def test_a_tree_holds_every_part_one_deeper_than_what_it_is_part_of(criterion: str):
    nodes = list(tree_of(LAW, criterion))
    assert (nodes[0].id, nodes[0].depth) == (criterion, 0)
    assert all(node.depth <= before.depth + 1 for before, node in pairwise(nodes))
    ids = {node.id for node in nodes}
    assert {part for parts in LAW.criteria[criterion].parts.values() for part in parts} <= ids


def test_none_is_said_even_over_one_part():
    headings = {node.text.en for node in tree_of(LAW, "criterion:indication-stands") if node.id is None}
    assert "None of these holds:" in headings


def test_a_question_names_what_it_is_part_of():
    assert "criterion:general-purpose-model" in {node.id for node in tree_of(LAW, "atom:generality-shown")}


def test_what_rests_on_a_section_is_listed_and_a_section_of_another_number_is_not():
    ids = {node.id for node in resting_on(LAW, "gpai-guidelines:sec-2.1")}
    assert {"figure:gpai-indicative-compute", "atom:generates-language-image-or-video"} <= ids
    assert list(resting_on(LAW, "gpai-guidelines:sec-9")) == []
