# SPDX-License-Identifier: EUPL-1.2
"""The appendices of the code of 10 July 2025: each stands once, says something in both languages, and a measure leads to it."""

from __future__ import annotations

import re

import pytest

from adhere.codes.catalogue import code
from adhere.codes.code import Appendix, Code

GPAI = code("gpai-2025")
NOT_REFERRED_TO: dict[str, str] = {}
"""Appendices that no measure leads to, each with the reason."""


def referred_to(one: Code) -> set[str]:
    return {name for measure in one.measures for asked in measure.requires for name in asked.appendices}


def appendix(appendix_id: str) -> Appendix:
    return next(one for one in GPAI.appendices if one.id == appendix_id)


def test_no_appendix_stands_twice():
    names = [one.id for one in GPAI.appendices]
    assert sorted(names) == sorted(set(names))


def test_every_appendix_a_measure_refers_to_exists():
    assert referred_to(GPAI) - {one.id for one in GPAI.appendices} == set()


def test_a_measure_leads_to_every_appendix_or_a_reason_is_given_why_none_does():
    without = {one.id for one in GPAI.appendices} - referred_to(GPAI)
    assert without == set(NOT_REFERRED_TO)
    assert all(NOT_REFERRED_TO.values())


@pytest.mark.parametrize("one", GPAI.appendices, ids=lambda one: one.id)
def test_an_appendix_says_something_in_both_languages(one: Appendix):
    assert one.content
    for text in (one.title, *one.content):
        assert text.en.strip()
        assert text.nl.strip()
        assert text.en != text.nl


@pytest.mark.parametrize("one", GPAI.appendices, ids=lambda one: one.id)
def test_an_appendix_says_nothing_twice(one: Appendix):
    assert (
        len({text.en for text in one.content}) == len({text.nl for text in one.content}) == len(one.content)
    )


def test_an_appendix_belongs_to_a_chapter_of_the_code():
    assert {one.chapter for one in GPAI.appendices} <= {one.id for one in GPAI.chapters}


@pytest.mark.parametrize(
    ("appendix_id", "items"),
    [
        ("S-A1.1", 5),
        ("S-A1.2.1", 3),
        ("S-A1.2.2", 6),
        ("S-A1.3.1", 14),
        ("S-A1.3.2", 10),
        ("S-A1.3.3", 13),
        ("S-A1.4", 4),
        ("S-A2.1", 3),
        ("S-A4.1", 4),
        ("S-A4.2", 6),
        ("S-A4.3", 4),
        ("S-A4.4", 4),
        ("S-A4.5", 7),
    ],
)
def test_an_appendix_has_as_many_items_as_the_official_list(appendix_id: str, items: int):
    assert len(appendix(appendix_id).content) == items


@pytest.mark.parametrize("appendix_id", [f"S-A4.{number}" for number in range(1, 6)])
def test_a_security_objective_keeps_its_number_and_its_item_a_in_both_languages(appendix_id: str):
    for number, text in enumerate(appendix(appendix_id).content, 1):
        for wording in (text.en, text.nl):
            assert wording.startswith(f"({number}) ")
            assert wording.count("(a)") == 1


@pytest.mark.parametrize("one", GPAI.appendices, ids=lambda one: one.id)
def test_both_languages_name_the_same_figures_and_points(one: Appendix):
    for text in (one.title, *one.content):
        assert sorted(re.findall(r"\d+", text.en)) == sorted(re.findall(r"\d+", text.nl)), text.en
        assert re.findall(r"\(\w\)", text.en) == re.findall(r"\(\w\)", text.nl), text.en


def test_what_the_status_of_a_similarly_safe_model_changes_is_what_the_measures_name():
    places = " ".join(text.en for text in appendix("S-A2").content)
    assert re.findall(r"(?:Measure|Appendix) (\S+):", places) == ["3.5", "7.6", "10.2", "3.5"]
    for measure_id in ("S-3.5", "S-7.6", "S-10.2"):
        assert any("S-A2.2" in asked.appendices for asked in GPAI.measure(measure_id).requires), measure_id
