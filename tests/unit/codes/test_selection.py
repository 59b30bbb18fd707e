# SPDX-License-Identifier: EUPL-1.2
"""One part of a code comes with what it stands in and what it refers to."""

from __future__ import annotations

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.catalogue import code
from adhere.codes.selection import NoSuchPartError, part_of


@pytest.mark.parametrize("asked", ["S-7.6", "s-7.6"])
def test_a_measure_comes_with_its_commitment_and_chapter(asked: str):
    found = part_of(code("gpai-2025"), asked)
    assert [one.id for one in (*found.chapters, *found.commitments, *found.measures)] == ["S", "S-7", "S-7.6"]


def test_s_1_is_not_s_10():
    found = part_of(code("gpai-2025"), "S-1")
    assert [one.id for one in found.commitments] == ["S-1"]
    assert [one.id for one in found.measures] == ["S-1.1", "S-1.2", "S-1.3", "S-1.4"]


def test_a_chapter_comes_with_everything_in_it():
    found = part_of(code("gpai-2025"), "C")
    assert [one.id for one in found.chapters] == ["C"]
    assert len(found.measures) == 5


def test_an_appendix_comes_with_the_measures_that_refer_to_it():
    found = part_of(small(), "A-list")
    assert [one.id for one in (*found.chapters, *found.commitments, *found.measures, *found.appendices)] == [
        "A", "A-1", "A-1.1", "A-list",
    ]  # fmt: skip
    assert [one.id for one in part_of(small(), "A-1.1").appendices] == ["A-list"]
    assert part_of(small(), "A-1.2").appendices == ()


def test_what_does_not_exist_is_told_with_what_does():
    with pytest.raises(NoSuchPartError) as told:
        part_of(small(), "Z-1")
    assert told.value.known == ("A", "A-1", "A-1.1", "A-1.2", "A-list")
